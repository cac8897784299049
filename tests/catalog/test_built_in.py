"""The catalog that ships with archkit: complete, clean, and found by every name."""

import json
import subprocess
import sys

import pytest

from archkit.catalog import CATEGORIES, Catalog, Pattern, check
from archkit.diagnostics import Severity

CATALOG = Catalog()
FEWEST = {"patterns": 361, "products": 107}
"""The first plan of the catalog: 468 entries. There may be more, never fewer."""


def test_the_built_in_catalog_is_clean() -> None:
    assert [one for one in check(CATALOG.library) if one.severity is not Severity.INFO] == []


def test_nothing_is_told_about_alternatives_but_that_they_are_one_sided() -> None:
    assert {one.code for one in check(CATALOG.library)} <= {"AK052"}


def test_the_catalog_holds_no_fewer_entries_than_were_planned(archkit) -> None:
    listed = json.loads(archkit("catalog", "list", "--format", "json").out)
    products = sum(entry["category"] == "product" for entry in listed["entries"])
    assert listed["count"] >= sum(FEWEST.values()) == 468
    assert products >= FEWEST["products"]
    assert listed["count"] - products >= FEWEST["patterns"]


def test_every_kind_of_entry_is_there() -> None:
    assert {pattern.category for pattern in CATALOG.patterns.values()} == set(CATEGORIES)


def test_an_entry_is_found_by_id_name_and_other_name_in_any_spelling() -> None:
    find = CATALOG.library.entry
    for word in ("saga", "Saga", "long-running transaction", "LONG RUNNING TRANSACTION"):
        assert find(word) is CATALOG.patterns["saga"]
    assert find("kafka") is CATALOG.products["apache-kafka"]
    assert find("nothing of that name") is None


def test_an_id_leads_to_its_own_entry_whatever_others_call_themselves() -> None:
    entries = [*CATALOG.patterns.values(), *CATALOG.products.values()]
    assert all(CATALOG.library.entry(entry.id) is entry for entry in entries)


def test_a_conflict_is_told_on_both_pages() -> None:
    for pattern in CATALOG.patterns.values():
        for other in pattern.conflicts:
            assert pattern.id in CATALOG.patterns[other].conflicts


def test_a_known_use_that_nobody_verified_says_so(archkit) -> None:
    pattern = next(
        each for each in CATALOG.patterns.values() if any(use.illustration for use in each.known_uses)
    )
    assert "(An illustration.)" in archkit("explain", pattern.id).out.replace("\n    ", " ")


@pytest.mark.parametrize("pattern", CATALOG.patterns.values(), ids=lambda pattern: pattern.id)
def test_an_entry_says_enough_to_choose_by(pattern: Pattern) -> None:
    least = 2 if pattern.tier == "core" else 1
    assert all(len(items) >= least for items in (pattern.forces, pattern.how_it_works, pattern.pitfalls))
    assert all((pattern.use_when, pattern.avoid_when, pattern.verify, pattern.ask, pattern.sources))
    assert pattern.hurts, "what costs nothing would need no catalog"
    assert pattern.summary.endswith(".")


def test_reading_the_whole_catalog_loads_neither_the_screen_nor_the_site() -> None:
    script = (
        "import sys; from archkit.catalog import Catalog; c = Catalog(); list(c.patterns.values());"
        "print([m for m in ('textual', 'mkdocs', 'jinja2', 'graphviz') if m in sys.modules])"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_one_page_reads_the_file_of_its_own_entry_first() -> None:
    script = (
        "from archkit.catalog import Catalog; c = Catalog(); c.patterns['saga'];"
        "print(sum(len(s._patterns) + len(s._products) for s in c.library.shelves))"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        == "1\n"
    )
