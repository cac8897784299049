"""The line at the bottom tells the truth: what a key does here and now, in a field, in a dialog, on a row."""

from textual.widgets import TextArea


def footer(screen) -> str:
    return screen.text.splitlines()[-1]


def test_in_a_field_of_prose_enter_breaks_the_line_and_the_footer_says_so(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("use_cases")
        pane = screen.app.pane
        await screen.press("enter", "m")
        pane.form.reveal((*pane.current.place.route, "notes"))
        await screen.press("enter")
        assert "⏎ New line" in footer(screen)
        assert "^s Done" in footer(screen)
        await screen.type("one")
        await screen.press("enter")
        assert screen.app.focused.text == "one\n"
        await screen.press("ctrl+s")
        assert not screen.app.query(TextArea)
        assert "New line" not in footer(screen)

    play(root, scene)


def test_the_footer_of_a_dialog_shows_the_keys_of_the_dialog_and_of_nothing_below_it(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("flows")
        for keys, shown in (
            (("w",), ("Choose", "Never mind")),
            (("ctrl+f",), ("Go there", "Stay")),
            (("f1",), ("Close",)),
        ):
            await screen.press(*keys)
            await screen.until(*shown)
            assert all(word in footer(screen) for word in shown), footer(screen)
            assert "Add step" not in footer(screen)
            await screen.press("escape")
        assert "Add step" in footer(screen)

    play(root, scene)


def test_a_dialog_keeps_its_step_below_it(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.press("a", "ctrl+pagedown", "ctrl+f")
        assert screen.app.step.id == "actors"
        assert len(screen.app.screen_stack) == 2

    play(root, scene)


def test_enter_is_called_what_it_does_on_the_row_with_the_cursor(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("use_cases")
        await screen.press("enter")
        assert "⏎ Edit" in footer(screen)
        form = screen.app.pane.form
        form.reveal((*screen.app.pane.current.place.route, "steps"))
        await screen.settle()
        assert "⏎ Flow" in footer(screen)
        await screen.press("end")
        assert "⏎ Show them" in footer(screen)
        assert "Clear" not in footer(screen)

    play(root, scene)


def test_the_row_of_more_fields_says_which_they_are(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("actors")
        await screen.press("enter", "end")
        assert "more fields" in screen.text
        assert "Enter, or m, shows them." in screen.text
        assert "connectivity" in screen.text

    play(root, scene)


def test_of_two_forms_on_a_screen_only_the_one_with_the_keyboard_marks_a_row(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("frame")
        system, organisation = (
            screen.app.pane.query_one(f"#{name}").grid for name in ("system", "organisation")
        )
        assert system.has_focus
        assert not organisation.marks_its_place
        organisation.focus()
        await screen.settle()
        assert not system.marks_its_place
        await screen.press("enter")  # while its field is typed, the row stays marked
        assert organisation.marks_its_place

    play(root, scene)


def test_the_walk_and_the_sliders_name_things_in_full_at_116_columns(root, play) -> None:
    async def scene(screen) -> None:
        await screen.show("numbers")
        await screen.judged()
        lines = screen.text.splitlines()
        assert any(" ◐ Quality attributes " in line for line in lines)
        assert any("notification replicas" in line for line in lines)
        assert any("p95 elapsed_time <= 30 s at 1500/s" in line for line in lines)

    play(root, scene, size=(116, 34))
