"""Each sentence of the contract about response time, load, network and ranges."""

import math

import pytest
from flows import CONSTANT, NEAR, workspace

from archkit.evaluate import WhatIf
from archkit.evaluate.formulas.queueing import Queue

ASK = "- user -> app: Ask"
LIMIT = "p95 response_time <= 10 s"


def of_app(only, app, measure=LIMIT, **more):
    return only(workspace(ASK, measure, f"app: {{{app}}}", **more))


def test_p50_and_p99_give_a_lognormal_through_both_points(only):
    app = "latency: {p50: 10 ms, p99: 100 ms}, capacity: 100G/s"
    assert of_app(only, app, "p50 response_time <= 1 s").value == pytest.approx(0.0105, rel=1e-6)
    assert of_app(only, app, "p99 response_time <= 1 s").value == pytest.approx(0.1005, rel=1e-6)
    sigma = math.log(10) / 2.3263478740408408
    assert of_app(only, app).value == pytest.approx(
        0.01 * math.exp(1.6448536269514722 * sigma) + NEAR, rel=1e-6
    )


def test_equal_points_are_constant(only):
    assert of_app(
        only, "latency: {p50: 10 ms, p99: 10 ms}, capacity: 100G/s", "p99.9 response_time <= 1 s"
    ).value == pytest.approx(0.0105)


def test_another_distribution_may_be_named(only):
    app = "latency: {p50: 10 ms, distribution: exponential}, capacity: 100G/s"
    assert of_app(only, app, "mean response_time <= 1 s").value == pytest.approx(0.01 / math.log(2) + NEAR)


def test_with_one_point_only_other_percentiles_cannot_be_told(only):
    result = of_app(only, "latency: {p99: 10 ms}, capacity: 100G/s")
    assert result.verdict == "cannot-tell"
    assert [one.field for one in result.missing] == ["component:app.latency.p50"]
    own = of_app(only, "latency: {p99: 10 ms}", "p99 response_time <= 1 s", of="component:app")
    assert own.value == pytest.approx(0.01)


def test_waiting_is_an_m_m_c_queue_fed_by_all_flows(only):
    app = "latency: {p50: 1 us, p99: 1 us}, capacity: 100/s, replicas: 2, redundancy: active-active"
    more = "use_cases:\n  other: {load: {peak: 90/s}, steps: [user -> app: Ask too]}\n"
    text = {
        "requirements/a.yaml": workspace(
            ASK, "p99 response_time <= 10 s", f"app: {{{app}}}", load="{peak: 70/s}"
        ),
        "requirements/b.yaml": more,
    }
    wait = Queue(160, 100, 2).wait_exceeded_by(0.01)
    assert only(text).value == pytest.approx(wait + NEAR + 1e-6, rel=1e-6)


def test_own_work_without_latency_is_exponential_with_the_mean_of_the_capacity(only):
    result = of_app(only, "capacity: 100/s", "p99 response_time <= 10 s", load="{peak: 60/s}")
    assert result.value == pytest.approx(math.log(100) / 40 + NEAR, rel=1e-6)
    assert any("exponential" in one for one in result.assumptions)


def test_a_component_with_latency_and_no_capacity_waits_nothing_and_is_at_risk_at_best(only):
    known = of_app(only, "latency: {p50: 10 ms, p99: 10 ms}")
    assert known.value == pytest.approx(0.0105)
    assert known.verdict == "at-risk"
    assert any(one.field == "component:app.capacity" for one in known.missing)
    assert of_app(only, "latency: {p50: 10 ms, p99: 10 ms}", load="").verdict == "met"


@pytest.mark.parametrize("rate", ["100/s", "140/s"])
def test_at_or_above_capacity_it_is_unstable_has_no_value_and_is_missed(only, rate):
    result = of_app(only, "latency: {p50: 1 ms, p99: 2 ms}, capacity: 100/s", load=f"{{peak: {rate}}}")
    assert result.value is None
    assert result.verdict == "missed"
    assert "2 replicas" in result.reason


def test_percentiles_are_never_added(only):
    spread = "latency: {p50: 10 ms, p99: 100 ms}, capacity: 100G/s"
    one = of_app(only, spread).value
    both = only(workspace(f"{ASK}\n- app -> store: Read", LIMIT, f"app: {{{spread}}}\nstore: {{{spread}}}"))
    assert both.value < 2 * one * 0.9
    assert both.answer.error <= 0.02 * both.value


def test_a_maximum_without_a_bound_cannot_be_told_unless_timeouts_give_one(only):
    steps = f"{ASK}\n- app -> store: {{action: Read, timeout: 1 s}}"
    store = "store: {latency: {p50: 10 ms, p99: 20 ms}, capacity: 100G/s}"
    bounded = only(workspace(steps, "max response_time <= 10 s", f"app: {{{CONSTANT}}}\n{store}"))
    assert bounded.value == pytest.approx(1.1 + NEAR)
    endless = only(
        workspace(
            steps.replace(", timeout: 1 s", ""), "max response_time <= 10 s", f"app: {{{CONSTANT}}}\n{store}"
        )
    )
    assert endless.verdict == "cannot-tell"


def test_a_measure_without_percentile_is_judged_at_p95_and_says_so(only):
    app = "latency: {p50: 10 ms, p99: 100 ms}, capacity: 100G/s"
    plain = of_app(only, app, "response_time <= 10 s")
    assert plain.value == of_app(only, app).value
    assert any("p95" in one for one in plain.assumptions)


