"""A catalog becomes findings: what is wrong with its files, and what only shows when entries are held side by side."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

from archkit.catalog._entries import Entry, Example, Pattern
from archkit.catalog._faults import AMBIGUOUS_NAME, BROKEN_EXAMPLE, CONTRADICTION, ONE_SIDED_RELATION
from archkit.diagnostics import Diagnostic, Related, Severity, Span

if TYPE_CHECKING:
    from archkit.catalog._library import Library

Judge = Callable[[Pattern, Example], str]
"""Says which verdict a pattern gets from an example's requirements."""


def check(library: "Library", *, own: bool = False, judge: Judge | None = None) -> tuple[Diagnostic, ...]:
    """Look for what is wrong with a catalog.

    Args:
        library: The catalog.
        own: Whether only the team's own folders are judged; the built-in entries are there to be named.
        judge: How examples are tried; they are passed over without it.

    Returns:
        The findings, by file and place. One-sided alternatives are among them with the weight of an info.
    """
    checked = _Checked(library, own=own)
    found = [
        *checked.of_files(),
        *checked.contradictions(),
        *checked.rings(),
        *checked.one_sided(),
        *checked.ambiguous(),
        *(checked.examples(judge) if judge else ()),
    ]
    return tuple(_with_fingerprint(each) for each in sorted(found, key=lambda each: (each.span, each.code)))


class _Checked:
    """A catalog and the entries of it that are judged."""

    def __init__(self, library: "Library", *, own: bool) -> None:
        self.library = library
        self.own = own
        entries: Iterator[Entry] = (
            iter(library.own.values())
            if own
            else iter((*library.patterns.values(), *library.products.values()))
        )
        self.entries = tuple(entries)
        self.patterns: Mapping[str, Pattern] = {
            entry.id: entry for entry in self.entries if isinstance(entry, Pattern)
        }

    def of_files(self) -> Iterator[Diagnostic]:
        """Yield what was found when the files were read."""
        yield from self.library.faults
        if not self.own:
            yield from self.library.built_in_faults()

    def contradictions(self) -> Iterator[Diagnostic]:
        """Yield what an entry says in two ways."""
        for pattern in self.patterns.values():
            for word in sorted(pattern.helps.keys() & pattern.hurts.keys()):
                yield CONTRADICTION.at(
                    self.span(pattern, "hurts", word),
                    f"'{pattern.id}' helps and hurts {word}",
                    "keep the one that is meant, and put the condition into its sentence",
                    (Related(self.span(pattern, "helps", word), "here it helps"),),
                    _element(pattern),
                )
            for word in sorted(pattern.requires.keys() & pattern.conflicts.keys()):
                yield CONTRADICTION.at(
                    self.span(pattern, "conflicts", word),
                    f"'{pattern.id}' requires '{word}' and conflicts with it",
                    "keep the one that is meant",
                    (Related(self.span(pattern, "requires", word), "here it is required"),),
                    _element(pattern),
                )

    def rings(self) -> Iterator[Diagnostic]:
        """Yield each ring of entries that require each other, once, at its first entry."""
        seen: set[frozenset[str]] = set()
        for start in sorted(self.patterns):
            ring = self._way_back(start)
            if ring and frozenset(ring) not in seen:
                seen.add(frozenset(ring))
                first = self.patterns[start]
                yield CONTRADICTION.at(
                    self.span(first, "requires", ring[1]),
                    f"'{start}' requires itself: {' -> '.join(ring)}",
                    "requires names what has to be there first: one of them belongs under related",
                    element=_element(first),
                )

    def _way_back(self, start: str) -> list[str]:
        """Return the shortest way along ``requires`` from an entry back to itself, or nothing."""
        ways = [[start]]
        seen: set[str] = set()
        for way in ways:
            for word in self._requires(way[-1]):
                if word == start:
                    return [*way, start]
                if word not in seen:
                    seen.add(word)
                    ways.append([*way, word])
        return []

    def _requires(self, identifier: str) -> Iterator[str]:
        pattern = self.library.patterns.get(identifier)
        return iter(pattern.requires if pattern else ())

    def one_sided(self) -> Iterator[Diagnostic]:
        """Yield conflicts, and as infos alternatives, that one of two entries does not name."""
        for pattern in self.patterns.values():
            # What to do instead of an antipattern has no reason to name it as another choice.
            mutual = ("conflicts",) if pattern.category == "antipattern" else ("conflicts", "alternatives")
            for key in mutual:
                named: Mapping[str, str] = getattr(pattern, key)
                for word in sorted(named.keys() & self.patterns.keys()):
                    if pattern.id not in getattr(self.patterns[word], key):
                        one = ONE_SIDED_RELATION.at(
                            self.span(pattern, key, word),
                            f"'{pattern.id}' names '{word}' under {key}, and '{word}' does not name it",
                            f"add {pattern.id} to the {key} of {word}, or take it away here",
                            element=_element(pattern),
                        )
                        yield one if key == "conflicts" else one._replace(severity=Severity.INFO)

    def ambiguous(self) -> Iterator[Diagnostic]:
        """Yield names that lead to two entries, at each that can give the name away."""
        judged = {entry.place for entry in self.entries}
        for word, entries in sorted(self.library.names.items()):
            if len(entries) == 1:
                continue
            for entry in entries:
                others = [other for other in entries if other is not entry]
                if entry.place in judged and not _keeps(entry, word):
                    yield AMBIGUOUS_NAME.at(
                        self._span_of_name(entry, word),
                        f"'{word}' leads to '{entry.id}' and to {', '.join(repr(other.id) for other in others)}",
                        "leave it to the entry that most people mean",
                        element=_element(entry),
                    )

    def examples(self, judge: Judge) -> Iterator[Diagnostic]:
        """Yield examples whose verdict is another than the entry promises."""
        for pattern in self.patterns.values():
            for number, example in enumerate(pattern.examples):
                verdict = judge(pattern, example)
                if verdict != example.expect:
                    yield BROKEN_EXAMPLE.at(
                        self.span(pattern, "examples", number, "expect"),
                        f"the example promises {example.expect}, and the verdict is {verdict}",
                        "mend the clauses or the example",
                        element=_element(pattern),
                    )

    def span(self, entry: Entry, *route: str | int) -> Span:
        """Return where a value of an entry stands; of a key with a sentence, the key."""
        document = self.library.document(entry)
        return document.key_span(route) if isinstance(route[-1], str) else document.value_span(route)

    def _span_of_name(self, entry: Entry, word: str) -> Span:
        from archkit.catalog._library import plain  # noqa: PLC0415 - see Catalog.library

        document = self.library.document(entry)
        others = document.data.get("also_known_as")
        for number, other in enumerate(others if isinstance(others, list) else ()):
            if isinstance(other, str) and plain(other) == word:
                return document.value_span(("also_known_as", number))
        return document.value_span(("name",))


def _keeps(entry: Entry, word: str) -> bool:
    """Tell whether a word is the entry's id, which no other entry can ask it to give away."""
    return entry.id.replace("-", " ") == word


def _element(entry: Entry) -> str:
    return f"{'pattern' if isinstance(entry, Pattern) else 'product'}:{entry.id}"


def _with_fingerprint(finding: Diagnostic) -> Diagnostic:
    key = f"{finding.code}\0{finding.element}\0{finding.message}"
    return finding._replace(fingerprint=blake2b(key.encode(), digest_size=8).hexdigest())
