"""What the YAML parser complains about -> where the user's slip is, in plain words, with the repair shown.

The parser says where it gave up, which is often behind the slip. Its own wording differs between libyaml and
pure Python, so it only chooses the question to ask; the answer is read from the text.
"""

import re

from yaml import MarkedYAMLError

from archkit.source.faults import shown
from archkit.source.quoting import quoted
from archkit.source.trouble import COMMENT, Slip, Trouble

_MISSING_SPACE = re.compile(
    r"""\s*(?:- +)*(?P<key>[^\s:#"'\[\]{},&*!|>%@`]+|"[^"]*"|'[^']*'):(?P<value>[^\s:/].*)"""
)
_ENTRY = re.compile(r"""\s*(?:- +)*(?P<key>[^\s:#"'\[\]{}][^:#]*?|"[^"]*"|'[^']*')\s*:\s+(?P<value>\S.*)""")
_KEY_AT_MOST = 1024
_LOOKED_AT = 1000
"""So far into a line a pattern is sought; no line that somebody wrote by hand is longer."""
_QUOTE_IT = "quote this text: "
_CLOSES = {"[": "]", "{": "}"}


def explain(text: str, error: MarkedYAMLError, open_at: int = 0) -> Slip:
    """Say what a parser's error means.

    Args:
        text: The text that was parsed.
        error: What the parser raised.
        open_at: Where the innermost list or map begins that was open then.
    """
    trouble = Trouble(text, error, open_at)
    for ask in (_tab, _quote_left_open, _by_the_problem):
        slip = ask(trouble)
        if slip is not None:
            return slip
    return _anything(trouble)


def _by_the_problem(trouble: Trouble) -> Slip | None:
    problem = trouble.problem
    for words, ask in (
        ("mapping values are not allowed", _second_colon),
        ("could not find expected ':'", _line_without_key),
        ("sequence entries are not allowed", _list_behind_key),
        ("mapping keys are not allowed", _odd_beginning),
        ("cannot start any token", _odd_beginning),
        ("alphabetic or numeric character", _odd_beginning),
        ("or ']'", _inside_brackets),
        ("or '}'", _inside_brackets),
        ("node content", _nothing_where_a_value_belongs),
        ("document start", _after_the_end),
        ("unexpected ':'", _colon_at_the_end),
        ("tag handle", _odd_beginning),
        ("incompatible YAML document", _directive),
        ("directive", _directive),
    ):
        if words in problem:
            return ask(trouble)
    for words, ask in (
        ("block scalar", _block_header),
        ("tag", _odd_beginning),
        ("directive", _directive),
        ("block mapping", _not_a_key),
        ("block collection", _not_an_item),
    ):
        if words in trouble.context:
            return ask(trouble)
    return None


def _anything(trouble: Trouble) -> Slip:
    start, end = trouble.at, max(trouble.at + 1, trouble.rest_of_text(trouble.at)[1])
    return Slip(
        start,
        min(end, max(len(trouble.text), start)),
        "YAML cannot be read here",
        "check indentation, quotes and brackets in this line and the one above",
    )


def _tab(trouble: Trouble) -> Slip | None:
    blanks = len(trouble.line) - len(trouble.line.lstrip(" \t"))
    tab = trouble.line.find("\t", 0, blanks)
    if tab >= 0:
        at = trouble.line_start + tab
        end = trouble.line_start + blanks
        return Slip(at, end, "a tab stands in the indentation", "indent with spaces: two for each level")
    if trouble.character == "\t":
        message = "a tab stands where YAML wants a space"
        return Slip(trouble.at, trouble.at + 1, message, "write a space instead of the tab")
    return None


def _quote_left_open(trouble: Trouble) -> Slip | None:
    if "quoted scalar" not in trouble.context and "double-quoted" not in trouble.context:
        return None
    mark = trouble.text[trouble.since : trouble.since + 1]
    if (
        "end of stream" in trouble.problem
        or "document separator" in trouble.problem
        or ("document indicator" in trouble.problem)
    ):
        start, end = trouble.rest_of_text(trouble.since)
        return Slip(
            start, end, f"the quote {mark} is opened here and never closed", f"close the text with {mark}"
        )
    # A backslash that begins nothing known. libyaml points at it, pure Python behind it.
    at = trouble.text.rfind("\\", trouble.since, trouble.at + 1)
    at = trouble.at if at < 0 else at
    escape = trouble.text[at : at + 2]
    return Slip(
        at,
        at + 2,
        f"'{shown(escape)}' means nothing between double quotes",
        f"write \\{escape} for a backslash, or put the text in single quotes",
    )


