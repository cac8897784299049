"""Findings become a Code Quality report, which GitLab shows in a merge request and beside its lines."""

import json
from typing import Any

from archkit.diagnostics import Diagnostic, Severity, visible
from archkit.findings import LintResult, Sources
from archkit.report._report import Report, Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(result: LintResult, sources: Sources, style: Style) -> str:
    """Return the findings as a JSON list; questions are no issues of quality, so they are not in it."""
    del sources
    return json.dumps([_issue(one, style) for one in result.findings], indent=2, ensure_ascii=False) + "\n"


def _issue(finding: Diagnostic, style: Style) -> dict[str, Any]:
    text = finding.message if not finding.help else f"{finding.message} ({finding.help})"
    return {
        "description": visible(f"{finding.code}: {text}"),
        "check_name": finding.name,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": style.path(finding.span.file),
            "lines": {"begin": finding.span.line, "end": finding.span.end_line},
        },
    }


REPORT = Report("a Code Quality report of GitLab", write)
