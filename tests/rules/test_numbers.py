"""Rules that compare what was written find what cannot hold, and nothing else."""

from pathlib import Path

import pytest

from archkit.workspace import Workspace

EXAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/archkit.yaml"))


def found(root: Path, *codes: str) -> list[str]:
    return [one.message for one in Workspace(root, select=codes).findings.findings]


def measures(*texts: str, extra: str = "") -> str:
    items = (f"  q{n}: {{applies_to: [system], measure: {text}{extra}}}\n" for n, text in enumerate(texts))
    return "quality_attributes:\n" + "".join(items)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_lints_clean_with_every_rule(example: Path) -> None:
    result = Workspace(example, select=("ALL",)).findings
    assert [f"{one.code} {one.message}" for one in result.findings] == []
    assert len(result.questions) <= 5, "questions never flood"


@pytest.mark.parametrize(
    ("one", "other", "objected"),
    [
        ("throughput >= 500/s", "throughput <= 300/s", True),
        ("throughput >= 500/s", "throughput <= 500/s", False),
        ("throughput >= 30/s", "throughput >= 1000/s", False),
        ("violations = 0", "violations = 3", True),
        ("violations = 0", "violations <= 3", False),
        ("p95 response_time <= 1 s", "p99 response_time >= 2 s", False),
        ("p95 response_time <= 1 s at 10/s", "p95 response_time >= 2 s at 500/s", False),
        ("p95 response_time <= 1 s", "p95 response_time >= 2000 ms", True),
        ("cost <= 900 EUR/month", "cost >= 1000 EUR", False),
    ],
)
def test_measures_contradict_each_other_when_nothing_lies_between_them(
    make_workspace, one, other, objected
) -> None:
    assert bool(found(make_workspace(measures(one, other)), "AK218")) is objected


def test_measures_of_different_things_or_under_a_fault_do_not_contradict_each_other(make_workspace) -> None:
    text = measures("throughput >= 500/s", "throughput <= 300/s")
    assert found(make_workspace(text.replace("[system]", "[component:a]", 1), name="things"), "AK218") == []
    faulty = text.replace("300/s", "300/s, fault: {of: component:a, mode: crash}")
    assert found(make_workspace(faulty, name="fault"), "AK218") == []


@pytest.mark.parametrize(
    ("text", "objected"),
    [
        ("availability >= 100 %", True),
        ("availability = 100 %", True),
        ("durability >= 100 %", True),
        ("downtime = 0 s", True),
        ("availability >= 99.999 %", False),
        ("downtime <= 1 min over 30 d", False),
        ("coverage >= 100 %", False),
        ("error_rate <= 100 %", False),
    ],
)
def test_only_what_leaves_no_time_for_a_repair_is_total(make_workspace, text, objected) -> None:
    assert bool(found(make_workspace(measures(text)), "AK206")) is objected


@pytest.mark.parametrize(
    ("texts", "objected"),
    [
        (["response_time <= 1 s"], True),
        (["mean response_time <= 1 s"], True),
        (["max response_time <= 1 s"], True),
        (["p95 response_time <= 1 s"], False),
        (["[mean response_time <= 1 s, p99 response_time <= 2 s]"], False),
        (["[p95 processing_time <= 1 s, response_time <= 2 s]"], True),
        (["max staleness <= 5 s"], False),
        (["rto <= 5 min"], False),
    ],
)
def test_times_that_users_feel_need_a_percentile(make_workspace, texts, objected) -> None:
    assert bool(found(make_workspace(measures(*texts)), "AK212")) is objected


def test_a_maximum_is_right_where_safety_is_at_stake(make_workspace) -> None:
    text = measures("max response_time <= 50 ms", extra=", attribute: safety")
    assert found(make_workspace(text), "AK212") == []


@pytest.mark.parametrize(
    ("attributes", "applies", "extra", "objected"),
    [
        (("security", "performance"), ("system", "system"), "", True),
        (("confidentiality", "latency"), ("system", "system"), "", True),
        (("security", "performance"), ("system", "component:a"), "", False),
        (("security", "auditability"), ("system", "system"), "", False),
        (("performance", "latency"), ("system", "system"), "", False),
        (("security", "performance"), ("system", "system"), ", trade_offs: [q0]", False),
    ],
)
def test_important_demands_conflict_when_their_means_do_and_nobody_weighed_them(
    make_workspace, attributes, applies, extra, objected
) -> None:
    text = "quality_attributes:\n"
    for n, (attribute, ref) in enumerate(zip(attributes, applies, strict=True)):
        more = extra if n else ""
        text += f"  q{n}: {{attribute: {attribute}, applies_to: [{ref}], importance: high{more}}}\n"
    assert bool(found(make_workspace(text), "AK211")) is objected


