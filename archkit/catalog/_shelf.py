"""A folder of entry files becomes entries, each read when somebody asks for it and once only."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, Literal, TypeVar

from archkit.catalog._entries import Entry, Pattern, Product
from archkit.catalog._faults import MISNAMED_FILE
from archkit.catalog._shape import Known, quoted, read_pattern, read_product
from archkit.diagnostics import Diagnostic, Span
from archkit.model import is_id
from archkit.read import FAULTS as READER_FAULTS
from archkit.read import read_bytes
from archkit.source import Document, decode, parse

Room = Literal["patterns", "products"]
ROOMS: tuple[Room, Room] = ("patterns", "products")
"""The folders of a catalog."""
WORDS = "words.yaml"
"""What a team adds to word lists."""

_UNREADABLE = next(fault for fault in READER_FAULTS if fault.name == "unreadable-file")

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Opened(Generic[E]):
    """What reading a file gave."""

    entry: E | None
    """The entry; None where the file cannot be read or holds no map."""
    document: Document | None
    """The file, for positions and excerpts."""
    syntax: list[Diagnostic]
    """What is wrong with it as YAML."""
    shape: list[Diagnostic]
    """What is wrong with it as an entry, as far as that was read."""

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with it, the clauses included."""
        if isinstance(self.entry, Pattern):
            _ = self.entry.when  # to read it adds to the shape
        return (*self.syntax, *self.shape)


class Shelf:
    """One catalog folder: the built-in one, or a team's."""

    def __init__(
        self, folder: Path, label: str, qualities: frozenset[str], below: "Shelf | None" = None
    ) -> None:
        """Name the folder; nothing is read yet.

        Args:
            folder: Where it is.
            label: What findings call it.
            qualities: The quality attributes that entries may name.
            below: The shelf whose entries it may name as well.
        """
        self.folder = folder
        self.label = label
        self._qualities = qualities
        self._below = below
        self._parsed: dict[tuple[Room, str], tuple[Document | None, list[Diagnostic]]] = {}
        self._patterns: dict[str, Opened[Pattern]] = {}
        self._products: dict[str, Opened[Product]] = {}

    @cached_property
    def _listing(self) -> tuple[Mapping[Room, frozenset[str]], tuple[Diagnostic, ...]]:
        """The ids of each room by the names of their files, and what is wrong with names and folders."""
        ids: dict[Room, frozenset[str]] = {}
        found: list[Diagnostic] = []
        for room in ROOMS:
            names = _names(self.folder / room)
            stems = {name: name.removesuffix(".yaml") for name in names if name.endswith(".yaml")}
            ids[room] = frozenset(stem for stem in stems.values() if is_id(stem))
            found += [
                MISNAMED_FILE.at(
                    Span(f"{self.label}/{room}/{name}"),
                    f"the file {quoted(name)} is not read: its name is no id",
                    "name it with lower-case words and hyphens, and end it in .yaml",
                )
                for name in names
                if name.endswith(".yml") or (name in stems and stems[name] not in ids[room])
            ]
        if not any((self.folder / room).is_dir() for room in ROOMS) and not (self.folder / WORDS).is_file():
            found.append(
                _UNREADABLE.at(
                    Span(self.label),
                    f"{quoted(self.label)} is no catalog: it holds neither patterns/ nor products/ nor {WORDS}",
                    "put entries below patterns/ and products/, or correct the path",
                )
            )
        return ids, tuple(found)

    @property
    def misnamed(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the names of files and with the folder itself."""
        return self._listing[1]

    def ids(self, room: Room) -> frozenset[str]:
        """Return the ids of the entries that have a file here."""
        return self._listing[0][room]

    def listed(self) -> Iterator[tuple[Room, str]]:
        """Yield room and id of each entry that has a file here, sorted."""
        for room in ROOMS:
            for identifier in sorted(self.ids(room)):
                yield room, identifier

    @cached_property
    def known(self) -> Known:
        """What the entries of this shelf may name: themselves, and what stands on the shelves below."""
        patterns, products = self.ids("patterns"), self.ids("products")
        if (
            self._below is None
        ):  # the built-in shelf: that each of its files can be read is a test, not a cost
            return Known(self._qualities, patterns, products)
        unread = frozenset(each for each in patterns if not self._is_readable("patterns", each))
        unread |= frozenset(each for each in products if not self._is_readable("products", each))
        below = self._below.known
        return Known(
            self._qualities,
            (patterns - unread).union(below.patterns),
            (products - unread).union(below.products),
            unread.union(below.unread),
        )

    def pattern(self, identifier: str) -> Opened[Pattern]:
        """Read the file of a pattern that is among ``ids``."""
        if identifier not in self._patterns:
            document, found = self._document("patterns", identifier)
            entry, more = read_pattern(document, identifier, self.known) if document else (None, [])
            self._patterns[identifier] = Opened(entry, document, found, more)
        return self._patterns[identifier]

    def weighable(self) -> frozenset[str]:
        """Return the ids of patterns whose file holds clauses; told by a look at the text, which parses nothing."""
        room = self.folder / "patterns"
        return frozenset(
            each for each in self.ids("patterns") if b"\nwhen:" in read_bytes(room / f"{each}.yaml").data
        )

    def product(self, identifier: str) -> Opened[Product]:
        """Read the file of a product that is among ``ids``."""
        if identifier not in self._products:
            document, found = self._document("products", identifier)
            entry, more = read_product(document, identifier, self.known) if document else (None, [])
            self._products[identifier] = Opened(entry, document, found, more)
        return self._products[identifier]

    def _is_readable(self, room: Room, identifier: str) -> bool:
        document, _ = self._document(room, identifier)
        return document is not None and isinstance(document.data, dict)

    def _document(self, room: Room, identifier: str) -> tuple[Document | None, list[Diagnostic]]:
        if (room, identifier) not in self._parsed:
            name = f"{identifier}.yaml"
            self._parsed[room, identifier] = _read(self.folder / room / name, f"{self.label}/{room}/{name}")
        return self._parsed[room, identifier]


def _read(path: Path, label: str) -> tuple[Document | None, list[Diagnostic]]:
    raw = read_bytes(path)
    if raw.problem:
        return None, [_UNREADABLE.at(Span(label), raw.problem, raw.help)]
    text, found = decode(label, raw.data)
    if text is None:
        return None, found
    document, more = parse(label, text)
    return document, [*found, *more]


def _names(folder: Path) -> list[str]:
    """Return the names of a folder's files, hidden ones left out; nothing where it is no folder to be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except (OSError, ValueError):  # the latter where a path holds a NUL character
        return []
