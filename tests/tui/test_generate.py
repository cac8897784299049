"""Generation on the screen: what would be written is seen before, and is written by one key."""

from pathlib import Path


def test_what_would_be_written_is_seen_and_then_written(root: Path, play) -> None:
    async def scene(screen) -> None:
        await screen.show("generate")
        await screen.judged()
        await screen.until("diagrams")
        assert " new" in screen.text
        assert not (root / "build").exists()
        await screen.press("g")
        await screen.until("Written.")
        await screen.until("All of it is up to date.")
        assert (root / "build" / "diagrams" / "context.svg").is_file()

    play(root, scene)


def test_a_file_edited_by_hand_is_left_alone_and_told(root: Path, play) -> None:
    from archkit.workspace import Workspace

    plan = Workspace(root).plan()
    plan.carry_out()
    page = root / "build" / "diagrams" / "context.mmd"
    page.write_text("mine", "utf-8")

    async def scene(screen) -> None:
        await screen.show("generate")
        await screen.judged()
        await screen.until("1 refused")
        assert "diagrams/context.mmd" in screen.text
        await screen.press("g")
        await screen.until("Written.")
        assert page.read_text("utf-8") == "mine"

    play(root, scene)


def test_the_site_opens_only_when_it_is_there(root: Path, play, monkeypatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda uri: opened.append(uri) or True)

    async def scene(screen) -> None:
        await screen.show("generate")
        await screen.press("o")
        assert opened == []
        assert any("b builds it" in told for told in screen.told)

    play(root, scene)


def test_what_would_change_in_a_file_is_read_before_it_is_written(root: Path, play) -> None:
    from archkit.workspace import Workspace

    Workspace(root).plan().carry_out()
    uses = root / "requirements" / "use-cases.yaml"
    uses.write_text(uses.read_text("utf-8").replace("Save the bill", "Keep the bill safe"), "utf-8")
    page = root / "build" / "diagrams" / "context.mmd"
    before = {path: path.read_bytes() for path in (root / "build").rglob("*") if path.is_file()}

    async def scene(screen) -> None:
        await screen.show("generate")
        await screen.judged()
        await screen.until("changed")
        plan = screen.app.pane.plan
        folder = next(n for n, one in enumerate(plan.rows) if one.key == ("folder", "diagrams"))
        plan.cursor = folder
        await screen.settle()
        assert "⏎ Unfold" in screen.text
        if not any(
            one.key and one.key[0] == "file" and one.key[1].startswith("diagrams/") for one in plan.rows
        ):
            await screen.press("enter")
        plan.cursor = next(
            n
            for n, one in enumerate(plan.rows)
            if one.key and one.key[0] == "file" and one.key[1].endswith("buy-ticket.mmd")
        )
        await screen.until("Keep the bill safe")
        assert "Save the bill" in screen.text
        await screen.press("enter", "end")
        assert screen.app.focused.id == "plan-diff"
        await screen.press("escape")
        assert screen.app.focused is plan
        assert before == {path: path.read_bytes() for path in before}

    play(root, scene)
    assert page.is_file()
