"""Advice is what the clauses and the facts give, by the stated rules, and can be argued with."""

import textwrap
from pathlib import Path

import pytest

from archkit.catalog import Catalog
from archkit.catalog._when import read_when
from archkit.facts import FACTS, Facts
from archkit.read import read_workspace
from archkit.recommend import Advice, Outcome, Verdict, judge

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CATALOG = Catalog()


@pytest.fixture
def advise(make_workspace):
    def advise(content: str, config: str = "archkit: 1\n") -> Advice:
        reading = read_workspace(make_workspace(content, config=config))
        assert not reading.diagnostics, reading.diagnostics[0].message
        return Advice(reading.requirements, CATALOG)

    return advise


SMALL = "archkit: 1\nsystem: {stage: mvp}\norganisation: {engineers: 3, teams: 1}\n"
SHOP = """
    actors: {buyer: {clients: [browser], trust: public}}
    entities: {order: {kind: structured, access: [key, range], consistency: strong, invariants: [Paid once.]}}
    components: {shop: {kind: application}, store: {kind: database, stores: [order]}}
    use_cases:
      buy:
        load: {average: 1/s, peak: 5/s}
        transaction: local
        steps: [buyer -> shop: Buy, shop -> store: {action: Save, writes: [order]}]
    """


def test_one_team_with_modest_load_is_told_to_build_a_modular_monolith_on_a_relational_database(advise):
    advice = advise(SHOP, SMALL)
    assert advice.get("modular-monolith").verdict is Verdict.ADOPT
    assert advice.get("relational-database").verdict is Verdict.ADOPT


@pytest.mark.parametrize("pattern", ["microservices", "cqrs", "event-sourcing"])
def test_one_team_with_modest_load_is_told_why_not(advise, pattern):
    found = advise(SHOP, SMALL).get(pattern)
    assert found.verdict is Verdict.AGAINST
    assert found.weighed.having(Outcome.HOLDS, "against")


def test_of_nothing_nothing_is_recommended(advise):
    assert [one for one in advise("").recommendations if one.verdict.is_recommended] == []


def test_every_reason_that_holds_or_fails_by_a_statement_names_the_requirement(advise):
    reasons = [one for each in advise(SHOP, SMALL).recommendations for one in each.reasons]
    assert reasons
    for reason in reasons:
        assert reason.because
        assert reason.value.text


def test_undecided_asks_the_question_that_would_decide(advise):
    advice = advise("entities: {account: {consistency: strong, kind: structured}}", SMALL)
    found = advice.get("strong-consistency")
    assert found.verdict is Verdict.UNDECIDED
    assert found.question.endswith("?")
    assert found.weighed.having(Outcome.UNKNOWN)


def test_what_somebody_proposes_is_weighed_although_nothing_asks_for_it(advise):
    wish = "decisions: {grid: {status: proposed, patterns: [space-based-architecture]}}\n"
    assert advise("", SMALL).get("space-based-architecture") is None
    assert advise(wish, SMALL).get("space-based-architecture").verdict is Verdict.AGAINST


def test_a_decision_that_chose_the_pattern_already_is_named(advise):
    taken = "decisions: {one-database: {status: accepted, patterns: [relational-database]}}\n"
    found = advise(taken + textwrap.dedent(SHOP), SMALL).get("relational-database")
    assert [one.id for one in found.decisions] == ["one-database"]


def test_a_rival_that_lost_is_named_with_the_reason(advise):
    rivals = {one.pattern: one.why for one in advise(SHOP, SMALL).get("acid-transactions").alternatives}
    assert "work-spans-stores" in rivals["saga"]


def test_helps_and_hurts_speak_of_this_workspace_and_the_important_comes_first(advise):
    quality = "quality_attributes: {quick: {attribute: latency, importance: low}, safe: {attribute: durability, importance: high}}\n"
    found = advise(quality + textwrap.dedent(SHOP), SMALL).get("acid-transactions")
    assert {effect.demand.id for effect in (*found.helps, *found.hurts)} <= {"quick", "safe"}
    importances = [effect.importance for effect in found.helps]
    assert importances == sorted(importances, key=["high", "medium", "low"].index)


def test_conflicts_between_recommended_patterns_are_shown_on_both_sides():
    advice = Advice(read_workspace(EXAMPLES / "hitchhiking").requirements, CATALOG)
    told = {(one.pattern.id, other.pattern) for one in advice.recommendations for other in one.conflicts}
    assert all((b, a) in told for a, b in told)


