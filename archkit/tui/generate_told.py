"""A plan of generation becomes lines for the screen: folders with what happens in them, files below, and the diff of one."""

from collections import Counter
from collections.abc import Collection, Iterator
from difflib import unified_diff
from typing import TYPE_CHECKING

from archkit.tui.widgets.told import Told

if TYPE_CHECKING:
    from archkit.write import Plan, Step

_SIGNS = {
    "refused": ("✗", "error"), "new": ("+", "good"), "changed": ("~", "warning"), "removed": ("−", "dim"), "same": ("✓", "dim"),
    "kept": ("=", "dim"),
}  # fmt: skip
"""A sign and a look for each thing that may happen to a file, the most remarkable first."""
_QUIET = {"same", "kept"}
UNFOLDED = 8
"""Files of a folder up to which they are listed without being asked for."""
_MOST = 4000
"""Lines of a diff that are shown."""
_COMPARED = 20_000
"""Lines of a file up to which both sides are compared line by line."""
_CONTEXT = 3


def told(plan: "Plan | None", turned: Collection[str]) -> Iterator[Told]:
    """Yield each folder of the output with what happens in it, and below it the files that would be touched.

    Args:
        plan: The plan; None while there is none.
        turned: Folders that are unfolded though they hold many files, or folded though they hold few.
    """
    if plan is None:
        return
    folders: dict[str, list[Step]] = {}
    for step in plan.steps:
        parts = step.path.split("/")
        folders.setdefault("/".join(parts[: 2 if parts[0] in {"apis", "stubs"} else 1]), []).append(step)
    yield Told("Below the output folder", "heading", tail=f"{len(plan.steps)} files")
    for folder, steps in folders.items():
        yield from _folder(folder, steps, is_turned=folder in turned)
    if not plan.stale:
        yield Told("")
        yield Told("All of it is up to date.", "good")
    for step in plan.refused:
        yield Told("")
        yield Told(f"{step.path}: {step.reason}", "error", "✗", "error", indent=1)
        yield Told("archkit generate --force overwrites it", "dim", indent=3)


def _folder(folder: str, steps: "list[Step]", *, is_turned: bool) -> Iterator[Told]:
    counts = Counter(step.state.value for step in steps)
    worst = next(state for state in _SIGNS if counts[state])
    words = ", ".join(f"{counts[state]} {state}" for state in _SIGNS if counts[state])
    touched = [step for step in steps if step.state.value not in _QUIET]
    is_file = len(steps) == 1 and steps[0].path == folder
    key = ("file", folder) if is_file else ("folder", folder)
    yield Told(folder, "value", *_SIGNS[worst], indent=1, tail=words, key=key)
    if is_file or (len(touched) <= UNFOLDED) is is_turned:
        return
    for step in touched:
        yield Told(
            step.path.removeprefix(f"{folder}/"),
            "label",
            *_SIGNS[step.state.value],
            indent=4,
            key=("file", step.path),
        )


def diff_of(plan: "Plan", path: str) -> list[str]:
    """Return the diff from what lies on the disk to what would be written; what is no text is told by its size."""
    step = next(one for one in plan.steps if one.path == path)
    before, after = plan.before(path), plan.contents.get(path)
    if step.state.value == "removed":
        after = None
    if before == after:
        return [f"{path}: nothing changes."]
    sides = [_lines(before), _lines(after)]
    if None in sides or max(len(side or ()) for side in sides) > _COMPARED:
        sizes = [
            f"{len(side):,} bytes".replace(",", " ") if side is not None else "nothing"
            for side in (before, after)
        ]
        return [f"{path}: {sizes[0]} become {sizes[1]}."]
    names = ("/dev/null" if before is None else f"a/{path}", "/dev/null" if after is None else f"b/{path}")
    old, new = (side or [] for side in sides)
    lines = list(unified_diff(old, new, *names, n=_CONTEXT, lineterm=""))
    if len(lines) > _MOST:
        lines[_MOST:] = [f"… and {len(lines) - _MOST} more lines"]
    return lines


def _lines(data: bytes | None) -> list[str] | None:
    """Return the lines of a text; None where it is none."""
    try:
        return (data or b"").decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return None
