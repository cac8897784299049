"""A team adds words to the lists by which texts and paths are judged, and takes words out that are fine for it."""

import pytest

from archkit.workspace import Workspace

CONFIG = "archkit: 1\ncatalogs: [house]\n"
VAGUE = """\
quality_attributes:
  start:
    statement: The app starts {word}.
    attribute: performance
"""


def linted(make_workspace, words: str, requirements: str, *codes: str) -> list[str]:
    root = make_workspace({"requirements/a.yaml": requirements, "house/words.yaml": words}, config=CONFIG)
    result = Workspace(root, select=codes).findings
    return [f"{one.span.file}:{one.span.line} {one.message}" for one in (*result.findings, *result.questions)]


def test_a_word_of_the_team_is_found_and_its_advice_is_told(make_workspace) -> None:
    requirements = VAGUE.format(word="blazingly")
    assert linted(make_workspace, "vague: {}\n", requirements, "AK201") == []
    root = make_workspace(
        {
            "requirements/a.yaml": requirements,
            "house/words.yaml": "vague: {blazingly: say how many seconds}\n",
        },
        config=CONFIG,
        name="other",
    )
    (finding,) = Workspace(root, select=("AK201",)).findings.findings
    assert "'blazingly'" in finding.message
    assert "say how many seconds" in finding.help


def test_a_built_in_word_that_the_team_allows_is_found_no_more(make_workspace) -> None:
    requirements = VAGUE.format(word="quickly")
    assert linted(make_workspace, "allowed: {vague: [Quickly]}\n", requirements, "AK201") == []


def test_a_list_whose_words_stand_behind_what_is_known_takes_more_of_them(make_workspace) -> None:
    path = """\
    components: {app: {interface: rest}}
    use_cases:
      count: {steps: [clerk -> app: {action: Count, operation: "GET /vieh/{viehId}"}]}
    """
    assert linted(make_workspace, "uncountable: {}\n", path, "AK511")
    root = make_workspace(
        {"requirements/a.yaml": path, "house/words.yaml": "uncountable: {noun: [vieh]}\n"},
        config=CONFIG,
        name="more",
    )
    assert Workspace(root, select=("AK511",)).findings.findings == ()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("vage: {a: b}\n", "house/words.yaml:1 no word list is called 'vage'"),
        ("vague: [quick]\n", "house/words.yaml:1 'vague' is a map"),
        ("allowed: {vague: quick}\n", "house/words.yaml:1 'vague' is a list of words"),
        ("allowed: {vag: [quick]}\n", "house/words.yaml:1 no word list is called 'vag'"),
        ("vague: {'-x': b}\n", "house/words.yaml:1 a word begins with a letter or a digit and fits a line"),
        ("- vague\n", "house/words.yaml:1 the file is a map of word lists"),
    ],
)
def test_what_is_wrong_with_the_words_of_a_team_is_told_where_it_stands(make_workspace, words, said) -> None:
    assert said in linted(make_workspace, words, VAGUE.format(word="well"), "AK019", "AK012")


def test_a_catalog_may_hold_words_alone_and_is_checked(make_workspace, archkit) -> None:
    root = make_workspace({"house/words.yaml": "vage: {a: b}\n"}, config=CONFIG)
    done = archkit("catalog", "check", str(root / "house"))
    assert done.status == 1
    assert "did you mean 'vague'?" in done.out
