"""Text rules read like a careful reviewer: they stop at what is wrong and pass what only looks like it."""

from pathlib import Path

import pytest

from archkit.catalog import Catalog, WordList
from archkit.resources import folder
from archkit.source import parse
from archkit.workspace import Workspace

ENGLISH_TOO = {"tox", "cypher", "gremlin", "napster", "react", "spring", "edonkey", "grokster"}
"""Products whose names are words of other meanings, or which nobody puts into requirements."""
NOT_NAMED = {"apfs", "chaos-monkey", "ext4", "google-file-system", "hfs-plus", "ntfs", "seti-at-home"}
"""Products that are no choice of an architect."""


def found(root: Path, *codes: str) -> list[str]:
    return [one.message for one in Workspace(root, select=codes).findings.findings]


def use_case(field: str, text: str) -> str:
    return f'use_cases:\n  find:\n    {field}: "{text}"\n'


@pytest.mark.parametrize(
    "text",
    [
        "See the ads of the last 24 hours",
        "Read up to three years of figures",
        "Get a 10 % discount on the fare",
        "Cancel after 5 min without an answer",
        "Choose among at least 3 drivers",
        "Keep the books for 10 y",
    ],
)
def test_a_number_that_is_part_of_the_function_is_no_hidden_quality(make_workspace, text) -> None:
    assert found(make_workspace(use_case("outcome", text)), "AK107") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The list appears within 200 ms.", "within 200 ms"),
        ("Answers in less than 2 seconds.", "in less than 2 seconds"),
        ("Takes 100 requests per second.", "100 requests per second"),
        ("Works for 99.9 % of the time.", "99.9 %"),
    ],
)
def test_a_limit_in_a_use_case_is_a_hidden_quality_until_a_measure_takes_it_up(
    make_workspace, text, words
) -> None:
    (message,) = found(make_workspace(use_case("outcome", text), name="bare"), "AK107")
    assert f"'{words}'" in message
    taken = {
        "200 ms": "p95 response_time <= 200 ms",
        "2 s": "p95 response_time <= 2000 ms",
        "100": "throughput >= 6000/min",
    }
    measure = next((m for key, m in taken.items() if key in words), "availability >= 99.9 %")
    both = use_case("outcome", text) + f"quality_attributes:\n  how-well: {{measure: {measure}}}\n"
    assert found(make_workspace(both, name="taken"), "AK107") == []


@pytest.mark.parametrize(
    "text",
    ["Ride in spring or summer", "React to the rest of the alerts", "Travel express by arrow or swift"],
)
def test_an_english_word_is_no_technology(make_workspace, text) -> None:
    assert found(make_workspace(use_case("goal", text)), "AK106") == []


def test_a_technology_is_left_alone_where_it_is_given(make_workspace) -> None:
    wish = use_case("outcome", "The ride is in Kafka.")
    assert len(found(make_workspace(wish, name="bare"), "AK106")) == 1
    for number, given in enumerate(
        (
            "constraints:\n  bus: {statement: Events go through Apache Kafka and Kafka only.}\n",
            "components:\n  kafka: {external: true}\n",
            "glossary:\n  kafka: The clearing house of our city.\n",
        )
    ):
        assert found(make_workspace(wish + given, name=f"given-{number}"), "AK106") == []


@pytest.mark.parametrize(
    ("statement", "objected"),
    [
        ("Old rides must be deleted.", True),
        ("Old rides shall always be securely stored.", True),
        ("The receipt has to be sent.", True),
        ("Old rides must be deleted by the ride service.", False),
        ("The ride service deletes old rides.", False),
        ("The receipt is shown after the ride.", False),
        ("The service must be available in the evening.", False),
        ("There must be need for it.", False),
    ],
)
def test_a_passive_is_objected_to_where_it_hides_who_has_to_act(make_workspace, statement, objected) -> None:
    text = f"quality_attributes:\n  one: {{statement: {statement}}}\n"
    assert bool(found(make_workspace(text), "AK112")) is objected


@pytest.mark.parametrize(
    ("statement", "objected"),
    [
        ("The app must be fast, secure and scalable.", True),
        ("The app must answer and must log each call.", True),
        ("Fast and easy to use.", True),
        ("The app answers, and the rider sees it.", False),
        ("The app must answer riders and drivers.", False),
        ("A fast search helps riders who want a reliable lift.", False),
    ],
)
def test_one_statement_holds_one_demand(make_workspace, statement, objected) -> None:
    text = f'quality_attributes:\n  one: {{statement: "{statement}"}}\n'
    assert bool(found(make_workspace(text), "AK111")) is objected


def test_the_words_of_a_law_are_given(make_workspace) -> None:
    law = "constraints:\n  law: {kind: legal, statement: 'Records must be kept, as appropriate, and must be shown.'}\n"
    assert found(make_workspace(law), "AK111", "AK112", "AK116") == []


