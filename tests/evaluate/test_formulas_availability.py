import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archkit.evaluate.formulas import availability as av
from archkit.evaluate.formulas.retries import backoff_delays, expected_attempts, failure_after

HOUR, DAY, MONTH, YEAR = 3600, 86_400, 30 * 86_400, 365 * 86_400
shares = st.floats(0, 1)
small = st.floats(1e-9, 0.5)
SLACK = 1 + 1e-12


def test_three_services_in_series_lose_what_each_loses() -> None:
    assert 1 - av.in_series([0.001, 0.001, 0.001]) == pytest.approx(0.999**3, rel=1e-15)


def test_two_in_parallel_are_down_only_together() -> None:
    assert av.in_parallel([0.001, 0.01]) == pytest.approx(1e-5)


@pytest.mark.parametrize(
    ("needed", "replicas", "up", "expected"),
    [(1, 1, 0.9, 0.9), (1, 2, 0.9, 0.99), (2, 3, 0.9, 0.972), (3, 3, 0.9, 0.729), (2, 4, 0.99, 0.99999603)],
)
def test_k_of_n_replicas(needed: int, replicas: int, up: float, expected: float) -> None:
    assert 1 - av.k_of_n(needed, replicas, 1 - up) == pytest.approx(expected, rel=1e-9)


def test_eighteen_nines_are_not_rounded_to_certainty() -> None:
    assert av.k_of_n(1, 6, 0.001) == pytest.approx(1e-18)
    assert av.nines(av.k_of_n(1, 6, 0.001)) == pytest.approx(18)
    assert av.in_series([1e-18, 1e-18]) == pytest.approx(2e-18)


@pytest.mark.parametrize(("needed", "replicas"), [(0, 3), (4, 3)])
def test_an_impossible_need_is_refused(needed: int, replicas: int) -> None:
    with pytest.raises(ValueError, match="cannot be needed"):
        av.k_of_n(needed, replicas, 0.1)


def test_availability_from_failures_and_repairs_and_back() -> None:
    down = av.down_from(mtbf=30 * DAY, mttr=HOUR)
    assert 1 - down == pytest.approx(720 / 721)
    assert av.mttr_allowed(1 - down, mtbf=30 * DAY) == pytest.approx(HOUR)
    assert av.down_from(mtbf=HOUR, mttr=0) == 0


def test_a_common_cause_caps_what_redundancy_brings() -> None:
    def pair(down: float) -> float:
        return av.k_of_n(1, 2, down)

    assert av.with_common_cause(0.001, 0.0, pair) == pytest.approx(1e-6)
    assert av.with_common_cause(0.001, 0.05, pair) == pytest.approx(5e-5 + 0.00095**2, rel=1e-4)
    assert av.with_common_cause(0.001, 1.0, pair) == pytest.approx(0.001)


def test_a_standby_still_costs_the_time_of_switching() -> None:
    mtbf, mttr, failover = 30 * DAY, 4 * HOUR, 120
    down = av.down_from(mtbf, mttr)
    switching = av.switching_share(failover, mtbf, mttr)
    assert av.active_passive(1, 2, down, switching) == pytest.approx(down**2 + 120 / (30 * DAY + 4 * HOUR))


def test_a_switch_that_takes_longer_than_the_repair_is_no_loss() -> None:
    down = av.down_from(DAY, 60)
    assert av.active_passive(1, 2, down, av.switching_share(HOUR, DAY, 60)) == down


@pytest.mark.parametrize(("down", "count"), [(0.001, 3), (0.0001, 4), (0.00001, 5), (0.0005, 3.301)])
def test_nines_count_both_sides_of_the_point(down: float, count: float) -> None:
    assert av.nines(down) == pytest.approx(count, abs=1e-3)
    assert av.nines(0) == math.inf


def test_five_nines_are_five_minutes_a_year() -> None:
    assert av.downtime(1e-5, YEAR) / 60 == pytest.approx(5.256)
    assert av.downtime(1e-5, MONTH) == pytest.approx(25.92)
    assert av.downtime(1e-5, DAY) == pytest.approx(0.864)


def test_an_error_budget_in_time_and_in_requests() -> None:
    assert av.error_budget(0.999, MONTH) / 60 == pytest.approx(43.2, rel=1e-15)
    assert av.error_budget(0.999, 2_000_000) == 2000
    assert av.budget_used(0.999, 0.0008) == pytest.approx(0.8)
    assert av.budget_used(1, 0.0001) == math.inf
    assert av.budget_used(1, 0) == 0


