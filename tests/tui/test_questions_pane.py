"""Open questions on the screen: an answer becomes YAML at once, and what is dropped or assumed can be read by all."""

from archkit.tui.questions_pane import QuestionsPane

CONFIG = "archkit: 1 # ours\n"


async def _open(screen) -> QuestionsPane:
    await screen.show("questions")
    await screen.judged()
    pane = screen.app.pane
    assert isinstance(pane, QuestionsPane)
    return pane


async def _stand_on(screen, pane: QuestionsPane, question: str) -> None:
    await screen.press("home")
    for _ in range(len(pane.open.rows)):
        asked = pane._asked()
        if asked and asked.question.id == question:
            return
        await screen.press("down")
    raise AssertionError(question)


def test_the_first_question_is_what_helps_most_and_says_why(make_workspace, play) -> None:
    async def scene(screen) -> None:
        pane = await _open(screen)
        assert pane._asked().question.id == "purpose"
        assert "What is the system for" in screen.text
        assert "Every later question is answered against this" in screen.text

    play(make_workspace(config=CONFIG), scene)


def test_an_answer_is_in_the_file_and_the_next_question_is_asked(make_workspace, play) -> None:
    root = make_workspace(config=CONFIG)

    async def scene(screen) -> None:
        pane = await _open(screen)
        await screen.press("enter")
        await screen.type("People join drivers.")
        await screen.press("enter")
        await screen.judged()
        assert pane._asked().question.id == "inside"
        await screen.press("enter")
        await screen.type("matching, payment")
        await screen.press("enter")
        await screen.press("ctrl+z", "ctrl+y")

    play(root, scene)
    text = (root / "archkit.yaml").read_text()
    assert text.startswith(CONFIG)
    assert "summary: People join drivers." in text
    assert "in: [matching, payment]" in text or "- matching" in text


def test_an_answer_that_does_not_suit_can_be_mended(make_workspace, play) -> None:
    root = make_workspace(
        "actors: {rider: {description: Rides.}}\n", config="archkit: 1\nsystem: {stage: mvp}\n"
    )

    async def scene(screen) -> None:
        pane = await _open(screen)
        await _stand_on(screen, pane, "actor-count")
        await screen.press("enter")
        await screen.type("lots")
        await screen.press("enter")
        assert "'lots'" in screen.text
        await screen.press(*["backspace"] * 4)
        await screen.type("2M")
        await screen.press("enter")

    play(root, scene)
    assert "population: 2M" in (root / "requirements/all.yaml").read_text()


def test_a_dropped_question_is_not_asked_again_and_its_reason_is_kept(make_workspace, play) -> None:
    root = make_workspace(config=CONFIG)

    async def scene(screen) -> None:
        pane = await _open(screen)
        await _stand_on(screen, pane, "who-has-a-say")
        await screen.press("d")
        await screen.type("Nobody does.")
        await screen.press("enter")
        await screen.judged()
        assert "who-has-a-say" not in {
            one.question.id for row in pane.open.rows if row.key for one in getattr(row.key[1], "asked", ())
        }
        (entry,) = screen.session.elements("questions")
        assert (entry.id, entry.data["status"], entry.data["answer"]) == (
            "who-has-a-say",
            "dropped",
            "Nobody does.",
        )
        await screen.press("f")
        assert "dropped" in screen.text

    play(root, scene)


def test_a_question_is_handed_on_and_stays_open_with_its_owner(make_workspace, play) -> None:
    root = make_workspace(config=CONFIG)

    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("o")
        await screen.type("product")
        await screen.press("enter")
        (entry,) = screen.session.elements("questions")
        assert (entry.data["status"], entry.data["owner"]) == ("open", "product")

    play(root, scene)


def test_an_assumption_counts_and_is_marked_as_one(make_workspace, play) -> None:
    root = make_workspace(
        "actors: {rider: {description: Rides.}}\n", config="archkit: 1\nsystem: {stage: mvp}\n"
    )

    async def scene(screen) -> None:
        pane = await _open(screen)
        await _stand_on(screen, pane, "actor-count")
        await screen.press("s")
        await screen.type("2M")
        await screen.press("enter")
        rider = screen.session.elements("actors")[0].data
        assert (rider["population"], rider["assumed"]) == ("2M", ["population"])
        await screen.judged()
        await _stand_on(screen, pane, "who-has-a-say")
        await screen.press("s")
        await screen.type("Product alone.")
        await screen.press("enter")
        (assumed,) = screen.session.elements("assumptions")
        assert assumed.data["statement"] == "Product alone."
        await screen.press("ctrl+z")
        assert not screen.session.elements("assumptions")
        assert not screen.session.elements("questions")

    play(root, scene)


def test_an_assumption_about_the_system_is_marked_beside_it(make_workspace, play) -> None:
    root = make_workspace(config=CONFIG)

    async def scene(screen) -> None:
        await _open(screen)
        await screen.press("s")
        await screen.type("Lifts.")
        await screen.press("enter")

    play(root, scene)
    text = (root / "archkit.yaml").read_text()
    assert "summary: Lifts." in text
    assert "assumed: [summary]" in text or "- summary" in text


def test_a_question_leads_to_what_it_is_about(make_workspace, play) -> None:
    root = make_workspace(
        "actors: {rider: {description: Rides.}}\n", config="archkit: 1\nsystem: {stage: mvp}\n"
    )

    async def scene(screen) -> None:
        pane = await _open(screen)
        await _stand_on(screen, pane, "actor-count")
        await screen.press("g")
        for _ in range(50):
            await screen.settle()
            if screen.app.step.id == "actors":
                break
        assert screen.app.step.id == "actors"

    play(root, scene)
