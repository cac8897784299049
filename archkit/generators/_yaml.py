"""Plain data becomes YAML that reads well, in which a text of a user is that text and nothing else."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from archkit.diagnostics import visible
from archkit.objectives import number

Data = Mapping[str, "Data"] | Sequence["Data"] | str | int | bool | Decimal | None

_PLAIN = re.compile(
    r"[A-Za-z_/$][A-Za-z0-9_/.()-]*(?::[A-Za-z0-9_/.-]+)*(?: [A-Za-z0-9_/.()-]+)*|[0-9]+[mhdwy]"
)
_WORDS = re.compile(r"(?i)true|false|yes|no|on|off|y|n|null|nan|inf")
_HIDDEN = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
"""What no reader of YAML takes as it is, and what turns the direction of reading: a reviewer has to see it."""
_UNSAFE = re.compile(f"[{_HIDDEN}]")
_BLOCK = re.compile(f"[^\x00-\x09\x0b-\x1f{_HIDDEN}]+")


def yaml(data: Data, *comments: str) -> str:
    """Return a document, below comments of one line each."""
    head = "".join(f"# {_UNSAFE.sub(' ', visible(' '.join(line.split())))}\n" for line in comments)
    return head + "\n".join(_lines(data)) + "\n"


def documents(several: Sequence[Data], *comments: str) -> str:
    """Return several documents in one file."""
    head, *rest = several
    return yaml(head, *comments) + "".join(f"---\n{yaml(one)}" for one in rest)


def _lines(data: Data) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _entry(f"{_text(key)}:", value, "  ")
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            if isinstance(value, Mapping | Sequence) and not isinstance(value, str) and value:
                first, *rest = _lines(value)
                yield f"- {first}"
                yield from (f"  {line}" if line else "" for line in rest)
            else:
                yield from _entry("-", value, "  ")
    else:
        yield _scalar(data)


def _entry(head: str, value: Data, indent: str) -> Iterator[str]:
    if isinstance(value, str) and _is_block(value):
        yield f"{head} |-"
        yield from (f"{indent}{line}" if line else "" for line in value.split("\n"))
    elif isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        if value:
            yield head
            yield from (f"{indent}{line}" if line else "" for line in _lines(value))
        else:
            yield f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"
    else:
        yield f"{head} {_scalar(value)}"


def _is_block(text: str) -> bool:
    """Tell whether a text of several lines may stand as it is, below its key."""
    return "\n" in text and text == text.strip() and bool(_BLOCK.fullmatch(text))


def _scalar(value: Data) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number(value)
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _WORDS.fullmatch(text):
        return text
    if '"' in text and "'" not in text and _BLOCK.fullmatch(text) and "\n" not in text:
        return f"'{text}'"
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
