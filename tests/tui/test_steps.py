"""Steps of the walk: each opens, whatever the size and however little there is."""

from pathlib import Path

import pytest

from archkit.tui.steps import steps


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (200, 60)], ids=str)
def test_every_step_opens_and_says_what_it_is(root: Path, play, size) -> None:
    async def scene(screen) -> None:
        for step in steps():
            await screen.show(step.id)
            assert screen.app.step == step
            assert step.title in screen.text

    play(root, scene, size)


def test_every_step_opens_over_an_empty_workspace(make_workspace, play) -> None:
    async def scene(screen) -> None:
        for step in steps():
            await screen.show(step.id)
            assert screen.app.step == step

    play(make_workspace(), scene)