@pytest.mark.parametrize(
    ("kind", "delays"),
    [("fixed", (100, 100, 100)), ("incremental", (100, 200, 300)), ("exponential", (100, 200, 400))],
)
def test_the_three_kinds_of_delay_between_attempts(kind: str, delays: tuple[float, ...]) -> None:
    assert backoff_delays(kind, 100, 3) == delays


def test_exponential_delays_in_seconds_and_none_without_retries() -> None:
    assert backoff_delays("exponential", 1, 4) == (1, 2, 4, 8)
    assert backoff_delays("fixed", 1, 0) == ()
    with pytest.raises(ValueError, match="backoff is one of fixed, incremental, exponential"):
        backoff_delays("random", 1, 1)


def test_retries_cure_independent_errors_and_add_load() -> None:
    assert failure_after(3, 0.1) == pytest.approx(0.001)
    assert expected_attempts(3, 0.1) == pytest.approx(1.11)
    assert expected_attempts(3, 1) == 3
    assert expected_attempts(1, 0.5) == 1


@given(st.integers(1, 20), st.integers(0, 20), shares)
def test_more_replicas_never_lower_availability(needed: int, spare: int, down: float) -> None:
    before, after = (av.k_of_n(needed, needed + spare + more, down) for more in (0, 1))
    assert 0 <= after <= before * SLACK <= SLACK


@given(st.integers(1, 20), st.integers(1, 20), st.integers(0, 20), shares)
def test_needing_more_never_raises_availability(needed: int, more: int, spare: int, down: float) -> None:
    replicas = needed + more + spare
    assert av.k_of_n(needed, replicas, down) <= av.k_of_n(needed + more, replicas, down) * SLACK


@given(st.lists(shares, min_size=1), shares)
def test_one_more_part_in_series_never_raises_availability(parts: list[float], one_more: float) -> None:
    assert av.in_series(parts) <= av.in_series([*parts, one_more]) * SLACK + 1e-15


@given(st.lists(shares, min_size=1, max_size=8))
def test_the_order_of_parts_does_not_matter(parts: list[float]) -> None:
    assert av.in_series(parts) == pytest.approx(av.in_series(parts[::-1]), rel=1e-12, abs=1e-300)


@given(small, shares, st.integers(2, 9))
def test_redundancy_with_a_common_cause_is_never_worse_than_a_single_replica(
    down: float, beta: float, replicas: int
) -> None:
    group = av.with_common_cause(down, beta, lambda independent: av.k_of_n(1, replicas, independent))
    assert group <= down * SLACK


@given(st.integers(1, 5), st.integers(0, 5), small, shares)
def test_a_standby_never_lowers_availability(
    needed: int, standbys: int, down: float, switching: float
) -> None:
    with_standby = av.active_passive(needed, needed + standbys, down, switching)
    assert with_standby <= av.in_series([down] * needed) * SLACK


@pytest.mark.parametrize(
    ("needed", "replicas", "down"),
    [
        (1, 1_000_000, 0.3),
        (699_000, 1_000_000, 0.3),
        (700_500, 1_000_000, 0.3),
        (999_999, 1_000_000, 1e-7),
        (3, 2000, 0.999),
    ],
)
def test_a_million_replicas_give_the_sum_that_scipy_gives(needed: int, replicas: int, down: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    expected = float(stats.binom.cdf(needed - 1, replicas, 1 - down))
    assert av.k_of_n(needed, replicas, down) == pytest.approx(expected, rel=1e-6, abs=1e-300)


def test_more_than_are_ever_up_are_never_there() -> None:
    assert av.k_of_n(900_000, 1_000_000, 0.3) == 1.0


def test_of_what_never_fails_nothing_is_lost_and_it_is_no_negative_zero() -> None:
    assert math.copysign(1, av.in_series([0.0, 0.0])) == 1


def test_a_million_retries_end_in_numbers() -> None:
    assert expected_attempts(1_000_001, 0.5) == pytest.approx(2)
    assert expected_attempts(1_000_001, 1.0) == 1_000_001
    assert expected_attempts(100, 0.9) == pytest.approx(sum(0.9**k for k in range(100)), rel=1e-12)
    assert backoff_delays("exponential", 0.1, 2000)[-1] > 1e200
