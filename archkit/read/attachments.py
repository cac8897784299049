"""What a team gives its site becomes bytes in memory: pictures, a style sheet, pages and templates of its own.

All of it lies inside the workspace, like everything that is read: a link that leads out is refused, a pipe never opened.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from archkit.errors import UsageError
from archkit.read.assemble import Reading
from archkit.read.files import find_files, leaves_folder, read_bytes

PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico"})
_PAGE_FILES = PICTURES | {".md"}


@dataclass(frozen=True, slots=True)
class Attached:
    """Files of a team for its site."""

    single: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """``logo``, ``favicon`` and ``style`` to the ending of the file's name and its content."""
    pages: Mapping[str, bytes] = field(default_factory=dict)
    """Path below the folder of pages to content: Markdown and pictures."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Path of a template, such as ``site/index.md.j2``, to its text."""


def read_attached(reading: Reading) -> Attached:
    """Read what ``site`` and ``generate`` in ``archkit.yaml`` name.

    Raises:
        UsageError: Something that it names is not there, is of the wrong kind, or lies outside the workspace.
    """
    options = reading.requirements.config.site
    single = {}
    for name, endings in (("logo", PICTURES), ("favicon", PICTURES), ("style", {".css"})):
        path = getattr(options, name)
        if path:
            ending = PurePosixPath(path).suffix.lower()
            if ending not in endings:
                kinds = ", ".join(sorted(endings))
                raise _fault(
                    reading, "site", name, f"'{path}' is no file of these kinds: {kinds}", "name such a file"
                )
            single[name] = (ending, _content(reading, "site", name, path))
    pages = {
        path: data
        for path, data in _below(reading, "site", "pages")
        if PurePosixPath(path).suffix.lower() in _PAGE_FILES
    }
    templates = {
        f"{before}{path}": data.decode("utf-8", "replace")
        for section, before in (("generate", ""), ("site", "site/"))
        for path, data in _below(reading, section, "templates")
        if path.endswith(".j2")
    }
    return Attached(single, pages, templates)


def _below(reading: Reading, section: str, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file in the folder that an option names."""
    folder = str(getattr(getattr(reading.requirements.config, section), name)).rstrip("/")
    if not folder:
        return
    if leaves_folder(folder):
        raise _fault(
            reading, section, name, f"'{folder}' leads out of the workspace", "name a folder inside it"
        )
    if not (reading.root / folder).is_dir():
        raise _fault(
            reading, section, name, f"there is no folder '{folder}'", "make it, or leave the option out"
        )
    for found in find_files(reading.root, [f"{folder.removeprefix('./')}/**/*"]):
        if found.problem:
            raise _fault(reading, section, name, f"{found.path}: {found.problem}", found.help)
        yield (
            found.path.removeprefix(f"{folder.removeprefix('./')}/"),
            _content(reading, section, name, found.path),
        )


def _content(reading: Reading, section: str, name: str, path: str) -> bytes:
    if leaves_folder(path):
        raise _fault(reading, section, name, f"'{path}' leads out of the workspace", "name a file inside it")
    whole = reading.root / path
    real = reading.root.resolve()
    if not whole.exists():
        raise _fault(
            reading, section, name, f"there is no file '{path}'", "put it there, or leave the option out"
        )
    if real not in whole.resolve().parents:
        raise _fault(
            reading,
            section,
            name,
            f"'{path}' is a link that leads out of the workspace",
            "copy the file instead",
        )
    raw = read_bytes(whole)
    if raw.problem:
        raise _fault(reading, section, name, f"{path}: {raw.problem}", raw.help)
    return raw.data


def _fault(reading: Reading, section: str, name: str, message: str, help_: str) -> UsageError:
    span = reading.span(reading.requirements.config_place(section, name))
    return UsageError(f"{span.file}:{span.line}: {section}.{name}: {message}", help=help_)
