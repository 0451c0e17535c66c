"""The house of the office: its cases have holders."""

from tests.web.cases.conftest import enter, furnished, house, town

__all__ = ["enter", "furnished", "house", "town"]
