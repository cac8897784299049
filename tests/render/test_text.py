"""Texts are broken into lines that fit, at a cost that grows with the text."""

import pytest

from archkit.render._text import cells, wrap


@pytest.mark.parametrize("text", ["1 " * 4000, "1" * 8000, "a/b-" * 2000, "word " * 1600])
def test_a_long_text_costs_no_more_than_a_few_looks_at_each_part(text: str) -> None:
    looked_at = 0

    def counting(part: str) -> float:
        nonlocal looked_at
        looked_at += len(part)
        return cells(part)

    lines = wrap(text, 60, counting)
    assert looked_at <= 5 * len(text)
    assert max(map(cells, lines)) <= 60
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_is_too_much_ends_with_an_ellipsis_that_fits() -> None:
    assert wrap("one two three four", 9, most=2) == ["one two", "three…"]
    assert wrap("one two", 9, most=1) == ["one two"]
    assert wrap("x" * 30, 10, most=2) == ["x" * 10, "x" * 9 + "…"]
    assert wrap("", 10) == [""]
