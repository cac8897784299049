"""Plots: what is drawn says the numbers, in light and dark, whatever a label holds."""

import re
from xml.etree import ElementTree as ET

import pytest

from archkit.render.plot import Bar, Series, bar_plot, curve_plot, growth_plot
from archkit.render.plot.frame import ticks

HOSTILE = "</text><script>alert(1)</script> & \u202egnp"
NAMESPACE = "{http://www.w3.org/2000/svg}"


def bars_of(svg: str) -> list[float]:
    root = ET.fromstring(svg)  # noqa: S314 - our own plot
    return [
        float(one.get("width", "0"))
        for one in root.iter(f"{NAMESPACE}rect")
        if one.get("class") in {"plain", "bad"}
    ]


def test_a_bar_is_as_long_as_its_value_and_ends_at_the_edge() -> None:
    svg = bar_plot(
        "t", "d", [Bar("a", 0.25, "25 %"), Bar("b", 0.5, "50 %"), Bar("c", 7.0, "700 %", "bad")], end=1.0
    )
    quarter, half, beyond = bars_of(svg)
    assert half == pytest.approx(2 * quarter, rel=0.01)
    assert beyond == pytest.approx(4 * quarter, rel=0.01)


def test_a_limit_stands_where_its_value_is() -> None:
    svg = bar_plot("t", "d", [Bar("a", 1.0, "1")], end=1.0, limits=[(0.5, "half")])
    root = ET.fromstring(svg)  # noqa: S314 - our own plot
    bar = next(one for one in root.iter(f"{NAMESPACE}rect") if one.get("class") == "plain")
    line = next(one for one in root.iter(f"{NAMESPACE}line") if one.get("class") == "target")
    middle = float(bar.get("x", "0")) + float(bar.get("width", "0")) / 2
    assert float(line.get("x1", "0")) == pytest.approx(middle, abs=0.2)


def test_a_curve_stays_inside_the_sheet_and_names_its_target() -> None:
    points = [(0.1, 0.0), (0.2, 0.5), (0.4, 0.99)]
    svg = curve_plot("t", "d", points, targets=[(0.3, 0.95)], show=lambda value: f"{value * 1000:.0f} ms")
    assert "95 % within 300 ms" in svg
    numbers = [float(one) for path in re.findall(r' d="([^"]+)"', svg) for one in re.findall(r"[\d.]+", path)]
    assert all(0 <= one <= 640 for one in numbers)


def test_growth_names_each_line_with_its_end() -> None:
    svg = growth_plot(
        "t",
        "d",
        [Series("Rides", [(1, 10.0), (5, 50.0)]), Series("Users", [(1, 1.0), (5, 2.0)])],
        show_x=lambda years: f"{years:g} y",
        show_y=lambda size: f"{size:g} GB",
    )
    assert "Rides: 50 GB after 5 y" in svg
    assert "Users: 2 GB after 5 y" in svg


def test_a_label_is_text_and_nothing_else() -> None:
    for svg in (
        bar_plot(HOSTILE, HOSTILE, [Bar(HOSTILE, 1, HOSTILE)], limits=[(0.5, HOSTILE)]),
        growth_plot(HOSTILE, HOSTILE, [Series(HOSTILE, [(1, 1.0)])], show_x=str, show_y=str),
        curve_plot(HOSTILE, HOSTILE, [(0.1, 0.5)], targets=[], show=str),
    ):
        root = ET.fromstring(svg)  # noqa: S314 - our own plot
        assert not list(root.iter(f"{NAMESPACE}script"))
        assert "\u202e" not in svg
        assert root.get("role") == "img"


@pytest.mark.parametrize("end", [0.003, 0.7, 1.0, 42.0, 1e13])
def test_ticks_are_few_and_round(end: float) -> None:
    found = ticks(end)
    assert 2 <= len(found) <= 8
    assert found[-1] <= end
    step = found[1]
    assert f"{step:.0e}"[0] in "125"
