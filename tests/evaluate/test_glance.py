"""A glance at the numbers and their whole evaluation agree on all that a glance tells."""

from pathlib import Path

import pytest

from archkit.catalog import Catalog
from archkit.evaluate import Verdict, evaluate, glance
from archkit.model import Requirements
from archkit.read import read_workspace

EXAMPLES = sorted(
    path.parent for path in (Path(__file__).resolve().parents[2] / "examples").glob("*/archkit.yaml")
)

HOLDS = {Verdict.MET, Verdict.AT_RISK}

SHOP = """\
actors:
  buyer: {{kind: person}}
use_cases:
  buy:
    load: {{peak: {peak}/s}}
    steps:
      - buyer -> shop: Buy
      - shop -> stock: Take
components:
  shop: {{latency: {{p50: 40 ms, p99: 200 ms}}, capacity: 100/s, replicas: 2, redundancy: active-active}}
  stock: {{latency: {{p50: 40 ms, p99: 200 ms}}, capacity: 100/s, error_rate: 1 %, resilience: {{retries: 1}}}}
quality_attributes:
  fast: {{applies_to: [use_case:buy], measure: p95 response_time <= {limit} ms}}
"""


def agree(requirements: Requirements) -> None:
    full = evaluate(requirements).results
    quick = glance(requirements, Catalog()).results
    assert [one.target for one in quick] == [one.target for one in full]
    for one, whole in zip(quick, full, strict=True):
        if one.verdict in HOLDS:
            assert whole.verdict in HOLDS
        else:
            assert (one.verdict, one.reason, one.missing) == (whole.verdict, whole.reason, whole.missing)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_glance_at_an_example_tells_what_its_evaluation_tells(example: Path) -> None:
    agree(read_workspace(example).requirements)


@pytest.mark.parametrize("peak", [1, 60, 90, 120])
def test_a_glance_is_right_on_both_sides_of_a_target(make_workspace, peak: int) -> None:
    for limit in (60, 120, 200, 260, 320, 500, 2000):
        root = make_workspace({"requirements/shop.yaml": SHOP.format(peak=peak, limit=limit)})
        agree(read_workspace(root).requirements)


def test_what_is_overloaded_is_what_the_evaluation_shows_as_full(make_workspace) -> None:
    for peak, full in ((99, set()), (100, {"stock"}), (300, {"shop", "stock"})):
        root = make_workspace({"requirements/shop.yaml": SHOP.format(peak=peak, limit=500)})
        requirements = read_workspace(root).requirements
        states = {one.component: one for one in evaluate(requirements).components}
        found = glance(requirements, Catalog()).overloaded
        assert {one.component for one in found} == full
        for one in found:
            whole = states[one.component]
            assert (one.load, one.replicas, one.replicas_needed) == (
                whole.load,
                whole.replicas,
                whole.replicas_needed,
            )
