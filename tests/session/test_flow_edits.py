"""Edits of flows: whatever is framed, moved and dissolved, every other byte stays."""

from pathlib import Path

import pytest

from archkit.session import flow_edits, flow_lines, step_of
from archkit.source import parse

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(
    path for path in EXAMPLES.glob("[hm]*/requirements/**/*.yaml") if "use_cases:" in path.read_text()
)


def flows(path: Path):
    document, _ = parse(path.name, path.read_text())
    for identifier, use_case in document.data["use_cases"].items():
        route = ("use_cases", identifier, "steps")
        yield document, list(flow_lines(use_case.get("steps"), route))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_frame_that_is_put_around_a_step_and_dissolved_leaves_the_file_as_it_was(path: Path) -> None:
    for document, lines in flows(path):
        for line in lines[:8]:
            if line.is_step:
                text = flow_edits.wrapped(document, line.route, "opt", "sometimes")
                framed, _ = parse(document.path, text)
                again = flow_edits.dissolved(framed, line.route)
                assert parse(document.path, again)[0].data == document.data
                assert comments(again) == comments(document.text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_line_typed_as_it_is_changes_nothing(path: Path) -> None:
    for document, lines in flows(path):
        for line in lines:
            if line.kind not in {"par", "other"}:
                assert flow_edits.retyped(document, line, line.text) == document.text


def comments(text: str) -> list[str]:
    return sorted(one.text for one in parse("x", text)[0].comments())


def test_a_line_is_a_step_as_soon_as_it_says_who_speaks_to_whom() -> None:
    assert step_of("rider") is None
    assert step_of("rider -> ") is None
    assert step_of("rider -> app") == {"rider -> app": None}
    assert step_of("app ~> rider: Driver is found: now") == {"app ~> rider": "Driver is found: now"}
    assert step_of("alt: a driver is found") == {"alt": "a driver is found", "steps": []}
    assert step_of("note: mind the fee") == {"note": "mind the fee"}
