"""What a screen looks like, letter by letter, at the sizes that people have; delete a file to write it anew."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[1] / "golden" / "tui"
SCREENS = {
    "actors-80x24": ("actors", (80, 24)),
    "actors-160x48": ("actors", (160, 48)),
    "flows-160x48": ("flows", (160, 48)),
    "quality_attributes-200x60": ("quality_attributes", (200, 60)),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_agreed(name: str, root: Path, play) -> None:
    step, size = SCREENS[name]

    async def scene(screen) -> None:
        await screen.show(step)
        await screen.judged()
        golden = GOLDEN / f"{name}.txt"
        if not golden.exists():
            await screen.pilot.pause(3)
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(_text(screen), encoding="utf-8")
        agreed = golden.read_text(encoding="utf-8")
        for _ in range(100):  # what is drawn beside the screen may come a little later
            if _text(screen) == agreed:
                break
            await screen.pilot.pause(0.2)
        assert _text(screen) == agreed

    play(root, scene, size=size)


def _text(screen) -> str:
    return "\n".join(line.rstrip() for line in screen.text.splitlines()) + "\n"
