"""What `archkit explain` and `archkit catalog` print."""

import json
import re
from pathlib import Path

import pytest

from archkit.catalog import Catalog
from archkit.cli._entry_page import WIDEST, entry_page

GOLDEN = Path(__file__).parents[1] / "golden" / "explain"
CATALOG = Catalog()


ADVICE = re.compile(r"\nWhat archkit recommend looks at\n(?:  .*\n)*")


@pytest.mark.parametrize("name", ["cqrs", "redis"])
def test_the_page_of_an_entry_reads_as_agreed(name: str, archkit, monkeypatch, tmp_path) -> None:
    """Written anew by: COLUMNS=80 archkit explain cqrs > tests/golden/explain/cqrs.txt, without the clauses of advice."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    assert ADVICE.sub("", archkit("explain", name).out) == (GOLDEN / f"{name}.txt").read_text(
        encoding="utf-8"
    )


def test_a_page_tells_the_clauses_that_advice_judges_by(archkit) -> None:
    pattern = next(each for each in CATALOG.patterns.values() if each.when and each.when.consider)
    page = " ".join(archkit("explain", pattern.id).out.split())
    assert "What archkit recommend looks at" in page
    for clause in pattern.when.clauses():
        assert " ".join(clause.because.split()) in page
    assert pattern.when.ask in page


@pytest.mark.parametrize("width", [1, 40, 72, 80, 500])
def test_a_page_keeps_within_the_terminal(width: int) -> None:
    for entry in (*CATALOG.patterns.values(), *CATALOG.products.values()):
        lines = entry_page(entry, CATALOG, width=width).splitlines()
        longest_word = max(len(word) for line in lines for word in line.split())
        assert max(map(len, lines)) <= max(min(max(width, 40), WIDEST), longest_word + 4)


def test_show_and_explain_print_the_same_page(archkit) -> None:
    assert archkit("catalog", "show", "saga").out == archkit("explain", "saga").out


def test_a_page_leads_back_to_those_who_name_it(archkit) -> None:
    page = archkit("explain", "read-model").out
    assert "Needed by" in page
    assert "Command query responsibility segregation" in page


def test_show_as_json_says_all_that_the_entry_says(archkit) -> None:
    data = json.loads(archkit("catalog", "show", "saga", "redis", "--format", "json").out)
    assert data["version"] == 1
    saga, redis = data["entries"]
    assert saga["requires"]["compensating-transaction"]
    assert saga["file"] == "catalog/patterns/saga.yaml"
    assert redis["category"] == "product"
    assert "key-value-store" in redis["implements"]


def test_a_list_is_narrowed_by_what_was_asked(archkit) -> None:
    def ids(*words: str) -> set[str]:
        return {
            each["id"]
            for each in json.loads(archkit("catalog", "list", *words, "--format", "json").out)["entries"]
        }

    every, core, tactics = ids(), ids("--tier", "core"), ids("--kind", "tactic")
    assert ids("--tier", "core", "--kind", "tactic") == core & tactics
    assert core < every
    assert "redis" in ids("--kind", "product")
    assert ids("--status", "contested") < every
    helped = ids("--quality", "availability")
    assert helped == ids("--quality", "uptime")
    assert all(
        "availability" in {**CATALOG.patterns[each].helps, **CATALOG.patterns[each].hurts} for each in helped
    )


def test_a_list_by_quality_attribute_says_how_it_helps_and_hurts(archkit) -> None:
    text = archkit("catalog", "list", "--quality", "consistency").out
    assert CATALOG.patterns["saga"].hurts["consistency"] in text.partition("Hurts consistency")[2]
    assert (
        CATALOG.patterns["acid-transactions"].helps["consistency"] in text.partition("Hurts consistency")[0]
    )


@pytest.mark.parametrize(
    "words",
    [
        ["list", "saga"],
        ["list", "--kind", "patern"],
        ["list", "--quality", "avialability"],
        ["show"],
        ["show", "sagga"],
        ["show", "saga", "--tier", "core"],
        ["check", "nowhere"],
    ],
)
def test_what_cannot_be_shown_ends_with_2_and_a_way_out(words: list[str], archkit) -> None:
    call = archkit("catalog", *words)
    assert call.status == 2
    assert "help:" in call.err


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("sagga", "saga"),
        ("apache kafak", "apache-kafka"),
        ("unmesurable", "unmeasurable"),
        ("availabilty", "availability"),
    ],
)
def test_a_word_that_is_nearly_a_name_is_corrected(word: str, meant: str, archkit) -> None:
    call = archkit("explain", word)
    assert call.status == 2
    assert f"did you mean '{meant}'?" in call.err


def test_a_part_of_many_names_leads_to_them(archkit) -> None:
    assert "entries with this word: " in archkit("explain", "queu").err


def test_a_word_with_two_meanings_tells_of_both(archkit) -> None:
    out = archkit("explain", "graceful degradation").out
    assert out.startswith("Graceful degradation (graceful-degradation)")
    assert "The same word also means the quality attribute fault-tolerance." in out
