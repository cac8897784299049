"""At eighty columns nothing is out of reach: the walk, the page of a rule, the diagram, the second form."""


def footer(screen) -> str:
    return screen.text.splitlines()[-1]


def test_the_walk_lies_over_the_step_while_it_has_the_keyboard(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("actors")
        assert "Service levels" not in screen.text
        await screen.press("f6")
        await screen.settle()
        assert "Service levels" in screen.text
        await screen.press("down")
        assert screen.app.step.id == "entities"
        await screen.press("enter")
        assert "Service levels" not in screen.text

    play(root, scene, size=(80, 24))


def test_the_page_of_a_rule_is_scrolled_and_left_by_keys(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("review")
        await screen.judged()
        await screen.press("w")
        page = screen.app.pane.query_one("#rule-page")
        assert page.has_focus
        assert "Esc Findings" in footer(screen)
        await screen.press("end")
        for _ in range(200):
            if page.scroll_offset.y > 0:
                break
            await screen.pilot.pause(0.05)
        assert page.scroll_offset.y > 0
        await screen.press("escape")
        assert screen.app.pane.found.has_focus

    play(root, scene, size=(80, 24))


def test_nothing_is_done_to_steps_that_the_diagram_hides(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("flows")
        before = dict(screen.session.overlay)
        await screen.press("v")
        assert "v Steps" in footer(screen)
        await screen.press("d", "a")
        assert screen.session.overlay == before
        assert not screen.app.query("FieldEditor")
        await screen.press("escape")
        assert "a Add step" in footer(screen)

    play(root, scene, size=(80, 24))


def test_the_arrows_lead_from_one_form_of_the_frame_to_the_other(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("frame")
        await screen.press("end", "down")
        assert screen.app.focused.parent.id == "organisation"
        assert screen.app.focused.cursor == 0
        await screen.press("up")
        assert screen.app.focused.parent.id == "system"
        assert screen.app.focused.current.kind == "more"

    play(root, scene, size=(80, 24))


def test_a_step_without_elements_says_what_it_is_for_and_offers_to_begin_and_no_more(
    make_workspace, play
) -> None:
    async def scene(screen) -> None:
        await screen.show("entities")
        await screen.judged()
        assert "What the system keeps and passes on." in screen.text
        assert "Press a to add the first one." in screen.text
        assert "Open" not in footer(screen)
        assert "a Add" in footer(screen)

    play(make_workspace(""), scene, size=(80, 24))
