"""Findings become JUnit XML, which nearly every CI server shows as a list of tests."""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from archkit.diagnostics import Diagnostic, Severity, visible
from archkit.findings import LintResult, Sources
from archkit.report._report import Report, Style

_NOT_XML = re.compile("[\ufffe\uffff]")
"""Characters that XML forbids and that can be seen."""


def write(result: LintResult, sources: Sources, style: Style) -> str:
    """Return a suite for each file: a failed test for each error and warning, a skipped one for each info.

    Where nothing is found, one test passed. Only what the strictest reader knows is used, the schema ``junit-10.xsd`` of
    Jenkins' xunit plugin: it refuses ``file`` and ``line`` on a test, so these stand in its class name and in its text.
    """
    del sources
    by_file: dict[str, list[Diagnostic]] = {}
    for finding in result.findings:
        by_file.setdefault(style.path(finding.span.file), []).append(finding)
    suites = [line for path, found in by_file.items() for line in _suite(path, found)]
    name = _attribute(f"lint of {result.files} files")
    passed = [
        '  <testsuite name="archkit lint" tests="1" failures="0" errors="0" skipped="0">',
        f'    <testcase classname="archkit" name={name}/>',
        "  </testsuite>",
    ]
    tests, failures, _ = _counted(result.findings)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="archkit lint" tests="{max(1, tests)}" failures="{failures}" errors="0">',
        *(suites or passed),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _suite(path: str, found: Sequence[Diagnostic]) -> Iterator[str]:
    tests, failures, skipped = _counted(found)
    counts = f'tests="{tests}" failures="{failures}" errors="0" skipped="{skipped}"'
    yield f"  <testsuite name={_attribute(path)} file={_attribute(path)} {counts}>"
    yield from (_case(finding, path) for finding in found)
    yield "  </testsuite>"


def _counted(found: Sequence[Diagnostic]) -> tuple[int, int, int]:
    """Return how many tests, failed and skipped ones some findings make."""
    infos = sum(one.severity is Severity.INFO for one in found)
    return len(found), len(found) - infos, infos


def _case(finding: Diagnostic, path: str) -> str:
    name = f"{finding.code} {finding.name}: {finding.message}"
    message = _attribute(finding.message)
    body = escape("\n".join(_told(finding, path)))
    if finding.severity is Severity.INFO:
        outcome = f"<skipped message={message}>{body}</skipped>"
    else:
        outcome = f'<failure type="{finding.severity.value}" message={message}>{body}</failure>'
    return f"    <testcase classname={_attribute(path)} name={_attribute(name)}>\n      {outcome}\n    </testcase>"


def _told(finding: Diagnostic, path: str) -> Iterator[str]:
    span = finding.span
    above = path.removesuffix(span.file)
    yield _clean(f"{path}:{span.line}:{span.column}: {finding.message}")
    for related in finding.related:
        where = f"{above}{related.span.file}:{related.span.line}:{related.span.column}"
        yield _clean(f"note: {where}: {related.message}")
    if finding.help:
        yield _clean(f"help: {finding.help}")


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", visible(text))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


REPORT = Report("JUnit XML, for CI servers", write)
