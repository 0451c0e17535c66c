"""What a page lacks: drawn empty where people read it, told in the log, an error in tests."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from jinja2 import DictLoader, Environment
from structlog.testing import capture_logs

from tests.page_names import PageLacksError, needed
from web import lacking
from web.lacking import Lacking
from web.render import ROOT, Renderer, our_renderer

OF_EVERY_PAGE = {"form_token", "here", "problem", "size", "staff", "words"}
"""Handed to each by `show` and `Renderer.page`."""
DRAWS = {"show", "page", "text", "draw"}
TOLD = lacking.told


@dataclass
class Thing:
    """Something with fields of its own."""

    name: str


def drawn(source: str, **handed: object) -> str:
    environment = Environment(
        loader=DictLoader({"page": source}), undefined=Lacking, autoescape=True
    )
    return environment.get_template("page").render(handed)


@pytest.mark.parametrize(
    "source",
    [
        "{{ owner }}",
        "{% if owner %}{% endif %}",
        "{{ owner == 1 }}",
        "{{ owner != 1 }}",
        "{{ owner|length }}",
        "{% for one in owner %}{% endfor %}",
        "{{ thing.title }}",
        "{% for one in thing.parts %}{% endfor %}",
        "{% for one in given.parts %}{% endfor %}",
        "{{ given.parts|length }}",
    ],
)
def test_what_a_page_lacks_is_an_error_in_tests(source):
    with pytest.raises(PageLacksError, match=r"^page:1$"):
        drawn(source, thing=Thing("Lan"), given={})


def test_a_field_that_is_absent_is_an_empty_one():
    source = '{{ given.name }}|{{ "yes" if given.name }}|{{ given.name == "Lan" }}'
    assert drawn(source, given={}) == "||False"


def test_where_people_read_the_page_is_drawn_and_the_house_is_told_where_to_look(monkeypatch):
    monkeypatch.setattr(lacking, "told", TOLD)
    with capture_logs() as lines:
        page = drawn("Xã\n{{ owner }}{% for one in thing.parts %}{% endfor %}.", thing=Thing("Lan"))
    assert page == "Xã\n."
    line = {"event": "page lacks something", "log_level": "error", "place": "page:2"}
    assert lines == [line, line]


def test_outside_of_a_page_there_is_no_place():
    assert lacking.place_of(None) == "?"


def test_a_page_needs_the_names_in_every_branch_and_in_what_it_extends_includes_and_imports():
    environment = Environment(
        loader=DictLoader(
            {
                "base": "{{ title }}{% block body %}{% endblock %}",
                "part": "{{ counted }}",
                "open": "{% macro row(one) %}{{ one }}{{ now }}{% endmacro %}",
                "shut": "{% macro cell(one) %}{{ unseen }}{% endmacro %}",
                "page": '{% extends "base" if plain else "part" %}'
                '{% from "open" import row with context %}{% from "shut" import cell %}'
                '{% block body %}{% include "part" %}{% set mine = 1 %}{{ mine }}'
                "{% if never %}{{ row(owner) }}{{ cell(1) }}{% endif %}{% endblock %}",
            }
        ),
        autoescape=True,
    )
    assert needed(environment, "page") == {"counted", "never", "now", "owner", "plain", "title"}


def test_a_page_that_is_not_handed_every_name_is_not_drawn_in_tests():
    with pytest.raises(PageLacksError, match=r"^staff/login.html: \['name', 'problem'\]$"):
        our_renderer().text(
            "staff/login.html", "vi", form_token="", here="/", next="/", size="", staff=None
        )


@dataclass(frozen=True)
class Drawing:
    """A place in the code where a page is drawn. `open` where some of its names come from elsewhere."""

    place: str
    template: str
    names: frozenset[str]
    open: bool


def drawings() -> Iterator[Drawing]:
    for file in sorted((ROOT / "web").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in DRAWS:
                names = frozenset(keyword.arg or "" for keyword in node.keywords)
                for template in _templates(node):
                    place = f"{file.relative_to(ROOT)}:{node.lineno}"
                    yield Drawing(place, template, names, open="" in names)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _templates(node: ast.Call) -> list[str]:
    told = [one for argument in node.args for one in ast.walk(argument)]
    texts = [one.value for one in told if isinstance(one, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and text.endswith(".html")]


@pytest.mark.slow
def test_every_drawing_hands_its_template_what_it_needs():
    """Those whose names come from elsewhere are tried whenever a test draws them."""
    environment = Renderer().environment("vi")
    whole = [drawing for drawing in drawings() if not drawing.open]
    lacks = {
        drawing.place: names
        for drawing in whole
        if (names := needed(environment, drawing.template) - drawing.names - OF_EVERY_PAGE)
    }
    assert lacks == {}
    assert len(whole) > 40
