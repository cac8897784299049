"""What clients write is split into functions, qualities, constraints and questions, or into nothing at all."""

import random

import pytest
import yaml

from archkit.assist import Proposal, split
from archkit.catalog import Catalog
from archkit.diagnostics import Place
from archkit.model import Actor, Requirements, UseCase, is_id, parse_measure
from archkit.read import read_workspace

CATALOG = Catalog()
NOTHING = Requirements()


def _split(text: str, known: Requirements = NOTHING, about: str = "") -> list[Proposal]:
    return list(split(text, known, CATALOG, about=about))


def _kinds(text: str) -> list[str]:
    return [one.kind for one in _split(text)]


def test_a_number_is_split_off_the_function() -> None:
    text = "When a user clicks on the search button, a list of matching products is displayed within at most 100 ms."
    actor, function, quality = _split(text)
    assert (actor.section, actor.id) == ("actors", "user")
    assert function.data == {
        "title": "Display a list of matching products",
        "primary_actor": "user",
        "trigger": "A user clicks on the search button.",
        "outcome": "A list of matching products is displayed.",
    }
    assert quality.data["measure"] == "p95 response_time <= 100 ms"
    assert quality.data["applies_to"] == [f"use_case:{function.id}"]
    assert quality.data["attribute"] == "performance"


def test_a_vague_word_leaves_the_function_and_becomes_a_guess() -> None:
    _, function, quality = _split("Customers should be able to search for products by keyword quickly.")
    assert function.data["title"] == "Search for products by keyword"
    assert quality.data["measure"] == "p95 response_time <= ~300 ms"
    assert not quality.stated
    assert len(quality.choices) > 2


def test_a_user_story_keeps_its_goal_and_its_reason() -> None:
    text = "As a rider, I want to book a ride in advance so that I can get to the airport on time."
    actor, function = _split(text)
    assert actor.data == {"name": "Rider", "kind": "person"}
    assert function.data["goal"] == "Book a ride in advance."
    assert function.data["notes"] == "I can get to the airport on time."


def test_what_the_system_does_by_itself_has_no_actor() -> None:
    (function,) = _split(
        "A finished ride makes the system charge the rider's card and pay the driver less the service fee."
    )
    assert function.data == {"title": "Charge the rider's card and pay the driver less the service fee"}


def test_a_trigger_without_a_comma_is_found() -> None:
    _, function = _split("On rider login the app shows a map of drivers no farther than 5 miles away.")
    assert function.data["trigger"] == "On rider login."
    assert function.data["title"] == "Show a map of drivers no farther than 5 miles away"


@pytest.mark.parametrize(
    ("sentence", "kind", "name", "choice"),
    [
        ("The system must comply with the GDPR.", "legal", "gdpr", None),
        ("Card data is handled according to PCI DSS.", "legal", "pci-dss", None),
        ("All data must stay in the EU.", "legal", "data-in-the-eu", None),
        ("It has to run on AWS.", "technical", "aws", ["aws"]),
        ("We already use PostgreSQL and Kafka.", "technical", "postgresql", ["postgresql", "kafka"]),
        ("The system must run on-premises.", "technical", "on-premises", ["on-premises"]),
        ("The app must run on iOS and Android.", "technical", "ios-clients", None),
        ("The budget is 40 000 EUR/month.", "business", "budget", None),
        ("The shop has to be live before November 2027.", "business", "deadline", None),
    ],
)  # fmt: skip
def test_what_is_fixed_becomes_a_constraint_of_its_kind(
    sentence: str, kind: str, name: str, choice: list[str] | None
) -> None:
    (found,) = (one for one in _split(sentence) if one.kind == "constraint")
    assert (found.data["kind"], found.id) == (kind, name)
    assert found.data.get("choice") == choice
    assert found.data["statement"] == sentence


def test_a_constraint_and_a_quality_of_one_sentence_are_told_apart() -> None:
    fixed, quality = _split("It has to run on AWS and cost at most 900 EUR per month.")
    assert fixed.data["choice"] == ["aws"]
    assert quality.data["measure"] == "cost <= 900 EUR/month"


def test_a_technology_that_nobody_fixed_is_asked_about() -> None:
    found = _split("The system stores payments in PostgreSQL.")
    assert found[0].kind == "question"
    assert found[0].data["ask"] == "Is PostgreSQL given, or may something else do the same?"


@pytest.mark.parametrize(
    "sentence",
    ["The online store must be available to users 99.9% of the time.", "The team can deploy a new version of the store at least twice a week.",
     "The system must handle 400 requests per second.", "No payment may be lost, even if a data centre fails."],
)  # fmt: skip
def test_a_demand_on_the_whole_leaves_no_function(sentence: str) -> None:
    (quality,) = _split(sentence)
    assert quality.kind == "quality"
    assert quality.data["applies_to"] == ["system"]


