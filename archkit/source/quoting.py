"""Text -> the same text in quotes, as YAML reads it back."""

import re

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_NEEDS_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


def double_quoted(text: str) -> str:
    """Return the text in double quotes, on one line, with what cannot stand there escaped."""
    return '"' + _NEEDS_ESCAPE.sub(_escaped, text) + '"'


def single_quoted(text: str) -> str:
    """Return the text in single quotes, in which only they themselves are written twice."""
    return "'" + text.replace("'", "''") + "'"


def quoted(text: str) -> str:
    """Return the text in quotes: single ones where that saves a backslash, else double ones."""
    needs_backslash = '"' in text or "\\" in text
    if needs_backslash and not _NEEDS_ESCAPE.search(text.replace('"', "").replace("\\", "")):
        return single_quoted(text)
    return double_quoted(text)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    short = _ESCAPES.get(character)
    if short is not None:
        return short
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
