"""Each sentence of the contract about throughput, storage, recovery, cost and verdicts."""

import pytest
from flows import CONSTANT, workspace

from archkit.evaluate import Verdict, WhatIf

ASK = "- user -> app: Ask"
YEAR = 365 * 86_400


# ---- throughput


def test_the_sustainable_rate_is_the_least_of_replicas_times_capacity_over_calls_a_run(only):
    steps = f"{ASK}\n- app -> store: Read\n- app -> store: Read more"
    parts = "app: {capacity: 100/s, replicas: 3, redundancy: active-active}\nstore: {capacity: 500/s}"
    assert only(workspace(steps, "throughput >= 10/s", parts)).value == pytest.approx(250)


def test_contention_and_coherency_bend_it_by_the_universal_scalability_law(only):
    parts = "app: {capacity: 100/s, replicas: 4, redundancy: active-active, contention: 0.1, coherency: 0.01}"
    wanted = 100 * 4 / (1 + 0.1 * 3 + 0.01 * 4 * 3)
    assert only(workspace(ASK, "throughput >= 10/s", parts)).value == pytest.approx(wanted)


def test_a_peak_beyond_the_sustainable_rate_is_missed_even_if_the_target_is_not(only):
    result = only(workspace(ASK, "throughput >= 10/s", "app: {capacity: 100/s}", load="{peak: 150/s}"))
    assert result.verdict == "missed"
    assert "its peak of 150/s" in result.reason


def test_replicas_needed_keep_utilisation_at_80_percent_or_below(judge):
    found = judge(
        workspace(
            ASK,
            "throughput >= 10/s",
            "app: {capacity: 100/s, replicas: 9, redundancy: active-active}",
            load="{peak: 240/s}",
        )
    )
    assert found.components[0].replicas_needed == 3
    assert found.components[0].utilisation == pytest.approx(240 / 900)


def test_utilisation_above_80_percent_at_peak_is_at_risk(only):
    assert (
        only(workspace(ASK, "throughput >= 85/s", "app: {capacity: 100/s}", load="{peak: 10/s}")).verdict
        == "at-risk"
    )


def test_a_capacity_that_is_not_stated_is_named(only):
    result = only(workspace(ASK, "throughput >= 10/s", "app: {kind: service}"))
    assert result.verdict == "cannot-tell"
    assert result.missing[0].field == "component:app.capacity"


def test_the_degradation_point_names_factor_component_and_target(judge):
    found = judge(
        workspace(ASK, "p95 response_time <= 100 ms", "app: {capacity: 100/s}", load="{peak: 20/s}")
    )
    point = found.degrades_at
    # p95 of M/M/1 is ln 20 / (mu - lambda); a round trip of 0.5 ms is left out of the 100 ms.
    assert point.factor == pytest.approx((100 - 2.99573 / 0.0995) / 20, rel=0.01)
    assert (point.component, point.quality_attribute) == ("app", "goal")


# ---- storage


ENTITY = "entities:\n  ride: {size: 1 KB, count: 1M, growth: 1M/day, retention: 730 d}\n"


def kept(only, measure, of, store=""):
    return only(
        workspace(
            ASK,
            measure,
            f"app: {{{CONSTANT}}}\nbox: {{kind: database, stores: [ride]{store}}}",
            of=of,
            more=ENTITY,
        )
    )


def test_volume_is_size_times_count_and_growth_up_to_horizon_and_retention(only):
    assert kept(only, "data_volume <= 9 TB over 1 y", "entity:ride").value == pytest.approx(
        1e3 * (1e6 + 365e6)
    )
    assert kept(only, "data_volume <= 9 TB", "entity:ride").value == pytest.approx(1e3 * (1e6 + 730e6)), (
        "5 years by default"
    )


def test_a_store_keeps_copies_with_their_indexes(only):
    by_replicas = kept(
        only, "data_volume <= 9 TB over 1 y", "component:box", ", replicas: 3, redundancy: active-active"
    )
    assert by_replicas.value == pytest.approx(3 * 366e9)
    stated = kept(
        only,
        "data_volume <= 9 TB over 1 y",
        "component:box",
        ", replicas: 3, replication: {copies: 2}, index_overhead: 30 %",
    )
    assert stated.value == pytest.approx(2 * 1.3 * 366e9)


