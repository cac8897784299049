"""The flow editor: a flow is written by keys alone, and drawn while it is typed."""

from pathlib import Path

import yaml

USES = "requirements/use-cases.yaml"


def steps_of(screen, use_case: str = "pay") -> list:
    return yaml.safe_load(screen.session.text("requirements/all.yaml"))["use_cases"][use_case].get("steps")


EMPTY = """\
actors:
  rider: {name: Rider}
components:
  app: {name: App}
  bank: {name: Bank}
use_cases:
  pay: # the only one
    primary_actor: rider
"""


def test_a_flow_is_typed_line_by_line_with_participants_completed(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("flows")
        await screen.press("a")
        await screen.type("ri")
        await screen.press("tab")
        await screen.type("ap")
        await screen.press("tab")
        await screen.type("Pay the ride")
        await screen.press("enter")
        await screen.type("app ~> bank: Ask for the money")
        await screen.press("enter", "escape")
        assert steps_of(screen) == [{"rider -> app": "Pay the ride"}, {"app ~> bank": "Ask for the money"}]
        assert "# the only one" in screen.session.text("requirements/all.yaml")

    play(make_workspace(EMPTY), scene)


def test_the_diagram_is_drawn_while_a_step_is_typed(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("flows")
        await screen.press("a")
        await screen.type("rider -> app: Pay the ride")
        for _ in range(100):
            if "1. Pay the ride" in screen.text:
                break
            await screen.pilot.pause(0.05)
        assert "1. Pay the ride" in screen.text
        assert "Rider" in screen.text
        await screen.press("escape")

    play(make_workspace(EMPTY), scene)


def test_what_is_no_step_is_told_and_not_written(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("flows")
        await screen.press("a")
        await screen.type("rider pays")
        await screen.press("enter")
        assert "has no arrow" in screen.text
        assert steps_of(screen) is None
        await screen.press("escape")

    play(make_workspace(EMPTY), scene)


def test_steps_move_into_frames_and_out_of_them(make_workspace, play) -> None:
    flow = EMPTY + (
        "    steps:\n"
        "      - rider -> app: One # first\n"
        "      - app -> bank: {action: Two, data: [money]} # second\n"
        "      - app -> rider: Three\n"
    )

    async def scene(screen) -> None:
        await screen.show("flows")
        await screen.press("down", "w", "enter")
        await screen.type(" the rider can pay")
        await screen.press("enter")
        framed = steps_of(screen)[1]
        assert framed == {
            "alt": "the rider can pay",
            "steps": [{"app -> bank": {"action": "Two", "data": ["money"]}}],
        }
        assert "{action: Two, data: [money]} # second" in screen.session.text("requirements/all.yaml")
        await screen.press("e")
        await screen.press("end", "K", "K")
        assert [list(one) for one in steps_of(screen)] == [["rider -> app"], ["alt", "steps", "else"]]
        assert steps_of(screen)[1]["steps"][1] == {"app -> rider": "Three"}
        await screen.press("<")
        assert steps_of(screen)[2] == {"app -> rider": "Three"}
        while screen.session.undo():
            pass
        assert screen.session.text("requirements/all.yaml") == flow

    play(make_workspace(flow), scene)


def test_the_fields_of_a_step_are_filled_in_below_its_arrow(make_workspace, play) -> None:
    flow = EMPTY + "    steps:\n      - rider -> app: Pay\n"

    async def scene(screen) -> None:
        await screen.show("flows")
        await screen.press("f", "down", "enter")
        await screen.type("money, tip")
        await screen.press("enter")
        assert steps_of(screen) == [{"rider -> app": {"action": "Pay", "data": ["money", "tip"]}}]

    play(make_workspace(flow), scene)


def test_a_flow_keeps_its_bytes_while_one_step_is_typed_anew(root: Path, play) -> None:
    before = (root / USES).read_text()

    async def scene(screen) -> None:
        await screen.show("flows")
        await screen.press("enter", "end")
        await screen.type(" now")
        await screen.press("enter")

    play(root, scene)
    assert (root / USES).read_text() == before.replace(
        "action: Request a ticket\n", "action: Request a ticket now\n"
    )


UNDECLARED = """\
# who uses it
actors:
  clerk: {kind: person}
components:
  frontend: {kind: service}
use_cases:
  pay:
    primary_actor: rider
    steps:
      - rider -> frontend: Pay the ride
      - frontend -> ride-store: Keep it
      - frontend ~> card-provider: Ask for the money
    extensions:
      - when: the card is declined
        steps: [frontned -> rider: Say so]
"""


def test_one_key_declares_all_who_take_part_each_as_what_it_probably_is(make_workspace, play) -> None:
    async def scene(screen) -> None:
        before = screen.session.text("requirements/all.yaml")
        await screen.show("flows")
        assert "declared nowhere: rider, ride-store," in screen.text
        assert "c Declare 3" in screen.text
        await screen.press("c")
        data = yaml.safe_load(screen.session.text("requirements/all.yaml"))
        assert data["actors"] == {"clerk": {"kind": "person"}, "rider": {"kind": "person"}}
        assert data["components"] == {
            "frontend": {"kind": "service"},
            "ride-store": {"kind": "database"},
            "card-provider": {"kind": "external"},
        }
        assert "'frontned' is left out: did you mean 'frontend'?" in screen.told[-1]
        assert "# who uses it" in screen.session.text("requirements/all.yaml")
        assert "Declare" not in screen.text.splitlines()[-1]
        await screen.press("ctrl+z")
        assert screen.session.text("requirements/all.yaml") == before
        assert "c Declare 3" in screen.text

    play(make_workspace(UNDECLARED), scene)


def test_a_long_step_is_read_in_two_lines_and_typed_in_one(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.show("flows")
        assert "as pending" in screen.text, "the end of the third step"
        await screen.press("down", "down", "enter")
        left = "\n".join(line[:68] for line in screen.text.splitlines())
        assert "as pending" not in left.replace("Save the order as pending", "")
        await screen.press("end")
        await screen.type(" for now")
        await screen.press("enter")
        assert "for now" in "\n".join(line[:68] for line in screen.text.splitlines())
        assert "Save the order as pending for now" in screen.session.text(USES)

    play(root, scene, size=(116, 34))
