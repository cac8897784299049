"""Names in an interface: words of people become identifiers in the case that a format wants, singular and plural."""

import re

from archkit.model import suggest_id

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_IRREGULAR = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "mouse": "mice",
    "datum": "data", "medium": "media", "criterion": "criteria", "index": "indexes", "quiz": "quizzes",
}  # fmt: skip
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()} | {
    "indices": "index",
    "movies": "movie",
    "cookies": "cookie",
    "caches": "cache",
    "axes": "axis",
}
_SAME = frozenset(
    {"series", "species", "news", "equipment", "information", "feedback", "software", "hardware", "traffic"}
)
_NOT_PLURAL = re.compile(r"(?:ss|us|is)$|^(?:alias|atlas|bias|canvas|chaos|gas|lens)$")
LONGEST = 60
"""Characters of a name; what is longer is cut, and what is then alike gets a number."""


def words(text: str) -> str:
    """Return any text as words in small letters joined by hyphens: ``cardReference``, ``card reference`` -> ``card-reference``.

    A text without a Latin letter or digit becomes the code points of its characters, so that it stays the same name
    whatever stands around it.
    """
    slug = suggest_id(_HUMP.sub("-", text[: 4 * LONGEST]))
    if not slug:
        slug = "-".join(f"u{ord(char):x}" for char in text.strip()[:8]) or "unnamed"
    if slug[0].isdigit():
        slug = f"n{slug}"
    return slug[:LONGEST].rstrip("-")


def camel(name: str) -> str:
    """Return ``card-reference`` as ``cardReference``."""
    first, *rest = name.split("-")
    return first + "".join(one[:1].upper() + one[1:] for one in rest)


def pascal(name: str) -> str:
    """Return ``card-reference`` as ``CardReference``."""
    return "".join(one[:1].upper() + one[1:] for one in name.split("-"))


def snake(name: str) -> str:
    """Return ``card-reference`` as ``card_reference``."""
    return name.replace("-", "_")


def constant(text: str) -> str:
    """Return a value of a choice as ``IN_PROGRESS``."""
    return snake(words(text)).upper()


def spoken(name: str) -> str:
    """Return ``card-reference`` as ``card reference``."""
    return name.replace("-", " ")


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


def singular(name: str) -> str:
    """Return the singular of a noun; of several words, of the last: ``ride-requests`` -> ``ride-request``."""
    head, last = _last(name)
    if last in _SINGULARS:
        return head + _SINGULARS[last]
    if last in _SAME or not last.endswith("s") or _NOT_PLURAL.search(last):
        return name
    if last.endswith("ies") and len(last) > 4:
        return f"{name[:-3]}y"
    if re.search(r"(?:ss|x|zz|[cs]h|us)es$", last):
        return name[:-2]
    if last.endswith("yses"):
        return f"{name[:-2]}is"
    return name[:-1]


def is_plural(name: str) -> bool:
    """Tell whether a noun is the name of a collection."""
    _, last = _last(name)
    return last in _SAME or singular(name) != name


def with_article(noun: str) -> str:
    """Return ``movie`` as ``a movie`` and ``order`` as ``an order``."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def free(name: str, taken: set[str]) -> str:
    """Return a name that is not taken yet, with a number where it is, and take it."""
    found, count = name, 1
    while found in taken:
        count += 1
        found = f"{name}-{count}" if "-" in name or name.islower() else f"{name}{count}"
    taken.add(found)
    return found


def _last(name: str) -> tuple[str, str]:
    head, hyphen, last = name.rpartition("-")
    return head + hyphen, last
