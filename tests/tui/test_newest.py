"""What is written from a judgement rests on what stands there now, however fast the keys come."""

from pathlib import Path

import yaml

from archkit.diagnostics import Place
from archkit.model import Ref, mark_of

ALL = "requirements/all.yaml"
TEXT = """\
actors:
  rider: {kind: person}
use_cases:
  look: {title: Look for a ride, primary_actor: rider}
quality_attributes:
  fast: {attribute: performance, statement: It is quick, applies_to: [use_case:look]}
decisions:
  cache: {title: Keep answers, status: proposed, addresses: [quality_attribute:fast]}
"""


def data_of(screen, file: str = ALL) -> dict:
    return yaml.safe_load(screen.session.text(file))


def test_a_decision_is_weighed_by_the_demand_as_it_is_at_that_moment(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("decisions")
        await screen.judged()
        place = Place(ALL, ("quality_attributes", "fast", "statement"))
        screen.app.change(lambda session: session.set(place, "It is quick at night, too"))
        await screen.press("y")
        demand = screen.session.read_again().requirements.get(Ref("quality_attribute", "fast"))
        assert data_of(screen)["decisions"]["cache"]["status"] == "accepted"
        assert data_of(screen)["decisions"]["cache"]["weighed"] == {"quality_attribute:fast": mark_of(demand)}

    play(make_workspace(TEXT), scene)


def test_a_measure_is_proposed_for_the_load_that_was_stated_just_before(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("quality_attributes")
        await screen.judged()
        place = Place(ALL, ("use_cases", "look", "load"))
        screen.app.change(lambda session: session.set(place, {"peak": "430/s"}))
        await screen.press("v")
        assert "at 430/s" in data_of(screen)["quality_attributes"]["fast"]["measure"]

    play(make_workspace(TEXT), scene)


def test_advice_that_is_accepted_twice_in_a_row_is_written_once(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.show("advice")
        await screen.judged()
        before = len(screen.session.elements("decisions"))
        await screen.pilot.press("y", "y")
        await screen.settle()
        assert len(screen.session.elements("decisions")) == before + 1
        assert "already" in screen.told[-1]

    play(root, scene)


def test_somebody_whom_two_texts_name_is_declared_once(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("sentences")
        await screen.judged()
        for text in ("Drivers offer rides.", "Drivers cancel rides."):
            area = screen.app.pane.query_one("#text")
            area.load_text(text)
            while screen.app.pane._read != text:
                await screen.pilot.pause(0.05)
            await screen.settle()
            screen.app.pane.pieces.focus()
            await screen.press("A")
        actors = [one.id for one in screen.session.elements("actors")]
        assert len(actors) == len({name.rstrip("-23") for name in actors}), actors

    play(make_workspace(TEXT), scene)
