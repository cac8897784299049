"""Rules about failures judge what a call may cost, what a message may do twice, and what may get lost."""

from pathlib import Path

import pytest

from archkit.workspace import Workspace


def found(root: Path, *codes: str) -> list[str]:
    result = Workspace(root, select=codes).findings
    return [one.message for one in (*result.findings, *result.questions)]


CALL = """\
components:
  shop: {{kind: service, {guard}}}
  stock: {{kind: service}}
  db: {{kind: database}}
entities: {{order: {{owner: shop}}}}
use_cases:
  buy: {{steps: [{arrow}: {{action: Save, {step}}}]}}
"""


def call(make_workspace, *, guard: str = "", arrow: str = "shop -> db", step: str = "") -> Path:
    return make_workspace(CALL.format(guard=guard, arrow=arrow, step=step))


RETRIES = "resilience: {retries: 2}"


@pytest.mark.parametrize(
    ("guard", "step", "codes"),
    [
        (RETRIES, "writes: [order]", ["AK851"]),
        (RETRIES, "writes: [order], idempotent: true", []),
        (RETRIES, "writes: [order], idempotent: false", ["AK850"]),
        (RETRIES, "writes: [order], idempotent: false, retries: 0", []),
        (RETRIES, "writes: [order], retries: 0", []),
        (RETRIES, "reads: [order]", []),
        ("", "writes: [order], idempotent: false, retries: 1", ["AK850"]),
        ("", "writes: [order], idempotent: false", []),
    ],
)
def test_a_step_is_repeated_as_it_says_else_as_its_caller_says(make_workspace, guard, step, codes) -> None:
    result = Workspace(call(make_workspace, guard=guard, step=step), select=("AK850", "AK851")).findings
    assert [one.code for one in (*result.findings, *result.questions)] == codes


def test_a_message_that_nobody_waits_for_is_not_repeated_by_its_sender(make_workspace) -> None:
    root = call(make_workspace, guard=RETRIES, arrow="shop ~> stock", step="idempotent: false")
    assert found(root, "AK850", "AK851") == []


@pytest.mark.parametrize(
    ("guard", "codes"),
    [
        ("retries: 2, backoff: none", ["AK852", "AK854"]),
        ("retries: 2, backoff: constant, jitter: true", ["AK852"]),
        ("retries: 2, backoff: linear, jitter: true", []),
        ("retries: 2, backoff: exponential, first_delay: 0 ms, jitter: true", ["AK852"]),
        ("retries: 2, backoff: exponential, jitter: false", ["AK853"]),
        ("retries: 2", ["AK854"]),
        ("retries: 0, backoff: none, jitter: false", []),
        ("timeout: 1 s", []),
        ("retries: 10, backoff: exponential, jitter: true", ["AK855"]),
        ("retries: 2, retry_on: [server-error]", ["AK854", "AK856"]),
        ("retries: 2, retry_on: [timeout, client-error]", ["AK854", "AK856"]),
        ("retries: 2, retry_on: [timeout, server-error]", ["AK854"]),
    ],
)
def test_what_was_written_about_retries_is_judged_and_what_was_not_is_asked(
    make_workspace, guard, codes
) -> None:
    text = f"system: {{stage: growth}}\ncomponents: {{shop: {{kind: service, resilience: {{{guard}}}}}}}\n"
    root = make_workspace({}, config=f"archkit: 1\n{text}")
    result = Workspace(root, select=("AK852", "AK853", "AK854", "AK855", "AK856")).findings
    assert sorted(one.code for one in (*result.findings, *result.questions)) == codes


GROWTH = "archkit: 1\nsystem: {stage: growth}\n"


@pytest.mark.parametrize(
    ("guard", "step", "asked"),
    [
        ("", "", True),
        ("resilience: {timeout: 1 s}", "", True),
        ("resilience: {circuit_breaker: false}", "", False),
        ("resilience: {circuit_breaker: true}", "", False),
        ("", "fallback: Take the order later", False),
        ("", "optional: true", False),
    ],
)
def test_a_breaker_is_asked_for_until_somebody_decided_for_or_against_it(
    make_workspace, guard, step, asked
) -> None:
    text = CALL.format(guard=guard, arrow="shop -> stock", step=step)
    assert bool(found(make_workspace(text, config=GROWTH), "AK857")) is asked


def test_an_extension_at_a_step_says_what_an_open_breaker_answers(make_workspace) -> None:
    text = """\
        components: {shop: {kind: service, resilience: {circuit_breaker: true}}, maps: {kind: external}}
        use_cases:
          find:
            steps: [shop -> maps: Fetch the map]
            extensions: [{when: no map, at: AT}]
        """
    elsewhere = text.replace("AT", "Buy the map")
    assert len(found(make_workspace(elsewhere, config=GROWTH, name="open"), "AK859")) == 1
    told = text.replace("AT", "Fetch the map")
    assert found(make_workspace(told, config=GROWTH, name="told"), "AK859") == []


@pytest.mark.parametrize(
    ("api", "trust", "asked"),
    [
        ("", "public", True),
        ("", "partner", False),
        ("api: {rate_limit: 5/s}", "public", False),
        ("api: {total_limit: 500/s}", "public", False),
        ("api: {kind: public}", "partner", True),
    ],
)
def test_the_public_is_limited_at_the_door(make_workspace, api, trust, asked) -> None:
    text = f"""\
        actors: {{rider: {{trust: {trust}}}}}
        components: {{shop: {{kind: service, {api}}}}}
        use_cases: {{buy: {{steps: [rider -> shop: Buy]}}}}
        """
    assert bool(found(make_workspace(text), "AK862")) is asked


