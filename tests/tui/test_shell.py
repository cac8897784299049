"""The frame around the steps: finding, help, undo, conflicts, the disk."""

import json
from pathlib import Path

USES = "requirements/use-cases.yaml"


def test_an_element_is_found_by_a_few_letters_and_shown(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.press("ctrl+f")
        await screen.until("Customer", "actor order-clock")
        await screen.type("ordclo")
        await screen.press("enter")
        await screen.settle()
        assert screen.app.step.id == "actors"
        assert screen.app.pane.current.id == "order-clock"

    play(root, scene)


def test_words_inside_a_text_are_found_too(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.press("ctrl+f")
        await screen.until("Customer", "actor order-clock")
        await screen.type("pending for its full")
        await screen.until("Rings when an order has been pending")
        await screen.press("enter")
        await screen.settle()
        assert screen.app.step.id == "actors"
        assert screen.app.pane.form.grid.current.route[-1] == "description"

    play(root, scene)


def test_help_names_the_keys_that_work_here(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.press("f1")
        await screen.until("Keys here")
        assert "Who and what uses the system from outside." in screen.text
        assert "Rename" in screen.text
        await screen.press("escape")

    play(root, scene)


def test_what_somebody_else_writes_comes_onto_the_screen(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.show("actors")
        (root / USES).write_text((root / USES).read_text().replace("name: Customer", "name: Purchaser"))
        await screen.app.keeper.look_outside()
        await screen.settle()
        assert "Purchaser" in screen.text

    play(root, scene)


def test_a_conflict_is_shown_and_the_side_that_is_chosen_counts(root: Path, play) -> None:
    async def scene(screen) -> None:
        screen.app.keeper.soon = lambda: None  # nothing is saved before somebody else has written
        await screen.show("actors")
        await screen.press("enter", "enter")
        await screen.type("s")
        await screen.press("enter")
        (root / USES).write_text((root / USES).read_text().replace("name: Customer", "name: Theirs"))
        await screen.app.keeper.save()
        await screen.settle()
        assert "Changed on both sides" in screen.text
        assert "name: Theirs" in (root / USES).read_text()
        await screen.press("m")
        await screen.app.keeper.save()
        assert "name: Customers\n" in (root / USES).read_text()

    play(root, scene)


def test_who_wants_to_sees_the_diff_before_anything_is_written(root: Path, play, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"ask_before_writing": True}))
    before = (root / USES).read_text()

    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.press("enter", "enter")
        await screen.type("s")
        await screen.press("enter")
        await screen.pilot.pause(1)
        assert (root / USES).read_text() == before
        await screen.press("ctrl+s")
        assert "+    name: Customers" in screen.text
        await screen.press("enter")
        await screen.settle()
        assert (root / USES).read_text() == before.replace("name: Customer\n", "name: Customers\n")

    play(root, scene)


def test_the_editor_of_the_user_opens_at_the_line(monkeypatch) -> None:
    from archkit.tui.editor import editor_command

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "nvim -R")
    assert editor_command(Path("a.yaml"), 7) == ["nvim", "-R", "+7", "a.yaml"]
    monkeypatch.setenv("EDITOR", "code")
    assert editor_command(Path("a.yaml"), 7) == ["code", "--wait", "--goto", "a.yaml:7"]


def test_what_would_help_most_next_is_one_key_away(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.judged()
        assert "what helps next" in screen.text
        await screen.press("n")
        await screen.settle()
        assert screen.app.step.id != "frame"

    play(root, scene)
