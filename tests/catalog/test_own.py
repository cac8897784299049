"""A team's own catalog: merged with the built-in one, and every fault of it a finding."""

import json
import os
from pathlib import Path

import pytest

from archkit.catalog import Catalog, Example, Pattern, check

ENTRY = """\
id: {id}
name: {name}
category: pattern
tier: supporting
status: established
summary: One sentence.
problem: What hurts.
forces: [A force.]
solution: What to do.
how_it_works: [A step.]
helps: {{availability: It stays up.}}
hurts: {{simplicity: One more part.}}
use_when: [It is needed.]
avoid_when: [It is not.]
pitfalls: [It is forgotten.]
verify: [Look.]
ask: [Who owns it?]
"""
PRODUCT = """\
id: our-bus
name: Our bus
kind: message broker
implements: [message-broker]
summary: The broker of our platform.
strengths: [It is there.]
limits: [One region.]
"""


def entry(identifier: str = "house-rule", *more: str, name: str = "") -> str:
    return ENTRY.format(id=identifier, name=name or f"The {identifier}") + "".join(
        f"{line}\n" for line in more
    )


@pytest.fixture
def shelve(tmp_path: Path):
    def make(files: dict[str, str | bytes], name: str = "ours") -> Path:
        for path, text in files.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path / name

    return make


def found(folder: Path) -> list[tuple[str, int, str]]:
    """Return code, line and message of what is wrong with a folder."""
    findings = check(Catalog([(folder, "ours")]).library, own=True)
    return [(one.code, one.span.line, one.message) for one in findings if one.severity != "info"]


def codes(folder: Path) -> list[str]:
    return [code for code, _, _ in found(folder)]


def test_an_own_catalog_without_faults_gives_none(shelve, archkit) -> None:
    folder = shelve({"patterns/house-rule.yaml": entry(), "products/our-bus.yaml": PRODUCT})
    call = archkit("catalog", "check", folder)
    assert call.status == 0
    assert "0 findings: 0 errors, 0 warnings (2 files)" in call.out


def test_own_entries_stand_beside_the_built_in_ones(shelve) -> None:
    folder = shelve(
        {"patterns/house-rule.yaml": entry("house-rule", "related: [saga]"), "products/our-bus.yaml": PRODUCT}
    )
    catalog = Catalog([(folder, "ours")])
    assert {"house-rule", "saga"} <= set(catalog.patterns)
    assert catalog.products["our-bus"] in catalog.library.products_of("message-broker")


def test_a_workspace_names_its_own_catalogs_which_may_lie_outside(
    shelve, make_workspace, archkit, monkeypatch
) -> None:
    shelve({"patterns/house-rule.yaml": entry()})
    workspace = make_workspace(config='archkit: 1\ncatalogs: ["../ours"]\n')
    monkeypatch.chdir(workspace)
    assert "The house-rule (house-rule)" in archkit("explain", "house-rule").out
    assert archkit("catalog", "list", "--kind", "pattern").out.count("house-rule") == 1


def test_the_id_of_a_built_in_entry_is_an_accident_unless_it_replaces_it(shelve) -> None:
    folder = shelve({"patterns/saga.yaml": entry("saga")})
    assert found(folder) == [
        ("AK057", 1, "'saga' is the id of an entry that is there already; this one is left out")
    ]
    assert Catalog([(folder, "ours")]).patterns["saga"].name == "Saga"
    folder = shelve({"patterns/saga.yaml": entry("saga", "replaces: true")})
    assert found(folder) == []
    assert Catalog([(folder, "ours")]).patterns["saga"].name == "The saga"


