"""The review: findings with their reasons, the way to the field, exceptions that are written with a reason."""

from pathlib import Path

from archkit.tui.review_pane import ReviewPane


async def _open(screen) -> ReviewPane:
    await screen.show("review")
    await screen.judged()
    return screen.app.pane


def _break(root: Path) -> Path:
    """Put a vague demand without a measure into a file of its own."""
    path = root / "requirements" / "vague.yaml"
    path.write_text(
        "# ours\nquality_attributes:\n  quick:\n    statement: It is quick # said by Ann\n", "utf-8"
    )
    return path


def test_a_finding_stands_with_what_to_do_and_the_page_of_its_rule(root: Path, play) -> None:
    _break(root)

    async def scene(screen) -> None:
        pane = await _open(screen)
        assert "'quick' cannot be measured or tested" in screen.text
        assert "say how quick" in screen.text
        assert pane.current.diagnostic.code == "AK201"
        await screen.until("AK201 unmeasurable")

    play(root, scene)


def test_enter_leads_to_the_field(root: Path, play) -> None:
    _break(root)

    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("enter")
        await screen.settle()
        assert screen.app.step.id == "quality_attributes"
        assert "It is quick" in screen.text

    play(root, scene)


def test_an_exception_is_written_above_the_line_with_its_reason_and_can_be_undone(root: Path, play) -> None:
    path = _break(root)
    before = path.read_text("utf-8")

    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("i")
        await screen.type("a pilot is measured")
        await screen.press("enter")
        await screen.judged()
        line = "    # archkit: ignore[AK201] a pilot is measured\n    statement: It is quick # said by Ann\n"
        assert line in screen.session.text("requirements/vague.yaml")
        assert "'quick' cannot be measured" not in screen.text
        await screen.press("ctrl+z")
        assert screen.session.text("requirements/vague.yaml") == before

    play(root, scene)


def test_no_comment_is_written_into_a_text_of_several_lines(root: Path, play) -> None:
    path = root / "requirements" / "vague.yaml"
    text = "quality_attributes:\n  quick:\n    statement: |\n      Some say.\n      It is quick\n"
    path.write_text(text, "utf-8")

    async def scene(screen) -> None:
        pane = await _open(screen)
        assert pane.current.diagnostic.code == "AK201"
        await screen.press("i")
        await screen.type("so")
        await screen.press("enter")
        assert screen.session.text("requirements/vague.yaml") == text
        assert any("a comment cannot stand above line" in told for told in screen.told)

    play(root, scene)


def test_a_workspace_without_faults_says_what_comes_next(tmp_path: Path, play) -> None:
    settings = "archkit: 1\nsystem: {name: Shop, summary: Sells., stage: prototype}\ninclude: [words.yaml]\n"
    (tmp_path / "archkit.yaml").write_text(settings)
    (tmp_path / "words.yaml").write_text("use_cases: {}\nquality_attributes: {}\nconstraints: {}\n")

    async def scene(screen) -> None:
        await _open(screen)
        assert "Nothing is wrong" in screen.text

    play(tmp_path, scene)
