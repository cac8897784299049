"""An editing session: what is changed, what is kept, what comes back, and what others wrote meanwhile."""

import shutil
from pathlib import Path

import pytest

from archkit.diagnostics import Place
from archkit.errors import UsageError
from archkit.model import Ref
from archkit.session import Journal, Session

EXAMPLES = Path(__file__).parents[2] / "examples"
USES = "requirements/use-cases.yaml"
CUSTOMER = Place(USES, ("actors", "customer"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "ticket-reservation", tmp_path / "shop")
    return tmp_path / "shop"


def begin(root: Path) -> Session:
    return Session(root, journal=Journal(root, root.parent / "journal"))


def end_without_saving(session: Session) -> None:
    """Let the journal look like that of a process that is gone."""
    path = session.journal.path
    path.rename(path.with_name(f"{path.name.partition('.')[0]}.4194999.jsonl"))


def test_a_changed_field_leaves_every_other_byte_as_it_was(root: Path) -> None:
    session = begin(root)
    before = (root / USES).read_text()
    session.set(CUSTOMER.at("active"), "~9 %")
    assert session.write()
    assert (root / USES).read_text() == before.replace("~8 % #", "~9 % #")


def test_undo_returns_to_the_first_byte_and_redo_to_the_last(root: Path) -> None:
    session = begin(root)
    before = {file: session.text(file) for file in session.documents}
    session.set(CUSTOMER.at("name"), "Buyer")
    session.set(CUSTOMER.at("population"), None)
    session.add("decisions", "use-saga", {"title": "Pay: through a saga"})
    session.rename(Ref("actor", "customer"), "buyer")
    session.shift(Place(USES, ("actors", "buyer")), 1)
    after = {file: session.text(file) for file in session.documents}
    while session.undo():
        pass
    assert {file: session.text(file) for file in session.documents} == before
    assert not session.unsaved
    while session.redo():
        pass
    assert {file: session.text(file) for file in session.documents} == after


def test_the_letters_of_a_word_are_undone_together_and_leave_its_place_and_comment(root: Path) -> None:
    session = begin(root)
    before = session.text(USES)
    for text in ("~8", "~", "", "1", "12", "12 %"):
        session.set(CUSTOMER.at("active"), text or None, burst="typing")
    assert session.text(USES) == before.replace("~8 % #", "12 % #")
    assert session.undo() == "active of customer"
    assert session.text(USES) == before


def test_a_renamed_element_is_renamed_wherever_it_is_named(root: Path) -> None:
    session = begin(root)
    session.rename(Ref("actor", "customer"), "buyer")
    session.rename(Ref("entity", "order"), "purchase")
    reading = session.read_again()
    assert "customer ->" not in session.text(USES)
    assert reading.requirements.use_cases["buy-ticket"].primary_actor == Ref("actor", "buyer")
    assert not [one for one in reading.diagnostics if one.severity == "error"]
    assert "[order]" not in session.text(USES)


def test_an_id_that_is_taken_is_refused(root: Path) -> None:
    session = begin(root)
    with pytest.raises(UsageError, match="taken"):
        session.add("actors", "customer")
    with pytest.raises(UsageError, match="taken"):
        session.rename(Ref("actor", "customer"), "order-clock")


def test_a_change_outside_is_taken_in_and_our_own_is_kept(root: Path) -> None:
    session = begin(root)
    session.set(CUSTOMER.at("name"), "Buyer")
    text = (root / USES).read_text()
    (root / USES).write_text(text.replace("Rings when", "Sounds when"))
    assert session.look_outside() == [USES]
    assert session.write()
    now = (root / USES).read_text()
    assert now == text.replace("Rings when", "Sounds when").replace("name: Customer", "name: Buyer")
    assert session.undo()
    assert session.text(USES) == text.replace("Rings when", "Sounds when")


def test_an_element_that_was_changed_on_both_sides_is_a_conflict_and_the_disk_is_not_written_over(
    root: Path,
) -> None:
    session = begin(root)
    session.set(CUSTOMER.at("name"), "Mine")
    (root / USES).write_text((root / USES).read_text().replace("name: Customer", "name: Theirs"))
    session.write()
    [conflict] = session.conflicts
    assert (conflict.mine["name"], conflict.theirs["name"]) == ("Mine", "Theirs")
    assert "name: Theirs" in (root / USES).read_text()
    session.resolve(conflict, mine=True)
    assert session.write()
    assert "name: Mine" in (root / USES).read_text()


def test_what_a_crash_left_unsaved_is_offered_and_merged_with_what_the_file_says_now(root: Path) -> None:
    session = begin(root)
    session.set(CUSTOMER.at("name"), "Buyer")
    end_without_saving(session)
    (root / USES).write_text((root / USES).read_text().replace("Rings when", "Sounds when"))
    again = begin(root)
    left = again.left_behind()
    assert [one.file for one in left] == [USES]
    again.recover(left)
    assert again.value(CUSTOMER.at("name")) == "Buyer"
    assert "Sounds when" in again.text(USES)
    assert not again.left_behind()


def test_in_a_read_only_file_the_change_is_kept_and_told(root: Path) -> None:
    session = begin(root)
    (root / USES).chmod(0o444)
    session.set(CUSTOMER.at("name"), "Buyer")
    assert not session.write()
    assert "read-only" in session.refused[USES]
    assert session.value(CUSTOMER.at("name")) == "Buyer"
    end_without_saving(session)
    assert [one.file for one in begin(root).left_behind()] == [USES]


def test_a_new_element_goes_to_the_file_that_holds_its_section(root: Path) -> None:
    session = begin(root)
    assert session.home("actors", "clerk") == USES
    assert session.home("glossary", "seat") == "requirements/glossary.yaml"
    hitchhiking = begin(EXAMPLES / "hitchhiking")
    assert hitchhiking.home("use_cases", "tip-driver") == "requirements/use-cases/tip-driver.yaml"
