"""What the linter found becomes a page: faults by weight, then what is worth asking."""

from markupsafe import Markup

from archkit.diagnostics import Severity
from archkit.generators._site.here import Here
from archkit.generators._site.page import Page
from archkit.generators._site.whole import Site
from archkit.model import Ref

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def findings(site: Site) -> Page:
    """Return the page of findings."""
    here = site.here("findings.md")
    found = site.dossier.findings
    values = {
        "groups": [(one, [each for each in found.findings if each.severity is one]) for one in _ORDER],
        "questions": found.questions,
        "files": found.files,
        "of": lambda one: _element(here, one.element),
    }
    return Page(here, "Findings", "findings", values, "What the linter says about the requirements.")


def _element(here: Here, address: str) -> Markup:
    """Return a link to the element that a finding is about; empty where it is about none."""
    kind, _, identifier = address.partition(":")
    ref = Ref(kind, identifier)
    return here.link(ref) if here.find(ref) else Markup()
