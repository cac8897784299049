"""Findings become SARIF 2.1.0, which GitHub code scanning and many other viewers of results read."""

import json
import re
from typing import Any
from urllib.parse import quote

from archkit import __version__
from archkit.diagnostics import Diagnostic, Severity, Span, visible
from archkit.findings import LintResult, RuleCard, Sources
from archkit.report._report import Report, Style

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""How GitHub sorts alerts that are not about security."""
_MOST = 25_000
"""Results in one run; GitHub refuses a file with more, and stores the 5,000 heaviest."""
_MOST_RELATED = 100
"""Related places of one result that GitHub shows."""
_LINK = re.compile(r"\\*\[(?=[^\]]*\]\()")
"""Where SARIF would read a link inside a plain text."""
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def write(result: LintResult, sources: Sources, style: Style) -> str:
    """Return the findings as one SARIF log; questions are no results, so they are not in it."""
    del sources
    cards = [card for card in result.rules if any(one.code == card.code for one in result.findings)]
    index = {card.code: number for number, card in enumerate(cards)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "archkit",
                        "semanticVersion": __version__,
                        "rules": [_rule(card) for card in cards],
                    }
                },
                "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The top of the repository."}}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, index, style) for one in _as_many_as_are_taken(result)],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _as_many_as_are_taken(result: LintResult) -> list[Diagnostic]:
    """Return the findings, by file and place; of more than code scanning takes, the heaviest."""
    if len(result.findings) <= _MOST:
        return list(result.findings)
    order = list(_LEVELS)
    heaviest = sorted(result.findings, key=lambda one: order.index(one.severity))[:_MOST]
    kept = {id(one) for one in heaviest}
    return [one for one in result.findings if id(one) in kept]


def _rule(card: RuleCard) -> dict[str, Any]:
    return {
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": _plain(card.summary)},
        "fullDescription": {"text": _plain(card.summary)},
        "help": {"text": _plain(card.page), "markdown": f"{card.page.strip()}\n\nSource: {card.source}\n"},
        "defaultConfiguration": {"level": _LEVELS.get(card.severity, "none")},
        "properties": {
            "tags": ["architecture", card.area],
            "precision": "high",
            "problem.severity": _PROBLEMS.get(card.severity, "recommendation"),
        },
    }


def _result(finding: Diagnostic, index: dict[str, int], style: Style) -> dict[str, Any]:
    text = finding.message if not finding.help else f"{finding.message}. Help: {finding.help}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(visible(text))},
        "locations": [
            {
                "physicalLocation": _physical(finding.span, style),
                "logicalLocations": [{"fullyQualifiedName": finding.element, "kind": "element"}],
            }
        ],
        # GitHub tells alerts apart by the first; the second says to others how it was made.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "archkitFingerprint/v1": finding.fingerprint,
        },
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if not finding.element:
        del result["locations"][0]["logicalLocations"]
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _physical(related.span, style),
                "message": {"text": _plain(visible(related.message))},
            }
            for number, related in enumerate(finding.related[:_MOST_RELATED], 1)
        ]
    return result


def _physical(span: Span, style: Style) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column}
    if (span.end_line, span.end_column) > (span.line, span.column):
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    uri = quote(style.path(span.file), errors="replace")
    return {"artifactLocation": {"uri": uri, "uriBaseId": "SRCROOT"}, "region": region}


def _plain(text: str) -> str:
    """Return a text without what SARIF would read as a link or as a place for an argument."""
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(lambda match: f"\\{match[0].lstrip(chr(92))}", text))


REPORT = Report("SARIF 2.1.0, for code scanning", write)
