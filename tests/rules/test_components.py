"""Rules about components contradict what was written, ask for what is absent, and leave the rest alone."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from archkit.rules import Rule, rules
from archkit.workspace import Workspace

BAD = re.compile(r"\*Bad\*\s+```yaml\n(.*?)```", re.DOTALL)
RANGES = (("AK404", "AK499"), ("AK501", "AK599"), ("AK750", "AK799"), ("AK834", "AK899"))
"""The rules about what a team builds, runs and chooses."""
MINE = [
    rule
    for rule in rules()
    if any(first <= rule.code <= last for first, last in RANGES) and BAD.search(rule.page)
]
OURS_TO_SET = {"AK427", "AK430", "AK529", "AK780", "AK781", "AK783"}
"""What is kept in an edge of others, and how we leave a system of others, we decide; their broker takes our time too."""


def found(root: Path, *codes: str) -> list[str]:
    result = Workspace(root, select=codes).findings
    return [one.message for one in (*result.findings, *result.questions)]


def found_in(folder: Path, code: str, data: dict) -> list[str]:
    text = yaml.safe_dump({"archkit": 1, **data}, sort_keys=False)
    (folder / "archkit.yaml").write_text(text, encoding="utf-8")
    return found(folder, code)


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.code)
@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("use_cases", {"priority": "wont"}),
        ("components", {"external": True}),
        ("decisions", {"status": "rejected"}),
    ],
    ids=["wont", "external", "rejected"],
)
def test_nothing_is_said_about_what_is_not_built_not_ours_or_not_chosen(
    tmp_path, rule: Rule, section, change
) -> None:
    for text in BAD.findall(rule.page):
        data = yaml.safe_load(text)
        if section in data and not (section == "components" and rule.code in OURS_TO_SET):
            for element in data[section].values():
                element.update(change)
            assert found_in(tmp_path, rule.code, data) == []


AVAILABLE = """\
actors: {{rider: {{clients: [mobile]}}}}
quality_attributes:
  open: {{attribute: availability, applies_to: [{of}], measure: availability >= 99.9 % over 30 d}}
components:
  app: {{kind: service, replicas: 2}}
  rides: {{kind: service, {rides}}}
use_cases:
  find:
    priority: {priority}
    kind: {kind}
    steps:
      - rider -> app: Find a ride
      - app {arrow} rides: {step}
"""


def available(
    make_workspace,
    *,
    of: str = "system",
    rides: str = "replicas: 1",
    arrow: str = "->",
    step: str = "Find a ride",
    priority: str = "must",
    kind: str = "business",
) -> Path:
    return make_workspace(
        AVAILABLE.format(of=of, rides=rides, arrow=arrow, step=step, priority=priority, kind=kind)
    )


def test_a_single_instance_on_the_path_of_a_high_availability_is_told_with_the_target(make_workspace) -> None:
    (message,) = found(available(make_workspace), "AK404")
    assert message == "'rides' has replicas: 1, and 'availability >= 99.9 % over 30 d' of 'open' needs it up"


@pytest.mark.parametrize(
    "different",
    [
        {"rides": "replicas: 1, availability: 99.95 %"},
        {"rides": "replicas: 1, mtbf: 4000 h, mttr: 1 h"},
        {"arrow": "~>"},
        {"step": "{action: Find a ride, fallback: Show yesterday's rides}"},
        {"step": "{action: Find a ride, optional: true}"},
        {"priority": "should"},
        {"kind": "development"},
    ],
    ids=str,
)
def test_a_single_instance_is_fine_where_it_is_up_enough_or_nobody_needs_it_up(
    make_workspace, different
) -> None:
    assert found(available(make_workspace, **different), "AK404") == []


def test_the_availability_of_one_use_case_counts_whatever_its_priority(make_workspace) -> None:
    root = available(make_workspace, of="use_case:find", priority="could")
    assert len(found(root, "AK404")) == 1


def passive(steps: str, capacity: str = "300/s") -> str:
    return f"""\
