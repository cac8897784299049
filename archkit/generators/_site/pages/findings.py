"""What the linter found becomes a page: faults by weight, then what is worth asking."""

from archkit.diagnostics import Severity
from archkit.generators._site.page import Page
from archkit.generators._site.whole import Site

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def findings(site: Site) -> Page:
    """Return the page of findings."""
    here = site.here("findings.md")
    found = site.dossier.findings
    values = {
        "groups": [(one, [each for each in found.findings if each.severity is one]) for one in _ORDER],
        "questions": found.questions,
        "files": found.files,
    }
    return Page(here, "Findings", "findings", values, "What the linter says about the requirements.")
