"""What every implementation of a contract must do, and the implementations held to it."""

import pytest

pytest.register_assert_rewrite("tests.contracts.journal")
