"""A file of a catalog becomes an entry; what is wrong with its shape becomes Diagnostics, and the rest still counts."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from archkit.catalog._entries import (
    CATEGORIES,
    STATUSES,
    TIERS,
    VERDICTS,
    Example,
    KnownUse,
    Pattern,
    Product,
)
from archkit.catalog._faults import (
    BAD_CLAUSE,
    INCOMPLETE_ENTRY,
    LONG_SUMMARY,
    LONGEST_SUMMARY,
    MISNAMED_FILE,
    UNKNOWN_ENTRY,
)
from archkit.diagnostics import Diagnostic, Place, Route
from archkit.model import did_you_mean
from archkit.read import FAULTS as READER_FAULTS
from archkit.source import Document, Fault

if TYPE_CHECKING:
    from archkit.catalog._clauses import When

_READER = {fault.name: fault for fault in READER_FAULTS}
UNKNOWN_FIELD, WRONG_SHAPE, WRONG_VALUE = (
    _READER[name] for name in ("unknown-field", "wrong-shape", "wrong-value")
)

_PATTERN_KEYS = (
    "id", "name", "category", "tier", "status", "also_known_as", "summary", "problem", "forces", "solution",
    "how_it_works", "helps", "hurts", "use_when", "avoid_when", "requires", "conflicts", "alternatives", "related",
    "pitfalls", "verify", "ask", "known_uses", "sources", "examples", "when", "replaces",
)  # fmt: skip
_PATTERN_SAYS = (
    "name", "category", "tier", "status", "summary", "problem", "forces", "solution", "how_it_works", "helps",
    "hurts", "use_when", "avoid_when", "pitfalls", "verify", "ask",
)  # fmt: skip
_PRODUCT_KEYS = (
    "id", "name", "also_known_as", "vendor", "kind", "implements", "summary", "strengths", "limits", "licence", "related", "replaces",
)  # fmt: skip
_PRODUCT_SAYS = ("name", "kind", "implements", "summary", "strengths", "limits")
_MAY_BE_EMPTY = frozenset({"implements", "helps"})
"""Keys that may hold an empty list or map, which says that there is nothing; an antipattern's ``helps`` may be absent."""
_QUOTED = 60
"""Characters of a text that a message quotes."""

T = TypeVar("T")


class Known(NamedTuple):
    """The words that an entry may name."""

    qualities: Collection[str]
    """Quality attributes."""
    patterns: Collection[str]
    """Ids of patterns, of this catalog and of those beside it."""
    products: Collection[str]
    """Ids of products."""
    unread: Collection[str] = ()
    """Ids of files that cannot be read, which were reported: nothing more is said about who names them."""


def read_pattern(
    document: Document, identifier: str, known: Known
) -> tuple[Pattern | None, list[Diagnostic]]:
    """Read the entry of a pattern.

    Args:
        document: The file.
        identifier: The name of the file without ``.yaml``, which is the id.
        known: What it may name.

    Returns:
        The entry, without what could not be understood, and what is wrong; what is wrong with its clauses is added when
        these are read. No entry where the file holds no map.
    """
    reader = _Reader(document, f"pattern:{identifier}", identifier, known)
    if not reader.is_map():
        return None, reader.found
    pattern = Pattern(
        id=identifier,
        name=reader.text("name") or identifier,
        category=reader.word("category", CATEGORIES),
        tier=reader.word("tier", TIERS),
        status=reader.word("status", STATUSES),
        also_known_as=reader.texts("also_known_as"),
        summary=reader.summary(),
        problem=reader.text("problem"),
        forces=reader.texts("forces"),
        solution=reader.text("solution"),
        how_it_works=reader.texts("how_it_works"),
        helps=reader.effects("helps"),
        hurts=reader.effects("hurts"),
        use_when=reader.texts("use_when"),
        avoid_when=reader.texts("avoid_when"),
        requires=reader.relations("requires"),
        conflicts=reader.relations("conflicts"),
        alternatives=reader.relations("alternatives"),
        related=reader.ids("related", (known.patterns, known.products)),
        pitfalls=reader.texts("pitfalls"),
        verify=reader.texts("verify"),
        ask=reader.texts("ask"),
        known_uses=reader.items("known_uses", reader.known_use),
        sources=reader.texts("sources"),
        examples=reader.items("examples", reader.example),
        replaces=reader.flag(("replaces",)),
        place=Place(document.path),
        read_when=reader.clauses,
    )
    spared = {"helps"} if pattern.category == "antipattern" else set()
    reader.complete(_PATTERN_KEYS, [key for key in _PATTERN_SAYS if key not in spared])
    return pattern, reader.found


