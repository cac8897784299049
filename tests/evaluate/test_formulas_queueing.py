import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archkit.evaluate.formulas.queueing import Queue, drain_time, erlang_b, erlang_c, little
from archkit.evaluate.formulas.scalability import Scalability

rates = st.floats(0.01, 1e5)
servers = st.integers(1, 200)


def test_a_single_server_follows_the_closed_forms_of_one_queue_one_server() -> None:
    queue = Queue(arrivals=90, service_rate=100)
    assert queue.utilisation == 0.9
    assert queue.waiting_probability == pytest.approx(0.9)
    assert queue.mean_response == pytest.approx(1 / 10)
    assert queue.mean_present == pytest.approx(9)
    assert queue.mean_waiting == pytest.approx(8.1)
    assert queue.response_exceeds(0.2) == pytest.approx(math.exp(-2))
    assert queue.wait_exceeded_by(0.01) == pytest.approx(math.log(90) / 10)


def test_forty_five_lines_are_the_least_that_turn_away_one_call_in_a_hundred() -> None:
    # 1200 calls of 100 s an hour, the example of a forum of erlang.com
    offered = 1200 * 100 / 3600
    assert erlang_b(45, offered) <= 0.01 < erlang_b(44, offered)


def test_a_queue_at_its_capacity_has_no_steady_state() -> None:
    for arrivals in (300, 301):
        queue = Queue(arrivals, 100, 3)
        assert not queue.stable
        assert queue.waiting_probability == 1
        assert queue.mean_wait == queue.mean_response == queue.wait_exceeded_by(0.05) == math.inf
        assert queue.wait_exceeds(60) == queue.response_exceeds(60) == 1


def test_without_arrivals_nobody_waits() -> None:
    queue = Queue(0, 100, 3)
    assert queue.waiting_probability == queue.mean_wait == queue.mean_present == 0
    assert queue.response_exceeds(0.01) == pytest.approx(math.exp(-1))


def test_erlang_does_not_overflow_where_factorials_would() -> None:
    assert 0 < erlang_c(5000, 4900) < 1


def test_a_queue_with_half_its_servers_idle_hardly_waits() -> None:
    assert Queue(500, 10, 100).waiting_probability < 1e-8