# ---- load


def test_at_replaces_the_rate_of_the_flow_that_it_applies_to(only):
    app = "latency: {p50: 1 ms, p99: 1 ms}, capacity: 100/s"
    assert of_app(only, app, "p95 response_time <= 1 s at 99/s", load="{peak: 1/s}").verdict != "met"
    assert of_app(only, app, "p95 response_time <= 1 s at 1/s", load="{peak: 99/s}").verdict == "met"


def test_an_average_alone_is_judged_and_at_risk_at_best(only):
    result = of_app(only, CONSTANT, load="{average: 1/s}")
    assert result.verdict == "at-risk"
    assert "average" in result.reason


def test_a_load_is_never_derived_from_the_population(only):
    result = of_app(only, CONSTANT, load="", actor="kind: person, population: 2M, active: 5 %")
    assert result.verdict == "cannot-tell"
    assert [one.field for one in result.missing] == ["use_case:run.load"]


def test_load_scales_every_average_peak_and_at_and_never_a_target(judge):
    text = workspace(
        ASK,
        "[p95 response_time <= 1 s at 10/s, throughput >= 50/s]",
        "app: {capacity: 100/s, latency: {p50: 1 ms, p99: 1 ms}}",
        load="{average: 2/s, peak: 5/s}",
    )
    base, more = judge(text), judge(text, WhatIf(10))
    assert [one.load for one in more.components] == [50]
    assert [one.load_average for one in more.components] == [20]
    assert more.results[0].verdict == "missed", "10/s become 100/s"
    assert [one.target.value for one in more.results] == [one.target.value for one in base.results]
    assert more.results[1].value == base.results[1].value == 100


# ---- network


def far(only, actor_regions, app_regions, measure=LIMIT, *, clients="", config="archkit: 1\n"):
    text = workspace(
        ASK,
        measure,
        f"app: {{{CONSTANT}, regions: [{app_regions}]}}",
        actor=f"kind: person, regions: [{actor_regions}]{clients}",
    )
    return only(text, config=config)


def test_the_round_trip_is_twice_the_great_circle_at_the_speed_of_light_in_fibre(only):
    result = far(only, "us-east", "eu-central")
    kilometres = 6549
    assert result.value == pytest.approx(0.1 + 2 * kilometres / 200_000, abs=2e-5)


def test_a_caller_uses_the_nearest_region_of_the_callee(only):
    assert far(only, "us-east", "eu-central, us-east").value == pytest.approx(0.1 + NEAR)


def test_of_the_regions_of_an_actor_the_worst_is_judged_and_all_are_shown(only):
    result = far(only, "us-east, eu-central", "eu-central")
    assert result.value > 0.16
    assert any(
        "eu-central" in line.text and line.value == pytest.approx(0.1 + NEAR) for line in result.answer.lines
    )


def test_the_last_mile_goes_by_the_kind_of_client_and_is_listed(only):
    mobile = far(only, "eu-central", "eu-central", clients=", clients: [mobile]")
    assert mobile.value == pytest.approx(0.1 + NEAR + 0.055)
    assert any("last mile" in one for one in mobile.assumptions)
    assert far(only, "eu-central", "eu-central", clients=", clients: [server]").value == pytest.approx(
        0.1 + NEAR
    )


def test_below_the_floor_that_light_sets_it_is_infeasible(only):
    config = "archkit: 1\norganisation: {regions: [eu-central]}\n"
    result = far(only, "us-east", "eu-central", "p95 response_time <= 50 ms", config=config)
    assert result.verdict == "infeasible"
    assert "light" in result.reason


def test_a_region_that_may_be_chosen_makes_a_distance_no_matter_of_physics(only):
    config = "archkit: 1\norganisation: {regions: [eu-central, us-east]}\n"
    assert far(only, "us-east", "eu-central", "p95 response_time <= 50 ms", config=config).verdict == "missed"


def test_a_region_of_ones_own_has_coordinates(only):
    text = workspace(
        ASK,
        LIMIT,
        f"app: {{{CONSTANT}, regions: {{plant: [50.11, 8.68]}}}}",
        actor="kind: person, regions: [us-east]",
    )
    assert only(text).value == pytest.approx(0.1 + 2 * 6549 / 200_000, abs=2e-5)


def test_of_a_range_the_worse_end_counts_against_a_limit(only):
    assert of_app(
        only, "latency: {p50: 10..30 ms, p99: 40 ms}, capacity: 100G/s", "p50 response_time <= 1 s"
    ).value == pytest.approx(0.0305)


def test_the_tail_is_named(only):
    parts = f"app: {{{CONSTANT}}}\nstore: {{latency: {{p50: 10 ms, p99: 1 s}}, capacity: 100G/s}}"
    result = only(workspace(f"{ASK}\n- app -> store: Read", LIMIT, parts))
    assert result.answer.notes[0].startswith("the work of store dominates the tail")


def test_the_derivation_of_a_queue_shows_its_mean_wait(only):
    result = of_app(only, "latency: {p50: 1 ms, p99: 1 ms}, capacity: 100/s", load="{peak: 50/s}")
    line = next(line for line in result.answer.lines if line.text.startswith("queue:"))
    assert line.value == pytest.approx(Queue(50, 100).mean_wait)