def test_the_order_is_by_verdict_and_the_same_each_time():
    requirements = read_workspace(EXAMPLES / "hitchhiking").requirements
    first = [one.pattern.id for one in Advice(requirements, CATALOG).recommendations]
    assert first == [one.pattern.id for one in Advice(requirements, CATALOG).recommendations]
    verdicts = [list(Verdict).index(one.verdict) for one in Advice(requirements, CATALOG).recommendations]
    assert verdicts == sorted(verdicts)


def test_every_clause_of_the_built_in_catalog_is_understood_and_every_pattern_asks_a_question():
    assert len(CATALOG.recommendable) > 120
    for pattern in CATALOG.recommendable:
        assert pattern.when.ask.endswith("?"), pattern.id
        for clause in pattern.when.clauses():
            assert clause.because, pattern.id
        assert set(pattern.when.facts()) <= FACTS.keys()


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ({"adopt": [{"fact": "peek-load", "at_least": "5/s", "because": "x"}], "ask": "y?"}, "no fact 'peek-load'"),
        ({"adopt": [{"fact": "peak-load", "at_least": "5 min", "because": "x"}], "ask": "y?"}, "5 min"),
        ({"adopt": [{"fact": "peak-load", "because": "x"}], "ask": "y?"}, "is number"),
        ({"adopt": [{"fact": "one-team"}], "ask": "y?"}, "does not say why"),
        ({"adopt": [{"fact": "stage", "is": "old", "because": "x"}], "ask": "y?"}, "never says 'old'"),
        ({"adopt": [{"fact": "one-team", "because": "x"}]}, "no 'ask'"),
        ({"needs": [{"fact": "one-team", "because": "x"}], "ask": "y?"}, "'needs' is no key"),
    ],
)  # fmt: skip
def test_a_clause_that_cannot_be_understood_is_named(when, message):
    assert any(message in fault[1] for fault in read_when(when)[1])


@pytest.mark.parametrize(
    ("kind", "inside", "outcome"),
    [
        ("all_of", ["yes", "yes"], "holds"), ("all_of", ["yes", "unknown"], "unknown"), ("all_of", ["unknown", "no"], "fails"),
        ("any_of", ["no", "no"], "fails"), ("any_of", ["no", "unknown"], "unknown"), ("any_of", ["unknown", "yes"], "holds"),
        ("none_of", ["no", "no"], "holds"), ("none_of", ["no", "unknown"], "unknown"), ("none_of", ["yes", "unknown"], "fails"),
    ],
)  # fmt: skip
def test_unknown_is_neither_true_nor_false_in_a_group(make_workspace, kind, inside, outcome):
    """The facts are: one team (yes), several teams at least 3 (no), engineers (unknown)."""
    facts = Facts(
        read_workspace(make_workspace("", config="archkit: 1\norganisation: {teams: 1}")).requirements
    )
    clauses = {
        "yes": {"fact": "one-team"},
        "no": {"fact": "teams", "at_least": "3"},
        "unknown": {"fact": "engineers", "at_least": "3"},
    }
    when, faults = read_when(
        {"adopt": [{kind: [clauses[word] for word in inside], "because": "x"}], "ask": "y?"}
    )
    assert not faults
    assert judge(when.adopt[0], facts).outcome == outcome


@pytest.mark.parametrize(
    ("measure", "helped", "not_helped"),
    [
        ("p95 response_time <= 200 ms", "latency", "throughput"),
        ("throughput >= 900/s", "throughput", "latency"),
    ],
)
def test_who_demands_performance_is_helped_by_what_the_measure_can_show(advise, measure, helped, not_helped):
    wish = f"quality_attributes: {{quick: {{attribute: performance, measure: {measure}, applies_to: ['use_case:buy']}}}}"
    advice = advise(textwrap.dedent(SHOP) + wish, SMALL)
    effects = [effect for one in advice.recommendations for effect in (*one.helps, *one.hurts)]
    touched = {effect.quality for effect in effects if effect.demand.id == "quick"}
    assert helped in touched
    assert not_helped not in touched


def test_a_demand_without_a_measure_is_touched_by_each_of_its_facets(advise):
    wish = "quality_attributes: {quick: {attribute: performance, applies_to: ['use_case:buy']}}"
    advice = advise(textwrap.dedent(SHOP) + wish, SMALL)
    effects = [effect for one in advice.recommendations for effect in (*one.helps, *one.hurts)]
    assert {"latency", "throughput"} <= {effect.quality for effect in effects}
