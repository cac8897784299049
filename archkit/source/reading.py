"""Bytes -> text -> a document: everything wrong on the way is a finding, nothing is raised."""

import re

from archkit.diagnostics import Diagnostic, Span
from archkit.source.document import Document
from archkit.source.faults import BAD_ENCODING, BAD_SYNTAX, MAX_BYTES, OVER_LIMIT

_MARKS = (  # the longer first: UTF-32's little-endian mark begins with UTF-16's
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
)
_LINE_BREAK = re.compile(r"\r\n?|\n")
_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""What no YAML may hold, as a pattern: compiling it takes longer than reading twenty files, and few files need it."""


def encoding_of(raw: bytes) -> tuple[bytes, str]:
    """Return the byte order mark that a file begins with (or none) and Python's name of its encoding."""
    for mark, codec, _ in _MARKS:
        if raw.startswith(mark):
            return mark, codec
    return b"", "utf-8"


def size_fault(path: str, size: int) -> Diagnostic | None:
    """Return the finding that a file of ``size`` bytes is too large to be read, or None. Ask before reading."""
    if size <= MAX_BYTES:
        return None
    return OVER_LIMIT.at(
        Span(path),
        f"the file has {size / 1e6:,.1f} MB; {MAX_BYTES // 1_000_000} MB are read at most",
        "split it into several files; the entries of all files are put together",
    )


def decode(path: str, raw: bytes) -> tuple[str | None, list[Diagnostic]]:
    """Turn a file's bytes into text without its byte order mark, or into the finding why not."""
    too_large = size_fault(path, len(raw))
    if too_large:
        return None, [too_large]
    mark, codec = encoding_of(raw)
    body = raw[len(mark) :]
    guess = "" if mark else _wide_without_mark(raw)
    if guess:
        help_ = f"save the file as UTF-8: iconv -f {guess} -t UTF-8"
        return None, [
            BAD_ENCODING.at(Span(path), f"the file looks like {guess} without a byte order mark", help_)
        ]
    try:
        return body.decode(codec), []
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(codec, "replace")
        span = _span_of_character(path, before)
        if mark:
            name = next(name for each, _, name in _MARKS if each == mark)
            message = f"the file begins as {name}, and what follows here is none"
            return None, [BAD_ENCODING.at(span, message, "save the file as UTF-8")]
        return None, [_not_utf8(span, body, error.start)]


def parse(path: str, text: str) -> tuple[Document | None, list[Diagnostic]]:
    """Turn text into a document, and into the findings about it; raises on no text.

    There is no document where the text cannot be read as one piece of data: bad syntax, a forbidden
    character, several documents, a limit. A key that stands twice, a key that is no text, a tag, and a comma
    that cuts a text leave out the one entry, and the document is there beside the finding.
    """
    # YAML costs 30 ms to import, which a command that finds everything in its cache need not pay.
    from yaml import MarkedYAMLError, YAMLError  # noqa: PLC0415 - see above

    from archkit.source.building import Builder  # noqa: PLC0415 - see above
    from archkit.source.events import Stopped  # noqa: PLC0415 - see above
    from archkit.source.syntax import explain  # noqa: PLC0415 - see above

    builder = Builder(path, text)
    places = builder.places
    try:
        return Document(path, text, builder.build()), builder.findings
    except Stopped as stop:
        fatal = stop.fault.at(places.offset_span(stop.start, stop.end), stop.message, stop.help)
    except MarkedYAMLError as error:
        slip = explain(places.text, error, builder.open_at)
        fatal = BAD_SYNTAX.at(places.offset_span(slip.start, slip.end), slip.message, slip.help)
    except (YAMLError, UnicodeError):
        return None, [_forbidden_character(places)]
    # What was found in the line that stopped the reading is mostly the same slip once more.
    return None, [*(each for each in builder.findings if each.span.line < fatal.span.line), fatal]


def _forbidden_character(places: Document) -> Diagnostic:
    match = re.search(_FORBIDDEN, places.text)
    if match is None:
        return BAD_SYNTAX.at(places.offset_span(0, 0), "YAML cannot read this text", "save the file as UTF-8")
    code = ord(match[0])
    count = sum(1 for _ in re.finditer(_FORBIDDEN, places.text))
    more = f", the first of {count:,}" if count > 1 else ""
    what = "the NUL character" if code == 0 else "a character that YAML forbids"
    escape = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return BAD_ENCODING.at(
        places.offset_span(*match.span()),
        f"U+{code:04X} is {what}{more}",
        f'delete it; if it is meant, write it in double quotes as "{escape}"' if code else "delete it",
    )


def _wide_without_mark(raw: bytes) -> str:
    """Name the wide encoding that a file without a mark seems to have: in ASCII text every other byte is NUL."""
    head = raw[:400]
    if head.count(0) < len(head) // 3 or not head.count(0):
        return ""
    if head.count(0) > len(head) // 2:
        return "UTF-32LE" if head[:1] != b"\0" else "UTF-32BE"
    return "UTF-16LE" if head[:1] != b"\0" else "UTF-16BE"


def _not_utf8(span: Span, body: bytes, at: int) -> Diagnostic:
    byte = body[at]
    high = {each for each in body if each >= 0x80}
    name = "Windows-1252" if any(each < 0xA0 for each in high) else "Latin-1"
    character = bytes((byte,)).decode("windows-1252", "replace")
    reading = f"; in {name} it is '{character}'" if character.isprintable() and character != "\ufffd" else ""
    return BAD_ENCODING.at(
        span,
        f"the byte 0x{byte:02X} is not UTF-8{reading}",
        f"save the file as UTF-8: iconv -f {'WINDOWS-1252' if name == 'Windows-1252' else 'ISO-8859-1'} -t UTF-8",
    )


def _span_of_character(path: str, before: str) -> Span:
    breaks = list(_LINE_BREAK.finditer(before))
    line, column = len(breaks) + 1, len(before) - (breaks[-1].end() if breaks else 0) + 1
    return Span(path, line, column, line, column + 1)
