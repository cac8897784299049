"""Findings become a comment for a pull request: a summary, a table, and the open questions folded away."""

import re
from collections.abc import Iterator, Sequence

from archkit.diagnostics import Diagnostic, Severity, visible
from archkit.findings import LintResult, Sources
from archkit.report._report import Report, Style

MARK = "<!-- archkit lint -->"
"""The first line, by which a pipeline finds the comment again that it wrote before."""
_ROWS = 50
"""Rows of a table; nobody reads more of them in a comment."""
_LARGEST = 30_000
"""Characters of a table and of a list. Code hosts refuse comments of more than 65,536."""
_LONGEST = 300
"""Characters of one cell."""
_LIVE = re.compile(r"[\\`*_{}\[\]<>&|~^=$!+.:/()#@-]")
_JOINED = re.compile(r"(?<=[@#])(?=\w)|(?<=://)|(?<=\bwww\.)|(?<=\bGH-)|(?<=\w)(?=@)", re.IGNORECASE)
"""Where a code host would make a mention, a reference to an issue, or a link of plain words."""
_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def write(result: LintResult, sources: Sources, style: Style) -> str:
    """Return Markdown of GitHub's and GitLab's kind."""
    del sources
    parts = [MARK, f"**archkit lint:** {_summary(result)}"]
    if result.findings:
        parts.append("\n".join(_table(result.findings, style)))
    if result.skipped:
        count = _number(len(result.skipped), "rule")
        parts.append(
            f"Not judged: {count} that want the whole workspace, until what cannot be read is mended"
        )
    if result.questions:
        count = _number(len(result.questions), "open question")
        listed = "\n".join(_questions(result.basics_first(), style))
        parts.append(f"<details><summary>{count}</summary>\n\n{listed}\n\n</details>")
    return "\n\n".join(parts) + "\n"


def _summary(result: LintResult) -> str:
    if not result.findings:
        return f"no findings in {_number(result.files, 'file')}"
    counts = [(result.count(severity), word) for severity, word in _SEVERITIES.items()]
    told = ", ".join(_number(count, word) for count, word in counts if count)
    return f"{told} in {_number(result.files, 'file')}"


def _table(findings: Sequence[Diagnostic], style: Style) -> Iterator[str]:
    yield "| | Where | What | Repair |"
    yield "|---|---|---|---|"
    yield from _first_of([_row(one, style) for one in findings])


def _row(one: Diagnostic, style: Style) -> str:
    what = f"{one.code} {one.name}: {_cell(one.message)}"
    return f"| {_SEVERITIES[one.severity]} | {_where(one, style)} | {what} | {_cell(one.help)} |"


def _questions(questions: Sequence[Diagnostic], style: Style) -> Iterator[str]:
    yield from _first_of([f"- {one.code} {_cell(one.message)} ({_where(one, style)})" for one in questions])


def _first_of(lines: Sequence[str]) -> Iterator[str]:
    """Yield as many lines as a comment may have, and how many are left."""
    left = _LARGEST
    for number, line in enumerate(lines):
        left -= len(line)
        if number == _ROWS or left < 0:
            yield f"\n… and {len(lines) - number} more."
            return
        yield line


def _where(finding: Diagnostic, style: Style) -> str:
    return _cell(f"{style.path(finding.span.file)}:{finding.span.line}")


def _cell(text: str) -> str:
    """Return a text from a user's file so that it shows these words and does nothing: no markup, mention or link."""
    flat = " ".join(visible(text).split())
    short = flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
    apart = _JOINED.sub("\u200b", short)
    return _LIVE.sub(lambda match: f"&#{ord(match[0])};", apart)


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


REPORT = Report("Markdown, for a comment on a pull request", write)