def test_less_than_ten_percent_headroom_on_a_volume_is_at_risk(only):
    assert kept(only, "data_volume <= 400 GB over 1 y", "entity:ride").verdict == "at-risk"
    assert kept(only, "data_volume <= 410 GB over 1 y", "entity:ride").verdict == "met"


def test_storage_is_told_for_one_three_and_five_years(judge):
    found = judge(
        workspace(
            ASK,
            "throughput >= 1/s",
            f"app: {{{CONSTANT}}}\nbox: {{kind: database, stores: [ride]}}",
            more=ENTITY,
        )
    )
    assert [one.horizon for one in found.storage] == [YEAR, 3 * YEAR, 5 * YEAR]
    assert {one.component for one in found.storage} == {"box"}


def test_a_range_counts_with_its_middle_in_sums(only):
    more = "entities:\n  ride: {size: 1 KB..100 KB, count: 1}\n"
    assert only(
        workspace(ASK, "data_volume <= 1 GB", "app: {}", of="entity:ride", more=more)
    ).value == pytest.approx(10_000)


# ---- recovery


def lost(only, measure, store):
    return only(workspace(ASK, measure, f"app: {{kind: database, {store}}}", of="component:app"))


def test_rpo_is_the_least_of_replication_lag_and_backup_interval(only):
    both = "replicas: 2, redundancy: active-passive, replication: {mode: async, lag: 5 s}, backup: {every: 1 h, restore: 2 h}"
    assert lost(only, "rpo <= 1 min", both).value == 5
    assert lost(only, "rpo <= 1 d", "backup: {every: 1 h, restore: 2 h}").value == 3600
    assert (
        lost(only, "rpo <= 1 d", "replicas: 2, redundancy: active-passive, replication: {mode: sync}").value
        == 0
    )


def test_rto_is_failover_or_restore(only):
    both = "replicas: 2, redundancy: active-passive, failover: 1 min, backup: {every: 1 h, restore: 2 h}"
    assert lost(only, "rto <= 1 d", both).value == 60
    assert lost(only, "rto <= 1 d", "backup: {every: 1 h, restore: 2 h}").value == 7200


def test_a_replica_in_the_same_region_is_no_way_out_of_its_loss(only):
    store = "replicas: 2, redundancy: active-passive, failover: 1 min, regions: [eu-central], backup: {every: 1 h, restore: 2 h}"
    text = workspace(
        ASK,
        "rto <= 1 d",
        f"app: {{kind: database, {store}}}",
        of="component:app",
        quality="fault: {of: region:eu-central, mode: region-loss}",
    )
    assert only(text).value == 7200


def test_without_backup_and_replica_recovery_cannot_be_told(only):
    assert lost(only, "rpo <= 1 h", "replicas: 1").missing[0].field == "component:app.backup.every"


# ---- cost


def test_cost_is_of_each_replica(only):
    parts = "app: {replicas: 3, cost: 100 EUR/month}\nbox: {cost: 1200 EUR/year}"
    assert only(workspace(ASK, "cost <= 1000 EUR/month", parts, of="system")).value == pytest.approx(400)


def test_currencies_must_agree(only):
    result = only(workspace(ASK, "cost <= 1000 EUR/month", "app: {cost: 100 USD/month}", of="system"))
    assert result.verdict == "cannot-tell"
    assert result.missing[0].field == "component:app.cost"


def test_at_another_load_the_replicas_that_it_needs_are_paid(judge):
    text = workspace(
        ASK,
        "cost <= 1000 EUR/month",
        "app: {capacity: 100/s, cost: 100 EUR/month}",
        of="system",
        load="{peak: 40/s}",
    )
    assert judge(text, WhatIf(10)).results[0].value == pytest.approx(500)
    assert judge(text, WhatIf(10)).cost.now == pytest.approx(100)


# ---- verdicts


