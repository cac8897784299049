"""Templates of a team replace ours, in a sandbox; what is wrong with one is told in a line."""

from pathlib import Path

import pytest

from archkit.errors import UsageError
from archkit.workspace import Workspace

SMALL = """
actors:
  rider: {name: Rider}
entities:
  ticket: {fields: {id: uuid, seat: string}}
use_cases:
  pay:
    title: Pay for a ride
    primary_actor: rider
    load: {average: 1/s, peak: 2/s}
    steps: [{rider -> app: {action: Buy a ticket, data: [ticket], returns: [ticket]}}]
components:
  app: {name: App backend, kind: service, interface: rest}
quality_attributes:
  open: {attribute: availability, applies_to: [use_case:pay], measure: availability >= 99.9 % over 30 d}
"""


def made(root: Path, kind: str) -> dict[str, str]:
    return {one.path: one.data.decode("utf-8", "replace") for one in Workspace(root).artifacts((kind,))}


def test_a_template_of_the_team_replaces_one_of_the_site(make_workspace) -> None:
    files = {"requirements/all.yaml": SMALL, "look/context.md.j2": "# Ours: {{ page.title }}\n"}
    found = made(make_workspace(files, config="archkit: 1\nsite: {templates: look}\n"), "site")
    assert found["site/context.md"] == "# Ours: Context and scope\n"
    assert "Pay for a ride" in found["site/use-cases/pay.md"]


@pytest.mark.parametrize(
    ("kind", "template", "path"),
    [
        ("slo", "slo/runbook.md.j2", "slo/proposed/runbooks/open.md"),
        ("slo", "slo/page.md.j2", "slo/proposed/open.md"),
        ("stub", "stub/README.md.j2", "stubs/app/README.md"),
        ("client", "client/README.md.j2", "clients/app/README.md"),
        ("site", "site/context.md.j2", "site/context.md"),
    ],
)
def test_a_template_of_any_document_can_be_replaced(make_workspace, kind, template, path) -> None:
    files = {"requirements/all.yaml": SMALL, f"ours/{template}": "Written our way.\n"}
    found = made(make_workspace(files, config="archkit: 1\ngenerate: {templates: ours}\n"), kind)
    assert "Written our way." in found[path]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ page.here.__class__.__init__.__globals__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{% include '../../etc/passwd' %}",
    ],
)
def test_a_template_of_a_stranger_reaches_nothing(make_workspace, attack: str) -> None:
    files = {"requirements/all.yaml": SMALL, "look/context.md.j2": attack}
    with pytest.raises(UsageError, match="template"):
        made(make_workspace(files, config="archkit: 1\nsite: {templates: look}\n"), "site")


@pytest.mark.parametrize("fault", ["{% if %}", "{{ nothing_of_that_name }}", "{{ 1 + 'a' }}"])
def test_a_template_that_is_wrong_is_told_in_a_line(make_workspace, archkit, fault: str) -> None:
    files = {"requirements/all.yaml": SMALL, "look/context.md.j2": f"# A\n\n{fault}\n"}
    call = archkit("site", "build", make_workspace(files, config="archkit: 1\nsite: {templates: look}\n"))
    assert call.status == 2
    assert "template" in call.err
    assert "Traceback" not in call.err


def test_a_folder_of_templates_that_is_not_there_is_told_with_its_line(make_workspace) -> None:
    root = make_workspace(SMALL, config="archkit: 1\ngenerate:\n  templates: nowhere\n")
    with pytest.raises(UsageError, match=r"archkit\.yaml:3: generate\.templates: .*nowhere"):
        made(root, "slo")
