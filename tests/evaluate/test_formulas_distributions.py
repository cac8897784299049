import math
import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archkit.evaluate.formulas.combinations import (
    Attempts,
    Capped,
    Choice,
    Repeated,
    Slowest,
    Sum,
    cached,
    in_sequence,
)
from archkit.evaluate.formulas.distributions import (
    Constant,
    Distribution,
    Exponential,
    Lognormal,
    Sojourn,
    Waiting,
    lognormal_through,
)
from archkit.evaluate.formulas.lattice import Lattice, Resolution, summed
from archkit.evaluate.formulas.percentiles import mean, percentile, share_within
from archkit.evaluate.formulas.queueing import Queue

SERVICE = lognormal_through(0.012, 0.060)
BUSY = Waiting(Queue(250, 100, 3))
PERCENTILES = (0.01, 0.5, 0.9, 0.95, 0.99, 0.999)

primitives = st.one_of(
    st.builds(Constant, st.one_of(st.just(0.0), st.floats(1e-4, 0.2))),
    st.builds(Lognormal, st.floats(0.001, 0.2), st.floats(0.1, 1.5)),
    st.builds(Exponential, st.floats(0.001, 0.2)),
    st.builds(lambda load: Waiting(Queue(load, 100, 3)), st.floats(1, 290)),
    st.builds(lambda load: Sojourn(Queue(load, 100, 3)), st.floats(1, 290)),
)
flows = st.recursive(
    primitives,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: in_sequence(*terms)),
        st.lists(inner, min_size=1, max_size=3).map(lambda branches: Slowest(tuple(branches))),
        st.builds(Repeated, inner, st.integers(1, 5)),
        st.builds(
            lambda share, hit, miss: Choice(((share, hit), (1 - share, miss))), st.floats(0, 1), inner, inner
        ),
        st.builds(Capped, inner, st.floats(0.01, 0.5)),
        st.builds(
            Attempts,
            inner,
            st.floats(0.01, 0.5),
            st.sampled_from([(), (0.0,), (0.01, 0.02)]),
            st.floats(0, 0.2),
        ),
    ),
    max_leaves=5,
)
examples = settings(max_examples=60)


def test_the_lognormal_goes_through_its_two_percentiles() -> None:
    assert percentile(SERVICE, 0.5).value == pytest.approx(0.012)
    assert percentile(SERVICE, 0.99).value == pytest.approx(0.060)
    assert percentile(SERVICE, 0.95).error == 0
    sigma = math.log(5) / 2.3263
    assert mean(SERVICE).value == pytest.approx(0.012 * math.exp(sigma**2 / 2), rel=1e-4)


def test_equal_percentiles_are_a_constant_and_falling_ones_an_error() -> None:
    assert lognormal_through(0.1, 0.1) == Constant(0.1)
    with pytest.raises(ValueError, match="below a median"):
        lognormal_through(0.2, 0.1)


def test_response_time_is_processing_plus_waiting() -> None:
    # two requests of 10 ms each, of which one waits for the other
    responses = [in_sequence(Constant(wait), Constant(0.010)) for wait in (0.0, 0.010)]
    assert [response.longest for response in responses] == pytest.approx([0.010, 0.020])
    assert mean(Choice(tuple((0.5, response) for response in responses))).value == pytest.approx(0.015)


def test_constants_add_up_exactly() -> None:
    # a trace over five services
    trace = in_sequence(*(Constant(ms / 1000) for ms in (10, 50, 50, 10, 5000)))
    assert percentile(trace, 0.95).value == pytest.approx(5.120, rel=1e-15)


def test_percentiles_are_not_added() -> None:
    two = percentile(in_sequence(SERVICE, SERVICE), 0.99)
    assert two.value < 0.9 * 2 * percentile(SERVICE, 0.99).value
    one = percentile(SERVICE, 0.1)
    assert percentile(in_sequence(SERVICE, SERVICE), 0.1).value > 1.1 * 2 * one.value


def test_a_fan_out_of_a_hundred_turns_the_tail_into_the_middle() -> None:
    fan_out = Slowest((SERVICE,), times=100)
    assert percentile(fan_out, 0.5).value > percentile(SERVICE, 0.99).value


def test_a_cache_hit_skips_the_call() -> None:
    call = cached(SERVICE, 0.9, Constant(0.001))
    assert percentile(call, 0.89).value == 0.001
    assert percentile(call, 0.95).value == pytest.approx(percentile(SERVICE, 0.5).value)
    assert mean(call).value == pytest.approx(0.9 * 0.001 + 0.1 * mean(SERVICE).value)


def test_attempts_beyond_the_time_out_cost_the_time_out_and_the_delay() -> None:
    never = Attempts(Constant(5.0), timeout=1.0, delays=(0.1, 0.2))
    assert percentile(never, 0.5).value == never.longest == pytest.approx(3.3)
    assert percentile(Attempts(Constant(0.5), timeout=1.0, delays=(0.1,)), 0.99).value == 0.5
    after_work = in_sequence(SERVICE, Attempts(Constant(0.125), timeout=0.03125, delays=(0.01, 0.02)))
    assert percentile(after_work, 0.5).value == pytest.approx(0.012 + 0.12375, rel=0.02)


