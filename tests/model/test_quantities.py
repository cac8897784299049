"""What a team may write as a quantity, what it means in base units, and what it reads when it slipped."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archkit.model.quantities import (
    DIMENSIONS,
    UNITS,
    Dimension,
    Quantity,
    QuantityError,
    canonical,
    format_value,
    parse_quantity,
)

DAY = 86_400
MONTH = 365 * DAY / 12


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("300 ms", Dimension.DURATION, 0.3),
        ("300ms", Dimension.DURATION, 0.3),
        ("5 min", Dimension.DURATION, 300),
        ("2 w", Dimension.DURATION, 14 * DAY),
        ("10 weeks", Dimension.DURATION, 70 * DAY),
        ("7 y", Dimension.DURATION, 7 * 365 * DAY),
        ("1 month", Dimension.DURATION, 30 * DAY),
        ("10 working days", Dimension.DURATION, 14 * DAY),
        ("99.9 %", Dimension.SHARE, 0.999),
        ("99.95%", Dimension.SHARE, 0.9995),
        ("400/s", Dimension.RATE, 400),
        ("60/min", Dimension.RATE, 1),
        ("2/week", Dimension.RATE, 2 / (7 * DAY)),
        ("1/month", Dimension.RATE, 1 / MONTH),
        ("1.5M/day", Dimension.RATE, 1.5e6 / DAY),
        ("2 KB", Dimension.SIZE, 2000),
        ("2 KiB", Dimension.SIZE, 2048),
        ("10 TB", Dimension.SIZE, 1e13),
        ("40 MB/s", Dimension.BANDWIDTH, 4e7),
        ("2 Mbit/s", Dimension.BANDWIDTH, 250_000),
        ("2_000_000", Dimension.COUNT, 2e6),
        ("2 000 000", Dimension.COUNT, 2e6),
        ("2M", Dimension.COUNT, 2e6),
        ("5k", Dimension.COUNT, 5000),
        ("0.02 EUR", Dimension.MONEY, 0.02),
        ("900 EUR/month", Dimension.MONEY_RATE, 900),
        ("40 000 EUR/month", Dimension.MONEY_RATE, 40_000),
        ("12 EUR/year", Dimension.MONEY_RATE, 1),
        ("1 USD/h", Dimension.MONEY_RATE, 730),
    ],
)
def test_a_quantity_has_the_dimension_and_the_base_value_that_its_unit_says(
    text: str, dimension: Dimension, value: float
) -> None:
    quantity = parse_quantity(text)
    assert quantity.dimension is dimension
    assert quantity.low == quantity.high == pytest.approx(value, rel=1e-15)
    assert str(quantity) == text
    assert not quantity.guess


def test_decimal_shares_are_the_nearest_float_and_carry_no_error_of_the_division() -> None:
    assert parse_quantity("99.9 %").low == 0.999
    assert parse_quantity("0.1 %").low == 0.001


def test_a_tilde_marks_a_guess_and_changes_nothing_else() -> None:
    guess, known = parse_quantity("~400/s"), parse_quantity("400/s")
    assert guess.guess
    assert (guess.low, guess.unit) == (known.low, known.unit)


def test_the_currency_of_money_is_kept() -> None:
    assert parse_quantity("40k CHF/month").currency == "CHF"
    assert parse_quantity("5 s").currency == ""


def test_a_range_counts_with_its_worse_end_against_a_limit_and_with_its_middle_in_sums() -> None:
    wide, narrow = parse_quantity("1 KB..100 KB"), parse_quantity("2..6")
    assert (wide.low, wide.high, wide.is_range) == (1000, 100_000, True)
    assert wide.middle == pytest.approx(10_000)
    assert narrow.middle == 4
    assert wide.worse(at_most=True) == 100_000
    assert wide.worse(at_most=False) == 1000
    assert parse_quantity("0..5").middle == 2.5
    assert parse_quantity("5 s").middle == 5


def test_a_unit_at_the_end_of_a_range_holds_for_both_ends() -> None:
    assert parse_quantity("100..200 ms").low == 0.1
    assert canonical(parse_quantity("100..200 ms")) == "100 ms..200 ms"


@pytest.mark.parametrize(
    ("text", "wanted", "message", "advice"),
    [
        ("300", Dimension.DURATION, "'300' has no unit", "add one of: ns, us, ms, s, min"),
        ("95", Dimension.SHARE, "'95' has no unit", "write '95 %'"),
        ("0.95", Dimension.SHARE, "a bare number only counts things", "write '95 %'"),
        ("400/s", Dimension.DURATION, "'400/s' is a rate, here a duration is needed", "such as '300 ms'"),
        ("2B", Dimension.COUNT, "'2B' is a size, here a count is needed", "such as '2M'"),
        ("fast", Dimension.DURATION, "'fast' has no number", "such as '300 ms'"),
        ("nan", Dimension.COUNT, "'nan' has no number", "such as '2M'"),
        ("", Dimension.RATE, "nothing is written", "such as '400/s'"),
        ("1e6", Dimension.COUNT, "has an exponent", "write '1M'"),
        ("2e-3 s", Dimension.DURATION, "has an exponent", "write '0.002 s'"),
        ("-5 s", Dimension.DURATION, "has a sign", "write '5 s'"),
        ("1,5 s", Dimension.DURATION, "has a comma", "write '1.5 s'"),
        (
            "1,000 s",
            Dimension.DURATION,
            "has a comma",
            "write '1_000 s' for thousands, '1.000 s' for a fraction",
        ),
        ("1,000,000", Dimension.COUNT, "groups thousands with commas", "write '1_000_000'"),
        ("1.000.000", Dimension.COUNT, "groups thousands with points", "write '1_000_000'"),
        ("2__000", Dimension.COUNT, "several thousands marks", "write '2_000'"),
        ("2_00_000", Dimension.COUNT, "in threes", "write 2_000_000"),
        ("200 ms.", Dimension.DURATION, "ends in punctuation", "write '200 ms'"),
        (".5 s", Dimension.DURATION, "begins with the decimal point", "write '0.5 s'"),
        ("٣ s", Dimension.DURATION, "ARABIC-INDIC DIGIT THREE", "write '3 s'"),
        ("40\u00a0000 EUR", Dimension.MONEY, "U+00A0 NO-BREAK SPACE", "write '40 000 EUR'"),
        ("5 µs", Dimension.DURATION, "MICRO SIGN", "write '5 us'"),
        ("40 €", Dimension.MONEY, "EURO SIGN", "write '40 EUR'"),
        ("$40", Dimension.MONEY, "a sign for its currency", "write '40 USD'"),
        ("5–10 s", Dimension.DURATION, "EN DASH", "write '5..10 s'"),
        ("1 to 5 s", Dimension.DURATION, "without '..'", "write '1..5 s'"),
        ("10 m", Dimension.DURATION, "could mean minutes or months", "write '10 min' or '10 months'"),
        ("5 Mb/s", Dimension.BANDWIDTH, "could mean bits or bytes", "write '5 Mbit/s' or '5 MB/s'"),
        ("300 msec", Dimension.DURATION, "a name that is not in the table", "write '300 ms'"),
        ("400 requests/s", Dimension.RATE, "a rate needs no noun", "write '400/s'"),
        ("2 per week", Dimension.RATE, "says 'per'", "write '2/week'"),
        ("300 Ms", Dimension.DURATION, "not in the table: 'Ms'", "did you mean '300 ms'?"),
        ("9 EUR/moth", Dimension.MONEY_RATE, "not in the table: 'EUR/moth'", "did you mean '9 EUR/month'?"),
        ("1h30m", Dimension.DURATION, "is not one number with one unit", "such as '300 ms'"),
        ("500 MB..1 KB", Dimension.SIZE, "begins with its higher end", "write '1 KB..500 MB'"),
        ("1 KB..5", Dimension.SIZE, "leaves open which unit", "'1 KB..5 KB'"),
        ("1..5M", Dimension.COUNT, "leaves open which unit", "'1M..5M'"),
        ("1 s..", Dimension.DURATION, "has one end only", "both ends"),
        ("1..2..3 s", Dimension.DURATION, "more than two ends", "1 KB..500 MB"),
        ("1 s..5 KB", Dimension.SIZE, "from a duration to a size", "same kind"),
        ("1 EUR..5 USD", Dimension.MONEY, "has two currencies", "same currency"),
    ],
)
def test_a_slip_is_named_and_the_help_says_what_to_write(
    text: str, wanted: Dimension, message: str, advice: str
) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text, wanted)
    assert message in caught.value.message
    assert text in caught.value.message or not text.isascii() or not text
    assert advice in caught.value.help


def test_what_the_help_says_to_write_is_accepted() -> None:
    for text in ("1e6", "-5 s", "1,5 s", "$40", "300 msec", "400 requests/s", "40\u00a0000 EUR/month"):
        with pytest.raises(QuantityError) as caught:
            parse_quantity(text)
        parse_quantity(caught.value.help.removeprefix("write ").strip("'"))


def test_a_message_shows_no_control_or_direction_changing_character() -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity("\u202e5 \x1b[2J s")
    assert caught.value.message.isprintable()


def test_a_text_of_absurd_length_is_refused_at_once() -> None:
    begun = time.perf_counter()
    for text in ("9" * 10_000_000, "1 " * 5_000_000, "~" * 1_000_000):
        with pytest.raises(QuantityError, match="too long"):
            parse_quantity(text)
    assert time.perf_counter() - begun < 1


def test_every_unit_of_the_table_is_read_in_each_of_its_spellings() -> None:
    for unit in UNITS:
        for name in (unit.symbol, *unit.aliases):
            quantity = parse_quantity(f"3 {name}", unit.dimension)
            assert quantity.low == float(3 * unit.factor)
            assert quantity.unit == unit.symbol


def test_the_example_of_every_dimension_is_of_that_dimension() -> None:
    for dimension, info in DIMENSIONS.items():
        assert parse_quantity(info.example, dimension).text == info.example


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("300ms", "300 ms"),
        ("~ 400 /s", "~400/s"),
        ("99.9%", "99.9 %"),
        ("5 minutes", "5 min"),
        ("2 k", "2k"),
        ("1 working day", "1 working day"),
        ("40 000EUR/month", "40 000 EUR/month"),
        ("2_000_000", "2_000_000"),
        ("1 kB .. 500MB", "1 KB..500 MB"),
    ],
)
def test_the_canonical_text_mends_blanks_and_names_of_units_and_keeps_the_digits(
    written: str, wanted: str
) -> None:
    assert canonical(parse_quantity(written)) == wanted


@pytest.mark.parametrize(
    ("value", "dimension", "shown"),
    [
        (0.1834, Dimension.DURATION, "183 ms"),
        (0.9996, Dimension.DURATION, "1 s"),
        (90, Dimension.DURATION, "90 s"),
        (3600, Dimension.DURATION, "1 h"),
        (2592, Dimension.DURATION, "43.2 min"),
        (0, Dimension.DURATION, "0 s"),
        (0.99931, Dimension.SHARE, "99.931 %"),
        (0.999999931, Dimension.SHARE, "99.9999931 %"),
        (0.5123, Dimension.SHARE, "51.2 %"),
        (1, Dimension.SHARE, "100 %"),
        (1.5e6 / DAY, Dimension.RATE, "17.4/s"),
        (2 / (7 * DAY), Dimension.RATE, "2/week"),
        (17_400, Dimension.RATE, "17 400/s"),
        (1.234e12, Dimension.SIZE, "1.23 TB"),
        (4e7, Dimension.BANDWIDTH, "40 MB/s"),
        (2e6, Dimension.COUNT, "2M"),
        (12_345, Dimension.COUNT, "12 345"),
        (-0.05, Dimension.DURATION, "-50 ms"),
    ],
)
def test_a_computed_number_is_shown_in_the_unit_that_people_would_choose(
    value: float, dimension: Dimension, shown: str
) -> None:
    assert format_value(value, dimension) == shown


def test_a_number_can_be_shown_in_the_unit_of_its_target() -> None:
    assert format_value(1.5e6 / DAY, Dimension.RATE, unit="M/day") == "1.5M/day"
    assert format_value(1.5, Dimension.DURATION, unit="ms") == "1500 ms"
    assert format_value(40_000, Dimension.MONEY_RATE, unit="EUR/year") == "480 000 EUR/year"
    with pytest.raises(ValueError, match="not a unit of duration"):
        format_value(1.5, Dimension.DURATION, unit="KB")


def test_money_is_shown_with_cents_where_they_matter() -> None:
    assert format_value(40_000.4, Dimension.MONEY_RATE, currency="EUR") == "40 000 EUR/month"
    assert format_value(0.5, Dimension.MONEY, currency="EUR") == "0.50 EUR"
    assert format_value(0.00034, Dimension.MONEY, currency="EUR") == "0.00034 EUR"


@given(st.floats(0, 1))
def test_a_share_below_one_never_looks_like_100_percent(value: float) -> None:
    assert (format_value(value, Dimension.SHARE) == "100 %") is (value == 1)


@given(st.sampled_from(list(Dimension)), st.floats(1e-6, 1e12))
def test_a_shown_value_reads_back_as_nearly_the_same(dimension: Dimension, value: float) -> None:
    again = parse_quantity(format_value(value, dimension, currency="EUR"), dimension)
    assert math.isclose(again.low, value, rel_tol=0.006)


UNIT_NAMES = [name for unit in UNITS for name in (unit.symbol, *unit.aliases)]
NUMBERS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.integers(0, 10**12).map(lambda n: f"{n:_}"),
    st.integers(0, 10**12).map(lambda n: f"{n:,}".replace(",", " ")),
    st.decimals(0, 10**6, places=3).map(str),
)
TERMS = st.builds(
    lambda n, gap, unit: f"{n}{gap}{unit}", NUMBERS, st.sampled_from(["", " "]), st.sampled_from(UNIT_NAMES)
)


@given(st.sampled_from(["", "~", "~ "]), TERMS)
def test_the_canonical_text_means_the_same_and_is_its_own_canonical_text(mark: str, term: str) -> None:
    quantity = parse_quantity(mark + term)
    again = parse_quantity(canonical(quantity))
    assert (again.low, again.high, again.dimension, again.guess) == (
        quantity.low,
        quantity.high,
        quantity.dimension,
        quantity.guess,
    )
    assert canonical(again) == again.text
    assert quantity.text == mark + term


def outcome(text: str, wanted: list[Dimension]) -> Quantity | QuantityError:
    try:
        return parse_quantity(text, *wanted)
    except QuantityError as error:
        return error


NOISE = st.text(st.sampled_from("0123456789 .,_~-+/%eEkKMGBbsmhdwy€$'µ٣\u00a0<=>"), max_size=30)


@given(
    st.one_of(st.text(), NOISE, st.builds("{}..{}".format, TERMS, TERMS)),
    st.lists(st.sampled_from(list(Dimension)), max_size=2),
)
def test_any_text_is_a_finite_quantity_or_an_error_with_a_message_and_a_help(
    text: str, wanted: list[Dimension]
) -> None:
    found = outcome(text, wanted)
    if isinstance(found, QuantityError):
        assert found.message.isprintable()
        assert found.help
    else:
        assert 0 <= found.low <= found.middle <= found.high < math.inf
        assert found.text == text