@pytest.mark.parametrize(
    "sentence", ["Can riders pay in cash?", "Real time or booked in advance?", "The export format is TBD."]
)
def test_an_open_question_is_kept_as_one(sentence: str) -> None:
    (question,) = _split(sentence)
    assert question.data["ask"].rstrip(".") == sentence.rstrip(".")
    assert question.data["status"] == "open"


@pytest.mark.parametrize(
    "talk",
    [
        "Hello Tom, thanks for the meeting yesterday.", "We will send the slides on Friday.", "Best regards, Anna", "OK.",
        "See you at 10:30.", "The weather is nice today.", "My phone number is 0123 456789.", "https://example.com/spec",
        "How are you?", "Could you send me the minutes quickly?", "I was born in 1990.", "lorem ipsum dolor sit amet", "---",
        "We had a quick meeting yesterday.", "", "   ", "1234", "Page 3 of 10", "Chapter 2: Introduction", "See attached file.",
        "I think we should talk on Monday.", "{json: [1, 2]}", "a" * 5000, "日本語の文章です。",
    ],
)  # fmt: skip
def test_talk_around_requirements_gives_nothing(talk: str) -> None:
    assert _split(talk) == []


def test_known_actors_are_recognised_and_not_proposed_again() -> None:
    actor = Actor(name="Account holder")
    actor.bind(Place("x.yaml", ("actors", "account-holder")))
    known = Requirements(actors={"account-holder": actor})
    (function,) = _split("Account holders can transfer money to another account.", known)
    assert function.data["primary_actor"] == "account-holder"


def test_ids_never_collide_with_what_is_there_or_with_each_other() -> None:
    use_case = UseCase(title="Search for rides")
    use_case.bind(Place("x.yaml", ("use_cases", "search-for-rides")))
    known = Requirements(use_cases={"search-for-rides": use_case})
    found = _split("Riders can search for rides. Riders can search for rides.", known)
    ids = [one.id for one in found if one.kind == "function"]
    assert ids == ["search-for-rides-2", "search-for-rides-3"]


def test_what_a_sentence_is_about_may_be_said_beside_it() -> None:
    (quality,) = _split("The confirmation must be shown quickly.", about="use_case:buy")
    assert quality.data["applies_to"] == ["use_case:buy"]


def test_bullets_numbers_and_quotation_marks_are_not_part_of_a_sentence() -> None:
    text = "REQ-12: The system must handle 400 requests per second.\n- “The system must comply with the GDPR.”\n3) Uptime 99.9 %"
    found = _split(text)
    assert [one.kind for one in found] == ["quality", "constraint", "quality"]
    assert found[1].data["statement"] == "The system must comply with the GDPR."


def test_a_whole_letter_is_split_and_its_talk_left_out() -> None:
    letter = """Hi Anna,

    thanks for the call yesterday. As discussed, here is what we need:
    - Passengers can look for a ride and book it.
    - The driver must be found immediately.
    - 99.9 % of the time the service is up.
    - Everything has to comply with the GDPR.
    - Shall riders rate their drivers?

    Best regards,
    Tom"""
    assert _kinds(letter) == ["actor", "function", "quality", "quality", "constraint", "question"]


def test_hostile_and_huge_texts_are_only_text() -> None:
    text = "The system must show <script>alert(1)</script> ${{7*7}} to users within 100 ms. " * 500
    found = _split(text)
    assert found
    assert all(is_id(one.id) for one in found)
    assert len({(one.section, one.id) for one in found}) == len(found)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_proposed_loads(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    parts = [
        "Users can search for rides", "The driver", "must be able to", "pay", "within 200 ms", "quickly", "and", ",", "99.9 % of the time",
        "on AWS", "GDPR", "at least twice a week", "?", ".", "when", "the app", "shows", "at most 5 minutes", "$5", "no data may be lost",
        "secure", "100,000 concurrent users", "p99", "every night", "deadline", "March 2027", ": # {", "'", '"', "\n",
    ]  # fmt: skip
    chance = random.Random(seed)  # noqa: S311 - not about secrets
    text = " ".join(chance.choice(parts) for _ in range(60))
    found = _split(text)
    folder = tmp_path_factory.mktemp("split")
    (folder / "archkit.yaml").write_text("archkit: 1\n")
    (folder / "requirements").mkdir()
    data: dict[str, dict[str, object]] = {}
    for one in found:
        data.setdefault(one.section, {})[one.id] = dict(one.data)
        if one.data.get("measure"):
            parse_measure(one.data["measure"])
    (folder / "requirements/all.yaml").write_text(yaml.safe_dump(data) if data else "")
    reading = read_workspace(folder)
    assert not [each.message for each in reading.diagnostics if each.severity.value == "error"]
