"""What an order is made of: plain values in, plain values out, or one line that says why not."""

from typing import Any

Details = dict[str, Any]


class OrderError(Exception):
    """It was not done; the text says why and what to do."""
