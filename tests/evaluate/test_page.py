"""The page that derives a result by hand: archkit gets the same numbers from its workspace."""

import re
from pathlib import Path

import pytest

from archkit.evaluate import WhatIf, evaluate
from archkit.read import read_workspace

PAGE = (Path(__file__).parents[2] / "docs" / "evaluate.md").read_text(encoding="utf-8")


@pytest.fixture
def requirements(tmp_path):
    text = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
    (tmp_path / "archkit.yaml").write_text(text, encoding="utf-8")
    return read_workspace(tmp_path).requirements


def test_the_numbers_derived_by_hand_are_those_of_archkit(requirements):
    fast, opened = evaluate(requirements).results
    assert fast.value == pytest.approx(0.0971 + 0.0600, abs=fast.answer.error + 1e-4)
    assert fast.shown == "157 ms"
    assert opened.answer.down == pytest.approx(0.002033, rel=1e-3)
    assert opened.shown == "99.797 %"
    for result in (fast, opened):
        assert f"**{result.shown}**" in PAGE
        assert result.verdict == "missed"


def test_the_way_out_that_the_page_shows_is_one(requirements):
    found = evaluate(requirements, question=WhatIf(changes=("component:app.replicas=3",)))
    assert [one.verdict for one in found.results] == ["met", "met"]