def test_a_limit_of_the_gateway_limits_what_stands_behind_it(make_workspace) -> None:
    text = """\
        components: {entry: {kind: gateway, api: {rate_limit: 5/s}}, shop: {kind: service, api: {kind: public}}}
        use_cases: {buy: {steps: [entry -> shop: Buy]}}
        """
    assert found(make_workspace(text), "AK862") == []


@pytest.mark.parametrize(
    ("cost", "asked"), [("0.07 EUR", True), ("300 EUR/month", False), ("0.07 EUR, error_rate: 1 %", True)]
)
def test_only_what_is_paid_for_each_call_needs_a_limit_of_its_own(make_workspace, cost, asked) -> None:
    text = f"""\
        components: {{shop: {{kind: service}}, sms: {{kind: external, cost: {cost}}}}}
        use_cases: {{buy: {{steps: [shop ~> sms: Send the code]}}}}
        """
    assert bool(found(make_workspace(text, config=GROWTH), "AK866")) is asked


MESSAGE = """\
quality_attributes: {{kept: {{applies_to: [{kept}], measure: lost = 0 over 30 d}}}}
actors: {{rider: {{clients: [mobile]}}}}
components: {{shop: {{kind: service}}, billing: {{kind: service}}, bus: {{kind: broker}}}}
entities: {{order: {{history: {history}}}}}
use_cases:
  buy: {{steps: [{arrow}: {{event: OrderPlaced, data: [order], {step}}}]}}
"""


def message(
    *,
    kept: str = "component:bus",
    history: str = "false",
    arrow: str = "shop ~> billing",
    step: str = "delivery: at-most-once",
) -> str:
    return MESSAGE.format(kept=kept, history=history, arrow=arrow, step=step)


@pytest.mark.parametrize(
    ("different", "objected"),
    [
        ({}, False),
        ({"kept": "use_case:buy"}, True),
        ({"kept": "entity:order"}, True),
        ({"history": "true"}, True),
        ({"kept": "use_case:buy", "arrow": "shop ~> rider"}, False),
        ({"kept": "use_case:buy", "step": "delivery: at-least-once"}, False),
        ({"kept": "use_case:buy", "step": "delivery: at-most-once, optional: true"}, False),
    ],
    ids=str,
)
def test_a_message_may_get_lost_only_where_nothing_says_it_may_not(
    make_workspace, different, objected
) -> None:
    assert bool(found(make_workspace(message(**different)), "AK873")) is objected


@pytest.mark.parametrize(
    ("step", "codes"),
    [
        ("delivery: at-least-once", ["AK870"]),
        ("delivery: at-least-once, handles_duplicates: true", []),
        ("delivery: at-least-once, idempotent: true", []),
        ("delivery: at-least-once, handles_duplicates: false", ["AK869"]),
        ("delivery: at-most-once", []),
        ("", ["AK872"]),
    ],
)
def test_what_happens_to_a_repeat_is_judged_or_asked(make_workspace, step, codes) -> None:
    root = make_workspace(message(step=step), config=GROWTH)
    result = Workspace(root, select=("AK869", "AK870", "AK872")).findings
    assert sorted(one.code for one in (*result.findings, *result.questions)) == codes


def test_an_outbox_sends_again_so_its_events_are_asked_about(make_workspace) -> None:
    decided = "decisions: {table: {patterns: [transactional-outbox], addresses: [use_case:buy]}}\n"
    plain, outbox = message(step=""), message(step="") + decided
    assert found(make_workspace(plain, config=GROWTH, name="plain"), "AK870") == []
    assert len(found(make_workspace(outbox, config=GROWTH, name="outbox"), "AK870")) == 1


def test_a_call_above_the_limit_is_lost_only_if_nobody_keeps_it_or_hears_of_it(make_workspace) -> None:
    text = """\
        components: {bus: {kind: broker}, trades: {kind: service, api: {rate_limit: 5/s, over_limit: reject}}}
        use_cases: {trade: {steps: [desk ARROW trades: {action: Place, delivery: at-least-once, CHANNEL}]}}
        """
    alone = text.replace(", CHANNEL", "").replace("ARROW", "~>")
    assert len(found(make_workspace(alone, name="alone"), "AK864")) == 1
    kept = text.replace("CHANNEL", "channel: bus").replace("ARROW", "~>")
    assert found(make_workspace(kept, name="kept"), "AK864") == []
    waits = text.replace(", CHANNEL", "").replace("ARROW", "->")
    assert found(make_workspace(waits, name="waits"), "AK864") == []


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ("kind: tumbling, size: 5 min", ""),
        ("kind: tumbling", "no size"),
        ("kind: hopping, size: 5 min", "no hop"),
        ("kind: hopping, size: 5 min, hop: 5 min", "leaves nothing"),
        ("kind: sliding", "no size"),
        ("kind: session", "no gap"),
        ("kind: session, gap: 30 min", ""),
        ("size: 5 min", "no kind"),
    ],
)
def test_a_window_needs_the_numbers_of_its_kind(make_workspace, window, said) -> None:
    text = f"use_cases: {{count: {{steps: [a -> a: {{action: Add up, window: {{{window}}}}}]}}}}\n"
    messages = found(make_workspace(text), "AK875")
    assert (said in messages[0]) if said else messages == []