def _second_colon(trouble: Trouble) -> Slip:
    key_start = trouble.line_start + len(trouble.before) - len(trouble.before.lstrip())
    if trouble.at - key_start > _KEY_AT_MOST:
        return Slip(
            key_start,
            trouble.at,
            f"a key may have {_KEY_AT_MOST:,} characters; this one has {trouble.at - key_start:,}",
            "make the key short and put the text into its value",
        )
    entry = _ENTRY.match(trouble.line, 0, _LOOKED_AT)
    if entry and trouble.line_start + entry.start("value") <= trouble.at:
        start, end = trouble.rest_of_text(trouble.line_start + entry.start("value"))
        value = trouble.text[start:end]
        return Slip(
            start,
            end,
            f"a second ': ' in this line: '{shown(value)}' would be a key of its own",
            f"{_QUOTE_IT}{entry['key']}: {quoted(value)}",
        )
    above = trouble.line_above()
    if above is not None:
        start, line = above
        glued = _MISSING_SPACE.match(line)
        if glued:
            return _space_after_colon(start, glued)
        if _indent(line) < _indent(trouble.line):
            text_start, text_end = trouble.rest_of_text(key_start)
            return Slip(
                text_start,
                text_end,
                f"this line is indented deeper than '{shown(line)}', which already has its value",
                f"indent it by {_indent(line)} like line {trouble.number_of(start)}, or quote the text if it runs on",
            )
    start, end = trouble.rest_of_text(key_start)
    value = trouble.text[start:end]
    return Slip(start, end, "a ': ' stands where no key can be", f"{_QUOTE_IT}{quoted(value)}")


def _space_after_colon(line_start: int, glued: re.Match[str]) -> Slip:
    key, value = glued["key"], COMMENT.sub("", glued["value"]).rstrip()
    start = line_start + glued.start("key")
    return Slip(
        start,
        line_start + glued.start("value") + len(value),
        f"'{shown(key + ':' + value)}' has no space after the colon, so it is no key and value",
        f"write: {key}: {value}",
    )


def _line_without_key(trouble: Trouble) -> Slip:
    line_start = trouble.line_start_of(trouble.since)
    line = trouble.text[line_start : trouble.line_end_of(trouble.since)]
    glued = _MISSING_SPACE.match(line)
    if glued:
        return _space_after_colon(line_start, glued)
    start, end = trouble.rest_of_text(trouble.since)
    text = shown(trouble.text[start:end])
    return Slip(
        start,
        end,
        f"'{text}' is no 'key: value', and its neighbours are",
        f"write it as {text}: and a value, or indent it deeper if it continues the text above",
    )


def _list_behind_key(trouble: Trouble) -> Slip:
    start, end = trouble.rest_of_text(trouble.at)
    item = trouble.text[start:end].removeprefix("-").strip()
    return Slip(
        start,
        end,
        "a list with dashes cannot begin behind a key, on the same line",
        f"put '- {shown(item)}' on a line of its own below, or write [{shown(item)}]",
    )


_BEGINNINGS = {
    "@": "'@' is reserved in YAML",
    "`": "'`' is reserved in YAML",
    "%": "'%' is reserved in YAML",
    "*": "'*' names an alias in YAML",
    "&": "'&' names an anchor in YAML",
    "!": "'!' begins a tag in YAML",
    "?": "'? ' begins a key in YAML",
}


def _odd_beginning(trouble: Trouble) -> Slip:
    at = trouble.since if trouble.text[trouble.since : trouble.since + 1] in "*&!" else trouble.at
    start, end = _value_at(trouble, at)
    text = trouble.text[start:end]
    why = _BEGINNINGS.get(text[:1], f"'{shown(text[:1])}' is reserved in YAML")
    return Slip(start, end, f"{why}, so a text cannot begin with it", f"{_QUOTE_IT}{quoted(text)}")


