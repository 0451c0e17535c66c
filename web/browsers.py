"""What a browser roughly is, so that somebody recognises their own devices in a list.

A guess from what it calls itself; nothing is decided by it, and no more of it is kept.
"""

from typing import Final

UNKNOWN: Final = "?"
# The first that fits: browsers also name those whose pages they want to be given.
BROWSERS: Final = (
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Zalo", "Zalo"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def rough(agent: str) -> str:
    """Such as "Chrome, Windows"."""
    found = [
        next((name for sign, name in kinds if sign in agent), "") for kinds in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(name for name in found if name) or UNKNOWN
