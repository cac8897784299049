"""``archkit init``: begin a workspace, blank or from an example."""

import json
import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path

from archkit.cli._command import DONE, Command, say
from archkit.errors import UsageError, WriteRefusedError
from archkit.resources import folder

_SCHEMA = "archkit.schema.json"
_MODELINE = "# yaml-language-server: $schema="


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="the folder to make; it must not exist or be empty")
    parser.add_argument("--example", metavar="NAME", help=f"begin with an example: {', '.join(_examples())}")


def _run(arguments: Namespace) -> int:
    target = Path(arguments.folder)
    if arguments.example is not None and arguments.example not in _examples():
        raise UsageError(
            f"no example is called '{arguments.example}'", help=f"choose {', '.join(_examples())}"
        )
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise WriteRefusedError(f"'{target}' is in use", help="name a folder that does not exist or is empty")
    origin = (
        folder("examples") / arguments.example if arguments.example else folder("templates") / "workspace"
    )
    shutil.copytree(origin, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("build"))
    _point_editors_at_the_schema(target)
    say(f"Made {target}. Next:", arguments)
    say(f"  archkit lint {target}    what is wrong, and what to write instead", arguments)
    say(f"  archkit build {target}   findings, diagrams and a site", arguments)
    return DONE


def _point_editors_at_the_schema(target: Path) -> None:
    """Put the schema beside ``archkit.yaml`` and begin each file with the line by which editors find it."""
    from archkit.model.schema import json_schema  # noqa: PLC0415 - --help does not build the model

    (target / _SCHEMA).write_text(json.dumps(json_schema(), indent=2) + "\n", encoding="utf-8", newline="\n")
    for path in target.rglob("*.yaml"):
        up = "../" * (len(path.relative_to(target).parts) - 1)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        rest = lines[1:] if lines and lines[0].startswith(_MODELINE) else lines
        path.write_text("".join([f"{_MODELINE}{up}{_SCHEMA}\n", *rest]), encoding="utf-8", newline="\n")


def _examples() -> list[str]:
    return sorted(path.name for path in folder("examples").iterdir() if (path / "archkit.yaml").is_file())


COMMAND = Command(
    examples=(
        ("archkit init my-system", "a blank workspace with a remark at each section"),
        ("archkit init my-system --example hitchhiking", "a complete example to change"),
    ),
    options=_options,
    run=_run,
)