@pytest.mark.parametrize("wrong", [(-1, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_an_impossible_queue_is_refused(wrong: tuple[float, float, int]) -> None:
    with pytest.raises(ValueError, match="not a queue"):
        Queue(*wrong)


@given(servers, st.floats(0.01, 0.99))
def test_arrivals_that_wait_are_more_than_those_that_a_loss_system_turns_away(
    count: int, utilisation: float
) -> None:
    assert 0 <= erlang_b(count, count * utilisation) <= erlang_c(count, count * utilisation) <= 1


@given(rates, st.floats(0.01, 0.98), servers)
def test_one_more_server_never_makes_anybody_wait_longer(
    service_rate: float, utilisation: float, count: int
) -> None:
    arrivals = utilisation * count * service_rate
    before, after = Queue(arrivals, service_rate, count), Queue(arrivals, service_rate, count + 1)
    assert after.mean_wait <= before.mean_wait * (1 + 1e-9)
    assert after.wait_exceeded_by(0.05) <= before.wait_exceeded_by(0.05)


@given(rates, st.floats(0.01, 0.98), servers, st.floats(0.01, 1))
def test_durations_scale_with_the_unit_of_time(
    service_rate: float, utilisation: float, count: int, share: float
) -> None:
    queue = Queue(utilisation * count * service_rate, service_rate, count)
    in_minutes = Queue(queue.arrivals * 60, service_rate * 60, count)
    assert in_minutes.wait_exceeded_by(share) * 60 == pytest.approx(queue.wait_exceeded_by(share), abs=1e-12)


@given(rates, st.floats(0.01, 0.98), servers, st.floats(0, 20))
def test_a_response_exceeds_a_duration_at_least_as_often_as_the_wait_does(
    service_rate: float, utilisation: float, count: int, factor: float
) -> None:
    queue = Queue(utilisation * count * service_rate, service_rate, count)
    duration = factor / service_rate
    assert queue.wait_exceeds(duration) - 1e-12 <= queue.response_exceeds(duration) <= 1 + 1e-12


def test_the_number_present_is_the_rate_times_the_stay() -> None:
    assert little(40, 0.25) == 10
    assert little(0, math.inf) == 0


def test_a_backlog_drains_at_what_arrivals_leave_over() -> None:
    # a million orders within a second, worked off at 500 a second: 33 minutes
    assert drain_time(1_000_000, 500) / 60 == pytest.approx(33.33, abs=0.01)
    assert drain_time(1000, 500, arrivals=400) == 10
    assert drain_time(1000, 500, arrivals=500) == math.inf
    assert drain_time(0, 500, arrivals=500) == 0


def test_linear_scaling_doubles_the_work_of_double_the_replicas() -> None:
    assert [Scalability().gain(n) for n in (1, 2, 4)] == [1, 2, 4]
    assert Scalability().peak == math.inf


def test_contention_brings_diminishing_returns_and_coherency_negative_ones() -> None:
    amdahl, universal = Scalability(contention=0.1), Scalability(0.1, 0.02)
    gains = [amdahl.gain(n) for n in range(1, 50)]
    steps = [after - before for before, after in pairwise(gains)]
    assert all(0 < later < earlier for earlier, later in pairwise(steps))
    assert universal.gain(20) < universal.gain(7)
    assert universal.peak == pytest.approx(math.sqrt(0.9 / 0.02))


def test_replicas_keep_utilisation_at_eighty_percent_or_below() -> None:
    assert Scalability().replicas_for(400, 300) == 2
    assert Scalability().replicas_for(240, 300) == 1
    assert Scalability().replicas_for(241, 300) == 2
    assert Scalability().replicas_for(0, 300) == 1


def test_no_number_of_replicas_helps_beyond_the_peak() -> None:
    assert Scalability(contention=0.1).replicas_for(10 * 300 * 0.8, 300) is None
    assert Scalability(0.1, 0.02).replicas_for(4 * 300, 300) is None
    assert Scalability(1).replicas_for(2 * 300, 300) is None


@given(
    st.floats(0, 1),
    st.one_of(st.just(0.0), st.floats(1e-7, 2)),
    st.floats(0, 5000),
    st.floats(1, 1000),
)
def test_the_replicas_needed_are_the_least_that_suffice(
    contention: float, coherency: float, load: float, capacity: float
) -> None:
    scalability = Scalability(contention, coherency)
    needed = scalability.replicas_for(load, capacity)

    def carried(count: int) -> bool:
        return scalability.gain(count) * capacity * 0.8 >= load * (1 - 3e-9)

    if needed is None:
        assert not any(carried(n) for n in range(1, 3000))
    else:
        assert carried(needed)
        assert not any(
            scalability.gain(n) * capacity * 0.8 >= load for n in range(max(1, needed - 500), needed)
        )


def test_a_million_servers_are_as_free_as_they_seem() -> None:
    assert erlang_b(1_000_000, 10.0) == 0.0
    assert erlang_c(1_000_000, 10.0) == 0.0
    assert erlang_c(1_000_000, 2_000_000.0) == 1.0
    # the square-root rule: with sqrt(a) servers to spare about a fifth of the arrivals wait (Halfin and Whitt, 1981)
    assert erlang_c(1_001_000, 1_000_000.0) == pytest.approx(0.2234, abs=0.001)


@pytest.mark.parametrize("capacity", [1e-25, 1e-300, 5e-324])
def test_what_no_number_of_replicas_carries_is_told_so_however_little_one_can_do(capacity: float) -> None:
    assert Scalability(0.0, 0.0).replicas_for(1e9, capacity) is None
    assert Scalability(0.01, 1e-40).replicas_for(1e9, capacity) is None
    assert Scalability(0.0, 1e-40).replicas_for(1e3, 1.0) == 1250
