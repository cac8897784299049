"""The tour of five minutes: Enter alone makes a first use case, own words make one's own, and it can be left and taken up."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from conftest import Screen
from textual.widgets import Input

from archkit.begin import begin
from archkit.session import Journal, Session
from archkit.tui.app import ArchkitApp
from archkit.tui.screens.tour import TourScreen
from archkit.workspace import Workspace


@pytest.fixture
def tour(tmp_path: Path) -> Callable[..., Session]:
    """Return a function that takes the tour through a workspace and leaves by the door."""
    root = tmp_path / "new"
    begin(root)

    def take(act: Callable[[Screen], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> Session:
        session = Session(root, journal=Journal(root, tmp_path / "journal"))

        async def run() -> None:
            app = ArchkitApp(session, settings=tmp_path / "settings.json", with_tour=True)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await act(Screen(pilot, app))
                await app.action_quit()

        asyncio.run(run())
        return session

    return take


async def answer(screen: Screen, text: str = "") -> None:
    """Type an answer as it would be pasted, and press Enter."""
    if text:
        screen.app.screen.query_one(Input).value = ""
        screen.app.screen.query_one(Input).insert_text_at_cursor(text)
        await screen.settle()
    await screen.press("enter")


def test_enter_alone_leads_to_a_use_case_that_is_clean_drawn_and_computed(tour) -> None:
    async def act(screen: Screen) -> None:
        for _ in range(9):
            await screen.press("enter")
        await screen.judged()
        assert "▲ AK201" in screen.text, "the vague sentence is found"
        await screen.press("enter")
        await screen.judged()
        assert "✓ no findings" in screen.text
        assert "✓ met" in screen.text
        assert "Borrow a tool" in screen.text
        await screen.press("enter")
        assert not isinstance(screen.app.screen, TourScreen)

    session = tour(act)
    use_cases = (session.root / "requirements" / "use-cases.yaml").read_text()
    assert "- member -> website: Borrow a tool\n" in use_cases
    assert "- website ~> mail-service: Send a confirmation\n" in use_cases
    assert "# place-order:" in use_cases, "comments of the blank workspace stay"
    workspace = Workspace(session.root)
    assert not [one for one in workspace.findings.all() if one.severity.name in {"ERROR", "WARNING"}]


def test_own_words_become_ones_own_use_case(tour) -> None:
    async def act(screen: Screen) -> None:
        await answer(screen, "Café: tickets")
        await answer(screen, "Ticket fan")
        await answer(screen, "Buy a ticket")
        await answer(screen, "Ticket fan -> Web shop: Choose a seat")
        await answer(screen, "nonsense")
        assert "has no arrow" in screen.text
        await answer(screen, "web shop -> Seat database: Hold the seat")
        await answer(screen)
        await answer(screen, "many")
        assert "5 of 8" in screen.text, "what is no number is told, and asked again"
        await answer(screen, "1500/s")
        await answer(screen, "Buying has to be fast when a tour goes on sale")
        await screen.press("down", "enter")

    session = tour(act)
    assert 'name: "Café: tickets"' in session.text("archkit.yaml")
    (use_case,) = session.elements("use_cases")
    assert use_case.data == {
        "title": "Buy a ticket",
        "primary_actor": "ticket-fan",
        "steps": [
            {"ticket-fan -> web-shop": "Choose a seat"},
            {"web-shop -> seat-database": "Hold the seat"},
        ],
        "load": {"peak": "1500/s"},
    }
    kinds = {one.id: one.field("kind") for one in session.elements("components")}
    assert kinds == {"web-shop": "service", "seat-database": "database"}
    (quality,) = session.elements("quality_attributes")
    assert quality.field("measure") == "p95 response_time <= ~100 ms at 1500/s"


def test_the_name_of_the_folder_is_proposed_and_asked_about(tour) -> None:
    async def act(screen: Screen) -> None:
        assert "1 of 8" in screen.text
        assert screen.app.screen.query_one(Input).value == "New"
        await screen.press("enter")
        assert "2 of 8" in screen.text

    assert "name: New\n" in tour(act).text("archkit.yaml")


def test_the_tour_is_left_and_taken_up_where_it_was(tour) -> None:
    async def leave(screen: Screen) -> None:
        await screen.press("enter", "enter", "escape")
        assert not isinstance(screen.app.screen, TourScreen)

    async def take_up(screen: Screen) -> None:
        assert "3 of 8" in screen.text
        await screen.press("shift+tab")
        assert screen.app.screen.query_one(Input).value == "Member"
        await answer(screen, "Neighbour")

    tour(leave)
    session = tour(take_up)
    assert [one.id for one in session.elements("actors")] == ["neighbour"]


def test_a_step_comes_back_into_the_field_with_the_components_that_only_it_needed(tour) -> None:
    async def act(screen: Screen) -> None:
        for _ in range(5):
            await screen.press("enter")
        assert {one.id for one in screen.session.elements("components")} == {"website", "store"}
        await screen.press("backspace")
        assert {one.id for one in screen.session.elements("components")} == {"website"}
        assert screen.app.screen.query_one(Input).value == "website -> store: Keep what was chosen"

    tour(act)


def test_a_skipped_answer_is_asked_for_when_the_rest_hangs_on_it(tour) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("tab", "tab", "tab", "enter")
        assert "Who uses it?" in screen.text
        assert "This first" in screen.text

    assert not tour(act).elements("components")


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (60, 18)])
def test_the_question_and_the_field_are_seen_at_every_size(tour, size) -> None:
    async def act(screen: Screen) -> None:
        for _ in range(4):
            await screen.press("enter")
        assert "How does it go?" in screen.text
        assert "website -> store: Keep" in screen.text
        assert "Go on" in screen.text

    tour(act, size)
