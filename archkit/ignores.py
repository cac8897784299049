"""Comments such as ``# archkit: ignore[AK201] reason`` become exceptions that silence one code at one place.

Beside the reason may stand ``until=2027-03-31``, the last day on which the exception holds, and ``owner=``, who will
see to it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from archkit.diagnostics import Diagnostic, Route, Severity, Span
from archkit.errors import WriteRefusedError
from archkit.model import SECTIONS, did_you_mean
from archkit.rules import find_rule, rules
from archkit.source import Comment, Document, parse

_MARK = "archkit:"
_IGNORE = re.compile(r"#\s*archkit:\s*ignore\s*\[([^\]]*)\]\s*(.*)", re.DOTALL | re.IGNORECASE)
_TERM = re.compile(r"(?<!\S)(until|owner)=(\S*)\s*")
_MEANT = re.compile(
    r"#\s*archkit:\s*(?:ignored?|disabled?|skip|allow|suppress|except|noqa|nolint)\b", re.IGNORECASE
)
"""What somebody writes who wants an exception, in the way of another linter too."""


@dataclass(slots=True)
class _Ignore:
    codes: tuple[str, ...]
    reason: str
    until: str
    """The last day on which it holds, as written; empty where it holds for good."""
    owner: str
    """Who will see to it; may be empty."""
    span: Span
    stretch: Span
    """From the line that the comment is about to the end of what begins there."""
    element: Span | None
    """The key of the element around it; a finding there is about the element as a whole."""
    used: set[str] = field(default_factory=set)

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Tell whether the comment silences the finding."""
        if diagnostic.code not in self.codes and diagnostic.name not in self.codes:
            return False
        place = diagnostic.span
        inside = self.stretch.line <= place.line <= self.stretch.end_line
        return inside or place == self.element