components: {{db: {{kind: database, replicas: 2, redundancy: active-passive, capacity: {capacity}}}}}
use_cases:
  find:
    load: {{peak: 100/s}}
    steps:
{steps}
"""


@pytest.mark.parametrize(
    ("steps", "objected"),
    [
        ("      - app -> db: {action: Read, fan_out: 4}", True),
        ("      - loop: each page\n        times: 4\n        steps: [app -> db: Read]", True),
        ("      - loop: until done\n        steps: [app -> db: Read]", False),
        (
            "      - opt: rarely\n        share: 10 %\n        steps: [app -> db: {action: Read, fan_out: 9}]",
            False,
        ),
        ("      - app -> db: {action: Read, fan_out: 4, cache: {hit_rate: 90 %}}", False),
        (
            "      - web -> app: {action: Ask, cache: {hit_rate: 90 %}}\n      - app -> db: {action: Read, fan_out: 4}",
            False,
        ),
        ("      - db -> db: {action: Tidy up, fan_out: 9}", False),
    ],
)
def test_only_calls_that_arrive_overload_the_active_replica(make_workspace, steps, objected) -> None:
    assert bool(found(make_workspace(passive(steps)), "AK407")) is objected


def test_the_calls_of_all_flows_are_added_up_and_shown(make_workspace) -> None:
    text = passive("      - app -> db: Read", "150/s")
    text += "  list: {load: {average: 60/s}, steps: [app -> db: List]}\n"
    (message,) = found(make_workspace(text), "AK407")
    assert "gets 160/s at peak" in message
    assert "'150/s'" in message


def test_sticky_sessions_answer_for_memory_but_not_for_a_component_that_says_it_is_stateless(
    make_workspace,
) -> None:
    text = "components:\n  app: {kind: service, replicas: 3, session_state: memory}\n"
    sticky = "decisions: {same-server: {patterns: [sticky-sessions]}}\n"
    assert len(found(make_workspace(text, name="plain"), "AK415")) == 1
    assert found(make_workspace(text + sticky, name="sticky"), "AK415") == []
    stateless = text.replace("replicas: 3", "replicas: 3, stateless: true")
    assert len(found(make_workspace(stateless + sticky, name="stateless"), "AK415")) == 1


BEHIND = """\
actors:
  rider: {clients: [mobile]}
  clerk: {clients: [desktop], external: false, trust: internal}
  clock: {kind: timer}
components: {entry: {kind: gateway}, rides: {kind: service}, reports: {kind: service}}
use_cases:
  find:
    steps: [rider -> entry: Find a ride, entry -> rides: Find a ride, WHO: Look inside]
"""


@pytest.mark.parametrize(
    ("who", "objected"),
    [
        ("rider -> rides", True),
        ("clerk -> rides", False),
        ("clock -> rides", False),
        ("rider -> reports", False),
        ("rider -> entry", False),
        ("reports -> rides", False),
    ],
)
def test_only_strangers_who_pass_a_gateway_by_are_told(make_workspace, who, objected) -> None:
    assert bool(found(make_workspace(BEHIND.replace("WHO", who)), "AK420")) is objected


def test_services_that_check_and_limit_their_callers_need_no_common_entry(make_workspace) -> None:
    text = """\
        actors: {rider: {clients: [mobile]}}
        components:
          rides: {kind: service, API}
          payment: {kind: service}
        use_cases: {ride: {steps: [rider -> rides: Find a ride, rider -> payment: Pay the ride]}}
        """
    assert len(found(make_workspace(text.replace(", API", ""), name="open"), "AK421")) == 1
    guarded = text.replace("API", "api: {auth: oauth2, rate_limit: 5/s}")
    assert found(make_workspace(guarded, name="guarded"), "AK421") == []


@pytest.mark.parametrize(
    ("broker", "objected"),
    [
        ("kind: broker", True),
        ("kind: broker, interface: mqtt", True),
        ("kind: broker, interface: mqtt, api: {auth: mutual-tls}", False),
        ("kind: service", False),
    ],
)
def test_devices_may_speak_with_a_broker_that_checks_them(make_workspace, broker, objected) -> None:
    text = f"""\
        actors: {{sensor: {{kind: device}}}}
        components: {{bus: {{{broker}}}}}
        use_cases: {{report: {{steps: [sensor ~> bus: Report a reading]}}}}
        """
    assert bool(found(make_workspace(text), "AK429")) is objected


@pytest.mark.parametrize(
    ("urgency", "arrow", "objected"),
    [
        ("interactive", "->", True),
        ("interactive", "~>", False),
        ("background", "->", False),
        ("batch", "->", False),
    ],
)
def test_long_work_is_fine_where_nobody_waits_for_it(make_workspace, urgency, arrow, objected) -> None:
    text = f"""\
        actors: {{rider: {{clients: [mobile]}}}}
        use_cases:
          report:
            urgency: {urgency}
            steps:
              - rider -> app: Ask for the report
              - app {arrow} worker: Start the report
              - worker -> worker: {{action: Add up, duration: 40 s}}
        """
    assert bool(found(make_workspace(text), "AK431")) is objected


SHARED = """\
components:
  rides: {kind: service, owner: team-rides}
  payment: {kind: service, owner: TEAM}
  db: {kind: database}