def test_less_than_ten_percent_headroom_on_time_is_at_risk(only):
    assert only(workspace(ASK, "p95 response_time <= 110 ms", f"app: {{{CONSTANT}}}")).verdict == "at-risk"
    assert only(workspace(ASK, "p95 response_time <= 120 ms", f"app: {{{CONSTANT}}}")).verdict == "met"


def test_a_verdict_that_a_guess_25_percent_worse_would_change_is_at_risk_and_names_it(only):
    app = "latency: {p50: ~100 ms, p99: ~100 ms}, capacity: 100G/s"
    result = only(
        workspace(
            ASK,
            "p95 response_time <= 120 ms",
            "app: {latency: {p50: ~10 ms, p99: ~100 ms}, capacity: 100G/s}",
        )
    )
    assert result.verdict == "met"
    result = only(
        workspace(
            ASK, "p99 response_time <= 115 ms", "app: {latency: {p50: 10 ms, p99: ~100 ms}, capacity: 100G/s}"
        )
    )
    assert result.verdict == "at-risk"
    assert "component:app.latency.p99" in result.reason
    assert only(workspace(ASK, "p95 response_time <= 200 ms", f"app: {{{app}}}")).verdict == "met"


def test_assumed_fields_and_unconfirmed_assumptions_count_as_guesses(only):
    app = "latency: {p50: 10 ms, p99: 100 ms}, capacity: 100G/s"
    assumed = only(workspace(ASK, "p99 response_time <= 115 ms", f"app: {{{app}, assumed: [latency]}}"))
    assert assumed.verdict == "at-risk"
    about = "assumptions:\n  quick: {statement: It is quick., about: [component:app], confirmed: false}\n"
    assert (
        only(workspace(ASK, "p99 response_time <= 115 ms", f"app: {{{app}}}", more=about)).verdict
        == "at-risk"
    )
    confirmed = about.replace("false", "true")
    assert (
        only(workspace(ASK, "p99 response_time <= 115 ms", f"app: {{{app}}}", more=confirmed)).verdict
        == "met"
    )


def test_a_default_25_percent_worse_that_would_change_the_verdict_is_named(only):
    app, phone = (
        "app: {latency: {p50: 20 ms, p99: 20 ms}, capacity: 100G/s}",
        "kind: person, clients: [mobile]",
    )
    close = only(workspace(ASK, "p95 response_time <= 87 ms", app, actor=phone))
    assert close.verdict == "at-risk"
    assert "last_mile.mobile" in close.reason
    assert only(workspace(ASK, "p95 response_time <= 95 ms", app, actor=phone)).verdict == "met"


def test_resting_on_guesses_alone_changes_no_verdict_and_is_said(judge):
    from archkit.diagnostics import Span
    from archkit.evaluate import as_data

    found = judge(
        workspace(
            ASK, "p95 response_time <= 10 s", "app: {latency: {p50: ~10 ms, p99: ~20 ms}, capacity: ~100G/s}"
        )
    )
    assert found.results[0].verdict == "met"
    assert as_data(found, lambda place: Span(place.file))["results"][0]["rests_on_guesses"]


def test_measures_that_contradict_each_other_are_infeasible(judge):
    found = judge(
        workspace(ASK, "[p95 response_time <= 1 s, p95 response_time >= 2 s]", f"app: {{{CONSTANT}}}")
    )
    assert {one.verdict for one in found.results} == {Verdict.INFEASIBLE}


def test_a_measure_that_no_number_tells_is_listed_as_such(judge):
    found = judge(workspace(ASK, "violations = 0", f"app: {{{CONSTANT}}}"))
    assert not found.results
    assert "test" in found.not_computed[0].why


def test_every_input_that_counts_names_its_place(only):
    result = only(workspace(ASK, "p95 response_time <= 10 s", f"app: {{{CONSTANT}}}"))
    assert {
        "component:app.latency.p50",
        "component:app.latency.p99",
        "component:app.capacity",
        "use_case:run.load.peak",
    } <= result.inputs.keys()
    assert all(one.place is not None for one in result.inputs.values() if not one.key.startswith("default:"))
