"""Findings become JSON, version 1: keys are added, never renamed."""

import json
import re
from typing import Any

from archkit.diagnostics import Diagnostic, Severity
from archkit.findings import LintResult, Sources
from archkit.report._report import Report, Style

_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a character, which no encoding can write."""


def write(result: LintResult, sources: Sources, style: Style) -> str:
    """Return all findings and questions as one JSON object."""
    del sources
    summary = {
        "errors": result.count(Severity.ERROR),
        "warnings": result.count(Severity.WARNING),
        "infos": result.count(Severity.INFO),
        "questions": len(result.questions),
        "files": result.files,
    }
    data = {
        "version": 1,
        "workspace": style.here or ".",
        "findings": [finding(one) for one in result.findings],
        "questions": [finding(one) for one in result.questions],
        "summary": summary,
        "not_judged": list(result.skipped),
    }
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def finding(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return one finding as plain data."""
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "element": diagnostic.element,
        "fingerprint": diagnostic.fingerprint,
        "related": [
            {
                "file": related.span.file,
                "line": related.span.line,
                "column": related.span.column,
                "message": related.message,
            }
            for related in diagnostic.related
        ],
    }


REPORT = Report("one JSON object, for programs", write)
