"""What an order is made of: plain values in, plain values out, or one line that says why not."""

from typing import Any, Final

from conference.vocabulary import Actor, Role

Details = dict[str, Any]


OPERATOR: Final = Actor(Role.OPERATOR, "operator")
"""Who gives them."""


class OrderError(Exception):
    """It was not done; the text says why and what to do."""
