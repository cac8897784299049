"""Findings become workflow commands, which GitHub Actions shows as annotations beside the lines of a change."""

from archkit.diagnostics import Diagnostic, Severity, visible
from archkit.findings import LintResult, Sources
from archkit.report._report import Report, Style

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_SHOWN = 10
"""Annotations of one kind that GitHub shows of a step."""


def write(result: LintResult, sources: Sources, style: Style) -> str:
    """Return one command a finding; questions are not annotated, because they are about what is not there.

    Where GitHub will not show all of them beside the lines, the first command says so.
    """
    del sources
    counts = ((result.count(severity), severity.value) for severity in _COMMANDS)
    over = " and ".join(f"{_SHOWN} of {count} {word}s" for count, word in counts if count > _SHOWN)
    told = (
        f"::notice title=archkit lint::GitHub shows {over} of a step beside the lines; its log has all\n"
        if over
        else ""
    )
    return told + "".join(f"{_command(finding, style)}\n" for finding in result.findings)


def _command(finding: Diagnostic, style: Style) -> str:
    span = finding.span
    properties = {"file": style.path(span.file), "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # GitHub refuses columns that lie on different lines
        properties |= {"col": span.column, "endColumn": max(span.column, span.end_column - 1)}
    properties["title"] = f"{finding.code} {finding.name}"
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    help_ = f"%0Ahelp: {_data(finding.help)}" if finding.help else ""
    return f"::{_COMMANDS[finding.severity]} {told}::{_data(finding.message)}{help_}"


def _data(text: str) -> str:
    """Return a text as the message of a command, on one line, so that it cannot begin another one."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORT = Report("annotations of GitHub Actions", write)
