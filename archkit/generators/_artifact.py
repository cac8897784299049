"""What a generator gets, what it makes, and what it is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from archkit.catalog import Catalog
from archkit.evaluate import Evaluation, evaluate
from archkit.lint import LintResult
from archkit.model import Requirements
from archkit.read import Attached, Reading, read_attached

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z")


def is_reserved(name: str) -> bool:
    """Tell whether an operating system keeps a file name for a device."""
    return bool(_RESERVED.match(name))


def safe_name(identifier: str) -> str:
    """Return an id as a file name; names that an operating system reserves get a mark."""
    return f"{identifier}_" if is_reserved(identifier) else identifier


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file to be written."""

    path: str
    """Relative to the output folder, with forward slashes."""
    data: bytes
    """Its content."""
    once: bool = False
    """Whether it is a start for the team to go on from: written where nothing is yet, and theirs from then on."""

    @classmethod
    def text(cls, path: str, text: str, *, once: bool = False) -> "Artifact":
        """Return a text file: UTF-8, line feeds, one at the end.

        Names of files may hold bytes that are no UTF-8; they stand as their code.
        """
        return cls(path, (text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace"), once)


@dataclass(frozen=True)
class Dossier:
    """All that a generator may look at; nothing of it can be changed."""

    reading: Reading
    """The files and where everything stands in them."""
    catalog: Catalog
    """What archkit knows about architecture."""
    findings: LintResult
    """What is wrong with the files."""
    since: str = ""
    """The git revision that ``earlier`` was read from."""
    earlier: Reading | None = None
    """The workspace as it was then; None where nobody asked what has changed."""

    @property
    def requirements(self) -> Requirements:
        """All that the team has said."""
        return self.reading.requirements

    @cached_property
    def evaluation(self) -> Evaluation:
        """Whether the numbers of the design can be met."""
        return evaluate(self.requirements, self.catalog)

    @cached_property
    def attached(self) -> Attached:
        """Files of the team for its site.

        Raises:
            UsageError: One that ``archkit.yaml`` names cannot be read.
        """
        return read_attached(self.reading)


@dataclass(frozen=True, slots=True)
class Generator:
    """The constant ``GENERATOR`` of a generator's file."""

    summary: str
    """What it makes, in a line of help."""
    make: Callable[[Dossier], Iterator[Artifact]]
    """Makes the artifacts."""
    order: int = 50
    """Where it comes in the listing; readers want the site last."""
    folder: str = ""
    """Below the output folder: where it alone writes, so that whatever it no longer makes there goes."""
