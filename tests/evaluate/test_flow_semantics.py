"""Each sentence of the contract about flows: what a step costs, what counts, what does not."""

import pytest
from flows import CONSTANT, NEAR, workspace

LIMIT = "p95 response_time <= 10 s"


def near(value: float):
    return pytest.approx(value, abs=2e-5)


def load_of(evaluation, component):
    return next(one.load for one in evaluation.components if one.component == component)


def test_each_arriving_arrow_is_one_call_and_one_draw_of_own_work(only):
    steps = "- user -> app: Ask\n- app -> store: Read\n- app -> store: Read more"
    result = only(workspace(steps, LIMIT, f"app: {{{CONSTANT}}}\nstore: {{{CONSTANT}}}"))
    assert result.value == near(0.3 + 3 * NEAR)


def test_the_callers_own_work_is_drawn_once_however_many_calls_it_makes(only, judge):
    steps = "- user -> app: Ask\n" + "- app -> store: Read\n" * 5
    result = only(
        workspace(
            steps,
            LIMIT,
            f"app: {{{CONSTANT}}}\nstore: {{latency: {{p50: 1 ms, p99: 1 ms}}, capacity: 100G/s}}",
        )
    )
    assert result.value == near(0.1 + 5 * 0.001 + 6 * NEAR)


def test_work_inside_a_component_adds_neither_time_nor_load_unless_it_has_a_duration(judge):
    plain = judge(workspace("- user -> app: Ask\n- app -> app: Think", LIMIT, f"app: {{{CONSTANT}}}"))
    lasting = judge(
        workspace(
            "- user -> app: Ask\n- app -> app: {action: Think, duration: 30 min}",
            LIMIT,
            f"app: {{{CONSTANT}}}",
        )
    )
    assert plain.results[0].value == near(0.1 + NEAR)
    assert load_of(plain, "app") == 1
    assert lasting.results[0].value == near(0.1 + NEAR)
    assert load_of(lasting, "app") == 2


def test_persons_timers_and_devices_cost_nothing(only):
    steps = "- user -> app: Ask\n- app -> clerk: Decide"
    text = workspace(steps, LIMIT, f"app: {{{CONSTANT}}}").replace(
        "  clock:", "  clerk: {kind: person}\n  clock:"
    )
    assert only(text).value == near(0.1 + NEAR)


def test_a_system_outside_counts_with_what_it_states(only):
    steps = "- user -> app: Ask\n- app -> bank: Charge"
    text = workspace(steps, LIMIT, f"app: {{{CONSTANT}}}").replace(
        "  clock:", "  bank: {kind: system, latency: {p50: 2 s, p99: 2 s}, capacity: 100G/s}\n  clock:"
    )
    assert only(text).value == near(2.1 + 2 * NEAR)


def test_the_worst_interaction_counts_and_each_is_shown(only):
    steps = "- user -> app: Ask\n- user -> slow: Ask more"
    result = only(
        workspace(
            steps, LIMIT, f"app: {{{CONSTANT}}}\nslow: {{latency: {{p50: 1 s, p99: 1 s}}, capacity: 100G/s}}"
        )
    )
    assert result.value == near(1 + NEAR)
    assert any("Ask" in line.text and line.value == near(0.1 + NEAR) for line in result.answer.lines)


def test_an_alternative_is_weighed_by_its_share_and_else_gets_the_rest(only):
    steps = """
      - user -> app: Ask
      - alt: cached
        share: 90 %
        steps: [app -> fast: Read]
        else:
          - app -> slow: Read
    """
    parts = f"""
      app: {{{CONSTANT}}}
      fast: {{latency: {{p50: 10 ms, p99: 10 ms}}, capacity: 100G/s}}
      slow: {{latency: {{p50: 1 s, p99: 1 s}}, capacity: 100G/s}}
    """
    assert only(workspace(steps, "p85 response_time <= 10 s", parts)).value == near(0.11 + 2 * NEAR)
    assert only(workspace(steps, "p95 response_time <= 10 s", parts)).value == near(1.1 + 2 * NEAR)
    assert only(workspace(steps, "mean response_time <= 10 s", parts)).value == near(
        0.1 + 0.9 * 0.01 + 0.1 + 2 * NEAR
    )


FORK = """
  - user -> app: Ask
  - alt: easy
    steps: [app -> fast: Read]
    else:
      - app -> slow: Read
"""
FORK_PARTS = f"""
  app: {{{CONSTANT}}}
  fast: {{latency: {{p50: 10 ms, p99: 10 ms}}, capacity: 100G/s}}
  slow: {{latency: {{p50: 1 s, p99: 1 s}}, capacity: 100G/s}}
"""


def test_without_shares_load_counts_each_way_in_full(judge):
    found = judge(workspace(FORK, LIMIT, FORK_PARTS, load="{peak: 7/s}"))
    assert load_of(found, "fast") == load_of(found, "slow") == 7


def test_without_shares_ways_that_disagree_cannot_be_told_and_the_share_is_named(only):
    result = only(workspace(FORK, "p95 response_time <= 500 ms", FORK_PARTS))
    assert result.verdict == "cannot-tell"
    assert result.value is None
    assert any(one.field.endswith("steps.1.share") for one in result.missing)


