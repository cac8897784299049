"""Reading a workspace: what loads, what is reported and where, and what is never opened."""

import os
from pathlib import Path

import pytest

from archkit.diagnostics import Place
from archkit.errors import UnreadableError
from archkit.model import Alt, Message, Ref
from archkit.read import read_workspace


def codes(root: Path) -> list[str]:
    return [one.code for one in read_workspace(root).diagnostics]


def test_sections_of_several_files_are_one_workspace(make_workspace) -> None:
    root = make_workspace(
        {
            "requirements/people.yaml": "actors:\n  rider: {name: Rider}\n",
            "requirements/more/deep.yaml": "actors:\n  driver:\n",
        }
    )
    reading = read_workspace(root)
    assert set(reading.requirements.actors) == {"rider", "driver"}
    assert reading.requirements.actors["driver"].label == "Driver"
    assert reading.diagnostics == ()


def test_sections_may_stand_in_archkit_yaml(make_workspace) -> None:
    root = make_workspace({}, config="archkit: 1\nactors:\n  rider:\n")
    assert "rider" in read_workspace(root).requirements.actors


def test_the_same_id_in_two_files_shows_both_places(make_workspace) -> None:
    root = make_workspace(
        {
            "requirements/a.yaml": "actors:\n  rider: {name: Rider}\n",
            "requirements/b.yaml": "\nactors:\n  rider: {name: Passenger}\n",
        }
    )
    (found,) = read_workspace(root).diagnostics
    assert (found.code, found.span.file, found.span.line) == ("AK010", "requirements/b.yaml", 3)
    assert found.related[0].span.file == "requirements/a.yaml"
    assert "requirements/a.yaml, line 2" in found.help


def test_a_step_has_a_short_and_a_long_form(make_workspace) -> None:
    root = make_workspace("""
        use_cases:
          pay:
            steps:
              - rider -> app: Pay
              - app ~> rider: {action: Show the receipt, event: Paid, data: [fare]}
              - alt: the card works
                share: 90 %
                steps: [app -> bank: Charge]
                else:
                  - {when: the card is declined, steps: [app -> rider: Ask again]}
        """)
    first, second, alt = read_workspace(root).requirements.use_cases["pay"].steps
    assert isinstance(first, Message)
    assert (first.source, first.target, first.waits, first.action) == ("rider", "app", True, "Pay")
    assert isinstance(second, Message)
    assert (second.waits, second.event, second.data) == (False, "Paid", ("fare",))
    assert isinstance(alt, Alt)
    assert [branch.when for branch in alt.inner()] == ["the card works", "the card is declined"]


def test_every_step_knows_where_it_stands(make_workspace) -> None:
    root = make_workspace("""\
        use_cases:
          pay:
            steps:
              - alt: it works
                steps:
                  - a -> b: Charge
                else:
                  - a -> c: Ask again
        """)
    reading = read_workspace(root)
    lines = [reading.span(message.place).line for message in reading.requirements.use_cases["pay"].messages()]
    assert lines == [6, 8]


def test_a_field_that_is_spelled_wrong_is_found_at_its_key(make_workspace) -> None:
    root = make_workspace("use_cases:\n  pay:\n    primary_acter: rider\n")
    (found,) = read_workspace(root).diagnostics
    assert (found.code, found.span.line, found.span.column, found.span.end_column) == ("AK011", 3, 5, 18)
    assert found.help == "did you mean 'primary_actor'?"
    assert found.element == "use_case:pay"


def test_a_wrong_field_inside_a_step_is_found_at_its_key(make_workspace) -> None:
    root = make_workspace("use_cases:\n  pay:\n    steps:\n      - a -> b: {acton: Pay}\n")
    (found,) = read_workspace(root).diagnostics
    assert (found.code, found.span.line, found.span.column) == ("AK011", 4, 18)
    assert found.help == "did you mean 'action'?"


