"""The house rules that no linter knows: sizes, names, maps, and nothing that lies about unused.

Each failure names the place. When a limit hurts, the file is doing two jobs: split it, don't raise it.
"""

import ast
import re
import statistics
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import filter as fnmatch_filter
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("conference", "moderation", "archive", "realtime", "web")
PURE_PACKAGES = ("conference", "moderation")
PURE_PLACES = (
    "conference/",
    "moderation/",
    "archive/casebook/",
    "archive/casework.py",
    "archive/almanac",
    "archive/calendar",
    "archive/clock",
    "archive/counting.py",
    "archive/deadlines.py",
)

FILE_MAX_LINES = 400
FUNCTION_MAX_LINES = 70
FUNCTION_MEDIAN_MAX_LINES = 8

BANNED_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}

# Nobody imports these: Alembic finds them by their folder.
FOUND_BY_NAME = ("archive.migrations.",)
MIGRATION_STEPS = "archive/migrations/versions/"
# The journal that tests and simulations run on.
FOR_TESTS = ("archive.journal_memory.",)
ENTRANCE = "web.cli"

# Needed by another library of ours, which imports them itself.
USED_BY_OTHERS = {
    "aiohttp": "python-socketio's client",
    "aiosqlite": "SQLAlchemy's driver",
    "bandit": "a command",
    "h11": "uvicorn",
    "httptools": "uvicorn",
    "httpx2": "Starlette's test client",
    "import-linter": "a command",
    "mypy": "a command",
    "pytest-asyncio": "a plugin",
    "pytest-cov": "a plugin",
    "python-multipart": "Starlette's forms",
    "ruff": "a command",
    "types-psutil": "mypy",
    "uvloop": "uvicorn",
    "websockets": "uvicorn",
}
IMPORT_NAMES = {
    "argon2-cffi": "argon2",
    "asgi-cross-origin-protection": "asgi_cross_origin_protection",
    "prometheus-client": "prometheus_client",
    "pytest-xdist": "xdist",
    "python-engineio": "engineio",
    "python-socketio": "socketio",
    "scikit-learn": "sklearn",
}

# Written in two halves, so that this file does not break its own rule.
FORBIDDEN_TEXT = re.compile(
    "|".join(
        [
            "py" + r"pi\.org",
            "python" + "hosted",
            "registry" + r"\.npm",
            "deb" + r"\.debian",
            r"\bTO" + r"DO\b",
            r"\bFIX" + r"ME\b",
        ]
    )
)
TEXT_SUFFIXES = {"", ".css", ".html", ".js", ".json", ".md", ".mjs", ".po", ".py", ".toml", ".txt"}
MADE_BY_MACHINE = {".git", ".venv", "node_modules", "dist", "__pycache__"}


def _files(*suffixes: str) -> Iterator[Path]:
    """Every file that somebody wrote, of these kinds."""
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if path.name in MADE_BY_MACHINE or path.name.endswith("_cache"):
                continue
            if path.is_dir():
                waiting.append(path)
            elif path.suffix in suffixes:
                yield path


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """Parsed where it is looked at and forgotten afterwards: it is more than all other tests keep in memory."""
    return {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in _files(".py")}