def test_without_shares_ways_that_agree_are_judged_by_the_slowest(only):
    result = only(workspace(FORK, "p95 response_time <= 5 s", FORK_PARTS))
    assert result.verdict == "met"
    assert result.value == near(1.1 + 2 * NEAR)


def test_a_loop_repeats_and_without_times_it_cannot_be_told(only, judge):
    steps = "- user -> app: Ask\n- loop: each page\n  times: 4\n  steps: [app -> store: Read]"
    parts = f"app: {{{CONSTANT}}}\nstore: {{{CONSTANT}}}"
    assert only(workspace(steps, LIMIT, parts)).value == near(0.5 + 5 * NEAR)
    unknown = only(workspace(steps.replace("  times: 4\n", ""), LIMIT, parts))
    assert unknown.verdict == "cannot-tell"
    assert [one.field for one in unknown.missing] == ["use_case:run.steps.1.times"]
    missed = only(workspace(steps.replace("  times: 4\n", ""), "p95 response_time <= 150 ms", parts))
    assert missed.verdict == "missed", "one round alone is too slow already"


def test_parallel_branches_end_with_the_slowest(only):
    steps = "- user -> app: Ask\n- par:\n    - steps: [app -> fast: Read]\n    - steps: [app -> slow: Read]"
    assert only(workspace(steps, LIMIT, FORK_PARTS)).value == near(1.1 + 2 * NEAR)


def test_fan_out_waits_for_the_slowest_and_multiplies_the_load(judge):
    steps = "- user -> app: Ask\n- app -> shard: {action: Ask all, fan_out: 100}"
    shard = "shard: {latency: {p50: 10 ms, p99: 1 s, distribution: lognormal}, capacity: 100G/s}"
    found = judge(workspace(steps, "p50 response_time <= 10 s", f"app: {{{CONSTANT}}}\n{shard}"))
    one = judge(
        workspace(
            steps.replace(", fan_out: 100", ""), "p50 response_time <= 10 s", f"app: {{{CONSTANT}}}\n{shard}"
        )
    )
    assert load_of(found, "shard") == 100
    assert one.results[0].value == pytest.approx(0.111, rel=0.02)
    # The median of the slowest of 100 is the percentile 0.5^(1/100) = 99.3 of one.
    assert found.results[0].value > 1


def test_a_message_for_which_nobody_waits_loads_its_receiver_and_nothing_else(judge):
    steps = (
        "- user -> app: Ask\n- app ~> worker: {action: Do it later, channel: bus}\n- worker -> store: Write"
    )
    parts = f"app: {{{CONSTANT}, availability: 99.9 %}}\nworker: {{{CONSTANT}, availability: 50 %}}\nstore: {{{CONSTANT}, availability: 50 %}}\nbus: {{{CONSTANT}, kind: broker, availability: 99 %}}"
    timed = judge(workspace(steps, LIMIT, parts))
    assert timed.results[0].value == near(0.1 + NEAR)
    assert load_of(timed, "worker") == load_of(timed, "store") == 1
    assert load_of(timed, "bus") is None
    up = judge(workspace(steps, "availability >= 90 %", parts)).results[0]
    assert up.value == pytest.approx(0.999 * 0.99), "the broker must be up, the worker need not be"


@pytest.mark.parametrize("how", ["optional: true", "fallback: Go on without it"])
def test_a_step_that_can_fail_is_no_part_of_availability_and_costs_its_timeout_at_most(only, how):
    steps = f"- user -> app: Ask\n- app -> extra: {{action: Decorate, timeout: 200 ms, {how}}}"
    parts = f"app: {{{CONSTANT}, availability: 99.9 %}}\nextra: {{latency: {{p50: 5 s, p99: 5 s}}, capacity: 100G/s, availability: 50 %}}"
    assert only(workspace(steps, LIMIT, parts)).value == near(0.3 + NEAR)
    assert only(workspace(steps, "availability >= 99 %", parts)).value == pytest.approx(0.999)


def test_a_step_with_an_extension_is_no_part_of_availability(only):
    steps = "- user -> app: Ask\n- app -> extra: Decorate"
    parts = f"app: {{{CONSTANT}, availability: 99.9 %}}\nextra: {{{CONSTANT}, availability: 50 %}}"
    text = workspace(steps, "availability >= 99 %", parts)
    text = text.replace(
        "quality_attributes:",
        "    extensions: [{when: it is down, at: Decorate, steps: [app ~> user: Sorry]}]\nquality_attributes:",
    )
    assert only(text).value == pytest.approx(0.999)


def test_extensions_and_wont_use_cases_load_nothing(judge):
    text = workspace("- user -> app: Ask", LIMIT, f"app: {{{CONSTANT}}}").replace(
        "quality_attributes:",
        "    extensions: [{when: it fails, steps: [app -> app2: Undo]}]\n"
        "  never: {priority: wont, load: {peak: 900/s}, steps: [user -> app: Ask]}\nquality_attributes:",
    )
    assert load_of(judge(text), "app") == 1


