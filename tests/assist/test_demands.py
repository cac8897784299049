"""Numbers and vague words in sentences become measures of the format; what is no demand becomes none."""

import pytest

from archkit.assist import demands
from archkit.assist.amounts import amounts
from archkit.assist.language import language
from archkit.catalog import Catalog
from archkit.model import METRICS, parse_measure

STATED = [
    ("Search results are shown within 100 ms.", "p95 response_time <= 100 ms"),
    ("95 % of searches return in less than 200 milliseconds.", "p95 response_time <= 200 ms"),
    ("The p99 latency of the checkout must be below 800 ms at 400 rps.", "p99 response_time <= 800 ms at 400/s"),
    ("Pages load in under two seconds for 10,000 concurrent users.", "p95 response_time <= 2 s at 10 000 concurrent_users"),
    ("It takes no longer than 3 seconds on average to load a page.", "mean response_time <= 3 s"),
    ("Response time should not exceed 1 second.", "p95 response_time <= 1 s"),
    ("Users see their orders in under a second.", "p95 response_time <= 1 s"),
    ("The store answers requests 99.9% of the time.", "availability >= 99.9 % over 30 d"),
    ("Uptime 99.95 % per month", "availability >= 99.95 % over 30 d"),
    ("The service is available 99.5 percent of the time over a year.", "availability >= 99.5 % over 30 d"),
    ("At most 10 minutes of downtime per month.", "downtime <= 10 min over 30 d"),
    ("A new version is deployed at least twice a week.", "deploy_frequency >= 2/week"),
    ("The system must handle 400 requests per second at peak.", "throughput >= 400/s"),
    ("It has to process 1.5 million orders per day.", "throughput >= 1.5M/day"),
    ("Supports up to 10,000 concurrent users.", "concurrent_users >= 10 000"),
    ("Running it costs at most $900 a month.", "cost <= 900 USD/month"),
    ("Hosting must not cost more than 40 000 EUR/month.", "cost <= 40 000 EUR/month"),
    ("No order may be lost.", "lost = 0"),
    ("Customers must never be charged twice.", "duplicates = 0"),
    ("We should be back online within 1 hour after a disaster.", "rto <= 1 h"),
    ("The shop may lose at most 5 minutes of data.", "rpo <= 5 min"),
    ("Fewer than 0.1% of payments fail.", "error_rate <= 0.1 %"),
    ("The dashboard is never more than 5 seconds behind.", "max staleness <= 5 s"),
    ("Reports are ready within 2 hours.", "elapsed_time <= 2 h"),
    ("The history keeps at most 5 TB.", "data_volume <= 5 TB"),
    ("New developers are productive within 10 working days.", "time_to_onboard <= 10 working days"),
    ("An outage is noticed within 2 minutes.", "detection_time <= 2 min"),
    ("About 400 requests per second must be served.", "throughput >= ~400/s"),
]  # fmt: skip
VAGUE = [
    ("The confirmation is shown quickly.", "performance", "p95 response_time <= ~300 ms"),
    ("The driver is found immediately.", "responsiveness", "p95 response_time <= ~100 ms"),
    ("The map shows positions in real time.", "consistency", "max staleness <= ~1 s"),
    ("The service must be available 24/7.", "availability", "availability >= ~99.9 % over 30 d"),
    ("The shop has to be highly scalable.", "scalability", "throughput >= ~1000/s"),
    ("The login must be secure.", "security", "detection_time <= ~15 min"),
    ("The app should be very easy to use.", "user-experience", "success_share >= ~95 %"),
    ("Operating it should be cheap.", "cost-efficiency", "cost <= ~1000 EUR/month"),
]
NOTHING = [
    "A finished ride makes the system charge the rider's card.",
    "Drivers no farther than 5 miles away are shown.",
    "I'll call at 5 past 10.",
    "See you on 2027-06-30 at 10:30.",
    "Version 2.0 of the app replaces version 1.4.",
    "The report has 3 pages.",
    "Drivers report their position every 5 seconds.",
    "Chapter 4 describes the API.",
    "My phone number is 0123 456789.",
    "There are 2 million riders and 3 kinds of drivers.",
]


@pytest.mark.parametrize(("sentence", "measure"), STATED)
def test_a_number_becomes_the_measure_that_it_states(sentence: str, measure: str) -> None:
    found = demands(sentence)
    assert [one.measure for one in found] == [measure]
    assert found[0].stated
    assert found[0].words in " ".join(sentence.split())


@pytest.mark.parametrize(("sentence", "attribute", "measure"), VAGUE)
def test_a_vague_word_becomes_a_guess_to_choose_from(sentence: str, attribute: str, measure: str) -> None:
    (found,) = demands(sentence)
    assert (found.attribute, found.measure, found.stated) == (attribute, measure, False)
    assert next(iter(found.choices)) == measure
    assert all(parse_measure(one).value.guess or one.endswith("= 0 over 1 y") for one in found.choices)
    assert all(found.choices.values())


@pytest.mark.parametrize("sentence", NOTHING)
def test_a_number_that_demands_nothing_gives_nothing(sentence: str) -> None:
    assert demands(sentence) == ()


def test_a_percentile_that_nobody_said_is_told_as_proposed() -> None:
    (silent,) = demands("The list is shown within 200 ms.")
    (said,) = demands("For 99 % of users the list is shown within 200 ms.")
    assert "nobody said for which share" in silent.because
    assert list(silent.choices) == [
        "p95 response_time <= 200 ms",
        "p99 response_time <= 200 ms",
        "max response_time <= 200 ms",
    ]
    assert (said.measure, "nobody" in said.because) == ("p99 response_time <= 200 ms", False)


def test_two_demands_of_one_sentence_are_two() -> None:
    found = demands("We must be back within 1 hour after a failure and lose at most 5 minutes of data.")
    assert [one.measure for one in found] == ["rto <= 1 h", "rpo <= 5 min"]
    words = [one.attribute for one in demands("The login must be fast and secure.")]
    assert words == ["performance", "security"]


def test_a_word_beside_its_number_is_not_asked_about() -> None:
    (found,) = demands("The list is shown quickly, that is within 200 ms, to 95 % of users.")[-1:]
    assert found.stated
    assert len(demands("The search is fast and answers within 200 ms.")) == 1


def test_every_word_of_the_text_rules_that_is_a_quality_has_a_proposal() -> None:
    known = Catalog()
    assert not [word for word in known.words("vague").advice if not demands(f"The system must be {word}.")]


def test_every_cue_names_a_metric_with_its_dimension() -> None:
    for cue in language().cues:
        known = METRICS[cue.metric]
        assert cue.dimension in known.dimensions
        assert cue.attribute in Catalog().quality_attributes
        assert cue.limit == (">=" if known.higher_is_better else "<=")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("within half an hour", "0.5 h"),
        ("5k rps", "5000/s"),
        ("40 000 EUR/month", "40 000 EUR/month"),
        ("100 MB/s", "100 MB/s"),
        ("a 10-minute outage", "10 min"),
        ("roughly 2 million users", "~2M"),
    ],
)
def test_amounts_are_written_as_the_format_has_them(text: str, amount: str) -> None:
    assert [one.text for one in amounts(text)] == [amount]
