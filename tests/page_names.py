"""Which names a template needs, so that a page that is drawn without one of them fails, whatever it shows that day.

A name counts as needed wherever it stands, in a branch that nobody took or in a macro of another file too.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, meta, nodes


class PageLacksError(AssertionError):
    """A template asks for what its page does not hand it."""


def lacks(place: str) -> None:
    """In the stead of a line in the log."""
    raise PageLacksError(place)


def complete(environment: Environment, template: str, handed: Mapping[str, Any]) -> None:
    """Raises PageLacksError."""
    if missing := needed(environment, template) - handed.keys():
        raise PageLacksError(f"{template}: {sorted(missing)}")


@cache
def needed(environment: Environment, template: str) -> frozenset[str]:
    names: set[str] = set()
    made: set[str] = set()
    for tree in _family(environment, template):
        names |= meta.find_undeclared_variables(tree)
        made |= set(_made(tree))
    return frozenset(names - made - environment.globals.keys())


def _family(environment: Environment, template: str) -> Iterator[nodes.Template]:
    """The template, what it extends and includes, and what it imports that sees its names."""
    assert environment.loader is not None
    tree = environment.parse(environment.loader.get_source(environment, template)[0])
    yield tree
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        if getattr(node, "with_context", True):
            for other in _templates(node):
                yield from _family(environment, other)


def _templates(node: nodes.Node) -> list[str]:
    told = getattr(node, "template")  # noqa: B009  each of these nodes has one, and their base class not
    consts = [told] if isinstance(told, nodes.Const) else told.find_all(nodes.Const)
    return [one.value for one in consts if isinstance(one.value, str)]


def _made(tree: nodes.Template) -> Iterator[str]:
    """What the file itself makes and its blocks find."""
    for imported in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in imported.names)
    for macro in tree.find_all(nodes.Macro):
        yield macro.name
    for name in tree.find_all(nodes.Name):
        if name.ctx == "store":
            yield name.name
