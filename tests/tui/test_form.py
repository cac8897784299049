"""Forms: what is typed is in the file at once, and nothing else is."""

from pathlib import Path

USES = "requirements/use-cases.yaml"


def test_a_field_that_is_typed_is_in_the_file_and_nothing_else_changed(root: Path, play) -> None:
    before = (root / USES).read_text()

    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.press("enter", "enter")
        await screen.type("s of seats")
        assert screen.session.text(USES) == before.replace("name: Customer\n", "name: Customers of seats\n")
        await screen.press("enter")
        assert "Customers of seats" in screen.text
        await screen.press("ctrl+z")
        assert screen.session.text(USES) == before
        await screen.press("ctrl+y")

    play(root, scene)
    assert (root / USES).read_text() == before.replace("name: Customer\n", "name: Customers of seats\n")


def test_escape_puts_back_what_stood_there(root: Path, play) -> None:
    before = (root / USES).read_text()

    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.press("enter", "enter")
        await screen.type("xyz")
        await screen.press("escape")

    play(root, scene)
    assert (root / USES).read_text() == before


def test_a_word_of_the_format_is_completed_by_tab(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.press("enter", "down", "enter")
        await screen.type("dev")
        assert "device" in screen.text
        await screen.press("tab", "escape")
        assert screen.session.elements("actors")[0].data["kind"] == "device"

    play(root, scene)


def test_a_value_that_cannot_be_read_is_told_while_it_is_typed(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.press("enter", *["down"] * 4, "enter", *["backspace"] * 7)
        await screen.type("many")
        assert "'many'" in screen.text
        await screen.press("escape")

    play(root, scene)


def test_an_element_is_added_named_and_taken_away_by_keys(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.press("a")
        await screen.type("Box office clerk")
        await screen.press("enter")
        assert [one.id for one in screen.session.elements("actors")][-1] == "box-office-clerk"
        await screen.press("escape", "d")
        assert len(screen.session.elements("actors")) == 2
        await screen.press("ctrl+z")
        assert len(screen.session.elements("actors")) == 3

    play(root, scene)


def test_a_finding_stands_beside_the_field_that_caused_it(make_workspace, play) -> None:
    workspace = make_workspace(
        """\
        quality_attributes:
          fast:
            attribute: performance
            statement: Searching answers quickly.
        """
    )

    async def scene(screen) -> None:
        await screen.show("quality_attributes")
        await screen.judged()
        await screen.press("f8")
        await screen.settle()
        assert "AK201" in screen.text

    play(workspace, scene)


def test_keys_that_are_pressed_before_a_field_is_open_are_typed_into_it(root: Path, play) -> None:
    from textual.events import Key

    async def scene(screen) -> None:
        await screen.show("actors")
        for key in ["enter", "enter", "end", "d", "x", "enter"]:
            screen.app.post_message(Key(key, key if len(key) == 1 else None))
        for _ in range(200):  # keys that are posted are taken one after the other
            await screen.settle()
            if screen.session.elements("actors")[0].data["name"] == "Customerdx":
                break
            await screen.pilot.pause(0.05)
        assert screen.session.elements("actors")[0].data["name"] == "Customerdx"

    play(root, scene)