def test_a_call_that_is_bounded_by_the_same_time_out_twice_is_not_retried() -> None:
    inner = Capped(in_sequence(Exponential(0.125), Exponential(0.125)), 0.125)
    assert percentile(Attempts(inner, timeout=0.125, delays=(0.0,)), 0.9).value == pytest.approx(
        0.125, rel=0.02
    )


def test_errors_are_retried_after_a_full_answer() -> None:
    flaky = Attempts(Constant(0.2), timeout=1.0, delays=(0.1,), error_rate=0.25)
    assert percentile(flaky, 0.7).value == pytest.approx(0.2, rel=0.02)
    assert percentile(flaky, 0.8).value == pytest.approx(0.5, rel=0.02)


def test_a_capped_call_ends_at_its_cap() -> None:
    capped = Capped(in_sequence(SERVICE, SERVICE), 0.05)
    assert capped.longest == 0.05
    assert percentile(capped, 0.99).value == pytest.approx(0.05, rel=0.02)
    assert percentile(capped, 0.2).value == pytest.approx(
        percentile(in_sequence(SERVICE, SERVICE), 0.2).value, rel=0.02
    )


def test_only_time_outs_bound_the_longest_run() -> None:
    assert in_sequence(SERVICE, Constant(1)).longest == math.inf
    assert in_sequence(Attempts(SERVICE, 0.1, (0.05,)), Constant(1)).longest == pytest.approx(1.25)
    assert Waiting(Queue(0, 100)).longest == 0


def test_sequences_flatten_and_gather_constants() -> None:
    flat = in_sequence(Constant(1), in_sequence(SERVICE, Constant(2)), BUSY)
    assert flat == Sum((SERVICE, BUSY), constant=3.0)
    assert in_sequence(SERVICE) == SERVICE
    assert in_sequence() == Constant(0)


def test_one_random_step_among_constants_is_exact() -> None:
    estimate = percentile(in_sequence(Constant(0.1), SERVICE, Constant(0.05)), 0.99)
    assert estimate.value == pytest.approx(0.210)
    assert estimate.error == 0


def test_a_tighter_tolerance_is_kept() -> None:
    flow = in_sequence(BUSY, SERVICE, SERVICE)
    for tolerance in (0.05, 0.01, 0.003):
        estimate = percentile(flow, 0.95, tolerance)
        assert 0 < estimate.error <= tolerance * estimate.value


def test_a_million_repetitions_are_answered_with_a_stated_error() -> None:
    batch = percentile(Repeated(SERVICE, 1_000_000), 0.95)
    assert batch.value == pytest.approx(1e6 * mean(SERVICE).value, rel=2e-3)
    assert batch.error <= 0.03 * batch.value


def test_scales_far_apart_do_not_blur_each_other() -> None:
    rare = Choice(
        ((0.999, in_sequence(SERVICE, SERVICE)), (0.001, in_sequence(Lognormal(3600, 0.3), SERVICE)))
    )
    both = percentile(in_sequence(SERVICE, SERVICE), 0.95)
    assert percentile(rare, 0.95).value == pytest.approx(both.value, rel=0.01)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Constant(-1),
        lambda: Constant(math.inf),
        lambda: Lognormal(0, 1),
        lambda: Exponential(0),
        lambda: Choice(((0.5, SERVICE),)),
        lambda: Repeated(SERVICE, 0),
        lambda: Slowest(()),
        lambda: Attempts(SERVICE, timeout=0),
        lambda: Waiting(Queue(300, 100, 3)),
        lambda: percentile(SERVICE, 1),
    ],
)
def test_what_cannot_be_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()


@examples
@given(flows)
def test_percentiles_are_monotone(flow: Distribution) -> None:
    answers = [percentile(flow, share) for share in PERCENTILES]
    for lower, higher in pairwise(answers):
        assert lower.value - lower.error <= higher.value + higher.error + 1e-9


@examples
@given(flows, primitives, st.sampled_from(PERCENTILES))
def test_adding_a_step_never_makes_a_flow_faster(
    flow: Distribution, step: Distribution, share: float
) -> None:
    before, after = percentile(flow, share), percentile(in_sequence(flow, step), share)
    assert after.value + after.error >= (before.value - before.error) * (1 - 1e-9)


@examples
@given(flows, primitives, st.sampled_from(PERCENTILES))
def test_a_parallel_branch_never_makes_a_flow_faster(
    flow: Distribution, branch: Distribution, share: float
) -> None:
    before, after = percentile(flow, share), percentile(Slowest((flow, branch)), share)
    assert after.value + after.error >= (before.value - before.error) * (1 - 1e-9)


@examples
@given(flows, st.sampled_from(PERCENTILES))
def test_nothing_takes_longer_than_the_longest(flow: Distribution, share: float) -> None:
    answer = percentile(flow, share)
    assert answer.value >= 0
    assert answer.value - answer.error <= flow.longest