def read_product(
    document: Document, identifier: str, known: Known
) -> tuple[Product | None, list[Diagnostic]]:
    """Read the entry of a product; arguments and result are those of ``read_pattern``."""
    reader = _Reader(document, f"product:{identifier}", identifier, known)
    if not reader.is_map():
        return None, reader.found
    product = Product(
        id=identifier,
        name=reader.text("name") or identifier,
        also_known_as=reader.texts("also_known_as"),
        vendor=reader.text("vendor"),
        kind=reader.text("kind"),
        implements=reader.ids("implements", (known.patterns,)),
        summary=reader.text("summary"),
        strengths=reader.texts("strengths"),
        limits=reader.texts("limits"),
        licence=reader.text("licence"),
        related=reader.ids("related", (known.patterns, known.products)),
        replaces=reader.flag(("replaces",)),
        place=Place(document.path),
    )
    reader.complete(_PRODUCT_KEYS, _PRODUCT_SAYS)
    return product, reader.found


@dataclass(slots=True)
class _Reader:
    """Takes one value after the other out of a file, and notes what does not fit."""

    document: Document
    element: str
    identifier: str
    known: Known
    found: list[Diagnostic] = field(default_factory=list)

    def is_map(self) -> bool:
        """Tell whether the file holds a map at all."""
        if not isinstance(self.document.data, dict):
            self._note(WRONG_SHAPE, (), "an entry is a map of keys", "begin with id: and name:")
            return False
        return True

    def complete(self, keys: Collection[str], says: Collection[str]) -> None:
        """Note keys that do not belong here, and those that are missing or empty."""
        for key in self.document.data:
            if key not in keys:
                near = did_you_mean(key, keys)
                hint = f"did you mean '{near}'?" if near else f"the keys are {', '.join(keys)}"
                self._note(UNKNOWN_FIELD, (key,), f"{quoted(key)} is no key of an entry", hint, key=True)
        for key in says:
            value = self.document.data.get(key)
            if key not in self.document.data:
                self._note(INCOMPLETE_ENTRY, ("id",), f"'{self.identifier}' has no '{key}'", f"add {key}:")
            elif not value and (value is None or key not in _MAY_BE_EMPTY):
                self._note(INCOMPLETE_ENTRY, (key,), f"'{key}' is empty", "say it", key=True)
        written = self.document.data.get("id")
        if written != self.identifier:
            says_id = f"the id {quoted(written)}" if isinstance(written, str) else "no id"
            self._note(
                MISNAMED_FILE,
                ("id",),
                f"the file {quoted(f'{self.identifier}.yaml')} holds {says_id}",
                f"write id: {self.identifier}, or rename the file",
            )

    # --- one value ----------------------------------------------------------------------------------------

    def text(self, key: str) -> str:
        """Return a text, or an empty one."""
        return self._text_at((key,))

    def word(self, key: str, words: Collection[str]) -> str:
        """Return one of several words, or an empty text."""
        return self._word_at((key,), words)

    def summary(self) -> str:
        """Return the summary; one that is too long is noted and kept."""
        text = self.text("summary")
        if len(text) > LONGEST_SUMMARY:
            message = f"the summary has {len(text)} characters; {LONGEST_SUMMARY} fit"
            self._note(LONG_SUMMARY, ("summary",), message, "move the detail into problem or solution")
        return text

    def flag(self, route: Route) -> bool:
        """Return true or false; false where nothing stands."""
        return self.document.has(route) and self._word_at(route, ("true", "false")) == "true"

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(
            text for number in self._list_at(key) if (text := self._text_at((key, number), empty=False))
        )

    def ids(self, key: str, rooms: tuple[Collection[str], ...]) -> tuple[str, ...]:
        """Return the ids of a list that exist in one of the rooms."""
        routes = [(key, number) for number in self._list_at(key)]
        words = [(route, self._text_at(route, empty=False)) for route in routes]
        return tuple(
            dict.fromkeys(word for route, word in words if word and self._exists(word, rooms, route))
        )

    def effects(self, key: str) -> Mapping[str, str]:
        """Return a map of quality attribute to sentence."""
        return {
            word: sentence
            for word, sentence in self._sentences(key)
            if self._is_among(word, self.known.qualities, (key, word))
        }

    def relations(self, key: str) -> Mapping[str, str]:
        """Return a map of pattern to reason."""
        return {
            word: reason
            for word, reason in self._sentences(key)
            if self._exists(word, (self.known.patterns,), (key, word), key=True)
        }

    def items(self, key: str, take: Callable[[Route], T | None]) -> tuple[T, ...]:
        """Return the items of a list of maps."""
        return tuple(item for number in self._list_at(key) if (item := take((key, number))) is not None)

    def known_use(self, route: Route) -> KnownUse | None:
        """Return a use: a map of text and illustration."""
        if not self._is_map_of(route, ("text", "illustration")):
            return None
        text = self._text_at((*route, "text"), empty=False)
        return KnownUse(text, self.flag((*route, "illustration"))) if text else None

    def example(self, route: Route) -> Example | None:
        """Return an example: a map of text, expect and workspace."""
        if not self._is_map_of(route, ("text", "expect", "workspace")):
            return None
        expect = self._word_at((*route, "expect"), VERDICTS)
        workspace = self._text_at((*route, "workspace"), empty=False, whole=True)
        return Example(self._text_at((*route, "text")), workspace, expect) if workspace and expect else None

    def clauses(self) -> "When | None":
        """Return the clauses of ``when``; None where there are none or they cannot be judged."""
        data = self.document.data.get("when")
        if data is None:
            return None
        from archkit.catalog._when import read_when  # noqa: PLC0415 - reading a term needs no facts

        when, faults = read_when(data)
        for route, message, help_ in faults:
            self._note(BAD_CLAUSE, ("when", *route), message, help_)
        for number, word in enumerate(when.yields_to if when else ()):
            self._exists(word, (self.known.patterns,), ("when", "yields_to", number))
        return None if faults else when

    # --- how it is taken ----------------------------------------------------------------------------------

    def _text_at(self, route: Route, *, empty: bool = True, whole: bool = False) -> str:
        """Return the text at a route, its line breaks kept where it is wanted as a whole."""
        value = self.document.at(route) if self.document.has(route) else None
        if isinstance(value, str) and (value.strip() or empty):
            return value if whole else value.strip()
        if value is not None or not empty:
            self._note(
                WRONG_SHAPE, route, f"{_named(route)} is a text", "write a sentence, in quotes if need be"
            )
        return ""

    def _word_at(self, route: Route, words: Collection[str]) -> str:
        word = self._text_at(route)
        return word if word and self._is_among(word, words, route) else ""

    def _is_among(self, word: str, words: Collection[str], route: Route) -> bool:
        if word in words:
            return True
        near = did_you_mean(word, words)
        hint = f"did you mean '{near}'?" if near else f"write one of {', '.join(words)}"
        is_key = route[-1] == word
        self._note(
            WRONG_VALUE, route, f"{_named(route[:1])}: {quoted(word)} is no known word", hint, key=is_key
        )
        return False

    def _list_at(self, key: str) -> range:
        value = self.document.data.get(key)
        if isinstance(value, list):
            return range(len(value))
        if value is not None:
            self._note(
                WRONG_SHAPE, (key,), f"'{key}' is a list", f"write {key}: [..., ...], or a line with - each"
            )
        return range(0)

    def _sentences(self, key: str) -> Iterator[tuple[str, str]]:
        value = self.document.data.get(key)
        if isinstance(value, dict):
            for word in value:
                if sentence := self._text_at((key, word), empty=False):
                    yield word, sentence
        elif value is not None:
            self._note(
                WRONG_SHAPE, (key,), f"'{key}' is a map", f"write a line 'word: why' each below {key}:"
            )

    def _is_map_of(self, route: Route, keys: Collection[str]) -> bool:
        value = self.document.at(route)
        if not isinstance(value, dict):
            self._note(
                WRONG_SHAPE, route, f"an item of {_named(route)} is a map", f"its keys are {', '.join(keys)}"
            )
            return False
        for key in value:
            if key not in keys:
                hint = f"the keys are {', '.join(keys)}"
                self._note(UNKNOWN_FIELD, (*route, key), f"{quoted(key)} is no key here", hint, key=True)
        return True

    def _exists(
        self, word: str, rooms: tuple[Collection[str], ...], route: Route, *, key: bool = False
    ) -> bool:
        where = _named(route[:1])
        if word == self.identifier:
            self._note(UNKNOWN_ENTRY, route, f"{where}: '{word}' names itself", "leave it out", key=key)
            return False
        if any(word in room for room in rooms):
            return True
        if word in self.known.unread:
            return False
        near = did_you_mean(word, [each for room in rooms for each in room])
        hint = f"did you mean '{near}'?" if near else "archkit catalog list shows every id"
        if word in self.known.products:
            hint = f"'{word}' is a product: name what it implements"
        self._note(
            UNKNOWN_ENTRY, route, f"{where}: the catalog has no {quoted(word)} to name here", hint, key=key
        )
        return False

    def _note(self, fault: Fault, route: Route, message: str, help_: str = "", *, key: bool = False) -> None:
        span = self.document.key_span(route) if key else self.document.value_span(route)
        self.found.append(fault.at(span, message, help_, element=self.element))


def _named(route: Route) -> str:
    """Return the key that a route leads to, as a message names it."""
    return quoted(str(next((step for step in reversed(route) if isinstance(step, str)), "entry")))


def quoted(text: str) -> str:
    """Return a user's text as a message quotes it: in quotes, on one line, clipped."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= _QUOTED else f"'{line[: _QUOTED - 1].rstrip()}…'"