def test_an_entry_that_replaces_nothing_is_reported(shelve) -> None:
    folder = shelve({"patterns/sagaa.yaml": entry("sagaa", "replaces: true")})
    assert codes(folder) == ["AK057"]
    assert "sagaa" in Catalog([(folder, "ours")]).patterns


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("related: [sagas]", "AK051", "the catalog has no 'sagas'"),
        ("related: [house-rule]", "AK051", "names itself"),
        ("requires: {apache-kafka: Events.}", "AK051", "the catalog has no 'apache-kafka' to name here"),
        ("conflicts: [saga]", "AK012", "'conflicts' is a map"),
        ("alternatives: {saga: }", "AK012", "'saga' is a text"),
        ("relatd: [saga]", "AK011", "'relatd' is no key of an entry"),
        ("also_known_as: {a: b}", "AK012", "'also_known_as' is a list"),
        ("also_known_as: [saga]", "AK055", "'saga' leads to"),
        ("sources: [[a]]", "AK012", "'sources' is a text"),
        ("known_uses: [Somebody used it.]", "AK012", "an item of 'known_uses' is a map"),
        ("known_uses: [{text: A story., verified: yes}]", "AK011", "'verified' is no key here"),
        ("known_uses: [{text: A story., illustration: yes}]", "AK013", "'yes' is no known word"),
        ("replaces: maybe", "AK013", "'maybe' is no known word"),
        ("examples: [{text: a, expect: adoptt, workspace: b}]", "AK013", "'adoptt' is no known word"),
        ("when: [load]", "AK056", "'when' is a map"),
        (
            "when: {consider: [{fact: moon-phase, because: Tides.}], ask: Which?}",
            "AK056",
            "no fact 'moon-phase'",
        ),
        ("when: {consider: [{fact: one-team}], ask: Which?}", "AK056", "does not say why"),
    ],
)
def test_a_fault_is_found_at_its_line(shelve, line: str, code: str, said: str) -> None:
    findings = found(shelve({"patterns/house-rule.yaml": entry("house-rule", line)}))
    assert [(found_code, at) for found_code, at, _ in findings] == [(code, 18)], findings
    assert said in findings[0][2]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("category: pattern", "category: patern", "AK013"),
        ("tier: supporting", "tier: third", "AK013"),
        ("status: established", "status: old", "AK013"),
        ("{availability: It stays up.}", "{availabilty: It stays up.}", "AK013"),
        ("{simplicity: One more part.}", "{simplicity: One more part., availability: It breaks.}", "AK053"),
        ("forces: [A force.]", "forces: []", "AK050"),
        ("forces: [A force.]\n", "", "AK050"),
        ("problem: What hurts.", "problem:", "AK050"),
        ("summary: One sentence.", f"summary: {'long ' * 40}", "AK058"),
        ("id: house-rule", "id: another-rule", "AK054"),
        ("id: house-rule\n", "", "AK054"),
        ("forces: [A force.]", "forces: [A force.\n", "AK002"),
    ],
)
def test_a_broken_entry_gives_one_finding(shelve, old: str, new: str, code: str) -> None:
    text = entry()
    assert old in text
    assert codes(shelve({"patterns/house-rule.yaml": text.replace(old, new)})) == [code]


def test_an_entry_counts_as_far_as_it_can_be_understood(shelve) -> None:
    folder = shelve(
        {"patterns/house-rule.yaml": entry("house-rule", "related: [sagas, saga]", "conflicts: [x]")}
    )
    pattern = Catalog([(folder, "ours")]).patterns["house-rule"]
    assert pattern.related == ("saga",)
    assert pattern.conflicts == {}


def test_who_names_an_unreadable_entry_is_not_blamed_as_well(shelve) -> None:
    folder = shelve(
        {
            "patterns/broken.yaml": "id: [\n",
            "patterns/house-rule.yaml": entry("house-rule", "related: [broken]"),
        }
    )
    assert codes(folder) == ["AK002"]
    assert "broken" not in Catalog([(folder, "ours")]).patterns


def test_an_antipattern_need_not_help_anything(shelve) -> None:
    text = (
        entry()
        .replace("category: pattern", "category: antipattern")
        .replace("helps: {availability: It stays up.}\n", "")
    )
    assert codes(shelve({"patterns/house-rule.yaml": text})) == []


def test_a_product_that_implements_nothing_known_is_reported(shelve) -> None:
    folder = shelve({"products/our-bus.yaml": PRODUCT.replace("message-broker]", "mesage-broker]")})
    assert codes(folder) == ["AK051"]
    assert codes(shelve({"products/our-bus.yaml": PRODUCT.replace("[message-broker]", "[]")})) == []


def test_a_conflict_between_own_entries_is_told_from_both_sides(shelve) -> None:
    folder = shelve(
        {
            "patterns/one.yaml": entry("one", "conflicts: {two: They fight., saga: Not with us.}"),
            "patterns/two.yaml": entry("two"),
        }
    )
    assert found(folder) == [
        ("AK052", 18, "'one' names 'two' under conflicts, and 'two' does not name it"),
    ]


def test_a_conflict_with_a_built_in_entry_is_told_on_its_page_too(
    shelve, make_workspace, archkit, monkeypatch
) -> None:
    shelve({"patterns/one.yaml": entry("one", "conflicts: {saga: Not with us.}")})
    monkeypatch.chdir(make_workspace(config='archkit: 1\ncatalogs: ["../ours"]\n'))
    assert "The one: Not with us." in archkit("explain", "saga").out


def test_entries_that_require_each_other_are_reported_once(shelve) -> None:
    folder = shelve(
        {
            "patterns/one.yaml": entry("one", "requires: {two: It is first.}"),
            "patterns/two.yaml": entry("two", "requires: {three: It is first.}"),
            "patterns/three.yaml": entry("three", "requires: {one: It is first.}"),
        }
    )
    assert [message for _, _, message in found(folder)] == [
        "'one' requires itself: one -> two -> three -> one",
    ]


def test_what_is_required_cannot_be_in_conflict(shelve) -> None:
    lines = ("requires: {saga: It is first.}", "conflicts: {saga: They fight.}")
    assert codes(shelve({"patterns/one.yaml": entry("one", *lines)})) == ["AK053"]


