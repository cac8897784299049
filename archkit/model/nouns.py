"""Nouns in names become their singular and their plural: ``ride-request``, ``ride-requests``."""

import re

_IRREGULAR = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "mouse": "mice",
    "datum": "data", "medium": "media", "criterion": "criteria", "index": "indexes", "quiz": "quizzes", "menu": "menus", "bus": "buses",
}  # fmt: skip
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()} | {
    "indices": "index",
    "movies": "movie",
    "cookies": "cookie",
    "caches": "cache",
    "axes": "axis",
    "abuses": "abuse",
    "excuses": "excuse",
    "fuses": "fuse",
    "reuses": "reuse",
}
_SAME = frozenset(
    {
        "series",
        "species",
        "news",
        "equipment",
        "information",
        "feedback",
        "software",
        "hardware",
        "traffic",
        "money",
        "goods",
    }
)
_NOT_PLURAL = re.compile(r"(?:ss|us|is)$|^(?:alias|atlas|bias|canvas|chaos|gas|lens)$")


def plural(name: str) -> str:
    """Return the plural of a noun; of several words, of the last: ``ride-request`` -> ``ride-requests``."""
    head, last = _last(name)
    if last in _IRREGULAR:
        return head + _IRREGULAR[last]
    if last in _SAME or last in _SINGULARS or (last.endswith("s") and not _NOT_PLURAL.search(last)):
        return name
    if re.search(r"(?:[sxz]|[cs]h)$", last):
        return f"{head}{last[:-2]}es" if last.endswith("sis") else f"{name}es"
    if re.search(r"[^aeiou]y$", last):
        return f"{name[:-1]}ies"
    return f"{name}s"


def counted(count: int, noun: str) -> str:
    """Return a number of things: ``1 part``, ``3 parts``, ``0 parts``."""
    return f"{count} {noun if count == 1 else plural(noun)}"


def singular(name: str) -> str:
    """Return the singular of a noun; of several words, of the last: ``ride-requests`` -> ``ride-request``."""
    head, last = _last(name)
    if last in _SINGULARS:
        return head + _SINGULARS[last]
    if last in _SAME or not last.endswith("s") or _NOT_PLURAL.search(last):
        return name
    if last.endswith("ies") and len(last) > 4:
        return f"{name[:-3]}y"
    if re.search(r"(?:ss|x|zz|[cs]h|[^aeiou]us)es$", last):
        return name[:-2]
    if last.endswith("yses"):
        return f"{name[:-2]}is"
    return name[:-1]


def is_plural(name: str) -> bool:
    """Tell whether a noun is the name of a collection."""
    _, last = _last(name)
    return last in _SAME or singular(name) != name


def _last(name: str) -> tuple[str, str]:
    head, hyphen, last = name.rpartition("-")
    return head + hyphen, last
