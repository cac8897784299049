"""Each sentence of the contract about availability, errors and their budget."""

import pytest
from flows import CONSTANT, workspace

WANTED = "availability >= 90 %"
ASK = "- user -> app: Ask"


def of_app(only, app, measure=WANTED, **more):
    return only(workspace(ASK, measure, f"app: {{{app}}}", **more))


def test_a_flow_needs_each_component_once_in_series(only):
    steps = "- user -> app: Ask\n- app -> store: Read\n- app -> store: Read again"
    parts = "app: {availability: 99 %}\nstore: {availability: 98 %}"
    assert only(workspace(steps, WANTED, parts)).value == pytest.approx(0.99 * 0.98)


def test_an_alternative_is_weighed_by_its_share(only):
    steps = "- user -> app: Ask\n- opt: rarely\n  share: 10 %\n  steps: [app -> store: Read]"
    parts = "app: {availability: 100 %}\nstore: {availability: 90 %}"
    assert only(workspace(steps, WANTED, parts)).value == pytest.approx(0.99)
    assert only(workspace(steps.replace("  share: 10 %\n", ""), WANTED, parts)).value == pytest.approx(0.9)


def test_replicas_are_k_of_n_with_the_stated_k(only):
    app = "availability: 90 %, replicas: 3, needed: 2, redundancy: active-active"
    assert of_app(only, app).value == pytest.approx(0.9**3 + 3 * 0.9**2 * 0.1)


def test_without_needed_as_many_are_needed_as_the_peak_needs(only):
    app = "availability: 90 %, replicas: 3, redundancy: active-active, capacity: 100/s"
    assert of_app(only, app, load="{peak: 150/s}").value == pytest.approx(0.9**3 + 3 * 0.9**2 * 0.1)
    assert of_app(only, app, load="{peak: 50/s}").value == pytest.approx(1 - 0.1**3)


def test_without_load_or_capacity_one_replica_is_enough(only):
    assert of_app(only, "availability: 90 %, replicas: 2, redundancy: active-active").value == pytest.approx(
        0.99
    )


@pytest.mark.parametrize("redundancy", ["", ", redundancy: none"])
def test_several_replicas_without_redundancy_have_the_availability_of_one(only, redundancy):
    assert of_app(only, f"availability: 90 %, replicas: 3{redundancy}").value == pytest.approx(0.9)


def test_active_passive_is_both_down_plus_the_time_of_switching(only):
    app = "mtbf: 99 h, mttr: 1 h, replicas: 2, redundancy: active-passive, failover: 6 min"
    assert 1 - of_app(only, app).value == pytest.approx(0.01**2 + 0.1 / 100)


def test_active_passive_without_failover_is_an_upper_bound_and_at_risk_at_best(only):
    result = of_app(only, "mtbf: 99 h, mttr: 1 h, replicas: 2, redundancy: active-passive")
    assert 1 - result.value == pytest.approx(0.0001)
    assert result.verdict == "at-risk"
    assert "failover" in result.reason


def test_availability_comes_from_mtbf_and_mttr(only):
    assert of_app(only, "mtbf: 99 h, mttr: 1 h").value == pytest.approx(0.99)


def test_independence_is_assumed_and_said(only):
    steps = "- user -> app: Ask\n- app -> store: Read"
    result = only(workspace(steps, WANTED, "app: {availability: 99 %}\nstore: {availability: 98 %}"))
    assert any("independently" in one for one in result.assumptions)


def test_a_common_cause_takes_its_share_of_failures_for_all_replicas(only):
    app = "availability: 90 %, replicas: 2, redundancy: active-active, common_cause: 10 %"
    assert 1 - of_app(only, app).value == pytest.approx(1 - (1 - 0.01) * (1 - 0.09**2))


def test_a_component_that_states_nothing_cannot_be_told_unless_the_others_miss_already(only):
    steps = "- user -> app: Ask\n- app -> store: Read"
    unknown = only(workspace(steps, WANTED, "app: {availability: 99 %}\nstore: {kind: database}"))
    assert unknown.verdict == "cannot-tell"
    assert [one.field for one in unknown.missing] == ["component:store.availability"]
    missed = only(
        workspace(steps, "availability >= 99.9 %", "app: {availability: 99 %}\nstore: {kind: database}")
    )
    assert missed.verdict == "missed"