def test_an_element_with_a_fault_is_left_out_and_the_rest_is_read(make_workspace) -> None:
    root = make_workspace("actors:\n  rider: {population: many}\n  driver: {name: Driver}\n")
    reading = read_workspace(root)
    assert set(reading.requirements.actors) == {"driver"}
    assert reading.requirements.knows(Ref("actor", "rider"))
    assert not reading.requirements.whole


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("actors: [rider]\n", "AK012"),
        ("actors:\n  rider: {clients: browser}\n", "AK012"),
        ("actors:\n  rider: {name: [Rider]}\n", "AK012"),
        ("actors:\n  rider: {kind: human}\n", "AK013"),
        ("actors:\n  rider: {external: yes}\n", "AK013"),
        ("actors:\n  rider: {regions: {plant: [99, 200]}}\n", "AK013"),
        ("components:\n  app: {replicas: three}\n", "AK013"),
        ("components:\n  app: {capacity: 300}\n", "AK014"),
        ("quality_attributes:\n  fast: {measure: quick}\n", "AK015"),
        ("actors:\n  true: {name: Rider}\n", "AK016"),
        ("actors:\n  2026-01-01: {name: Rider}\n", "AK016"),
        ("actors:\n  ~: {name: Rider}\n", "AK016"),
        ("actors:\n  ../../etc: {name: Rider}\n", "AK016"),
        ("use_cases:\n  pay: {steps: [rider pays]}\n", "AK017"),
        ("use_cases:\n  pay:\n    steps:\n      - a -> b: Pay\n        data: [fare]\n", "AK017"),
        ("questions:\n  q: {about: ['use case pay']}\n", "AK018"),
        ("usecases:\n  pay:\n", "AK019"),
        ("system: {name: X}\n", "AK020"),
        ("- a list\n", "AK012"),
    ],
)
def test_wrong_shapes_and_values_are_told_apart(make_workspace, text: str, code: str) -> None:
    assert codes(make_workspace(text)) == [code]


def test_words_that_yaml_1_1_read_as_truth_stay_words(make_workspace) -> None:
    root = make_workspace("actors:\n  no: {name: no}\n  on: {name: 42}\n")
    actors = read_workspace(root).requirements.actors
    assert (actors["no"].name, actors["on"].name) == ("no", "42")


def test_an_include_that_leads_outside_reads_nothing(make_workspace, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("actors:\n  spy:\n")
    root = make_workspace({}, config="archkit: 1\ninclude: ['../*.yaml', '/etc/*.yaml', 'C:/x.yaml']\n")
    reading = read_workspace(root)
    assert [one.code for one in reading.diagnostics if one.severity == "error"] == ["AK021"] * 3
    assert "spy" not in reading.requirements.actors


def test_a_link_is_read_when_its_target_is_inside_and_told_when_not(make_workspace, tmp_path: Path) -> None:
    root = make_workspace({"kept/real.yaml": "actors:\n  rider:\n", "requirements/x.yaml": ""})
    (tmp_path / "outside.yaml").write_text("actors:\n  spy:\n")
    (root / "requirements/inside.yaml").symlink_to(root / "kept/real.yaml")
    (root / "requirements/outside.yaml").symlink_to(tmp_path / "outside.yaml")
    (root / "requirements/loop").symlink_to(root / "requirements")
    reading = read_workspace(root)
    assert set(reading.requirements.actors) == {"rider"}
    assert [(one.code, one.span.file) for one in reading.diagnostics] == [
        ("AK021", "requirements/outside.yaml")
    ]


def test_a_pipe_is_reported_and_never_opened(make_workspace) -> None:
    root = make_workspace("actors:\n  rider:\n")
    os.mkfifo(root / "requirements/pipe.yaml")
    assert codes(root) == ["AK022"]


def test_an_output_folder_outside_is_refused(make_workspace) -> None:
    for output in ("../out", "/elsewhere", ".", "''"):
        root = make_workspace("actors:\n  a:\n", config=f"archkit: 1\ngenerate: {{output: {output}}}\n")
        assert codes(root) == ["AK021"], output


def test_generated_files_are_never_input(make_workspace) -> None:
    root = make_workspace({"build/x.yaml": "actors:\n  a:\n"}, config="archkit: 1\ninclude: ['**/*.yaml']\n")
    assert "AK021" in codes(root)


def test_without_a_readable_archkit_yaml_nothing_is_judged(make_workspace) -> None:
    root = make_workspace({}, config="archkit: [1\n")
    with pytest.raises(UnreadableError) as error:
        read_workspace(root)
    assert error.value.findings[0].code.startswith("AK00")


def test_one_wrong_setting_does_not_lose_the_others(make_workspace) -> None:
    root = make_workspace(
        "actors:\n  a:\n", config="archkit: 1\nsystem: {name: X, stag: mvp}\nlint: {fail_on: error}\n"
    )
    reading = read_workspace(root)
    assert [one.code for one in reading.diagnostics] == ["AK011"]
    assert reading.requirements.config.lint.fail_on == "error"


def test_what_an_editor_holds_stands_in_for_the_file(make_workspace) -> None:
    root = make_workspace("actors:\n  rider:\n")
    reading = read_workspace(root, overlay={"requirements/all.yaml": "actors:\n  driver:\n"})
    assert set(reading.requirements.actors) == {"driver"}


def test_a_place_becomes_a_span(make_workspace) -> None:
    root = make_workspace("actors:\n  rider:\n    name: Rider\n")
    reading = read_workspace(root)
    span = reading.span(Place("requirements/all.yaml", ("actors", "rider", "name")))
    assert (span.line, span.column, span.end_column) == (3, 11, 16)