def test_an_example_that_promises_another_verdict_is_reported(shelve) -> None:
    line = "examples: [{text: A team alone., expect: adopt, workspace: 'archkit: 1'}]"
    folder = shelve({"patterns/one.yaml": entry("one", line)})

    def judge(pattern: Pattern, example: Example) -> str:
        assert (pattern.id, example.workspace) == ("one", "archkit: 1")
        return "consider"

    findings = check(Catalog([(folder, "ours")]).library, own=True, judge=judge)
    assert [(one.code, one.span.line) for one in findings] == [("AK059", 18)]
    assert "promises adopt, and the verdict is consider" in findings[0].message


WHEN = (
    "when: {consider: [{fact: peak-load, at_least: 500/s, because: One machine ends there.}], ask: How much?}"
)


@pytest.mark.parametrize(
    ("load", "promised", "status"),
    [("900/s", "consider", 0), ("3/s", "none", 0), ("3/s", "consider", 1), ("many", "consider", 1)],
)
def test_an_example_is_judged_by_the_clauses_of_its_entry(shelve, archkit, load, promised, status) -> None:
    example = f"""\
examples:
  - text: How much load it takes.
    expect: {promised}
    workspace: |
      use_cases:
        pay:
          load: {{peak: {load}}}
"""
    folder = shelve({"patterns/one.yaml": entry("one", WHEN) + example})
    call = archkit("catalog", "check", folder)
    assert call.status == status, call.out
    assert ("AK059 broken-example" in call.out) == bool(status)


# --- what a stranger's folder may hold --------------------------------------------------------------------

HOSTILE: dict[str, str | bytes] = {
    "empty": "",
    "null": "~\n",
    "list": "- id: x\n",
    "text": "just words\n",
    "latin": "id: caf\xe9\n".encode("latin-1"),
    "binary": bytes(range(256)),
    "python": "id: !!python/object/apply:os.system [echo hacked]\n",
    "deep": "[" * 5000,
    "bomb": "a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b]\n",
    "twice": "id: twice\nid: twice\n",
    "maps": "id: maps\nname: {a: b}\nsummary: [a]\nhelps: {availability: {a: b}}\nrelated: [{a: b}, [c], ~]\n",
    "whens": "id: whens\nwhen: {consider: {a: b}, adopt: [~, [], {all_of: {}}], against: 3, yields_to: x, ask: [a]}\n",
    "escape": 'id: escape\nname: "\\e[31mred\\e[0m\\u202e"\nsummary: "\\e]0;owned\\a"\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_file_holds_becomes_findings(name: str, shelve, archkit) -> None:
    folder = shelve({f"patterns/{name}.yaml": HOSTILE[name], f"products/{name}.yaml": HOSTILE[name]})
    call = archkit("catalog", "check", folder)
    assert call.status == 1
    assert call.err == ""
    call = archkit("catalog", "check", folder, "--format", "json")
    findings = json.loads(call.out)["findings"]
    assert findings
    assert all(one["code"] and one["file"] and one["line"] and one["fingerprint"] for one in findings)


def test_text_of_an_entry_cannot_steer_the_terminal(shelve, make_workspace, archkit, monkeypatch) -> None:
    shelve({"patterns/escape.yaml": HOSTILE["escape"]})
    monkeypatch.chdir(make_workspace(config='archkit: 1\ncatalogs: ["../ours"]\n'))
    for words in (
        ("explain", "escape"),
        ("catalog", "show", "escape"),
        ("catalog", "list"),
        ("catalog", "check"),
    ):
        assert "\x1b" not in archkit(*words).out


def test_files_that_are_no_entries_are_reported_or_passed_over(shelve) -> None:
    folder = shelve(
        {
            "patterns/Saga.yaml": entry(),
            "patterns/two.yml": entry("two"),
            "patterns/README.md": "Ours.",
            "patterns/.hidden.yaml": "[",
        }
    )
    (folder / "patterns" / "folder.yaml").mkdir()
    os.mkfifo(folder / "patterns" / "pipe.yaml")
    (folder / "patterns" / "lost.yaml").symlink_to(folder / "nowhere")
    assert sorted(codes(folder)) == ["AK022", "AK022", "AK022", "AK054", "AK054"]


def test_a_folder_that_is_no_catalog_is_refused(tmp_path: Path, archkit) -> None:
    for name in (tmp_path, tmp_path / "nowhere"):
        call = archkit("catalog", "check", name)
        assert call.status == 2
        assert "help:" in call.err


@pytest.mark.parametrize("name", ["../nowhere", "", "\\0", "/dev/null"])
def test_a_workspace_whose_catalog_is_missing_still_explains(
    name: str, make_workspace, archkit, monkeypatch
) -> None:
    monkeypatch.chdir(make_workspace(config=f'archkit: 1\ncatalogs: ["{name}"]\n'))
    assert archkit("explain", "saga").status == 0
    call = archkit("catalog", "check")
    assert call.status == 1
    assert "it holds neither patterns/ nor products/" in call.out
