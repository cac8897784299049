"""A soak: random keys over workspaces with comments; nothing but what was meant may change, and undo leads to the first byte.

The suite plays a few hundred keys. ``ARCHKIT_SOAK=5 pytest tests/tui/test_soak.py`` (``make soak``) plays for five minutes.
"""

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from archkit.session.merging import _changed, _units
from archkit.source import parse

EXAMPLES = Path(__file__).parents[2] / "examples"
MINUTES = float(os.environ.get("ARCHKIT_SOAK", "0"))
KEYS = 160
"""Keys of one seed in the suite."""
WALK = (
    ["down"] * 8
    + ["up"] * 3
    + ["pagedown", "home", "end", "enter", "enter", "enter", "escape", "left", "right", "f6"]
)
STEPS = ["]"] * 4 + ["[", "n", "f8"]
ACTIONS = ["a", "d", "x", "m", "~", "c", "K", "J", "w", "e", "f", "D", ">", "<", "v", "r", "delete"]
TYPED = [
    *"abz7",
    " ",
    "-",
    ">",
    ":",
    ",",
    "#",
    "'",
    '"',
    "{",
    "%",
    "~",
    "tab",
    "tab",
    "backspace",
    "home",
    "end",
    "enter",
    "down",
]
HISTORY = ["ctrl+z", "ctrl+z", "ctrl+y", "ctrl+s"]
NAMED = {
    "]": "right_square_bracket", "[": "left_square_bracket", ">": "greater_than_sign", "<": "less_than_sign", "~": "tilde",
    " ": "space", "-": "minus", ":": "colon", ",": "comma", "#": "number_sign", "'": "apostrophe", '"': "quotation_mark",
    "{": "left_curly_bracket", "%": "percent_sign",
}  # fmt: skip


def key_of(dice: random.Random, screen) -> str:
    is_typing = any(widget.id in {"typing", "answer"} for widget in [screen.app.focused] if widget)
    pools = ((TYPED, 8), (WALK, 1)) if is_typing else ((WALK, 8), (STEPS, 2), (ACTIONS, 5), (HISTORY, 2))
    pool = dice.choices([keys for keys, _ in pools], [weight for _, weight in pools])[0]
    key = dice.choice(pool)
    return NAMED.get(key, key)


def watch(session) -> list[str]:
    """Check each change as it is made; return what was found."""
    found: list[str] = []
    commit = session._commit

    def checked(label, results, burst):
        before = {file: session.text(file) for file in results}
        done = commit(label, results, burst)
        for file, text in before.items():
            found.extend(lost(file, text, session.text(file), label))
        return done

    session._commit = checked
    return found


def lost(file: str, before: str, after: str, label: str) -> list[str]:
    """Return the comments that a change lost outside of what it changed."""
    old, new = parse(file, before)[0], parse(file, after)[0]
    if old is None or new is None:
        return [f"{label}: {file} cannot be read"]
    changed = _changed(dict(_units(old.data)), dict(_units(new.data)))
    spans = [
        (old.key_span(route).line, old.value_span(route).end_line) for route in changed if old.has(route)
    ]
    left = [one.text for one in new.comments()]
    problems = []
    for one in old.comments():
        if one.text in left:
            left.remove(one.text)
        elif not any(first - 1 <= one.line <= last + 1 for first, last in spans):
            problems.append(f"{label}: the comment {one.text!r} in line {one.line} of {file} is gone")
    return problems


@pytest.mark.parametrize(("example", "seed"), [("hitchhiking", 1), ("ticket-reservation", 2)])
def test_random_keys_change_nothing_else_and_can_all_be_undone(tmp_path: Path, play, example, seed) -> None:
    root = tmp_path / "ws"
    shutil.copytree(EXAMPLES / example, root, ignore=shutil.ignore_patterns("build"))
    dice = random.Random(seed)  # noqa: S311 - a game, no secret
    pressed: list[str] = []
    ends = time.monotonic() + 60 * MINUTES

    async def scene(screen) -> None:
        session = screen.session
        first = {file: session.text(file) for file in session.documents}
        on_disk = {path: path.read_bytes() for path in root.rglob("*.yaml")}
        found = watch(session)
        while len(pressed) < KEYS or time.monotonic() < ends:
            pressed.append(key_of(dice, screen))
            await screen.pilot.press(pressed[-1])
            assert not found, (found, pressed[-30:])
            assert not session.faults, (session.faults, pressed[-30:])
        await screen.press(*["escape"] * 4)
        await screen.settle()
        for file in session.documents:
            assert parse(file, session.text(file))[0] is not None
        while session.undo():
            pass
        session.write()  # a file that was begun meanwhile goes when nothing is left in it
        now = {file: session.text(file) for file in session.documents}
        assert now == first, pressed
        assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == on_disk

    play(root, scene)
    assert pressed
