"""Selectors and queries of a team: respected where they can be read, refused with words where not, never passed on raw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archkit.objectives import WINDOW, Matcher, PromqlError, quote, read_matchers, windowed


def over(query: str) -> str:
    return windowed(query).replace(WINDOW, "1h")


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("sum(a_total)", "sum(rate(a_total[1h]))"),
        ('sum(a_total{x="b"})', 'sum(rate(a_total{x="b"}[1h]))'),
        ("a_total", "sum(rate(a_total[1h]))"),
        ("sum(rate(a_total[5m]))", "sum(rate(a_total[1h]))"),
        ("sum(rate(a_total[{{.window}}]))", "sum(rate(a_total[1h]))"),
        ("sum(rate(a_total[$__rate_interval]))", "sum(rate(a_total[1h]))"),
        ("sum(queue_ready)", "sum(avg_over_time(queue_ready[1h]))"),
        ("sum by (job) (a_total)", "sum(sum by(job) (rate(a_total[1h])))"),
        ("sum(a_total) - sum(b_total)", "sum(sum(rate(a_total[1h]))-sum(rate(b_total[1h])))"),
        ("a_total or on (job) b_total", "sum(rate(a_total[1h]) or  on(job) rate(b_total[1h]))"),
    ],
)
def test_a_window_is_put_into_a_query(written, made) -> None:
    assert " ".join(over(written).split()) == " ".join(made.split())


@pytest.mark.parametrize(
    "query",
    [
        "sum(a_total",
        "sum(a_total))",
        'a{x="b}',
        "a # comment",
        "",
        "1 + 1",
        "sum()",
        "a{x='b\n'}",
        "a; b",
        "a" * 3000,
    ],
)
def test_a_query_that_cannot_be_read_is_refused(query) -> None:
    with pytest.raises(PromqlError):
        windowed(query)


@pytest.mark.parametrize(
    "text",
    [
        'job="app"}',
        "job=app",
        'job="app" or vector(1)',
        'job="\\.x"',
        'x=~"("',
        '="a"',
        'a="b",,c="d"',
        'a="b" c="d"',
    ],
)
def test_a_selector_that_is_none_is_refused(text) -> None:
    with pytest.raises(PromqlError):
        read_matchers(text)


def test_a_selector_is_read_in_braces_and_without() -> None:
    assert read_matchers('{job="app", route=~"/a|/b"}') == read_matchers('job="app",route=~"/a|/b"')
    assert read_matchers("job='it\"s'") == (Matcher("job", "=", 'it"s'),)
    assert read_matchers("") == ()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_as_the_value_of_a_label(text) -> None:
    assert read_matchers(f"a={quote(text)}") == (Matcher("a", "=", text),)