entities: {ride: {owner: rides}, bill: {owner: payment}}
use_cases:
  pay:
    steps:
      - rides -> db: {action: Close the ride, writes: [ride]}
      - payment -> db: {action: Book, writes: [WHAT]}
"""


@pytest.mark.parametrize(
    ("team", "what", "codes"),
    [
        ("team-payments", "bill", ["AK435"]),
        ("team-rides", "bill", []),
        ("team-payments", "ride", ["AK437", "AK710"]),
        ("team-rides", "ride", ["AK437"]),
    ],
)
def test_a_store_of_two_teams_and_an_entity_of_two_writers_are_told_apart(
    make_workspace, team, what, codes
) -> None:
    root = make_workspace(SHARED.replace("TEAM", team).replace("WHAT", what))
    result = Workspace(root, select=("AK435", "AK437", "AK710")).findings
    assert sorted(one.code for one in result.findings) == codes


@pytest.mark.parametrize(
    ("owners", "store", "objected"),
    [
        ("team-a, team-b", "database", True),
        ("team-a, team-a", "database", False),
        (", ", "database", True),
        ("team-a, team-b", "object-store", False),
    ],
)
def test_a_reader_from_another_team_asks_the_owner(make_workspace, owners, store, objected) -> None:
    mine, theirs = owners.split(", ")
    text = f"""\
        components:
          rides: {{kind: service, owner: {mine}}}
          payment: {{kind: service, owner: {theirs}}}
          db: {{kind: {store}}}
        entities: {{ride: {{owner: rides}}}}
        use_cases: {{pay: {{steps: [payment -> db: {{action: Read the ride, reads: [ride]}}]}}}}
        """
    assert bool(found(make_workspace(text), "AK436")) is objected


def test_a_change_that_a_store_passes_on_is_no_foreign_write(make_workspace) -> None:
    text = """\
        components: {rides: {kind: service}, db: {kind: database}, index: {kind: search}}
        entities: {ride: {owner: rides}}
        use_cases: {find: {steps: [db ~> index: {action: Copy the ride, writes: [ride]}]}}
        """
    assert found(make_workspace(text), "AK437") == []


SAGA = """\
components: {seats: {kind: service}, bills: {kind: service}, a: {kind: database}, b: {kind: database}}
entities: {seat: {}, bill: {}}
use_cases:
  buy:
    transaction: across-stores
    steps:
      - seats -> a: {action: Hold the seat, writes: [seat]}
      - bills -> b: {action: Book the bill, writes: [bill]}
