"""What each kind of reader finds: who has five minutes, who is new, who looks for one API."""

import re
from pathlib import Path

import pytest

from archkit.model import METRICS
from archkit.recommend import Advice
from archkit.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"


def pages(root: Path) -> dict[str, str]:
    artifacts = Workspace(root).artifacts(("site",))
    return {
        one.path.removeprefix("site/"): one.data.decode() for one in artifacts if one.path.endswith(".md")
    }


@pytest.fixture(scope="module")
def hitchhiking() -> dict[str, str]:
    return pages(EXAMPLES / "hitchhiking")


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


# ---- five minutes


def test_the_first_screen_says_which_numbers_hold_what_is_at_risk_and_what_is_decided(hitchhiking) -> None:
    start = hitchhiking["index.md"].partition("## Context")[0]
    evaluation = Workspace(EXAMPLES / "hitchhiking").evaluation
    met = sum(one.verdict == "met" for one in evaluation.results)
    assert f"{met} of {len(evaluation.results)} measures hold" in words(start)
    risks, decided = start.index('id="risks"'), start.index('id="decided"')
    assert "quality-attributes/store-open.html#measure-1" in start[risks:decided]
    assert re.search(r"decisions/saga-for-payment\.html.*?accepted", start[decided:])


def test_a_workspace_without_measures_and_decisions_says_so_on_its_first_screen(make_workspace) -> None:
    start = words(pages(make_workspace("actors: {rider: {name: Rider}}"))["index.md"])
    assert "no measure can be computed yet" in start
    assert "No decision is written down yet" in start


# ---- new to it


def test_every_metric_that_a_site_measures_is_explained_and_no_other(hitchhiking) -> None:
    explained = set(re.findall(r'id="metric-([a-z-]+)"', hitchhiking["guide.md"]))
    requirements = Workspace(EXAMPLES / "hitchhiking").requirements
    measured = {m.metric for one in requirements.quality_attributes.values() for m in one.measure}
    measured |= {m.metric for one in requirements.use_cases.values() for m in one.measures}
    assert explained == {one.replace("_", "-") for one in measured & METRICS.keys()}


def test_a_field_says_what_it_means(hitchhiking) -> None:
    assert re.search(r'<dt title="[^"]{20,}">Contention</dt>', hitchhiking["components/app.md"])


def test_many_facts_stand_below_headings_and_none_is_lost(hitchhiking) -> None:
    page = hitchhiking["components/app.md"]
    order = ["How it runs", ">Redundancy<", ">Health check<", "What it can bear", ">Capacity<", ">Coherency<"]
    assert sorted(order, key=page.index) == order
    assert "Besides" not in page


def test_a_page_tells_a_link_in_one_place(hitchhiking) -> None:
    page = hitchhiking["quality-attributes/search-fast.md"]
    assert page.count("decisions/positions-in-memory.html") == 1


# ---- who builds


def test_the_reference_of_an_api_begins_with_all_its_operations(hitchhiking) -> None:
    page = hitchhiking["apis/app.md"]
    start = page[page.index("{ #operations }") : page.index("{ #tag-")]
    anchors = re.findall(r"\{ #(operation-\w+) \}", page)
    assert anchors
    assert re.findall(r'href="#(operation-\w+)"', start) == anchors


def test_an_objection_that_does_not_hold_is_no_reason_against_a_pattern(hitchhiking) -> None:
    workspace = Workspace(EXAMPLES / "hitchhiking")
    advice = Advice(workspace.requirements, workspace.catalog)
    told = hitchhiking["patterns.md"]
    idle = [
        reason.because
        for one in advice.top(12)
        for reason in one.reasons
        if reason.gate == "against" and reason.outcome == "fails"
    ]
    assert idle
    assert not [because for because in idle if f"</span>{because} " in told]


def test_a_finding_leads_to_the_page_of_its_element(hitchhiking) -> None:
    page = hitchhiking["findings.md"]
    workspace = Workspace(EXAMPLES / "hitchhiking")
    kinds = {"use_case": "use-cases", "component": "components", "quality_attribute": "quality-attributes"}
    about = [one.element.partition(":") for one in workspace.findings.questions]
    known = [f'href="{kinds[kind]}/{key}.html"' for kind, _, key in about if kind in kinds]
    assert known
    assert all(href in page for href in known)
