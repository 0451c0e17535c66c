"""Tests of everything that remembers."""
