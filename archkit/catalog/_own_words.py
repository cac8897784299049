"""``words.yaml`` of a team's catalog becomes additions to the built-in word lists, and words that are fine here.

The file has the lists of the built-in one: a map of words, each with what to write instead, or a map of what is known
to the words that it is known about. Beside them ``allowed`` names, by list, built-in words that do not count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archkit.catalog._shelf import WORDS
from archkit.diagnostics import Diagnostic, Route, Span
from archkit.model import did_you_mean
from archkit.read import FAULTS as READER_FAULTS
from archkit.read import read_bytes
from archkit.source import Document, decode, parse

ALLOWED = "allowed"
_READER = {fault.name: fault for fault in READER_FAULTS}
_TOO_LONG = 200
"""Characters of a word or a phrase."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the catalogs of a team say about words, and what is wrong with the files that say it."""

    added: Mapping[str, Mapping[str, str]]
    """List to word to its advice, or to what is known about it."""
    allowed: Mapping[str, frozenset[str]]
    """List to built-in words that do not count."""
    faults: tuple[Diagnostic, ...] = ()
    """What is wrong with the files."""


def own_words(folders: Sequence[tuple[Path, str]], built_in: Mapping[str, Any]) -> OwnWords:
    """Read the words of a team's catalogs; of two catalogs the later one has the last word.

    Args:
        folders: The catalogs, each with the name that findings call it by.
        built_in: The lists that there are.
    """
    added: dict[str, dict[str, str]] = {}
    allowed: dict[str, frozenset[str]] = {}
    faults: list[Diagnostic] = []
    for folder, label in folders:
        document, found = _read(folder / WORDS, f"{label}/{WORDS}")
        faults += found
        for name, data in _lists(document, built_in, faults):
            for key, value in data.items():
                words = value if isinstance(value, list) else [key]
                known = key if isinstance(value, list) else value or ""
                if name == ALLOWED:
                    allowed[key] = allowed.get(key, frozenset()) | {word.lower() for word in words}
                else:
                    added.setdefault(name, {}).update(dict.fromkeys(map(str.lower, words), known))
    return OwnWords(added, allowed, tuple(faults))


def _read(path: Path, label: str) -> tuple[Document | None, list[Diagnostic]]:
    if not path.is_file():
        return None, []
    raw = read_bytes(path)
    if raw.problem:
        return None, [_READER["unreadable-file"].at(Span(label), raw.problem, raw.help)]
    text, found = decode(label, raw.data)
    if text is None:
        return None, found
    document, more = parse(label, text)
    return document, [*found, *more]


def _lists(
    document: Document | None, built_in: Mapping[str, Any], faults: list[Diagnostic]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each list that can be read, without the entries that cannot."""
    if document is None or document.data is None:
        return
    if not isinstance(document.data, dict):
        faults.append(_shape(document, (), "the file is a map of word lists"))
        return
    for name, data in document.data.items():
        if name != ALLOWED and name not in built_in:
            faults.append(_unknown(document, (name,), name, built_in))
        elif not isinstance(data, dict):
            faults.append(_shape(document, (name,), f"'{name}' is a map"))
        else:
            yield name, dict(_entries(document, name, data, built_in, faults))


def _entries(
    document: Document,
    name: str,
    data: Mapping[str, Any],
    built_in: Mapping[str, Any],
    faults: list[Diagnostic],
) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        words = value if isinstance(value, list) else [key]
        if name == ALLOWED and key not in built_in:
            faults.append(_unknown(document, (name, key), key, built_in))
        elif name == ALLOWED and not isinstance(value, list):
            faults.append(_shape(document, (name, key), f"'{key}' is a list of words"))
        elif isinstance(value, dict) or not all(map(_is_word, words)):
            faults.append(
                _shape(document, (name, key), "a word begins with a letter or a digit and fits a line")
            )
        else:
            yield key, value


def _is_word(word: Any) -> bool:
    return isinstance(word, str) and 0 < len(word) <= _TOO_LONG and word[0].isalnum() and "\n" not in word


def _shape(document: Document, route: Route, said: str) -> Diagnostic:
    return _READER["wrong-shape"].at(
        document.key_span(route), said, "archkit's own catalog/words.yaml shows the form"
    )


def _unknown(document: Document, route: Route, name: str, built_in: Mapping[str, Any]) -> Diagnostic:
    near = did_you_mean(name, [ALLOWED, *built_in])
    return _READER["unknown-section"].at(
        document.key_span(route),
        f"no word list is called '{name}'",
        f"did you mean '{near}'?" if near else f"there are {', '.join(built_in)}",
    )
