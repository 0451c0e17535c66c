"""The house of the office: its cases have holders."""

from tests.web.cases.conftest import enter, house, town

__all__ = ["enter", "house", "town"]