def _block_header(trouble: Trouble) -> Slip:
    start, end = trouble.rest_of_text(trouble.since)
    text = trouble.text[start:end]
    return Slip(
        start,
        end,
        f"'{text[:1]}' begins a block of text, which stands on the lines below",
        f"{_QUOTE_IT}{quoted(text)}",
    )


def _value_at(trouble: Trouble, start: int) -> tuple[int, int]:
    """Return the stretch of a text that is not quoted: to the line's end, or inside brackets to the next , ] }."""
    start, end = trouble.rest_of_text(start)
    if trouble.text[trouble.open_at : trouble.open_at + 1] in _CLOSES:
        depth = 0
        for offset in range(start, end):
            character = trouble.text[offset]
            if character in "[{":
                depth += 1
            elif character in "]}" and depth:
                depth -= 1
            elif character in ",]}":
                return start, start + len(trouble.text[start:offset].rstrip())
    return start, end


def _inside_brackets(trouble: Trouble) -> Slip:
    opener = trouble.text[trouble.since : trouble.since + 1]
    closer = _CLOSES.get(opener, "]")
    on_one_line = trouble.line_start <= trouble.since
    if trouble.at >= len(trouble.text.rstrip()) or not (on_one_line or trouble.character in "]}"):
        start, end = trouble.rest_of_text(trouble.since)
        return Slip(
            start, end, f"the bracket {opener} is opened here and never closed", f"close it with {closer}"
        )
    if trouble.character in "]}":
        message = f"the bracket {opener} is closed by {trouble.character}"
        return Slip(trouble.at, trouble.at + 1, message, f"close it with {closer}")
    # Where the text before it began: behind the last opening bracket, comma or ': '.
    begun = [
        match.end() for match in re.finditer(r"[\[{,]\s*|:\s+", trouble.text[trouble.since : trouble.at])
    ]
    first = min(trouble.since + begun[-1], trouble.at) if begun else trouble.at
    start, end = _value_at(trouble, first)
    value = trouble.text[start:end]
    key = re.search(r"([^\s\[{,:]+)\s*:\s+$", trouble.text[max(trouble.since, start - 100) : start])
    shown_key = f"{key[1]}: " if key else ""
    if value[:1] in {'"', "'"} or first == trouble.at:
        message = f"a comma or {closer} is missing before '{shown(trouble.text[trouble.at : end])}'"
    else:
        message = f"'{trouble.character}' cannot stand inside this text between brackets"
    return Slip(start, end, message, f"{_QUOTE_IT}{shown_key}{quoted(value)}")


def _colon_at_the_end(trouble: Trouble) -> Slip:
    start, end = _value_at(trouble, trouble.since)
    text = trouble.text[start:end]
    return Slip(
        start, end, f"a colon ends the text '{shown(text)}' between brackets", f"{_QUOTE_IT}{quoted(text)}"
    )


def _nothing_where_a_value_belongs(trouble: Trouble) -> Slip:
    if trouble.at >= len(trouble.text.rstrip()):
        opener = trouble.text[trouble.open_at : trouble.open_at + 1]
        start, end = trouble.rest_of_text(trouble.open_at)
        closer = _CLOSES.get(opener)
        if closer:
            return Slip(
                start, end, f"the bracket {opener} is opened here and never closed", f"close it with {closer}"
            )
    if "flow" in trouble.context and trouble.character in {",", "]", "}"}:
        message = f"a value is missing before '{trouble.character}'"
        return Slip(trouble.at, trouble.at + 1, message, "write the value, or delete the comma too many")
    start, end = trouble.rest_of_text(trouble.at)
    text = trouble.text[start:end]
    if not text:
        return _anything(trouble)
    message = f"a text cannot begin with '{trouble.character}'"
    return Slip(start, max(end, start + 1), message, f"{_QUOTE_IT}{quoted(text)}")


