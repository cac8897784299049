"""Names in an interface: words of people become identifiers in the case that a format wants."""

import re

from archkit.model import suggest_id

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST = 60
"""Characters of a name; what is longer is cut, and what is then alike gets a number."""


def words(text: str) -> str:
    """Return any text as words in small letters joined by hyphens: ``cardReference``, ``card reference`` -> ``card-reference``.

    A text without a Latin letter or digit becomes the code points of its characters, so that it stays the same name
    whatever stands around it.
    """
    if len(text) <= LONGEST and _PLAIN.fullmatch(text):
        return text
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
