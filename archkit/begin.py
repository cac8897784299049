"""A folder becomes a workspace: blank, or from an example; a folder that is in use is not touched."""

import json
import shutil
from functools import partial
from pathlib import Path

from archkit.errors import UsageError, WriteRefusedError
from archkit.resources import folder

_SCHEMA = "archkit.schema.json"
_IGNORED = """\
# The pages of the site: archkit site build makes them. What archkit generate writes beside them is worth keeping in
# git: a reviewer sees what a change of the requirements means, and archkit generate --check finds what is stale.
/build/html/
"""
_MODELINE = "# yaml-language-server: $schema="


def examples() -> list[str]:
    """Return the names of the examples."""
    return sorted(path.name for path in folder("examples").iterdir() if (path / "archkit.yaml").is_file())


def begin(target: Path, example: str | None = None) -> None:
    """Make a workspace.

    Args:
        target: The folder; it must not exist or be empty.
        example: The example to begin with; a blank workspace without one.

    Raises:
        UsageError: There is no such example.
        WriteRefusedError: The folder is in use.
    """
    if example is not None and example not in examples():
        raise UsageError(f"no example is called '{example}'", help=f"choose {', '.join(examples())}")
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise WriteRefusedError(f"'{target}' is in use", help="name a folder that does not exist or is empty")
    origin = folder("examples") / example if example else folder("templates") / "workspace"
    shutil.copytree(origin, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    if example is None:
        _name_after_its_folder(target)
    _point_editors_at_the_schema(target)
    (target / ".gitignore").write_text(_IGNORED, encoding="utf-8", newline="\n")


def _name_after_its_folder(target: Path) -> None:
    """Call the system what its folder is called, where an id can be made of that."""
    from archkit.model import name_from, suggest_id  # noqa: PLC0415 - --help does not load the model
    from archkit.source import apply, parse, set_value  # noqa: PLC0415 - same reason

    called = target.resolve().name
    identifier = suggest_id(called)
    path = target / "archkit.yaml"
    document, _ = parse(path.name, path.read_text(encoding="utf-8"))
    if not identifier or document is None:
        return
    name = name_from(called) if called == identifier else called
    told = {"id": identifier, "name": name}
    edits = [partial(set_value, route=("system", key), value=value) for key, value in told.items()]
    path.write_text(apply(document, edits), encoding="utf-8", newline="\n")


def _point_editors_at_the_schema(target: Path) -> None:
    """Put the schema beside ``archkit.yaml`` and begin each file with the line by which editors find it."""
    from archkit.model.schema import json_schema  # noqa: PLC0415 - --help does not build the model

    (target / _SCHEMA).write_text(json.dumps(json_schema(), indent=2) + "\n", encoding="utf-8", newline="\n")
    for path in target.rglob("*.yaml"):
        up = "../" * (len(path.relative_to(target).parts) - 1)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        rest = lines[1:] if lines and lines[0].startswith(_MODELINE) else lines
        path.write_text("".join([f"{_MODELINE}{up}{_SCHEMA}\n", *rest]), encoding="utf-8", newline="\n")