def test_the_system_needs_what_any_must_use_case_needs(only):
    text = workspace(
        ASK,
        WANTED,
        "app: {availability: 99 %}\nother: {availability: 98 %}\nthird: {availability: 10 %}",
        of="system",
    ).replace(
        "quality_attributes:",
        "  two: {priority: must, steps: [user -> other: Ask]}\n  three: {priority: could, steps: [user -> third: Ask]}\nquality_attributes:",
    )
    assert only(text).value == pytest.approx(0.99 * 0.98)


def test_the_error_rate_is_what_is_not_available_and_what_fails_after_retries(only):
    parts = f"app: {{{CONSTANT}, availability: 99 %, error_rate: 1 %}}"
    assert only(workspace(ASK, "error_rate <= 50 %", parts)).value == pytest.approx(1 - 0.99 * 0.99)


def test_downtime_is_told_by_the_day_by_30_days_and_by_the_year(judge):
    from archkit.diagnostics import Span
    from archkit.evaluate import as_data

    found = judge(workspace(ASK, "availability >= 99 %", "app: {availability: 99.9 %}"))
    data = as_data(found, lambda place: Span(place.file))
    down = data["results"][0]["downtime"]
    assert down == pytest.approx({"day": 86.4, "month": 2592, "year": 31_536})


def test_stricter_than_an_external_dependency_is_missed_with_the_cures_named(only):
    steps = "- user -> app: Ask\n- app -> bank: Charge"
    parts = "app: {availability: 99.999 %}\nbank: {kind: external, availability: 99.9 %}"
    result = only(workspace(steps, "availability >= 99.95 %", parts))
    assert result.verdict == "missed"
    assert "second supplier" in result.reason
    assert "fallback" in result.reason
    assert any("caps it at 99.9 %" in one for one in result.answer.notes)


def test_one_hundred_percent_is_infeasible(only):
    assert of_app(only, "availability: 100 %", "availability >= 100 %").verdict == "infeasible"


def test_more_than_80_percent_of_the_error_budget_is_at_risk(only):
    assert of_app(only, "availability: 99.915 %", "availability >= 99.9 %").verdict == "at-risk"
    assert of_app(only, "availability: 99.925 %", "availability >= 99.9 %").verdict == "met"
    assert of_app(only, "availability: 99.9 %", "availability >= 99.9 %").verdict == "at-risk", (
        "equal is enough"
    )


def test_full_precision_is_kept(only):
    app = "availability: 99.999 %, replicas: 4, redundancy: active-active"
    result = of_app(only, app, "availability >= 99.9999999999 %")
    assert result.answer.down == pytest.approx(1e-20)
    assert result.verdict == "met"


def test_replicas_that_cannot_carry_the_peak_are_no_availability(only):
    result = of_app(
        only,
        "availability: 99 %, replicas: 2, redundancy: active-active, capacity: 10/s",
        load="{peak: 50/s}",
    )
    assert result.value is None
    assert result.verdict == "missed"


def test_an_error_budget_is_minutes_and_requests_of_its_window(judge):
    text = workspace(
        ASK,
        "availability >= 99.9 % over 30 d",
        "app: {availability: 99.95 %}",
        load="{average: 10/s, peak: 20/s}",
    )
    (budget,) = judge(text).error_budgets
    assert budget.downtime == pytest.approx(43.2 * 60)
    assert budget.requests == pytest.approx(0.001 * 10 * 30 * 86_400)
    assert budget.left == pytest.approx(0.5)


def test_a_single_point_of_failure_is_told(judge):
    steps = "- user -> app: Ask\n- app -> store: Read"
    found = judge(
        workspace(
            steps,
            WANTED,
            "app: {availability: 99 %, replicas: 2, redundancy: active-active}\nstore: {availability: 99 %}",
        )
    )
    assert [one.component for one in found.components if one.single_point_of_failure] == ["store"]
