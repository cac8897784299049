"""The metrics that a measure may be about, as data: what each means, in which unit, and which way is better."""

from types import MappingProxyType
from typing import NamedTuple

from archkit.model.references import did_you_mean
from archkit.model.units import Dimension


class Metric(NamedTuple):
    """Something that can be measured of a system or of the team that builds it."""

    name: str
    dimensions: tuple[Dimension, ...]
    """What its value may be; a value of another dimension is a finding."""
    higher_is_better: bool
    meaning: str
    """One sentence for the documentation and for help texts."""
    example: str
    """A whole measure of it."""


def _table() -> dict[str, Metric]:
    duration, share, rate = (Dimension.DURATION,), (Dimension.SHARE,), (Dimension.RATE,)
    count, size = (Dimension.COUNT,), (Dimension.SIZE,)
    flow = (Dimension.RATE, Dimension.BANDWIDTH)
    money = (Dimension.MONEY, Dimension.MONEY_RATE)
    amount = (Dimension.COUNT, Dimension.SHARE, Dimension.RATE)
    rows: tuple[tuple[str, tuple[Dimension, ...], bool, str, str], ...] = (
        ("response_time", duration, False, "From the request to the whole answer, as its sender sees it.", "p95 response_time <= 200 ms at 400/s"),
        ("processing_time", duration, False, "The work itself, without the time spent waiting for it to begin.", "p95 processing_time <= 50 ms"),
        ("throughput", flow, True, "How much gets done in a stretch of time.", "throughput >= 400/s"),
        ("availability", share, True, "The share of time, or of requests, in which the service answers.", "availability >= 99.9 % over 30 d"),
        ("error_rate", share, False, "The share of requests that fail.", "error_rate <= 0.1 % over 30 d"),
        ("durability", share, True, "The share of stored records that are still there after a year.", "durability >= 99.999999 % over 1 y"),
        ("staleness", duration, False, "How old an answer may be.", "max staleness <= 5 s"),
        ("rpo", duration, False, "Recovery point objective: how much of the latest work may be lost.", "rpo <= 5 min"),
        ("rto", duration, False, "Recovery time objective: how soon the service is back.", "rto <= 1 h"),
        ("mttr", duration, False, "Mean time to recover from a failure, detection included.", "mttr <= 30 min"),
        ("mtbf", duration, True, "Mean time between failures.", "mtbf >= 90 d"),
        ("concurrent_users", count, True, "How many users are served at the same time.", "concurrent_users >= 5000"),
        ("data_volume", size, False, "How much is stored.", "data_volume <= 10 TB over 5 y"),
        ("deploy_frequency", rate, True, "How often a change reaches production.", "deploy_frequency >= 2/week"),
        ("lead_time", duration, False, "From a change being committed to its running in production.", "lead_time <= 1 d"),
        ("change_failure_rate", share, False, "The share of deployments that have to be mended.", "change_failure_rate <= 5 %"),
        ("cost", money, False, "What it costs, once or per stretch of time.", "cost <= 900 EUR/month"),
        ("time_to_onboard", duration, False, "Until somebody or something new is productive.", "time_to_onboard <= 10 working days"),
        ("coverage", share, True, "The share that is covered, of code by tests or of cases by rules.", "coverage >= 80 %"),
        ("violations", count, False, "How many rules are broken.", "violations = 0"),
        ("lost", amount, False, "How much is lost on the way.", "lost = 0"),
        ("duplicates", amount, False, "How much arrives or happens twice.", "duplicates <= 0.01 %"),
        ("affected_share", share, False, "The share of users, requests or data that a failure touches.", "affected_share <= 10 %"),
        ("success_share", share, True, "The share of attempts that reach their goal.", "success_share >= 95 %"),
        ("elapsed_time", duration, False, "From the start to the end of a whole job or procedure.", "elapsed_time <= 4 h"),
        ("added_latency", duration, False, "What a part adds to the response time.", "p99 added_latency <= 10 ms"),
        ("time_to_first_byte", duration, False, "From the request to the first byte of its answer.", "p95 time_to_first_byte <= 100 ms"),
        ("downtime", duration, False, "How long the service is down.", "downtime <= 43 min over 30 d"),
        ("time_to_scale", duration, False, "Until more load is carried by more capacity.", "time_to_scale <= 5 min"),
        ("detection_time", duration, False, "From a fault to somebody or something noticing it.", "detection_time <= 1 min"),
        ("manual_steps", count, False, "How many steps a person has to do.", "manual_steps = 0"),
        ("memory", size, False, "How much main memory is used.", "max memory <= 512 MiB"),
    )  # fmt: skip
    return {
        name: Metric(name, dimensions, higher, meaning, example)
        for name, dimensions, higher, meaning, example in rows
    }


METRICS = MappingProxyType(_table())
"""The known metrics by name, in the order of the format."""

_SPOKEN = MappingProxyType(
    {
        "latency": "response_time", "responsetime": "response_time", "duration": "response_time", "delay": "response_time",
        "rt": "response_time", "ttfb": "time_to_first_byte", "uptime": "availability", "rps": "throughput",
        "qps": "throughput", "tps": "throughput", "requests": "throughput", "load": "throughput", "bandwidth": "throughput",
        "errors": "error_rate", "failure_rate": "error_rate", "users": "concurrent_users", "storage": "data_volume",
        "deployments": "deploy_frequency", "deployment_frequency": "deploy_frequency", "age": "staleness",
        "freshness": "staleness", "lag": "staleness", "outage": "downtime", "price": "cost", "success_rate": "success_share",
        "recovery_time": "rto", "time_to_detect": "detection_time", "mttd": "detection_time", "test_coverage": "coverage",
        "data_loss": "lost", "ram": "memory",
    }
)  # fmt: skip
"""What people call a metric that has another name here."""


def suggest_metric(name: str) -> str:
    """Return the known metric that was probably meant: ``latency`` is ``response_time``; empty where none comes near."""
    plain = "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
    return plain if plain in METRICS else _SPOKEN.get(plain) or did_you_mean(plain, METRICS)