@examples
@given(flows, st.sampled_from((0.5, 0.95, 0.99)))
def test_the_share_within_a_percentile_is_the_percentile(flow: Distribution, share: float) -> None:
    answer = percentile(flow, share)
    high, low = answer.value + answer.error, max(0.0, answer.value - answer.error)
    above, below = share_within(flow, high * (1 + 1e-9)), share_within(flow, low * (1 - 1e-9))
    assert above.value + above.error >= share - 1e-9
    if low > 0 and not _stands_still(flow, low):
        assert below.value - below.error <= share + 1e-9


@examples
@given(flows, st.sampled_from((0.5, 0.95)))
def test_the_order_of_steps_does_not_matter(flow: Distribution, share: float) -> None:
    first, second = (
        percentile(in_sequence(flow, SERVICE, BUSY), share),
        percentile(in_sequence(BUSY, SERVICE, flow), share),
    )
    assert abs(first.value - second.value) <= first.error + second.error + 1e-9


@settings(max_examples=40)
@given(flows)
def test_the_truth_lies_within_the_stated_error(flow: Distribution) -> None:
    chance = random.Random(3)  # noqa: S311 - a simulation, not a secret
    sample = sorted(_drawn(flow, chance) for _ in range(4000))
    for share in (0.1, 0.5, 0.9, 0.95):
        answer = percentile(flow, share, tolerance=0.05)
        # A sample's rank strays five and a half standard deviations once in fifty million.
        stray = 5.5 * math.sqrt(4000 * share * (1 - share))
        low, high = (
            sample[math.floor(4000 * share - stray)],
            sample[min(3999, math.ceil(4000 * share + stray))],
        )
        assert low - 1e-9 <= answer.value + answer.error
        assert answer.value - answer.error <= high + 1e-9


def _stands_still(flow: Distribution, duration: float) -> bool:
    """Whether a share of runs ends at exactly this duration, so that no share below it need exist."""
    around = [share_within(flow, duration * (1 + sign * 1e-9)) for sign in (-1, 1)]
    return around[1].value - around[0].value > 1e-6


def _drawn(flow: Distribution, chance: random.Random) -> float:
    """One run of a flow, drawn without any of the code under test."""
    match flow:
        case Constant(seconds):
            return seconds
        case Lognormal(median, sigma):
            return chance.lognormvariate(math.log(median), sigma)
        case Exponential(mean_seconds):
            return chance.expovariate(1 / mean_seconds)
        case Waiting(queue):
            return _waited(queue, chance)
        case Sojourn(queue):
            return _waited(queue, chance) + chance.expovariate(queue.service_rate)
        case Sum(terms, constant):
            return constant + sum(_drawn(term, chance) for term in terms)
        case Repeated(term, times):
            return sum(_drawn(term, chance) for _ in range(times))
        case Slowest(branches, times):
            return max(_drawn(branch, chance) for branch in branches for _ in range(times))
        case Choice(branches):
            weights, parts = zip(*branches, strict=True)
            return _drawn(chance.choices(parts, weights)[0], chance)
        case Capped(call, at):
            return min(at, _drawn(call, chance))
        case Attempts(call, timeout, delays, error_rate):
            spent = 0.0
            for delay in (*delays, 0.0):
                answer = _drawn(call, chance)
                spent += min(answer, timeout)
                if answer <= timeout and chance.random() >= error_rate:
                    break
                spent += delay
            return spent
    raise AssertionError(flow)


def _waited(queue: Queue, chance: random.Random) -> float:
    return chance.expovariate(queue.spare_rate) if chance.random() < queue.waiting_probability else 0.0


def test_attempts_that_hardly_a_run_comes_to_are_told_apart_from_what_is_known() -> None:
    few, many = (Attempts(SERVICE, 1.0, (0.1,) * retries, error_rate=0.01) for retries in (8, 300))
    for share in PERCENTILES:
        known, asked = percentile(few, share), percentile(many, share)
        assert asked.error <= 0.05 * asked.value
        assert abs(known.value - asked.value) <= known.error + asked.error


@pytest.mark.parametrize(("left", "right"), [(1400, 1590), (1400, 1700), (1, 3200), (3200, 2)])
def test_long_lattices_are_convolved_as_short_ones_are(left: int, right: int) -> None:
    chance = random.Random(5)  # noqa: S311 - a simulation, not a secret
    drawn = [[chance.random() for _ in range(size)] for size in (left, right)]
    first, second = ([mass / sum(masses) for mass in masses] for masses in drawn)
    lattices = [Lattice(0.0, 2.0**-10, masses, 0.0, 0.0, 0.0) for masses in (first, second)]
    found = summed(*lattices, Resolution(100.0, 4000, 0.0)).masses
    for at in (0, 1, 700, min(left, right) - 1, len(found) - 1):
        truth = math.fsum(first[k] * second[at - k] for k in range(max(0, at - right + 1), min(left, at + 1)))
        assert found[at] == pytest.approx(truth, abs=(left + right) * 2.0**-39)