def test_a_vague_word_in_a_use_case_is_fine_once_something_says_what_it_means(make_workspace) -> None:
    vague = use_case("goal", "Find a driver quickly")
    assert len(found(make_workspace(vague, name="bare"), "AK108")) == 1
    asked = vague + "questions:\n  how-quick: {ask: How quickly?, about: [use_case:find]}\n"
    assert found(make_workspace(asked, name="asked"), "AK108") == []


@pytest.mark.parametrize(
    ("data", "objected"),
    [
        ("ride-reqest", True),
        ("ride-reuqest", True),
        ("list of ride-requestt", True),
        ("ride-requests", False),
        ("ride request", False),
        ("origin", False),
        ("ride", False),
    ],
)
def test_data_one_letter_from_an_entity_is_a_slip(make_workspace, data, objected) -> None:
    text = f"""\
entities:
  ride-request: {{fields: {{origin: geo-point}}}}
use_cases:
  find:
    steps:
      - rider -> app: {{action: Search, data: [{data}]}}
"""
    assert bool(found(make_workspace(text), "AK115")) is objected


def test_each_product_of_the_catalog_is_known_as_a_technology() -> None:
    technology = Catalog().words("technology")
    for path in sorted((folder("catalog") / "products").glob("*.yaml")):
        document, _ = parse(path.name, path.read_text(encoding="utf-8"))
        assert document is not None
        if path.stem not in ENGLISH_TOO | NOT_NAMED:
            assert list(technology.find(document.data["name"])), (
                f"{document.data['name']} is missing in words.yaml"
            )


def test_a_word_list_finds_whole_words_the_longest_first_and_keeps_the_spelling() -> None:
    words = WordList.of({"fast": "a", "as fast as possible": "b", "C++": "c", "etc.": "d"})
    assert list(words.find("FAST, breakfast, fast-paced, As fast\nas possible; C++, etc.")) == [
        ("FAST", "a"),
        ("As fast\nas possible", "b"),
        ("C++", "c"),
        ("etc.", "d"),
    ]
    assert list(words.find("İİİ fast")) == [("fast", "a")], (
        "letters that grow when they get small move nothing"
    )


def statement(text: str, section: str = "quality_attributes", kind: str = "") -> str:
    return f'{section}:\n  it:\n    {kind}statement: "{text}"\n'


@pytest.mark.parametrize(
    "text",
    [
        "The search page shows results within 2 seconds.",
        "A customer finds the order form in under 30 seconds without help.",
        "The system is highly available, with at least 99.9 % a month.",
        "Operators easily restart a node within five minutes.",
        "Readings from small meters and large meters are both accepted.",
        "Keys lie in a safe deposit box of the bank.",
        "Agents send a quick reply from a template.",
        "Breakfast orders are taken until 10:00, and safety valves report each opening.",
        "The site stays up during a fast-moving storm.",
        "When the order is paid and the stock is reduced, the customer is told.",
        "Backups lie in the EU and are kept for ten years.",
        "Administrators approve or reject requests within one working day.",
        "Search, filter and sort work on all lists.",
    ],
)
def test_a_sentence_that_a_careful_reviewer_passes(make_workspace, text) -> None:
    assert found(make_workspace(statement(text)), "AK201", "AK111", "AK116", "AK206", "AK207") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Payments are handled securely.", "'securely' cannot be measured"),
        (
            "The API is simple, extensible and modern.",
            "'simple', 'extensible' and 'modern' cannot be measured",
        ),
        ("Costs are kept low.", "'kept low' cannot be measured"),
        ("Each request is answered and each failure is logged.", "'each failure is logged' are two demands"),
        (
            "Errors are shown, and the operator is called at night.",
            "'the operator is called' are two demands",
        ),
        ("The system handles a large number of users.", "'large' cannot be measured"),
    ],
)
def test_a_sentence_that_a_careful_reviewer_stops_at(make_workspace, text, told) -> None:
    messages = found(make_workspace(statement(text)), "AK201", "AK111")
    assert any(told in message for message in messages), messages


def test_a_constraint_is_held_to_its_words_unless_a_law_wrote_them(make_workspace) -> None:
    text = "The application uses modern technology."
    own = statement(text, "constraints", "kind: technical\n    ")
    law = statement(text, "constraints", "kind: legal\n    ")
    assert found(make_workspace(own, name="own"), "AK201") == ["'modern' cannot be measured or tested"]
    assert found(make_workspace(law, name="law"), "AK201") == []


def test_a_promise_that_nobody_can_keep_is_told_once(make_workspace) -> None:
    root = make_workspace(statement("The system is 100 % secure."))
    assert len(found(root, "AK201", "AK207")) == 1
