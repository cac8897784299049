"""Facts say what the requirements say, where they say it, and no more."""

from pathlib import Path

import pytest

from archkit.facts import FACTS, FactKind, Facts, narrow
from archkit.model import Ref, Requirements
from archkit.read import read_workspace

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture
def facts_of(make_workspace):
    def derive(content: str, config: str = "archkit: 1\n") -> Facts:
        reading = read_workspace(make_workspace(content, config=config))
        assert not reading.diagnostics, reading.diagnostics[0].message
        return Facts(reading.requirements)

    return derive


def test_of_nothing_no_fact_claims_to_know_a_number_or_that_something_is_so():
    facts = Facts(Requirements())
    assert [name for name in facts if facts[name].known is True] == []
    for name in ("peak-load", "engineers", "availability-target", "data-volume", "reads-to-writes", "teams"):
        assert facts[name].known is None, name
        assert facts[name].text, f"{name} does not say what is missing"


def test_unknown_is_not_no(facts_of):
    silent = facts_of("use_cases: {pay: {title: Pay}}")
    drawn = facts_of("components: {app: {}}\nuse_cases: {pay: {steps: [app -> app: Pay]}}")
    assert silent["waits-on-third-party"].known is None
    assert drawn["waits-on-third-party"].known is False


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in EXAMPLES.glob("*/archkit.yaml")), ids=lambda p: p.name
)
def test_every_evidence_of_every_example_points_at_something_that_stands_there(folder):
    reading = read_workspace(folder)
    facts = Facts(reading.requirements)
    for name in FACTS:
        for place in facts[name].evidence:
            document = reading.documents[place.file]
            parent = place.route if document.has(place.route) else place.route[:-1]
            assert document.has(parent), (name, place)


def test_every_fact_says_what_it_means_and_from_what_kind_it_is():
    for fact in FACTS.values():
        assert fact.meaning.endswith("."), fact.name
        assert fact.area
        assert fact.kind in FactKind


def test_the_peak_load_is_the_sum_of_the_peaks_and_of_averages_where_no_peak_is_stated(facts_of):
    facts = facts_of(
        """
        use_cases:
          browse: {load: {average: 5/s, peak: 40/s}}
          pay: {load: {average: 2/s}}
          never: {priority: wont, load: {peak: 1000/s}}
        """
    )
    assert facts["peak-load"].known == 42
    assert [place.route[1] for place in facts["peak-load"].evidence] == ["browse", "pay"]


def test_a_throughput_that_is_demanded_counts_as_load(facts_of):
    facts = facts_of("quality_attributes: {fast: {measure: throughput >= 900/s}}")
    assert facts["peak-load"].known == 900
    assert facts["modest-load"].known is False


def test_few_users_are_a_modest_load_even_where_no_load_is_stated(facts_of):
    assert facts_of("actors: {member: {population: 300}}")["modest-load"].known is True
    assert facts_of("actors: {member: {population: 2M}}")["modest-load"].known is None


def test_nine_engineers_are_one_team_unless_teams_are_stated(facts_of):
    assert facts_of("", "archkit: 1\norganisation: {engineers: 9}")["one-team"].known is True
    assert facts_of("", "archkit: 1\norganisation: {engineers: 10}")["one-team"].known is None
    assert facts_of("", "archkit: 1\norganisation: {engineers: 6, teams: [a, b]}")["one-team"].known is False


def test_reads_to_writes_follow_from_the_loads_of_flows_where_no_entity_states_them(facts_of):
    facts = facts_of(
        """
        components: {shop: {}}
        entities: {item: {}}
        use_cases:
          look: {load: {average: 60/s}, steps: [shop -> shop: {action: Look, reads: [item]}]}
          sell: {load: {average: 2/s}, steps: [shop -> shop: {action: Sell, writes: [item]}]}
        """
    )
    assert facts["reads-to-writes"].known == 30


def test_a_broker_between_two_parts_is_seen_through(facts_of):
    facts = facts_of(
        """
        actors: {user: {}}
        components: {sign-up: {kind: service}, bus: {kind: broker}, mail: {kind: service}, coupons: {kind: service}}
        use_cases:
          join:
            steps:
              - user -> sign-up: Join
              - sign-up ~> bus: {action: Announce, event: Joined}
              - bus ~> mail: {action: Deliver, event: Joined}
              - bus ~> coupons: {action: Deliver, event: Joined}
        """
    )
    assert facts["listeners"].known == 2
    assert facts["messages-nobody-waits-for"].known is True


def test_two_writes_in_one_flow_are_a_question_until_the_transaction_is_stated(facts_of):
    flow = """
        components: {{a: {{kind: service}}, b: {{kind: service}}}}
        entities: {{x: {{owner: a}}, y: {{owner: b}}}}
        use_cases:
          do:
            {0}
            steps: [a -> a: {{action: One, writes: [x]}}, a -> b: {{action: Two, writes: [y]}}]
        """
    assert facts_of(flow.format("goal: Both"))["work-spans-stores"].known is None
    assert facts_of(flow.format("transaction: across-stores"))["work-spans-stores"].known is True
    assert facts_of(flow.format("transaction: none"))["work-spans-stores"].known is False


def test_an_answer_is_no_push_and_a_word_to_somebody_else_is(facts_of):
    flow = "actors: {{asker: {{}}, other: {{}}}}\ncomponents: {{app: {{}}}}\nuse_cases: {{do: {{steps: [asker -> app: Ask, app ~> {}: Tell]}}}}"
    assert facts_of(flow.format("asker"))["pushes-to-clients"].known is False
    assert facts_of(flow.format("other"))["pushes-to-clients"].known is True


def test_a_value_of_words_tells_who_said_each(facts_of):
    facts = facts_of("entities: {a: {access: [key, range]}, b: {access: [full-text]}}")
    assert facts["access-kinds"].known == {"key", "range", "full-text"}
    assert facts["access-kinds"].said["full-text"][0].route[1] == "b"


def test_one_use_case_is_judged_with_its_own_parts_and_data_only():
    requirements = read_workspace(EXAMPLES / "hitchhiking").requirements
    part = narrow(requirements, Ref("use_case", "rider-login"))
    assert list(part.use_cases) == ["rider-login"]
    assert "payment-store" not in part.components
    assert part.organisation == requirements.organisation
    assert Facts(part)["work-spans-stores"].known is False