@pytest.fixture(scope="module")
def ours(trees: dict[str, ast.Module]) -> dict[str, ast.Module]:
    return {name: tree for name, tree in trees.items() if name.split("/")[0] in PACKAGES}


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _module(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports(tree: ast.AST) -> Iterator[str]:
    """Full names; `from a import b` gives both `a` and `a.b`, since b may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _strings(tree: ast.AST) -> Iterator[str]:
    """A module that is loaded only when needed is named in a string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_files_are_short() -> None:
    lengths = {
        _name(path): path.read_text(encoding="utf-8").count("\n")
        for path in _files(".py", ".js", ".mjs", ".css", ".html")
    }
    assert {name: n for name, n in lengths.items() if n > FILE_MAX_LINES} == {}


def test_functions_are_short(trees: dict[str, ast.Module]) -> None:
    """All but a migration's: it is a list of tables, which shorter functions would only hide."""
    long = {
        f"{name}:{function.lineno} {function.name}": _lines(function)
        for name, tree in trees.items()
        if not name.startswith(MIGRATION_STEPS)
        for function in _functions(tree)
        if _lines(function) > FUNCTION_MAX_LINES
    }
    assert long == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_median_function_is_small(package: str, ours: dict[str, ast.Module]) -> None:
    lengths = [
        _lines(function)
        for name, tree in ours.items()
        if name.startswith(f"{package}/")
        for function in _functions(tree)
    ]
    assert statistics.median(lengths) <= FUNCTION_MEDIAN_MAX_LINES


def test_no_name_means_nothing(trees: dict[str, ast.Module]) -> None:
    classes = {
        f"{name}: {node.name}": re.findall(r"[A-Z][a-z]+", node.name)
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    modules = {name: re.split(r"[/._]", name) for name in trees}
    empty = [
        place
        for place, words in {**classes, **modules}.items()
        if BANNED_NAMES & {word.lower() for word in words}
    ]
    assert empty == []


@pytest.mark.parametrize("package", PACKAGES)
def test_package_has_a_map_of_its_modules(package: str, trees: dict[str, ast.Module]) -> None:
    """Each module is named or covered by a pattern like `pages_*.py`, and nothing else is named."""
    docstring = ast.get_docstring(trees[f"{package}/__init__.py"]) or ""
    listed = re.findall(r"`([\w*]+\.py)`", docstring)
    there = {path.name for path in (ROOT / package).glob("*.py")} - {"__init__.py"}
    unlisted = {name for name in there if not any(fnmatch(name, each) for each in listed)}
    missing = {each for each in listed if not fnmatch_filter(there, each)}
    assert (unlisted, missing) == (set(), set())


def test_every_module_says_why_it_exists(ours: dict[str, ast.Module]) -> None:
    silent = [name for name, tree in ours.items() if not ast.get_docstring(tree)]
    assert silent == []


def test_nothing_prints(ours: dict[str, ast.Module]) -> None:
    prints = [
        f"{name}:{node.lineno}"
        for name, tree in ours.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert prints == []


def test_imports_stand_at_the_top(trees: dict[str, ast.Module]) -> None:
    """One inside a function is a circle in hiding: the code is in the wrong room."""
    inside = [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        for function in _functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_every_module_is_reached_from_the_command_line(ours: dict[str, ast.Module]) -> None:
    modules = {_module(name): tree for name, tree in ours.items()}
    reached: set[str] = set()
    waiting = [ENTRANCE]
    while waiting:
        module = waiting.pop()
        if module in modules and module not in reached:
            reached.add(module)
            waiting += [*_imports(modules[module]), *_strings(modules[module])]
            waiting.append(module.rpartition(".")[0])
    dead = sorted(
        m for m in modules if m not in reached and not f"{m}.".startswith(FOUND_BY_NAME + FOR_TESTS)
    )
    assert dead == []


@pytest.mark.parametrize("package", PURE_PACKAGES)
def test_rules_need_only_the_standard_library(package: str, ours: dict[str, ast.Module]) -> None:
    foreign = {
        imported
        for name, tree in ours.items()
        if name.startswith(f"{package}/")
        for imported in _imports(tree)
        if imported.split(".")[0] not in {*sys.stdlib_module_names, *PURE_PACKAGES}
    }
    assert foreign == set()


@pytest.mark.parametrize("place", PURE_PLACES)
def test_rules_never_ask_what_day_it_is(place: str, ours: dict[str, ast.Module]) -> None:
    asking = [
        f"{name}:{node.lineno}"
        for name, tree in ours.items()
        if name.startswith(place)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
    ]
    assert asking == []


def test_dependencies_are_those_we_import(trees: dict[str, ast.Module]) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = settings["project"], settings["dependency-groups"]
    lines = [
        *project["dependencies"],
        *project["optional-dependencies"]["test"],
        *groups["train"],
    ]
    declared = {re.split(r"[\[<>=;!]", line)[0] for line in lines} - USED_BY_OTHERS.keys()
    own = {name.split("/")[0].removesuffix(".py") for name in trees}
    imported = {module.split(".")[0] for tree in trees.values() for module in _imports(tree)}
    foreign = imported - own - set(sys.stdlib_module_names) - {"hatchling", *USED_BY_OTHERS}
    usable = {IMPORT_NAMES.get(name, name) for name in declared}
    assert (usable - foreign, foreign - usable) == (set(), set())


def test_lock_files_name_no_address() -> None:
    requirements = "".join(path.read_text() for path in (ROOT / "requirements").glob("*.txt"))
    package_lock = (ROOT / "frontend" / "package-lock.json").read_text()
    assert ("://" in requirements, '"resolved"' in package_lock) == (False, False)


def test_nothing_is_left_for_later_or_tied_to_a_machine() -> None:
    found = [
        f"{_name(path)}: {match.group()}"
        for path in _files(*TEXT_SUFFIXES)
        if (match := FORBIDDEN_TEXT.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []
