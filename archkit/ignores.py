"""Comments such as ``# archkit: ignore[AK201] reason`` become exceptions that silence one code at one place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archkit.diagnostics import Diagnostic, Route, Severity, Span
from archkit.model import SECTIONS
from archkit.rules import find_rule
from archkit.source import Comment, Document

_MARK = "archkit:"
_IGNORE = re.compile(r"#\s*archkit:\s*ignore\s*\[([^\]]*)\]\s*(.*)", re.DOTALL)


@dataclass(slots=True)
class _Ignore:
    codes: tuple[str, ...]
    reason: str
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

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Ignores":
        """Collect the comments of all files."""
        found = {document.path: list(_read(document)) for document in documents if _MARK in document.text}
        return cls(found)

    def silence(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding is silenced, and remember it."""
        hit = False
        for ignore in self.by_file.get(diagnostic.span.file, ()):
            if ignore.covers(diagnostic):
                ignore.used.update({diagnostic.code, diagnostic.name})
                hit = True
        return hit

    def unused(self, judged: set[str]) -> Iterator[Diagnostic]:
        """Yield a finding for each code of a comment that silenced nothing although its rule was judged."""
        for ignore in self._all():
            for code in ignore.codes:
                rule = find_rule(code)
                if rule and rule.code in judged and code not in ignore.used:
                    yield _about(ignore, f"ignore[{code}] silences nothing here", "remove it: what it excused is mended")

    def without_reason(self) -> Iterator[Diagnostic]:
        """Yield a finding for each comment that gives no reason."""
        for ignore in self._all():
            if not ignore.reason:
                codes = ", ".join(ignore.codes)
                yield _about(ignore, f"ignore[{codes}] gives no reason", "say behind the bracket why it is right here")

    def unknown(self) -> Iterator[Diagnostic]:
        """Yield a finding for each word in a comment that names no rule."""
        for ignore in self._all():
            for code in ignore.codes or ("",):
                if not find_rule(code):
                    yield _about(
                        ignore, f"ignore[{code}] names no rule", "archkit lint --list-rules shows every code and name"
                    )

    def _all(self) -> Iterator[_Ignore]:
        for ignores in self.by_file.values():
            yield from ignores


def _about(ignore: _Ignore, message: str, help_: str) -> Diagnostic:
    return Diagnostic("", "", Severity.WARNING, message, ignore.span, help_)


def _read(document: Document) -> Iterator[_Ignore]:
    for comment in document.comments(containing=_MARK):
        match = _IGNORE.match(comment.text)
        if not match:
            continue
        codes = tuple(word.strip() for word in match[1].split(",") if word.strip())
        end = comment.column + len(comment.text)
        span = Span(document.path, comment.line, comment.column, comment.line, end)
        line = _line_meant(document, comment)
        route = _entry_on(document, line)
        stretch = Span(document.path, line, 1, line, 1) if route is None else _whole_entry(document, route)
        element = document.key_span(route[:2]) if route and len(route) > 1 and route[0] in SECTIONS else None
        yield _Ignore(codes, match[2].strip(), span, stretch, element)


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
