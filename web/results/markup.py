"""XML that any parser reads: built as a tree, so that nobody's words become markup, and without what XML forbids."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def child(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """One more element at the end of another."""
    made = SubElement(parent, name, {key: allowed(value) for key, value in attributes.items()})
    made.text = allowed(text)
    return made


def root(name: str, attributes: Mapping[str, str] | None = None) -> Element:
    return Element(name, dict(attributes or {}))


def document(element: Element) -> bytes:
    written: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
    return written


def allowed(text: str) -> str:
    """Without control characters, which XML cannot hold even escaped."""
    return _FORBIDDEN.sub("", text)
