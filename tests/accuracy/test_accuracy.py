"""Advice agrees with what the sources of the worked examples chose and warn against."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from measure import HERE, Result, measure, recall, table


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return measure()


def test_nine_of_ten_patterns_that_a_source_chose_are_recommended(results):
    assert recall(results) >= 0.9, table(results)


def test_nothing_that_a_source_warns_against_is_recommended(results):
    assert [(one.name, each) for one in results for each in one.violations] == []


def test_no_example_is_drowned_in_advice(results):
    assert sum(len(one.recommended) for one in results) / len(results) <= 10
    assert [(one.name, len(one.shown)) for one in results if len(one.shown) > 12] == []


def test_systems_that_the_clauses_were_not_written_for_fare_as_well():
    held_out = measure(HERE / "held-out")
    assert recall(held_out) >= 0.9, table(held_out)
    assert [(one.name, each) for one in held_out for each in one.violations] == []