def test_retries_cure_errors_and_cost_attempts_and_delays(only):
    steps = "- user -> app: Ask\n- app -> flaky: {action: Try, retries: 2, timeout: 1 s}"
    parts = f"app: {{{CONSTANT}, availability: 100 %}}\nflaky: {{{CONSTANT}, availability: 100 %, error_rate: 10 %}}"
    assert only(workspace(steps, "error_rate <= 1 %", parts)).value == pytest.approx(0.001)
    single = steps.replace("retries: 2, ", "")
    assert only(workspace(single, "error_rate <= 1 %", parts)).value == pytest.approx(0.1)
    assert only(workspace(steps, "p95 response_time <= 10 s", parts)).value == pytest.approx(
        0.3 + 3 * NEAR, rel=0.02
    ), "10 % try twice"


def test_retries_never_cure_an_outage(only):
    steps = "- user -> app: {action: Ask, retries: 5}"
    assert only(
        workspace(steps, "availability >= 90 %", f"app: {{{CONSTANT}, availability: 95 %}}")
    ).value == pytest.approx(0.95)


def test_a_timeout_is_per_attempt_and_is_an_error(only):
    steps = "- user -> app: Ask\n- app -> slow: {action: Wait, timeout: 200 ms, retries: 1}"
    parts = f"app: {{{CONSTANT}, availability: 100 %}}\nslow: {{latency: {{p50: 9 s, p99: 9 s}}, capacity: 100G/s, availability: 100 %}}"
    assert only(workspace(steps, LIMIT, parts)).value == near(0.1 + 2 * 0.2 + NEAR)
    assert only(workspace(steps, "error_rate <= 1 %", parts)).value == pytest.approx(1.0)


def test_the_resilience_of_a_caller_governs_its_calls_and_the_steps_own_keys_win(only):
    parts = f"app: {{{CONSTANT}, resilience: {{timeout: 200 ms}}}}\nslow: {{latency: {{p50: 9 s, p99: 9 s}}, capacity: 100G/s}}"
    assert only(workspace("- user -> app: Ask\n- app -> slow: Wait", LIMIT, parts)).value == near(0.3 + NEAR)
    own = "- user -> app: Ask\n- app -> slow: {action: Wait, timeout: 1 s}"
    assert only(workspace(own, LIMIT, parts)).value == near(1.1 + NEAR)


def test_delays_between_attempts_follow_the_backoff(only):
    rules = "resilience: {timeout: 100 ms, retries: 2, backoff: exponential, first_delay: 1 s}"
    parts = f"app: {{{CONSTANT}, {rules}}}\nslow: {{latency: {{p50: 9 s, p99: 9 s}}, capacity: 100G/s}}"
    assert only(workspace("- user -> app: Ask\n- app -> slow: Wait", LIMIT, parts)).value == near(
        0.1 + 3 * 0.1 + 1 + 2 + NEAR
    )


def test_a_cache_hit_skips_the_call_for_time_and_for_load(judge):
    steps = (
        "- user -> app: Ask\n- app -> store: {action: Read, cache: {hit_rate: 90 %}}\n- store -> disk: Read"
    )
    parts = f"app: {{{CONSTANT}}}\nstore: {{{CONSTANT}}}\ndisk: {{{CONSTANT}}}"
    found = judge(workspace(steps, "p85 response_time <= 1 s", parts, load="{peak: 100/s}"))
    assert found.results[0].value == near(0.1 + NEAR)
    assert load_of(found, "store") == pytest.approx(10)
    assert load_of(found, "disk") == pytest.approx(10)


def test_items_repeat_the_whole_flow(judge):
    found = judge(
        workspace(
            "- clock -> app: Start",
            "p95 response_time <= 10 s",
            f"app: {{{CONSTANT}}}",
            load="{items: 20, every: 1 d}",
        )
    )
    assert found.results[0].value == near(20 * (0.1 + NEAR))
    assert load_of(found, "app") == pytest.approx(20 / 86_400)


def test_what_happens_behind_a_message_is_not_waited_for_even_by_who_was_called_before(only):
    steps = (
        "- user -> app: Ask\n- app -> billing: Open\n- app ~> billing: Close later\n- billing -> slow: Settle"
    )
    parts = f"app: {{{CONSTANT}}}\nbilling: {{{CONSTANT}}}\nslow: {{latency: {{p50: 9 s, p99: 9 s}}, capacity: 100G/s}}"
    assert only(workspace(steps, LIMIT, parts)).value == near(0.2 + 2 * NEAR)


def test_an_interaction_ends_where_an_actor_begins_the_next_inside_a_fragment_too(only):
    steps = """
      - user -> app: Ask
      - opt: wants more
        share: 50 %
        steps:
          - app -> store: Prepare
          - user -> slow: More
      - app -> store: Afterwards
    """
    parts = f"app: {{{CONSTANT}}}\nstore: {{{CONSTANT}}}\nslow: {{{CONSTANT}}}"
    result = only(workspace(steps, "max response_time <= 10 s", parts))
    assert result.value == near(0.2 + 2 * NEAR), (
        "Ask with Prepare; More; Afterwards: the longest has two calls"
    )
