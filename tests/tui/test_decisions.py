"""Decisions on the screen: accepted, rejected, replaced, and weighed as the demands behind them are today."""

from pathlib import Path

from archkit.workspace import Workspace

TEXT = """\
use_cases: {go: {title: Go, outcome: Gone.}}
decisions:
  saga: # the big one
    title: Pay through a saga
    status: proposed
    addresses: [use_case:go]
    context: Three stores.
"""


def test_accepting_notes_what_it_rested_on_and_a_later_change_makes_it_suspect(make_workspace, play) -> None:
    root = make_workspace(TEXT)

    async def scene(screen) -> None:
        await screen.show("decisions")
        await screen.judged()
        await screen.press("y")
        data = screen.session.elements("decisions")[0].data
        assert data["status"] == "accepted"
        assert set(data["weighed"]) == {"use_case:go"}
        await screen.press("ctrl+z")
        assert screen.session.text("requirements/all.yaml") == TEXT, "one key is one step back"
        await screen.press("ctrl+y")

    play(root, scene)
    path = root / "requirements/all.yaml"
    assert "saga: # the big one" in path.read_text()
    assert "AK714" not in {one.code for one in Workspace(root).findings.all()}
    path.write_text(path.read_text().replace("Gone.", "Gone twice."))
    assert "AK714" in {one.code for one in Workspace(root).findings.all()}


def test_a_decision_is_rejected_and_replaced_by_keys(make_workspace, play) -> None:
    async def scene(screen) -> None:
        await screen.show("decisions")
        await screen.judged()
        await screen.press("e", "s")
        first, second = screen.session.elements("decisions")
        assert first.data["status"] == "rejected"
        assert (second.data["supersedes"], second.data["addresses"]) == (["saga"], ["use_case:go"])

    play(make_workspace(TEXT), scene)


def test_where_there_is_no_decision_only_adding_one_is_offered(tmp_path: Path, play) -> None:
    settings = "archkit: 1\nsystem: {name: Shop, summary: Sells., stage: prototype}\ninclude: [words.yaml]\n"
    (tmp_path / "archkit.yaml").write_text(settings)
    (tmp_path / "words.yaml").write_text("glossary: {seat: A place to sit.}\n")

    async def scene(screen) -> None:
        await screen.show("glossary")
        await screen.press("enter")
        await screen.show("decisions")
        await screen.settle()
        assert "a Add" in screen.text
        assert "Accept" not in screen.text
        assert "d Delete" not in screen.text
        await screen.show("glossary")
        assert "d Delete" in screen.text

    play(tmp_path, scene)