"""
DECIDED = "decisions: {step-by-step: {patterns: [saga], addresses: [use_case:buy]}}\n"


def test_an_extension_in_which_a_part_appears_is_its_undo_and_the_last_part_needs_none(
    make_workspace,
) -> None:
    assert len(found(make_workspace(SAGA + DECIDED, name="bare"), "AK446")) == 1
    undone = SAGA + "    extensions: [{when: no money, steps: [bills ~> seats: Free the seat]}]\n" + DECIDED
    assert found(make_workspace(undone, name="undone"), "AK446") == []


def test_a_change_over_stores_is_asked_about_until_a_decision_addresses_it(make_workspace) -> None:
    assert len(found(make_workspace(SAGA, name="open"), "AK444")) == 1
    assert found(make_workspace(SAGA + DECIDED, name="decided"), "AK444") == []
    elsewhere = DECIDED.replace("use_case:buy", "component:seats")
    assert len(found(make_workspace(SAGA + elsewhere, name="elsewhere"), "AK444")) == 1
    single = SAGA.replace("across-stores", "none")
    assert found(make_workspace(single, name="single"), "AK444") == []


def test_a_flow_that_writes_twice_and_says_nothing_is_asked_whether_both_hold_together(
    make_workspace,
) -> None:
    unsaid = SAGA.replace("    transaction: across-stores\n", "")
    (message,) = found(make_workspace(unsaid), "AK444")
    assert message == "must the changes of 'seats' and 'bills' in 'buy' hold together?"


def test_a_circle_of_calls_is_named_as_it_goes_round(make_workspace) -> None:
    text = """\
        components: {a: {kind: service}, b: {kind: service}, c: {kind: service}}
        use_cases:
          one: {steps: [a -> b: Ask, b -> c: Ask]}
          two: {steps: [c ARROW a: Ask]}
        """
    (message,) = found(make_workspace(text.replace("ARROW", "->"), name="calls"), "AK453")
    assert message == "services wait for each other in a circle: a -> b -> c -> a"
    assert found(make_workspace(text.replace("ARROW", "~>"), name="event"), "AK453") == []


def test_a_service_that_calls_itself_waits_for_nobody(make_workspace) -> None:
    text = "components: {a: {kind: service}}\nuse_cases: {one: {steps: [a -> a: Compute]}}\n"
    assert found(make_workspace(text), "AK453", "AK454") == []


@pytest.mark.parametrize(
    ("pattern", "services", "objected"),
    [
        ("choreography", 4, False),
        ("choreography", 5, True),
        ("execution-orchestrator", 2, True),
        ("execution-orchestrator", 3, False),
    ],
)
def test_how_a_saga_is_led_fits_the_number_of_its_services(
    make_workspace, pattern, services, objected
) -> None:
    names = "abcdef"[:services]
    components = ", ".join(f"{one}: {{kind: service}}" for one in names)
    steps = ", ".join(f"{one} ~> {other}: Tell" for one, other in pairwise(names))
    text = f"""\
        components: {{{components}}}
        use_cases: {{buy: {{steps: [{steps}]}}}}
        decisions: {{lead: {{patterns: [{pattern}], addresses: [use_case:buy]}}}}
        """
    assert bool(found(make_workspace(text), "AK448")) is objected


def test_the_parts_of_one_answer_are_counted_between_two_calls_of_the_user(make_workspace) -> None:
    text = """\
        actors: {clerk: {clients: [browser]}}
        components: {desk: {kind: service}, orders: {kind: service}, customers: {kind: service}}
        use_cases:
          list-open:
            steps:
              - clerk -> desk: List orders
              - desk -> orders: {action: List orders, returns: [list of order]}
              - BETWEEN
              - desk -> customers: {action: List customers, returns: [list of customer]}
        """
    joined = text.replace("BETWEEN", "note: Both are shown together.")
    apart = text.replace("BETWEEN", "clerk -> desk: List customers")
    assert len(found(make_workspace(joined, name="joined"), "AK452")) == 1
    assert found(make_workspace(apart, name="apart"), "AK452") == []


def test_a_description_in_one_breath_is_one_duty(make_workspace) -> None:
    text = "components:\n  pay: {kind: service, description: TEXT}\n"
    four = "'Charges riders, takes the fee, credits drivers, and undoes what cannot be finished.'"
    six = "'Charges riders, takes the fee, credits drivers, mails bills, checks licences and finds rides.'"
    assert found(make_workspace(text.replace("TEXT", four), name="four"), "AK441") == []
    assert "does 6 things" in found(make_workspace(text.replace("TEXT", six), name="six"), "AK441")[0]
