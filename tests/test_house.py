"""The house rules that a machine can check: who imports whom, how long a file is, what a module says first."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "archkit"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOORS = [
    {"diagnostics", "resources", "uncollected"},
    {"errors", "findings"},
    {"source"},
    {"model"},
    {"read"},
    {"facts"},
    {"catalog"},
    {"recommend", "evaluate"},
    {"objectives", "contracts"},
    {"rules"},
    {"selection", "ignores"},
    {"lint"},
    {"assist", "walk"},
    {"render"},
    {"generators"},
    {"report", "begin", "write", "publish", "baseline", "since", "fix", "cache"},
    {"workspace"},
    {"session"},
    {"tui"},
    {"cli"},
    {"__main__"},
]
"""Rooms from the bottom up: a room imports from lower floors only, or from its own."""

LAZY = {
    "textual": {"tui"},
    "mkdocs": set(),
    "graphviz": {"generators", "render"},
    "jinja2": {"render"},
    "pydantic": {"model", "read"},
    "pydantic_core": {"model", "read"},
    "yaml": {"source"},
}
"""Libraries that cost start-up time, and the only rooms that import them."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "base", "manager", "misc"}
LONGEST_FILE, LONGEST_FUNCTION = 500, 80


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def floor(name: str) -> int:
    return next(level for level, rooms in enumerate(FLOORS) if name in rooms)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_from_lower_floors_only(path: Path) -> None:
    if room(path) == "__init__":
        return
    here = room(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "archkit" or len(parts) == 1 or parts[1] == here:
            continue
        assert floor(parts[1]) < floor(here), (
            f"{here} imports {name}, which stands on the same floor or above"
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_costly_library_is_imported_where_it_is_used_only(path: Path) -> None:
    for name in imports(path):
        allowed = LAZY.get(name.split(".")[0])
        if allowed is not None:
            assert room(path) in allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert path.stem not in FORBIDDEN_NAMES
    assert len(text.splitlines()) <= LONGEST_FILE
    assert ast.get_docstring(tree), "a module opens with one sentence"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name
