import pytest
from crosschecks import GROUPS, Group


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.title)
def test_the_formulas_agree_with_judges_that_share_no_code_with_them(group: Group) -> None:
    for module in group.needs:
        pytest.importorskip(module, reason=f"{module} judges the formulas; install it to check them")
    checks = list(group.checks())
    assert checks
    wrong = [
        f"{check.what}: {check.ours} against {check.theirs} ({check.judge})"
        for check in checks
        if check.deviation > check.allowed
    ]
    assert not wrong