@dataclass(frozen=True, slots=True)
class Ignores:
    """All exceptions of a workspace; they remember what they silenced."""

    by_file: dict[str, list[_Ignore]]
    today: date | None = None
    """The day on which exceptions are judged; without it none expires."""
    unread: tuple[tuple[str, Span], ...] = ()
    """Comments that look like an exception and are none."""

    @classmethod
    def of(cls, documents: Iterable[Document], today: date | None = None) -> "Ignores":
        """Collect the comments of all files."""
        marked = [document for document in documents if _MARK in document.text]
        found = {document.path: list(_read(document)) for document in marked}
        return cls(found, today, tuple(one for document in marked for one in _unread(document)))

    def silence(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding is silenced, and remember it."""
        hit = False
        for ignore in self.by_file.get(diagnostic.span.file, ()):
            if not self._is_over(ignore) and ignore.covers(diagnostic):
                ignore.used.update({diagnostic.code, diagnostic.name})
                hit = True
        return hit

    def unused(self, judged: set[str]) -> Iterator[Diagnostic]:
        """Yield a finding for each code of a comment that silenced nothing although its rule was judged."""
        for ignore in self._all():
            for code in ignore.codes:
                rule = find_rule(code)
                if rule and rule.code in judged and code not in ignore.used and not self._is_over(ignore):
                    yield _about(
                        ignore,
                        f"ignore[{code}] silences nothing here",
                        "remove it: what it excused is mended",
                    )

    def expired(self) -> Iterator[Diagnostic]:
        """Yield a finding for each comment whose last day is over, or is no day."""
        for ignore in self._all():
            codes = ", ".join(ignore.codes)
            if ignore.until and _day(ignore.until) is None:
                yield _about(
                    ignore,
                    f"ignore[{codes}] ends on '{ignore.until}', which is no day",
                    "write year, month and day, for example until=2027-03-31",
                )
            elif self._is_over(ignore):
                ask = f"ask {ignore.owner} to mend it" if ignore.owner else "mend it"
                yield _about(
                    ignore,
                    f"ignore[{codes}] held until {ignore.until}",
                    f"{ask}, or agree on another day",
                )

    def without_reason(self) -> Iterator[Diagnostic]:
        """Yield a finding for each comment that gives no reason."""
        for ignore in self._all():
            if not ignore.reason:
                codes = ", ".join(ignore.codes)
                yield _about(
                    ignore, f"ignore[{codes}] gives no reason", "say behind the bracket why it is right here"
                )

    def unknown(self) -> Iterator[Diagnostic]:
        """Yield a finding for each word in a comment that names no rule."""
        for ignore in self._all():
            for code in ignore.codes or ("",):
                if not find_rule(code):
                    yield _about(ignore, f"ignore[{code}] names no rule", _which(code))
        for text, span in self.unread:
            message = f"'{text}' silences nothing: the rule stands in brackets"
            yield Diagnostic(
                "", "", Severity.WARNING, message, span, "write # archkit: ignore[AK201] and why"
            )

    def _is_over(self, ignore: _Ignore) -> bool:
        last = _day(ignore.until)
        return last is not None and self.today is not None and last < self.today

    def _all(self) -> Iterator[_Ignore]:
        for ignores in self.by_file.values():
            yield from ignores


def excepted(document: Document, line: int, code: str, reason: str) -> str:
    """Return the text of a file with a comment above a line that excepts a code there.

    Args:
        document: The file.
        line: The line that the finding is about, from 1.
        code: What is silenced.
        reason: Why that is right, on one line.

    Raises:
        WriteRefusedError: Inside a text of several lines, where a comment would become part of the text.
    """
    about = document.line_text(line)
    indent = about[: len(about) - len(about.lstrip())]
    comment = f"{indent}# {_MARK} ignore[{code}] {' '.join(reason.split())}"
    lines = document.text.splitlines(keepends=True)
    ending = "\r\n" if lines[line - 1].endswith("\r\n") else "\n"
    text = document.mark + "".join([*lines[: line - 1], f"{comment}{ending}", *lines[line - 1 :]])
    after, _ = parse(document.path, text)
    if after is None or after.data != document.data:
        raise WriteRefusedError(
            f"a comment cannot stand above line {line} of {document.path}",
            help="it would become part of the text there; write it above the whole element",
        )
    return text


def _about(ignore: _Ignore, message: str, help_: str) -> Diagnostic:
    return Diagnostic("", "", Severity.WARNING, message, ignore.span, help_)


def _which(code: str) -> str:
    """Say how the rule is found that somebody meant."""
    if re.fullmatch(r"AK\d{0,2}|ALL", code):
        return "name each rule: an exception of a whole area hides what nobody has looked at"
    near = did_you_mean(code, [rule.name for rule in rules()])
    return f"did you mean '{near}'?" if near else "archkit lint --list-rules shows every code and name"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read(document: Document) -> Iterator[_Ignore]:
    for comment in document.comments(containing=_MARK):
        match = _IGNORE.match(comment.text)
        if not match:
            continue
        codes = tuple(_code(word.strip()) for word in match[1].split(",") if word.strip())
        end = comment.column + len(comment.text)
        span = Span(document.path, comment.line, comment.column, comment.line, end)
        line = _line_meant(document, comment)
        route = _entry_on(document, line)
        stretch = Span(document.path, line, 1, line, 1) if route is None else _whole_entry(document, route)
        element = document.key_span(route[:2]) if route and len(route) > 1 and route[0] in SECTIONS else None
        terms, reason = _terms_and_reason(match[2])
        until, owner = terms.get("until", ""), terms.get("owner", "")
        yield _Ignore(codes, reason, until, owner, span, stretch, element)


def _unread(document: Document) -> Iterator[tuple[str, Span]]:
    for comment in document.comments(containing=_MARK):
        meant = _MEANT.match(comment.text)
        if meant and not _IGNORE.match(comment.text):
            end = comment.column + len(comment.text)
            yield meant[0], Span(document.path, comment.line, comment.column, comment.line, end)


def _code(word: str) -> str:
    """Return a code in capitals, however it was written; names of rules stay."""
    return word.upper() if re.fullmatch(r"ak\d+", word, re.IGNORECASE) else word


def _terms_and_reason(text: str) -> tuple[dict[str, str], str]:
    terms = {match[1]: match[2] for match in _TERM.finditer(text)}
    return terms, _TERM.sub("", text).strip()


def _line_meant(document: Document, comment: Comment) -> int:
    """Return the comment's own line, or the next one with content where it stands alone."""
    line = comment.line
    if comment.alone:
        line += 1
        while line < document.line_count and document.line_text(line).lstrip()[:1] in {"", "#"}:
            line += 1
    return line


def _whole_entry(document: Document, route: Route) -> Span:
    key, value = document.key_span(route), document.value_span(route)
    return Span(document.path, key.line, key.column, value.end_line, value.end_column)


def _entry_on(document: Document, line: int) -> Route | None:
    """Return the route of the outermost entry that begins on a line; None where none does."""
    route: Route = ()
    value = document.data
    while isinstance(value, dict | list):
        keys: Iterable[str | int] = value if isinstance(value, dict) else range(len(value))
        for key in keys:
            inner = (*route, key)
            span = _whole_entry(document, inner)
            if span.line == line:
                return inner
            if span.line < line <= span.end_line:
                route, value = inner, value[key]  # type: ignore[index]  # key is of the container's own kind
                break
        else:
            break
    return None
