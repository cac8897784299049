"""Selectors and queries that a team wrote become PromQL over a window, or a fault in words; nothing is passed on unread.

Only as much of the language is read as is needed to be safe and to put a window in: strings, names, brackets. What
cannot be read is a ``PromqlError``, so that no half-understood text ever reaches a rules file.
"""

import re
from typing import NamedTuple

WINDOW = "\0"
"""Stands in a query for the window that is filled in later; no text of a user can hold it."""

_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_STRING = r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'"
_MATCHER = re.compile(rf"\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*({_STRING})\s*(,|\Z)")
_TOKEN = re.compile(
    rf"(?P<blank>\s+)|(?P<string>{_STRING}|`[^`]*`)|(?P<window>\{{\{{\s*\.window\s*\}}\}}|\$\w+)"
    r"|(?P<duration>[0-9]+(?:ms|[smhdwy])(?:[0-9]+(?:ms|[smhdwy]))*)"
    r"|(?P<number>[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+\.)"
    r"|(?P<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?P<mark>[-+*/%^=!<>~,@:]|[()\[\]{}])"
)
_ESCAPE = re.compile(r"\\(?:([abfnrtv\\'\"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PLAIN_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]')

_LABEL_LISTS = frozenset({"by", "without", "on", "ignoring", "group_left", "group_right"})
_WORDS = _LABEL_LISTS | {"and", "or", "unless", "bool", "offset", "inf", "Inf", "nan", "NaN", "atan2"}
_COUNTER = re.compile(r"_(?:total|count|sum|bucket)\Z")
LONGEST_QUERY = 2000
_PAIRS = {")": "(", "]": "[", "}": "{"}


class PromqlError(ValueError):
    """A text is no PromQL that archkit can put a window into."""


class Matcher(NamedTuple):
    """One condition on a label."""

    label: str
    operator: str
    """``=``, ``!=``, ``=~`` or ``!~``."""
    value: str
    """Without quotes and escapes."""

    def __str__(self) -> str:
        return f"{self.label}{self.operator}{quote(self.value)}"


def quote(text: str) -> str:
    """Return a text as a PromQL string in which nothing of it can end the string."""
    return '"' + _UNSAFE.sub(_escaped, text) + '"'


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character in '\\"':
        return f"\\{character}"
    return "\\n" if character == "\n" else f"\\u{ord(character):04x}"


def metric_name(text: str) -> str:
    """Return the name of a metric.

    Raises:
        PromqlError: It is none.
    """
    name = text.strip()
    if not _NAME.fullmatch(name):
        raise PromqlError(f"'{name}' is no name of a Prometheus metric")
    return name


def read_matchers(text: str) -> tuple[Matcher, ...]:
    """Read the labels of a selector: ``job="app",route=~"/rides.*"``, in braces or without.

    Raises:
        PromqlError: The text is no list of matchers, or a regular expression in it is broken.
    """
    inside = text.strip()
    if inside.startswith("{") and inside.endswith("}"):
        inside = inside[1:-1].strip()
    found, position = [], 0
    while position < len(inside):
        match = _MATCHER.match(inside, position)
        if match is None:
            raise PromqlError(f"'{inside[position:].strip()}' is no label with a quoted value")
        value = _unquoted(match[3])
        if match[2].endswith("~"):
            _judge_expression(value)
        found.append(Matcher(match[1], match[2], value))
        position = match.end()
    return tuple(found)


def _judge_expression(text: str) -> None:
    try:
        re.compile(text)
    except re.error as error:
        raise PromqlError(f"'{text}' is no regular expression: {error.msg}") from error


def _unquoted(literal: str) -> str:
    def plain(match: re.Match[str]) -> str:
        short, byte, code, other = match.groups()
        if other is not None or (short in {"'", '"'} and short != literal[0]):
            raise PromqlError(f"'{match[0]}' is no escape that PromQL knows; write '\\\\' for a backslash")
        if short is not None:
            return _PLAIN_ESCAPES.get(short, short)
        return chr(int(byte or code, 16))

    return _ESCAPE.sub(plain, literal[1:-1])


def selector(metric: str, *matchers: Matcher) -> str:
    """Return a metric with its conditions as PromQL."""
    return f"{metric}{{{','.join(str(one) for one in matchers)}}}" if matchers else metric


class _Token(NamedTuple):
    kind: str
    text: str


def windowed(query: str) -> str:
    """Put ``WINDOW`` into a query of a team's own, so that it yields events a second over that window.

    A range that is written (``[5m]``, ``[$__rate_interval]``, ``[{{.window}}]``) is replaced. A selector without a
    range becomes a rate where its name is that of a counter, else a mean over the window. The result is one sum.

    Raises:
        PromqlError: Brackets or quotes do not close, or a character is none of PromQL.
    """
    if len(query) > LONGEST_QUERY:
        raise PromqlError(
            f"a query of {len(query)} characters is too long; record a part of it as a metric first"
        )
    tokens = _tokens(query)
    metrics = _metrics(tokens)
    if not metrics:
        raise PromqlError("no metric is named in the query")
    out, index = "", 0
    while index < len(tokens):
        token = tokens[index]
        if index in metrics:
            end = _after_braces(tokens, index + 1)
            series = "".join(one.text for one in tokens[index:end])
            if end < len(tokens) and tokens[end].text == "[":
                end = _closing(tokens, end) + 1
                out += f"{series}[{WINDOW}]"
            else:
                over = "rate" if _COUNTER.search(token.text) else "avg_over_time"
                out += f"{over}({series}[{WINDOW}])"
            index = end
        elif token.text in _LABEL_LISTS:
            end = _closing(tokens, index + 1) + 1 if _text_at(tokens, index + 1) == "(" else index + 1
            out += f" {''.join(one.text for one in tokens[index:end])} "
            index = end
        elif token.kind == "name" and token.text in _WORDS:
            out += f" {token.text} "
            index += 1
        else:
            out += token.text
            index += 1
    return out if _is_one_sum(out) else f"sum({out.strip()})"


def _tokens(query: str) -> list[_Token]:
    tokens, position, open_marks = [], 0, []
    while position < len(query):
        match = _TOKEN.match(query, position)
        if match is None:
            raise PromqlError(f"'{query[position : position + 20].strip()}' cannot be read in the query")
        kind, text = str(match.lastgroup), match[0]
        if kind == "mark" and text in "([{":
            open_marks.append(text)
        elif kind == "mark" and text in _PAIRS and (not open_marks or open_marks.pop() != _PAIRS[text]):
            raise PromqlError(f"'{text}' closes what nothing opened in the query")
        if kind == "window" and open_marks[-1:] != ["["]:
            raise PromqlError(f"'{text}' stands outside of a range in the query")
        if kind != "blank":
            tokens.append(_Token(kind, text))
        position = match.end()
    if open_marks:
        raise PromqlError(f"'{open_marks[-1]}' is never closed in the query")
    return tokens


def _metrics(tokens: list[_Token]) -> set[int]:
    """Return where metrics stand: names that are no function, aggregation, label or word of the language."""
    found: set[int] = set()
    around: list[bool] = []
    for index, token in enumerate(tokens):
        if token.text in ("(", "[", "{"):
            around.append(token.text == "(" and _text_at(tokens, index - 1) not in _LABEL_LISTS)
        elif token.text in _PAIRS:
            around.pop()
        elif (
            token.kind == "name" and token.text not in _WORDS and all(around) and not _is_call(tokens, index)
        ):
            found.add(index)
    return found


def _is_call(tokens: list[_Token], index: int) -> bool:
    """Tell whether a name is called: ``rate(...)``, or ``sum by (job) (...)``."""
    if _text_at(tokens, index + 1) == "(":
        return True
    grouped = _text_at(tokens, index + 1) in {"by", "without"} and _text_at(tokens, index + 2) == "("
    return grouped and _text_at(tokens, _closing(tokens, index + 2) + 1) == "("


def _text_at(tokens: list[_Token], index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) else ""


def _after_braces(tokens: list[_Token], index: int) -> int:
    return _closing(tokens, index) + 1 if _text_at(tokens, index) == "{" else index


def _closing(tokens: list[_Token], index: int) -> int:
    depth = 0
    for place in range(index, len(tokens)):
        if tokens[place].text in ("(", "[", "{"):
            depth += 1
        elif tokens[place].text in _PAIRS:
            depth -= 1
            if depth == 0:
                return place
    raise PromqlError("a bracket is never closed in the query")


def _is_one_sum(text: str) -> bool:
    stripped = text.strip()
    if not stripped.startswith("sum("):
        return False
    depth = 0
    bare = re.sub(_STRING, lambda match: "s" * len(match[0]), stripped)
    for place, character in enumerate(bare):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character == ")":
            return place == len(bare) - 1
    return False
