"""Texts and names of strangers become Python that holds them as data, laid out as ruff's formatter lays it out."""

import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from textwrap import wrap

WIDTH = 110
"""Characters of a line; the generated ``pyproject.toml`` tells ruff so."""

BUILT_IN = frozenset(keyword.kwlist) | {
    "str",
    "int",
    "float",
    "bool",
    "list",
    "dict",
    "type",
    "match",
    "case",
}
"""Names that no identifier of ours may have: keywords, and the types that annotations name."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Group:
    """A call, a subscript or a list: its parts stand on one line, or each on a line of its own."""

    head: str
    """What stands before them, the bracket included."""
    parts: tuple["Code", ...]
    """What stands between the brackets."""
    tail: str
    """The closing bracket and what follows it."""

    def __str__(self) -> str:
        return f"{self.head}{', '.join(map(str, self.parts))}{self.tail}"


Code = str | Group
"""A piece of Python that stands on one line, or may be broken."""


def call(head: str, *parts: Code, **named: Code) -> Group:
    """Return a call; named parts are keyword arguments."""
    return Group(f"{head}(", (*parts, *(before(f"{name}=", one) for name, one in named.items())), ")")


def subscript(head: str, *parts: Code) -> Group:
    """Return a subscript: ``Literal["A", "B"]``."""
    return Group(f"{head}[", parts, "]")


def before(text: str, code: Code) -> Code:
    """Put a text before a piece of Python."""
    return replace(code, head=text + code.head) if isinstance(code, Group) else text + code


def after(code: Code, text: str) -> Code:
    """Put a text behind a piece of Python."""
    return replace(code, tail=code.tail + text) if isinstance(code, Group) else code + text


def lines(code: Code, depth: int = 0, end: str = "") -> list[str]:
    """Return a piece of Python as lines: broken only where it is too long for one.

    Args:
        code: What to lay out.
        depth: How deep it is indented, in steps of four blanks.
        end: What follows it on its last line.
    """
    indent = "    " * depth
    flat = f"{indent}{code}{end}"
    if isinstance(code, str) or _columns(flat) <= WIDTH or not code.parts:
        return [flat]
    comma = "" if code.head.endswith("[") and len(code.parts) == 1 else ","
    inner = [line for part in code.parts for line in lines(part, depth + 1, comma)]
    return [f"{indent}{code.head}", *inner, f"{indent}{code.tail}{end}"]


def _columns(text: str) -> int:
    """Return how wide a line is, as ruff counts: characters of the East and pictures take two columns."""
    return (
        len(text)
        if text.isascii()
        else sum(
            0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
            for char in text
        )
    )


def literal(value: object) -> str:
    """Return a JSON scalar as a Python literal; a text can never end the quotes that it stands in.

    Raises:
        TypeError: It is no scalar.
    """
    if value is None or isinstance(value, bool | int | float):
        return repr(value).replace("e+", "e")
    if not isinstance(value, str):
        raise TypeError(f"no literal for {type(value).__name__}")
    quote = "'" if value.count('"') > value.count("'") else '"'
    return quote + "".join(_escaped(char, quote) for char in value) + quote


def _escaped(char: str, quote: str) -> str:
    known = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", quote: "\\" + quote}
    if char in known:
        return known[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def sentence(text: str) -> str:
    """Return a text on one line, without what could end or change the quotes that it is going to stand in."""
    return printable(text).replace('"', "'").replace("\\", "\\\\")


def printable(text: str) -> str:
    """Return a text on one line, without characters that show nothing or turn others around."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def docstring(text: str, depth: int = 0, *, otherwise: str = "") -> list[str]:
    """Return a text as the lines of a docstring; none where there is no text."""
    shown = sentence(text) or otherwise
    if not shown:
        return []
    indent = "    " * depth
    width = WIDTH - len(indent) - 6
    if len(shown) <= width:
        return [f'{indent}"""{shown}"""']
    rows = wrap(shown, width, break_long_words=False, break_on_hyphens=False)
    if len(rows) == 1:
        return [f'{indent}"""{shown}"""']
    return [f'{indent}"""{rows[0]}', *(f"{indent}{row}" for row in rows[1:]), f'{indent}"""']


def snake(name: str) -> str:
    """Return a name as words in small letters joined by underscores: ``createUser`` -> ``create_user``."""
    return "_".join(one.lower() for one in _words(name)) or "unnamed"


def pascal(name: str) -> str:
    """Return a name as words that begin with a capital: ``create-user`` -> ``CreateUser``."""
    return "".join(one[:1].upper() + one[1:] for one in _words(name)) or "Unnamed"


def _words(name: str) -> list[str]:
    """Return the words of a name, letters and digits of ASCII alone; other letters become their code points."""
    plain = unicodedata.normalize("NFKD", name)
    shown = "".join(
        char if char.isascii() else f" u{ord(char):x} " if char.isalnum() else " "
        for char in plain
        if not unicodedata.combining(char)
    )
    found = re.findall(r"[A-Za-z0-9]+", _HUMP.sub(" ", shown))
    if found and found[0][0].isdigit():
        found[0] = f"n{found[0]}"
    return found


def free(name: str, taken: Collection[str], *, suffix: str = "_") -> str:
    """Return an identifier that is neither taken nor too long.

    Args:
        name: An identifier.
        taken: What is taken.
        suffix: What makes it another one; a number does when that is taken too.
    """
    short = name[:_LONGEST].rstrip("_")
    if short not in taken:
        return short
    marked, count = short + suffix, 1
    while marked in taken:
        count += 1
        marked = f"{short}{suffix}{count}"
    return marked


def unique(names: Iterable[str], reserved: Collection[str], *, suffix: str = "_") -> list[str]:
    """Return identifiers, each its own: none reserved and none twice, in their order."""
    taken, found = set(reserved), []
    for name in names:
        found.append(free(name, taken, suffix=suffix))
        taken.add(found[-1])
    return found


def imports(module: str, names: Iterable[str]) -> list[str]:
    """Return an import of names in the order that ruff sorts them in; none without names."""
    ordered = sorted(set(names), key=lambda one: (not one.isupper(), not one[0].isupper(), one))
    if not ordered:
        return []
    flat = f"from {module} import {', '.join(ordered)}"
    if len(flat) <= WIDTH:
        return [flat]
    return [f"from {module} import (", *(f"    {name}," for name in ordered), ")"]
