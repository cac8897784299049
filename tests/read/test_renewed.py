"""A workspace that is read again after an edit: only what changed is worked on, and what comes out is the same."""

from pathlib import Path

import pytest

from archkit.read import read_workspace
from archkit.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/archkit.yaml"))

PEOPLE = "requirements/people.yaml"
OTHERS = "requirements/others.yaml"
FILES = {
    PEOPLE: "actors:\n  rider: {kind: person}\n  driver: {kind: person}\n",
    OTHERS: "actors:\n  clerk: {kind: person}\nglossary:\n  ride: {meaning: From here to there}\n",
}
EDITS = {
    "another word": {PEOPLE: "actors:\n  rider: {kind: person, name: Passenger}\n  driver: {kind: person}\n"},
    "an element less": {PEOPLE: "actors:\n  rider: {kind: person}\n"},
    "an id of another file": {PEOPLE: "actors:\n  rider: {kind: person}\n  clerk: {kind: person}\n"},
    "a wrong shape": {PEOPLE: "actors:\n  rider: {kind: [person]}\n  driver: {kind: person}\n"},
    "a key twice": {PEOPLE: "actors:\n  rider: {kind: person}\n  rider: {kind: system}\n"},
    "no YAML": {PEOPLE: "actors:\n  rider: {kind: person\n"},
    "an empty file": {PEOPLE: ""},
    "a new file": {"requirements/new.yaml": "actors:\n  pilot: {kind: person}\n"},
    "other settings": {
        "archkit.yaml": "archkit: 1\nsystem: {name: Rides}\ninclude: [requirements/o*.yaml]\n"
    },
}


def told(workspace: Workspace) -> tuple[object, ...]:
    """Return all that a reader sees of a workspace."""
    reading = workspace.reading
    elements = [(item.ref, item.place, item) for item in reading.requirements.items()]
    where = [reading.span(place, key=True) for _, place, _ in elements]
    return reading.diagnostics, reading.files, reading.requirements, elements, where, workspace.findings


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_and_its_undoing_read_as_if_everything_were_read_anew(make_workspace, edit) -> None:
    root = make_workspace(FILES)
    changed = Workspace(root).renewed(edit)
    assert told(changed) == told(Workspace(root, overlay=edit))
    back = changed.renewed()
    assert told(back) == told(Workspace(root))
    assert told(back.renewed(edit)) == told(changed)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_element_that_goes_from_an_example_is_missed_at_once(example: Path) -> None:
    workspace = Workspace(example)
    file = next(file for file in workspace.reading.files if file != "archkit.yaml")
    edit = {file: "glossary: {new: {meaning: Something new}}\n"}
    assert told(workspace.renewed(edit)) == told(Workspace(example, overlay=edit))


def test_a_file_that_did_not_change_is_not_worked_on_again(make_workspace) -> None:
    root = make_workspace(FILES)
    first = read_workspace(root)
    again = read_workspace(root, overlay=EDITS["another word"], before=first)
    assert again.documents[OTHERS] is first.documents[OTHERS]
    assert again.requirements.actors["clerk"] is first.requirements.actors["clerk"]
    assert again.requirements.actors["rider"].name == "Passenger"


def test_a_file_that_changed_on_the_disk_is_read_again(make_workspace) -> None:
    root = make_workspace(FILES)
    first = Workspace(root)
    assert "driver" in first.requirements.actors
    (root / PEOPLE).write_text("actors:\n  pilot: {kind: person}\n", encoding="utf-8")
    assert set(first.renewed().requirements.actors) == {"pilot", "clerk"}
    assert "driver" in first.requirements.actors
