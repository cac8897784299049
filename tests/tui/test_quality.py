"""Quality attributes on the screen: measures by one key, scenarios filled in, and the utility tree moved by keys."""

from pathlib import Path

import yaml

from archkit.tui.quality_pane import QualityPane

TEXT = """\
# what people want
actors: {rider: {name: Rider}}
components: # the parts
  app: {kind: service, replicas: 2, latency: {p50: 20 ms, p99: 60 ms}, capacity: 300/s}
use_cases:
  look:
    title: Look for a ride
    primary_actor: rider
    trigger: The rider presses Search.
    outcome: The rider sees rides.
    load: {peak: 100/s}
    steps: [rider -> app: Look for a ride]
quality_attributes:
  # felt at once
  fast:
    attribute: performance # of the search
    statement: Searching answers quickly.
    applies_to: [use_case:look]
  up:
    attribute: availability
    statement: People find it open.
    importance: low
    difficulty: high
"""
FILE = "requirements/all.yaml"


async def _open(screen) -> QualityPane:
    await screen.show("quality_attributes")
    await screen.judged()
    pane = screen.app.pane
    assert isinstance(pane, QualityPane)
    return pane


def _fast(screen) -> dict[str, object]:
    return screen.session.elements("quality_attributes")[0].data


def test_a_vague_word_becomes_a_measure_with_one_key_and_the_next_with_another(make_workspace, play) -> None:
    root = make_workspace(TEXT)

    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("v")
        assert _fast(screen)["measure"] == "p95 response_time <= ~300 ms at 100/s"
        await screen.judged()
        await screen.press("v")
        assert _fast(screen)["measure"] == "p95 response_time <= ~100 ms at 100/s"
        await screen.press("ctrl+z")
        assert _fast(screen)["measure"] == "p95 response_time <= ~300 ms at 100/s"

    play(root, scene)
    line = "    measure: p95 response_time <= ~300 ms at 100/s\n"
    assert (root / FILE).read_text() == TEXT.replace(
        "    applies_to: [use_case:look]\n", "    applies_to: [use_case:look]\n" + line
    )


def test_a_measure_of_ones_own_is_never_replaced_by_a_proposal(make_workspace, play) -> None:
    own = TEXT.replace("    importance: low\n", "    measure: availability >= 98 %\n    importance: low\n")
    root = make_workspace(own)

    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("down", "v")
        assert not screen.session.unsaved

    play(root, scene)
    assert (root / FILE).read_text() == own


def test_the_scenario_is_filled_from_the_use_case(make_workspace, play) -> None:
    root = make_workspace(TEXT)

    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("s")
        assert _fast(screen)["scenario"] == {
            "source": "Rider",
            "stimulus": "The rider presses Search",
            "environment": "at the peak, 100/s",
            "artifact": "component:app",
            "response": "The rider sees rides",
        }
        await screen.press("ctrl+z")
        assert "scenario" not in _fast(screen)

    play(root, scene)


def test_a_measure_is_built_part_by_part_with_its_verdict_beside_it(make_workspace, play) -> None:
    root = make_workspace(TEXT)

    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("b")
        for _ in range(200):
            await screen.settle()
            if "✓ met" in screen.text:
                break
            await screen.pilot.pause(0.05)
        assert "✓ met" in screen.text
        await screen.press("right", *["down"] * 3, *["backspace"] * 7)
        assert "✗" in screen.text
        await screen.type("20 ms")
        assert "p99 response_time <= 20 ms at 100/s" in screen.text
        for _ in range(200):
            await screen.settle()
            if "✗ missed" in screen.text:
                break
            await screen.pilot.pause(0.05)
        assert "✗ missed" in screen.text
        await screen.press("enter")
        assert _fast(screen)["measure"] == "p99 response_time <= 20 ms at 100/s"

    play(root, scene)


def test_what_is_no_measure_is_not_written(make_workspace, play) -> None:
    root = make_workspace(TEXT)

    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("b", *["down"] * 3, *["backspace"] * 9)
        await screen.type("soon")
        await screen.press("enter")
        assert "soon" in screen.text
        await screen.press("escape")
        assert "measure" not in _fast(screen)

    play(root, scene)
    assert (root / FILE).read_text() == TEXT


def test_cards_are_pushed_over_the_utility_tree(make_workspace, play) -> None:
    root = make_workspace(TEXT)

    async def scene(screen) -> None:
        pane = await _open(screen)
        await screen.press("t")
        assert "worth high, risk high" in screen.text
        assert "not ranked yet" in screen.text
        assert pane.board.current is not None
        assert pane.board.current.id == "fast"
        await screen.press("shift+up")
        assert (_fast(screen)["importance"], _fast(screen)["difficulty"]) == ("medium", "medium")
        await screen.press("K", "L")
        assert (_fast(screen)["importance"], _fast(screen)["difficulty"]) == ("high", "high")
        assert pane.board.current.id == "fast", "the cursor goes with the card"
        await screen.press("ctrl+z")
        assert (_fast(screen)["importance"], _fast(screen)["difficulty"]) == ("high", "medium"), (
            "one push is one step back"
        )
        await screen.press("ctrl+y")
        await screen.press("down", "down", "shift+left")
        up = screen.session.elements("quality_attributes")[1].data
        assert (up["importance"], up["difficulty"]) == ("low", "medium")
        await screen.press("enter")
        assert not pane.has_class("-board")

    play(root, scene)
    data = yaml.safe_load((root / FILE).read_text())["quality_attributes"]
    assert data["fast"]["importance"] == "high"
    assert "# felt at once" in (root / FILE).read_text()
    assert "# of the search" in (root / FILE).read_text()


def test_the_board_shows_every_card_of_an_example(root: Path, play) -> None:
    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("t")
        for element in screen.session.elements("quality_attributes"):
            assert element.id[:12] in screen.text

    play(root, scene)


def test_the_board_takes_the_place_of_help_only_while_it_is_shown(root: Path, play) -> None:
    async def scene(screen) -> None:
        await _open(screen)
        beside = screen.app.query_one("#beside")
        assert beside.display
        await screen.press("t")
        assert beside.styles.display == "none" or not beside.display
        await screen.show("actors")
        assert beside.display
        await screen.show("quality_attributes")
        assert not beside.display

    play(root, scene, (80, 24))


def test_a_field_says_what_the_walk_asks_there_and_why(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.judged()
        await screen.press("enter", "down", "down")
        assert "What does Rider want from the" in screen.text
        assert "A role with no wish" in screen.text
        await screen.press("enter")
        await screen.type("Ri")
        assert "A role with no wish" in screen.text

    play(make_workspace(TEXT), scene)
