"""A whole flow against two hundred thousand runs of it, drawn by code that shares nothing with archkit."""

import math

import numpy as np
import pytest
from flows import workspace

RUNS = 200_000
STEPS = """
  - user -> app: Ask
  - app -> index: {action: Look it up, cache: {hit_rate: 60 %}}
  - alt: it is a long one
    share: 30 %
    steps:
      - loop: each page
        times: 3
        steps: [app -> store: Read]
    else:
      - app -> store: Read one
  - par:
      - steps: [app -> left: Decorate]
      - steps: [app -> right: Decorate]
  - app -> shard: {action: Ask all shards, fan_out: 8}
  - app -> flaky: {action: Charge, retries: 2, timeout: 300 ms}
"""
PARTS = {
    "app": (5, 40),
    "index": (20, 200),
    "store": (10, 60),
    "left": (15, 30),
    "right": (8, 90),
    "shard": (4, 25),
    "flaky": (80, 600),
}
COMPONENTS = "\n".join(
    f"{name}: {{latency: {{p50: {p50} ms, p99: {p99} ms}}, capacity: 100G/s, availability: 100 %"
    + (", error_rate: 5 %}" if name == "flaky" else "}")
    for name, (p50, p99) in PARTS.items()
)
HOP = 0.0005


def draw(dice, name, count=RUNS):
    p50, p99 = PARTS[name]
    return np.exp(np.log(p50 / 1000) + np.log(p99 / p50) / 2.3263478740408408 * dice.standard_normal(count))


def call(dice, name, count=RUNS):
    return HOP + draw(dice, name, count)


def simulated():
    dice = np.random.default_rng(42)
    total = call(dice, "app")
    total += np.where(dice.random(RUNS) < 0.6, 0.0, call(dice, "index"))
    pages = call(dice, "store") + call(dice, "store") + call(dice, "store")
    total += np.where(dice.random(RUNS) < 0.3, pages, call(dice, "store"))
    total += np.maximum(call(dice, "left"), call(dice, "right"))
    total += np.max([call(dice, "shard") for _ in range(8)], axis=0)
    going = np.ones(RUNS, dtype=bool)
    for _ in range(3):
        once = call(dice, "flaky")
        total += np.where(going, np.minimum(once, 0.3), 0.0)
        going &= (once > 0.3) | (dice.random(RUNS) < 0.05)
    return total, going


@pytest.fixture(scope="module")
def runs():
    return simulated()


@pytest.mark.parametrize("percentile", [50, 90, 95, 99])
def test_percentiles_of_a_flow_are_those_of_its_runs(only, runs, percentile):
    result = only(workspace(STEPS, f"p{percentile} response_time <= 10 s", COMPONENTS))
    total, _ = runs
    noise = 3 * math.sqrt(percentile / 100 * (1 - percentile / 100) / RUNS)
    low, high = np.quantile(total, [percentile / 100 - noise, percentile / 100 + noise])
    assert low - result.answer.error <= result.value <= high + result.answer.error
    assert result.value == pytest.approx(float(np.quantile(total, percentile / 100)), rel=0.02)


def test_the_error_rate_of_a_flow_is_that_of_its_runs(only, runs):
    result = only(workspace(STEPS, "error_rate <= 50 %", COMPONENTS))
    _, failed = runs
    assert result.value == pytest.approx(float(failed.mean()), rel=0.15)
