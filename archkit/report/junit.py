"""Findings become JUnit XML, which nearly every CI server shows as a list of tests."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from archkit.diagnostics import Diagnostic, Severity, visible
from archkit.findings import LintResult, Sources
from archkit.report._report import Report, Style

_NOT_XML = re.compile("[\ufffe\uffff]")
"""Characters that XML forbids and that can be seen."""


def write(result: LintResult, sources: Sources, style: Style) -> str:
    """Return a failed test for each error and warning, a skipped one for each info; one that passed for none."""
    del sources
    infos = result.count(Severity.INFO)
    failures = len(result.findings) - infos
    tests = max(1, len(result.findings))
    counts = f'tests="{tests}" failures="{failures}" errors="0" skipped="{infos}"'
    cases = [_case(finding, style) for finding in result.findings]
    passed = [f'    <testcase classname="archkit" name={_attribute(f"lint of {result.files} files")}/>']
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="archkit" {counts}>',
        f'  <testsuite name="archkit lint" {counts}>',
        *(cases or passed),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _case(finding: Diagnostic, style: Style) -> str:
    span = finding.span
    path = style.path(span.file)
    name = f"{finding.code} {finding.name}: {finding.message}"
    where = f"classname={_attribute(path)} name={_attribute(name)} file={_attribute(path)}"
    message = _attribute(finding.message)
    if finding.severity is Severity.INFO:
        outcome = f"<skipped message={message}/>"
    else:
        body = escape("\n".join(_told(finding, style)))
        outcome = f'<failure type="{finding.severity.value}" message={message}>{body}</failure>'
    return f'    <testcase {where} line="{span.line}">\n      {outcome}\n    </testcase>'


def _told(finding: Diagnostic, style: Style) -> Iterator[str]:
    span = finding.span
    yield _clean(f"{style.path(span.file)}:{span.line}:{span.column}: {finding.message}")
    for related in finding.related:
        where = f"{style.path(related.span.file)}:{related.span.line}:{related.span.column}"
        yield _clean(f"note: {where}: {related.message}")
    if finding.help:
        yield _clean(f"help: {finding.help}")


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", visible(text))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


REPORT = Report("JUnit XML, for CI servers", write)
