"""What a measure says, in one line or as a map, and what an author reads whose line is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archkit.model.measures import (
    METRICS,
    Measure,
    MeasureError,
    canonical_measure,
    measure_from_map,
    parse_measure,
    suggest_metric,
)
from archkit.model.quantities import parse_quantity


def test_every_part_of_a_measure_is_read() -> None:
    measure = parse_measure("p95 response_time <= ~200 ms at 400/s over 30 d")
    assert (measure.percentile, measure.metric, measure.known, measure.comparison) == (
        95,
        "response_time",
        True,
        "<=",
    )
    assert measure.value.high == 0.2
    assert measure.value.guess
    assert measure.load is not None
    assert measure.load.high == 400
    assert measure.window is not None
    assert measure.window.high == 30 * 86_400
    assert measure.is_upper_limit
    assert not measure.is_lower_limit


def test_everything_but_metric_and_value_may_be_left_out() -> None:
    measure = parse_measure("availability>=99.9 %")
    assert (measure.percentile, measure.load, measure.window, measure.statistic) == (None, None, None, "")
    assert measure.is_lower_limit


@pytest.mark.parametrize(
    ("written", "percentile"), [("p99.9", 99.9), ("p50", 50), ("mean", "mean"), ("max", "max")]
)
def test_a_percentile_keeps_its_name(written: str, percentile: float | str) -> None:
    measure = parse_measure(f"{written} response_time < 1 s")
    assert measure.percentile == percentile
    assert measure.statistic == written


@pytest.mark.parametrize(
    ("load", "value", "noun"),
    [
        ("400/s", 400, ""),
        ("~400/s", 400, ""),
        ("5000", 5000, ""),
        ("5000 concurrent_users", 5000, "concurrent_users"),
        ("5 000 concurrent users", 5000, "concurrent users"),
        ("2M riders", 2e6, "riders"),
    ],
)
def test_a_load_is_a_rate_or_a_count_with_or_without_what_it_counts(
    load: str, value: float, noun: str
) -> None:
    measure = parse_measure(f"response_time <= 1 s at {load}")
    assert measure.load is not None
    assert measure.load.high == value
    assert measure.load_noun == noun


def test_a_metric_that_nobody_knows_is_kept_with_a_value_of_any_kind() -> None:
    measure = parse_measure("p99 checkout_abandonment <= 3 %")
    assert not measure.known
    assert measure.metric == "checkout_abandonment"
    assert measure.value.high == 0.03


def test_the_example_of_every_known_metric_is_a_canonical_measure_of_it() -> None:
    for name, metric in METRICS.items():
        measure = parse_measure(metric.example)
        assert measure.metric == name == metric.name
        assert measure.value.dimension in metric.dimensions
        assert canonical_measure(measure) == metric.example
        assert measure.comparison == "=" or measure.is_lower_limit is metric.higher_is_better


@pytest.mark.parametrize(
    ("text", "message", "advice", "words"),
    [
        ("p95 response time < 200ms", "one metric", "write 'p95 response_time < 200ms'", "p95 response time"),
        ("response_time 200 ms", "has no comparison", "write 'response_time <= 200 ms'", ""),
        ("availability 99.9 %", "has no comparison", "write 'availability >= 99.9 %'", ""),
        ("response_time below 200 ms", "has no comparison", "write 'response_time < 200 ms'", ""),
        ("p95 response_time ≤ 200 ms", "compares with '≤'", "write 'p95 response_time <= 200 ms'", "≤"),
        ("response_time =< 200 ms", "compares with '=<'", "write 'response_time <= 200 ms'", "=<"),
        ("100 ms <= response_time <= 1 s", "more than one comparison", "write it as", "<="),
        (
            "95th percentile response_time <= 1 s",
            "a percentile",
            "write 'p95 response_time <= 1 s'",
            "95th percentile response_time",
        ),
        (
            "95 % response_time <= 1 s",
            "a percentile",
            "write 'p95 response_time <= 1 s'",
            "95 % response_time",
        ),
        ("P95 latency <= 1 s", "a percentile", "write 'p95 response_time <= 1 s'", "P95 latency"),
        (
            "average response time <= 1 s",
            "a percentile",
            "write 'mean response_time <= 1 s'",
            "average response time",
        ),
        ("p999 response_time <= 1 s", "between p0 and p100", "write 'p99.9 response_time <= 1 s'", "p999"),
        ("p100 response_time <= 1 s", "between p0 and p100", "write 'max response_time <= 1 s'", "p100"),
        ("p95 <= 1 s", "names no metric", "write it as", "p95"),
        ("p0 <= 1 s", "names no metric", "write it as", "p0"),
        ("200 ms >= response_time", "begins with a number", "write it as", "200 ms"),
        ("response_time <= 200", "'200' has no unit", "'p95 response_time <= 200 ms at 400/s'", "200"),
        ("availability >= 99.9", "'99.9' has no unit", "write '99.9 %'", "99.9"),
        ("response_time <= 99 %", "'99 %' is a share, here a duration is needed", "as in", "99 %"),
        ("response_time <= 1,5 s", "has a comma", "write '1.5 s'", "1,5 s"),
        ("availability >=", "nothing is written", "as in 'availability", ""),
        ("response_time <= 1 s at peak", "'peak' has no number", "'at 400/s'", "peak"),
        ("response_time <= 1 s at 300 ms", "is a duration", "'at 400/s'", "300 ms"),
        ("response_time <= 1 s over a month", "has no number", "'over 30 d'", "a month"),
        ("response_time <= 1 s at 4/s at 5/s", "says 'at' twice", "keep one 'at'", "at"),
        ("", "is empty", "write it as", ""),
        ("fast", "has no comparison", "write it as", ""),
    ],
)
def test_a_line_that_is_no_measure_is_explained_and_mended(
    text: str, message: str, advice: str, words: str
) -> None:
    with pytest.raises(MeasureError) as caught:
        parse_measure(text)
    assert message in caught.value.message
    assert advice in caught.value.help
    assert caught.value.words == words


def test_a_map_says_the_same_as_a_line() -> None:
    written = {
        "metric": "response_time",
        "percentile": "p95",
        "at_most": "200 ms",
        "load": "5000 concurrent_users",
        "window": "30 d",
    }
    line = "p95 response_time <= 200 ms at 5000 concurrent_users over 30 d"
    assert measure_from_map(written) == parse_measure(line)
    assert measure_from_map({"metric": "availability", "at_least": "99.9 %"}) == parse_measure(
        "availability >= 99.9 %"
    )
    assert measure_from_map({"metric": "lost", "equals": "0", "window": None}) == parse_measure("lost = 0")
    assert measure_from_map({"metric": "rpo", "percentile": "99.9", "at_most": "1 h"}).percentile == 99.9


@pytest.mark.parametrize(
    ("written", "message", "advice"),
    [
        ({"metrik": "rpo"}, "'metrik' is no key of a measure", "did you mean 'metric'?"),
        ({"at_most": "5 s"}, "names no metric", "metric: response_time"),
        ({"metric": "rpo"}, "has no value", "at_most"),
        ({"metric": "rpo", "at_most": "5 s", "at_least": "3 s"}, "both at_most and at_least", "two measures"),
        ({"metric": "rpo", "at_most": ["5 s"]}, "a list stands", "one value"),
        ({"metric": "rpo", "at_most": "5 s", "percentile": "most"}, "'most' is no percentile", "p95"),
        (
            {"metric": "response time", "at_most": "5 s"},
            "no name of a metric",
            "did you mean 'response_time'?",
        ),
        ({"metric": "rpo", "at_most": "5 %"}, "is a share", "rpo <= 5 min"),
        ({"metric": "rpo", "at_most": "5 s at 3/s"}, "'5 s at 3/s'", ""),
        ({"metric": "rpo", "at_most": "9" * 10**6}, "too long", "shorten"),
    ],
)
def test_a_map_that_is_no_measure_is_explained(written: dict[str, str], message: str, advice: str) -> None:
    with pytest.raises(MeasureError) as caught:
        measure_from_map(written)
    assert message in caught.value.message
    assert advice in caught.value.help


def test_a_metric_by_another_name_leads_to_the_known_one() -> None:
    assert suggest_metric("latency") == "response_time"
    assert suggest_metric("Response Time") == "response_time"
    assert suggest_metric("availibility") == "availability"
    assert suggest_metric("happiness") == ""


def test_the_canonical_measure_has_single_blanks_and_listed_units() -> None:
    measure = parse_measure("p95  response_time<=200ms  over 30 days at 400 /s")
    assert canonical_measure(measure) == "p95 response_time <= 200 ms at 400/s over 30 d"
    assert str(measure) == "p95  response_time<=200ms  over 30 days at 400 /s"


NUMBERS = st.integers(0, 10**6)
LINES = st.builds(
    lambda statistic, metric, comparison, n, rest: f"{statistic}{metric} {comparison} {n} {rest}".strip(),
    st.sampled_from(["", "p95 ", "p99.99 ", "mean ", "max "]),
    st.sampled_from(["response_time", "rpo", "elapsed_time", "something_else"]),
    st.sampled_from(["<=", ">=", "<", ">", "="]),
    NUMBERS,
    st.sampled_from(["ms", "s at 3/min", "min over 2 w", "h at 2M riders over 1 month"]),
)


@given(LINES)
def test_the_canonical_measure_means_what_was_written(line: str) -> None:
    measure = parse_measure(line)
    again = parse_measure(canonical_measure(measure))
    assert measure.text == line
    assert again.value.high == measure.value.high
    assert (again.statistic, again.metric, again.comparison, again.load_noun) == (
        measure.statistic,
        measure.metric,
        measure.comparison,
        measure.load_noun,
    )
    assert again.load == (measure.load and parse_quantity(measure.load.text))


def outcome(text: str) -> Measure | MeasureError:
    try:
        return parse_measure(text)
    except MeasureError as error:
        return error


WORDS = st.sampled_from(
    ["p95", "p0", "mean", "95th", "percentile", "response_time", "latency", "<=", "≤", "=", "==", "is", "at",
     "over", "200 ms", "99.9 %", "400/s", "30 d", "5000", "users", "~", "the", "%", ".", "\u202e", "\n"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(WORDS, max_size=12).map(" ".join)))
def test_any_text_is_a_measure_or_an_error_that_points_into_it(text: str) -> None:
    found = outcome(text)
    if isinstance(found, MeasureError):
        assert found.message.isprintable()
        assert found.help.isprintable()
        assert found.help
        assert found.words in text
    else:
        assert found.text == text


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_what_the_help_says_to_write_is_a_measure(text: str) -> None:
    found = outcome(text)
    if isinstance(found, MeasureError) and found.help.startswith("write '") and found.message.startswith("'"):
        written = found.help.removeprefix("write '").removesuffix("'")
        assert parse_measure(written).text == written
