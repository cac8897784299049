"""What six workspaces of the first week are told, each as a good architect writes it: nothing wrong, doubled or pedantic.

``expected.yaml`` was read by a person, line by line. A rule that begins to say more here has to be worth it.
"""

from pathlib import Path

import pytest
import yaml

from archkit.workspace import Workspace

FOLDER = Path(__file__).parent / "first_week"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text("utf-8"))
MOST = {"prototype": 3, "mvp": 8, "growth": 20, "mature": 22}
"""Questions that a stage stands."""


@pytest.mark.parametrize("name", EXPECTED)
def test_a_workspace_of_the_first_week_is_told_what_is_worth_it(name: str) -> None:
    workspace = Workspace(FOLDER / name)
    result = workspace.findings
    assert [f"{one.code} {one.element}" for one in result.findings] == EXPECTED[name]["findings"]
    asked = [one.code for one in result.basics_first()]
    assert asked == EXPECTED[name]["questions"]
    assert len(asked) == len(set(asked)), "one question of a kind, however many elements it is about"
    assert len(asked) <= MOST[workspace.requirements.system.stage]
