"""The table of burn rates, against the numbers of the Site Reliability Workbook, and its edges."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archkit.objectives import DAY, HOUR, Tier, burn_table

TARGETS = st.decimals(min_value="0", max_value="0.99999", places=5)
PERIODS = st.integers(min_value=HOUR, max_value=365 * DAY)


def numbers(target: str, days: int) -> list[tuple[float, float]]:
    return [(float(row.factor), float(row.threshold)) for row in burn_table(Decimal(target), days * DAY).rows]


def test_the_table_of_the_workbook_comes_out_for_thirty_days() -> None:
    rows = burn_table(Decimal("0.999"), 30 * DAY).rows
    assert [float(row.factor) for row in rows] == [14.4, 6, 3, 1]
    assert [float(row.threshold) for row in rows] == [0.0144, 0.006, 0.003, 0.001]
    assert [row.tier for row in rows] == [Tier.FAST, Tier.FAST, Tier.SLOW, Tier.SLOW]
    assert [float(row.detection) for row in rows] == pytest.approx([51.84, 129.6, 259.2, 259.2])


def test_another_period_has_factors_of_its_own() -> None:
    assert [factor for factor, _ in numbers("0.999", 28)] == pytest.approx(
        [13.44, 5.6, 2.8, 0.9333], abs=1e-3
    )
    assert [factor for factor, _ in numbers("0.999", 7)] == pytest.approx([13.44, 3.5, 1.4, 1])
    assert [factor for factor, _ in numbers("0.999", 90)] == pytest.approx([43.2, 18, 9, 3])


def test_a_burn_rate_that_no_outage_reaches_is_left_out_and_told() -> None:
    burn = burn_table(Decimal("0.9"), 30 * DAY)
    assert [float(row.factor) for row in burn.rows] == [6, 3, 1]
    assert any("14.4 over 1h can never be reached" in edge and "93.06 %" in edge for edge in burn.edges)


def test_a_window_longer_than_the_period_is_left_out_and_told() -> None:
    burn = burn_table(Decimal("0.99"), 2 * DAY)
    assert all(row.long < 2 * DAY for row in burn.rows)
    assert any("3d does not fit" in edge for edge in burn.edges)


def test_few_requests_are_told_from_enough() -> None:
    one_a_minute = burn_table(Decimal("0.999"), 30 * DAY, Decimal(1) / 60)
    assert one_a_minute.rows[0].alone == 70
    assert one_a_minute.rows[0].is_sparse
    assert any("below 70 a single bad one" in edge for edge in one_a_minute.edges)
    assert not burn_table(Decimal("0.999"), 30 * DAY, Decimal(10)).edges


def test_a_service_that_is_hardly_used_wants_a_probe() -> None:
    burn = burn_table(Decimal("0.99"), 30 * DAY, Decimal("0.0002"))
    assert burn.rows[0].is_mute
    assert any("synthetic probe" in edge for edge in burn.edges)


@pytest.mark.parametrize("target", ["1", "1.5", "-0.1"])
def test_a_target_without_a_budget_is_refused(target) -> None:
    with pytest.raises(ValueError, match="no error budget"):
        burn_table(Decimal(target), 30 * DAY)


@given(TARGETS, PERIODS)
def test_every_row_can_fire_before_the_budget_is_gone(target, period) -> None:
    for row in burn_table(target, period).rows:
        assert row.threshold < 1
        assert row.share < 1
        assert row.short * 12 == row.long < period
        assert row.exhausts * row.factor == pytest.approx(period)
        spent = row.factor * row.long / period
        assert spent == pytest.approx(row.share)


@given(TARGETS, PERIODS)
def test_faster_rows_have_shorter_windows_and_higher_thresholds(target, period) -> None:
    rows = burn_table(target, period).rows
    assert list(rows) == sorted(rows, key=lambda row: row.long)
    assert all(one.threshold >= two.threshold for one, two in pairwise(rows))
