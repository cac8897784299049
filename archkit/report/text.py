"""Findings become blocks of text with the line they are about, the way good compilers do it."""

from collections.abc import Iterator

from archkit.diagnostics import Diagnostic, Severity, Span, visible
from archkit.findings import Lines, LintResult, Sources
from archkit.report._report import Report, Style

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "34", Severity.QUESTION: "36"}
_WIDEST = 160
"""Characters of a line that an excerpt shows."""
_QUESTIONS_SHOWN = 10
_REPAIRABLE = {"repeated-reference", "bad-id"}


def write(result: LintResult, sources: Sources, style: Style) -> str:
    """Return the text of all findings, questions and the summary."""
    blocks = [_block(finding, sources, style) for finding in result.findings]
    if result.questions and not style.quiet:
        blocks.append("\n".join(_questions(result.basics_first(), style)))
    if not style.quiet:
        blocks.append("\n".join(_summary(result, style)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(finding: Diagnostic, sources: Sources, style: Style) -> str:
    span = finding.span
    severity = _paint(finding.severity.value, _COLOURS[finding.severity], style)
    place = _paint(visible(f"{style.shown(span.file)}:{span.line}:{span.column}"), "1", style)
    lines = [f"{place}: {severity} {finding.code} {finding.name}: {visible(finding.message)}"]
    if span.file in sources:
        lines += _excerpt(span, sources[span.file], _COLOURS[finding.severity], style)
    for related in finding.related:
        where = f"{style.shown(related.span.file)}:{related.span.line}:{related.span.column}"
        lines.append(f"  note: {visible(f'{where}: {related.message}')}")
    if finding.help:
        lines.append(f"  {_paint('help', '32', style)}: {visible(finding.help)}")
    return "\n".join(lines)


def _excerpt(span: Span, lines: Lines, colour: str, style: Style) -> Iterator[str]:
    """Yield the first line of a span with carets below what is meant."""
    line = lines.line_text(span.line)
    if not line.strip():
        return
    last = span.end_column if span.end_line == span.line else len(line) + 1
    start = max(0, span.column - 1 - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = line[start : start + _WIDEST]
    before = shown[: span.column - 1 - start]
    meant = shown[span.column - 1 - start : last - 1 - start]
    number = f"{span.line:>5}"
    yield f"{number} | {visible(before)}{visible(shown[len(before) :])}".rstrip()
    carets = "^" * max(1, width(visible(meant)))
    yield f"      | {' ' * width(visible(before))}{_paint(carets, colour, style)}"


def width(text: str) -> int:
    """Return how many columns a terminal gives a text."""
    from unicodedata import combining, east_asian_width  # noqa: PLC0415 - only texts beyond ASCII need its tables

    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _questions(questions: list[Diagnostic], style: Style) -> Iterator[str]:
    yield _paint("Open questions", "1", style)
    shown = questions if style.every else questions[:_QUESTIONS_SHOWN]
    for question in shown:
        where = f"{style.shown(question.span.file)}:{question.span.line}"
        yield from _broken(visible(f"  {question.code} {question.message} ({where})"), style)
        if question.help:
            yield from _broken(visible(f"        {question.help}"), style)
    if len(shown) < len(questions):
        more = len(questions) - len(shown)
        yield f"  … and {more} more, for when these are answered: --verbose lists all"


def _broken(line: str, style: Style) -> Iterator[str]:
    """Yield a line in as many as the terminal needs, all below its code."""
    if not style.width or len(line) <= style.width:
        yield line
        return
    from textwrap import wrap  # noqa: PLC0415 - most lines fit

    yield from wrap(
        line,
        max(style.width, 40),
        subsequent_indent=" " * 8,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _summary(result: LintResult, style: Style) -> Iterator[str]:
    if result.skipped:
        count = _number(len(result.skipped), "rule")
        yield f"Not judged: {count} that want the whole workspace, until what cannot be read is mended"
    errors, warnings = result.count(Severity.ERROR), result.count(Severity.WARNING)
    infos = result.count(Severity.INFO)
    counts = [_number(errors, "error"), _number(warnings, "warning")]
    if infos:
        counts.append(_number(infos, "info"))
    if result.questions:
        counts.append(_number(len(result.questions), "question"))
    time = "" if style.seconds is None else f", {style.seconds * 1000:.0f} ms"
    if any(map(_is_repairable, result.findings)):
        yield "archkit lint --diff shows what of it a machine can repair"
    total = _number(len(result.findings), "finding")
    yield f"{total}: {', '.join(counts)} ({_number(result.files, 'file')}{time})"


def _is_repairable(finding: Diagnostic) -> bool:
    """Whether --fix repairs a finding of this kind: where only one thing can be meant."""
    return finding.name in _REPAIRABLE or (
        finding.name == "unknown-field" and finding.help.startswith("did you mean")
    )


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _paint(text: str, colour: str, style: Style) -> str:
    return f"\033[{colour}m{text}\033[0m" if style.colour else text


REPORT = Report("blocks with the line that is meant, for people", write)