def test_a_decision_on_both_settles_a_conflict_and_a_rejected_one_does_not(make_workspace) -> None:
    text = """\
quality_attributes:
  a: {attribute: security, applies_to: [system], importance: high}
  b: {attribute: performance, applies_to: [system], importance: high}
decisions:
  both: {status: STATUS, addresses: [quality_attribute:a, quality_attribute:b]}
"""
    assert found(make_workspace(text.replace("STATUS", "accepted"), name="yes"), "AK211") == []
    assert len(found(make_workspace(text.replace("STATUS", "rejected"), name="no"), "AK211")) == 1


def test_a_style_is_heavy_for_few_engineers_unless_it_was_rejected(make_workspace) -> None:
    text = "decisions:\n  split: {status: STATUS, patterns: [microservices]}\n"
    config = "archkit: 1\norganisation: {engineers: 4}\n"
    for status, times in (("accepted", 1), ("proposed", 1), ("rejected", 0), ("superseded", 0)):
        root = make_workspace(text.replace("STATUS", status), config=config, name=status)
        assert len(found(root, "AK310")) == times


def test_names_of_one_product_are_one_choice(make_workspace) -> None:
    text = """\
constraints:
  bus: {choice: apache-kafka, affects: [system]}
components:
  a: {technology: Kafka 3.7}
  b: {technology: Java and Apache Kafka}
  c: {technology: PostgreSQL}
  d: {technology: RabbitMQ, state: replace}
  e: {technology: RabbitMQ}
"""
    (message,) = found(make_workspace(text), "AK313")
    assert "'e' uses 'RabbitMQ'" in message


def test_a_reference_is_followed_wherever_it_stands(make_workspace) -> None:
    text = """\
entities:
  ride: {owner: nobody-1, fields: {rider: ref nobody-2, stops: list of nobody-3}}
quality_attributes:
  fast:
    applies_to: [component:nobody-4]
    scenario: {artifact: "component:nobody-5"}
    fault: {of: "component:nobody-6", mode: crash}
    trade_offs: [nobody-7]
use_cases:
  find:
    primary_actor: nobody-8
    steps:
      - a -> b: {action: Ask, reads: [nobody-9], cache: {at: component:nobody-0}}
"""
    messages = " ".join(found(make_workspace(text), "AK030"))
    assert all(f"'nobody-{n}'" in messages for n in range(10))


def test_a_reference_of_the_wrong_kind_is_told_as_such(make_workspace) -> None:
    text = "components:\n  app: {kind: service}\nuse_cases:\n  find: {primary_actor: app}\n"
    (one,) = Workspace(make_workspace(text), select=("AK030",)).findings.findings
    assert "declared as component" in one.help


def test_light_is_asked_only_where_users_and_machines_have_a_place(make_workspace) -> None:
    text = """\
actors:
  rider: {regions: [us-east]}
components:
  app: {regions: REGIONS}
use_cases:
  find:
    primary_actor: rider
    measures: [p95 response_time <= 50 ms]
    steps: [rider -> app: Look]
"""
    far = make_workspace(text.replace("REGIONS", "[eu-central]"), name="far")
    assert "66 ms" in found(far, "AK223")[0] or "65 ms" in found(far, "AK223")[0]
    for name, regions in (
        ("near", "[eu-central, us-east]"),
        ("own", "{plant: [39, -77]}"),
        ("unknown", "[moon-1]"),
    ):
        assert found(make_workspace(text.replace("REGIONS", regions), name=name), "AK223") == []


def test_an_overload_names_the_flow_that_calls_so_often_and_is_told_once(make_workspace) -> None:
    text = """\
        actors: {student: {kind: person}}
        components:
          app: {capacity: 100/s}
          db: {kind: database, redundancy: active-passive, replicas: 2, capacity: 100/s}
        use_cases:
          sit:
            load: {average: 1/s, peak: 20/s}
            steps:
              - loop: every 15 s
                times: 480
                steps: [student -> app: Save, app -> db: Store]
        """
    result = Workspace(make_workspace(text), select=("AK902", "AK407")).findings.findings
    assert sorted((one.code, one.element) for one in result) == [
        ("AK407", "component:db"),
        ("AK902", "component:app"),
    ]
    for one in result:
        assert "'sit'" in one.message
        assert "480" in one.message
    assert "state a peak of 'sit'" in next(one.help for one in result if one.code == "AK902")
