"""Catalog folders, the built-in one first, become one library of entries that knows every name."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from archkit.catalog._entries import Entry, Pattern, Product
from archkit.catalog._faults import SHADOWED_ENTRY
from archkit.catalog._shelf import Opened, Room, Shelf
from archkit.diagnostics import Diagnostic
from archkit.resources import folder
from archkit.source import Document

E = TypeVar("E", bound=Entry)
BUILT_IN = "catalog"
"""What findings call the folder that ships with archkit."""


@cache
def built_in(qualities: frozenset[str]) -> Shelf:
    """Return the catalog that ships with archkit; its files are read once in a process."""
    return Shelf(folder(BUILT_IN), BUILT_IN, qualities)


class Entries(Mapping[str, E]):
    """Entries by id, in the order of their ids, each read when it is asked for."""

    def __init__(self, ids: frozenset[str], read: Callable[[str], E | None]) -> None:
        """Say which ids there are, and how one of them is read."""
        self._ids = ids
        self._read = read

    def __getitem__(self, identifier: str) -> E:
        """Return an entry.

        Raises:
            KeyError: There is none with this id, or its file cannot be read.
        """
        entry = self._read(identifier) if identifier in self._ids else None
        if entry is None:
            raise KeyError(identifier)
        return entry

    def __contains__(self, identifier: object) -> bool:
        """Tell whether there is such an entry, without reading it."""
        return identifier in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._ids))

    def __len__(self) -> int:
        return len(self._ids)


class Library:
    """The entries of all folders. An own entry stands in for a built-in one where it says ``replaces: true``."""

    def __init__(self, qualities: frozenset[str], folders: Sequence[tuple[Path, str]] = ()) -> None:
        """Name the folders; nothing is read yet.

        Args:
            qualities: The quality attributes that entries may name.
            folders: A team's own folders, each with the name that findings call it by.
        """
        self._built_in = built_in(qualities)
        shelves = [self._built_in]
        for path, label in folders:
            shelves.append(Shelf(path, label, qualities, below=shelves[-1]))
        self.shelves: tuple[Shelf, ...] = tuple(shelves)
        """The built-in folder, and the team's own."""

    @cached_property
    def _own(self) -> tuple[Mapping[tuple[Room, str], Entry], tuple[Diagnostic, ...]]:
        """The entries of the team's folders that count, and what is wrong with these folders."""
        counted: dict[tuple[Room, str], Entry] = {}
        found: list[Diagnostic] = []
        for shelf in self.shelves[1:]:
            found += shelf.misnamed
            for room, identifier in shelf.listed():
                opened = _open(shelf, room, identifier)
                found += opened.findings
                if opened.entry is None or opened.document is None:
                    continue
                is_taken = identifier in self._built_in.ids(room) or (room, identifier) in counted
                if is_taken is not opened.entry.replaces:
                    found.append(_shadowed(opened.document, identifier, is_taken=is_taken))
                if opened.entry.replaces or not is_taken:
                    counted[room, identifier] = opened.entry
        return counted, tuple(found)

    @property
    def own(self) -> Mapping[tuple[Room, str], Entry]:
        """The team's own entries by room and id."""
        return self._own[0]

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the files of the team's own folders, each by itself."""
        return self._own[1]

    def built_in_faults(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the files that ship with archkit; reads all of them."""
        shelf = self._built_in
        opened = (_open(shelf, *each) for each in shelf.listed())
        return (*shelf.misnamed, *(finding for each in opened for finding in each.findings))

    @cached_property
    def patterns(self) -> Mapping[str, Pattern]:
        """Every pattern by id; a built-in one is read when it is asked for."""
        own = {each: entry for (_, each), entry in self.own.items() if isinstance(entry, Pattern)}
        shelf = self._built_in
        return Entries(
            shelf.ids("patterns") | own.keys(), lambda each: own.get(each) or shelf.pattern(each).entry
        )

    @cached_property
    def recommendable(self) -> tuple[Pattern, ...]:
        """Every pattern that has clauses, by id; a built-in file without any is not parsed."""
        own = {identifier for room, identifier in self.own if room == "patterns"}
        chosen = sorted(self._built_in.weighable() | own)
        found = (self.patterns.get(identifier) for identifier in chosen)
        return tuple(each for each in found if each is not None and each.when is not None)

    @cached_property
    def products(self) -> Mapping[str, Product]:
        """Every product by id; a built-in one is read when it is asked for."""
        own = {each: entry for (_, each), entry in self.own.items() if isinstance(entry, Product)}
        shelf = self._built_in
        return Entries(
            shelf.ids("products") | own.keys(), lambda each: own.get(each) or shelf.product(each).entry
        )

    @cached_property
    def names(self) -> Mapping[str, tuple[Entry, ...]]:
        """Every id, name and other name, as ``plain`` writes it, to the entries that it means."""
        claims: dict[str, dict[str, Entry]] = defaultdict(dict)
        entries: tuple[Entry, ...] = (*self.patterns.values(), *self.products.values())
        for entry in entries:
            for word in (entry.id, entry.name, *entry.also_known_as):
                claims[plain(word)].setdefault(entry.place.file, entry)
        return {word: tuple(entries.values()) for word, entries in claims.items()}

    def entry(self, word: str) -> Entry | None:
        """Return the entry with this id, and otherwise the one that goes by this name."""
        if found := self.patterns.get(word) or self.products.get(word):
            return found
        meant = self.names.get(plain(word), ())
        return next((each for each in meant if plain(each.id) == plain(word)), meant[0] if meant else None)

    def products_of(self, identifier: str) -> tuple[Product, ...]:
        """Return the products that implement a pattern, by name."""
        found = [each for each in self.products.values() if identifier in each.implements]
        return tuple(sorted(found, key=lambda each: each.name.lower()))

    def document(self, entry: Entry) -> Document:
        """Return the file that an entry was read from."""
        return self.documents[entry.place.file]

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Every file that can be read, by the path that findings name."""
        opened = (_open(shelf, *each) for shelf in self.shelves for each in shelf.listed())
        return {each.document.path: each.document for each in opened if each.document}


def plain(word: str) -> str:
    """Return a name as it is looked up: small letters, without hyphens."""
    return " ".join(word.lower().replace("-", " ").replace("_", " ").split())


def _open(shelf: Shelf, room: Room, identifier: str) -> Opened[Pattern] | Opened[Product]:
    return shelf.pattern(identifier) if room == "patterns" else shelf.product(identifier)


def _shadowed(document: Document, identifier: str, *, is_taken: bool) -> Diagnostic:
    if is_taken:
        return SHADOWED_ENTRY.at(
            document.value_span(("id",)),
            f"'{identifier}' is the id of an entry that is there already; this one is left out",
            "choose another id, or say replaces: true",
        )
    return SHADOWED_ENTRY.at(
        document.value_span(("replaces",)),
        f"no entry is called '{identifier}', so that nothing is replaced",
        "correct the id, or take replaces: true away",
    )