def _not_a_key(trouble: Trouble) -> Slip:
    if trouble.before.strip():
        return _text_behind_value(trouble)
    start, end = trouble.rest_of_text(trouble.at)
    text = shown(trouble.text[start:end])
    since = trouble.number_of(trouble.since)
    if trouble.character == ":":
        return Slip(start, end, "a key is missing before the colon", f"write the key: name{text}")
    open_column = trouble.since - trouble.line_start_of(trouble.since)
    if trouble.character == "-" and _indent(trouble.line) == open_column:
        return Slip(
            start,
            end,
            f"a list item between the keys that begin on line {since}",
            f"indent '{text}' below the key that it belongs to, or make it a 'key: value'",
        )
    return _bad_indent(trouble, start, end, open_column)


def _bad_indent(trouble: Trouble, start: int, end: int, open_column: int) -> Slip:
    above = trouble.line_above()
    fitting = {open_column}
    if above is not None:
        fitting.add(_indent(above[1]))
    fitting.discard(_indent(trouble.line))
    choice = " or ".join(str(each) for each in sorted(fitting))
    return Slip(
        start,
        end,
        f"an indentation of {_indent(trouble.line)} fits no open line above",
        f"indent this line by {choice} spaces, as the lines above it",
    )


def _text_behind_value(trouble: Trouble) -> Slip:
    """A quoted or bracketed value, and then more text on its line."""
    mark = trouble.before.rstrip()[-1:]
    if mark in {'"', "'"} and trouble.before.count(mark) % 2:
        closed = trouble.line_start + len(trouble.before.rstrip()) - 1
        opened = trouble.text.rfind(mark, 0, closed)
        line = trouble.number_of(closed)
        start, end = trouble.rest_of_text(max(opened, 0))
        message = f"the quote {mark} opened here is closed only on line {line}, in the middle of a text"
        return Slip(start, end, message, f"close this text with {mark}")
    entry = _ENTRY.match(trouble.line, 0, _LOOKED_AT) or re.match(
        r"\s*(?:- +)*(?P<key>)(?P<value>\S.*)", trouble.line
    )
    value_at = trouble.line_start + entry.start("value") if entry else trouble.at
    start, end = trouble.rest_of_text(min(value_at, trouble.at))
    value = trouble.text[start:end]
    key = f"{entry['key']}: " if entry and entry["key"] else ""
    _, rest_end = trouble.rest_of_text(trouble.at)
    rest = trouble.text[trouble.at : rest_end]
    if mark == "'" and value.count("'") >= 3 and value.startswith("'") and value.endswith("'"):
        repair = quoted(value[1:-1])
    else:
        repair = quoted(value)
    return Slip(
        trouble.at,
        max(rest_end, trouble.at + 1),
        f"'{shown(rest)}' stands behind a value that already ended at {mark}",
        f"quote the whole text: {key}{repair}",
    )


def _not_an_item(trouble: Trouble) -> Slip:
    if trouble.before.strip(" -"):
        return _text_behind_value(trouble)
    start, end = trouble.rest_of_text(trouble.at)
    open_column = trouble.since - trouble.line_start_of(trouble.since)
    if _indent(trouble.line) != open_column:
        return _bad_indent(trouble, start, end, open_column)
    text = shown(trouble.text[start:end])
    since = trouble.number_of(trouble.since)
    return Slip(
        start,
        end,
        f"'{text}' stands between the items of the list that begins on line {since}",
        f"write '- {text}', or put the list under a key of its own",
    )


def _after_the_end(trouble: Trouble) -> Slip:
    if trouble.character == ":":
        start, end = trouble.rest_of_text(trouble.line_start)
        key, _, value = trouble.text[start:end].partition(":")
        return Slip(start, end, "there is no space after the colon", f"write: {key}: {value}")
    if trouble.before.strip():
        return _text_behind_value(trouble)
    start, end = trouble.rest_of_text(trouble.at)
    return Slip(
        start,
        max(end, start + 1),
        "text after the end of the document",
        "delete it, or put it under a key of the document above",
    )


def _directive(trouble: Trouble) -> Slip:
    start, end = trouble.rest_of_text(trouble.line_start_of(trouble.since))
    return Slip(
        start,
        end,
        "a line that begins with % is an instruction to the YAML reader, and this one is unknown",
        "delete the line (%YAML 1.2 may stand), or quote it if it is text",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
