"""Rules on releases, observability and migration contradict what was written and ask in order."""

import pytest

from archkit.workspace import Workspace


def found(make_workspace, text: str, *codes: str, stage: str = "mature") -> list[str]:
    root = make_workspace(text, config=f"archkit: 1\nsystem: {{stage: {stage}}}\n")
    result = Workspace(root, select=codes).findings
    return [one.message for one in (*result.findings, *result.questions)]


PLAN = """\
components: {{shop: {{kind: application, state: {state}}}}}
decisions:
  plan: {{title: "{title}"}}
"""


@pytest.mark.parametrize(
    ("title", "state", "told"),
    [
        ("Rewrite the shop from scratch", "replace", True),
        ("Switch over everything in one night", "replace", True),
        ("A big bang", "retire", True),
        ("No big bang: one part after the other", "replace", False),
        ("Take it apart instead of a complete rewrite", "replace", False),
        ("Without a big bang", "replace", False),
        ("Write the search from scratch", "existing", False),
    ],
)
def test_a_plan_to_replace_everything_at_once_is_told_unless_it_is_denied(
    make_workspace, title, state, told
) -> None:
    assert bool(found(make_workspace, PLAN.format(title=title, state=state), "AK780")) is told


OPEN = """\
quality_attributes:
  open: {{attribute: availability, applies_to: [component:app], measure: availability >= {share} over 30 d}}
components: {{app: {{kind: service, {said}}}}}
"""


def test_first_is_asked_what_brings_it_back_and_then_how_it_is_released(make_workspace) -> None:
    bare = OPEN.format(share="99.9 %", said="owner: team")
    assert len(found(make_workspace, bare, "AK411", "AK750")) == 1
    answered = OPEN.format(share="99.9 %", said="redundancy: active-active, replicas: 2")
    assert (
        "how does a new version of 'app' come into use"
        in found(make_workspace, answered, "AK411", "AK750")[0]
    )


def test_what_need_not_be_up_all_the_time_may_stop_for_a_release(make_workspace) -> None:
    said = "deployment: {strategy: recreate}"
    assert found(make_workspace, OPEN.format(share="99.9 %", said=said), "AK751")
    assert found(make_workspace, OPEN.format(share="99 %", said=said), "AK751") == []


def test_hours_of_releases_that_a_service_level_leaves_out_are_an_answer(make_workspace) -> None:
    text = OPEN.format(share="99.9 %", said="deployment: {strategy: recreate}")
    level = "service_levels: {up: {objective_of: open, exclusions: [Sundays from 2 to 3]}}\n"
    assert found(make_workspace, text + level, "AK751") == []


def test_services_that_tell_nothing_are_asked_once_and_not_by_two_rules(make_workspace) -> None:
    services = "components:\n" + "".join(f"  s{n}x: {{kind: service{{more}}}}\n" for n in range(3))
    flow = "use_cases: {a: {steps: [s0x -> s1x: Ask, s1x -> s2x: Ask]}}\n"
    rules = ("AK770", "AK772", "AK773")
    silent = services.replace("{more}", "") + flow
    assert len(found(make_workspace, silent, *rules)) == 1
    untraced = services.replace("{more}", ", observability: [logs, metrics]") + flow
    assert sorted(one[:10] for one in found(make_workspace, untraced, *rules)) == ["how are th", "where do t"]
    traced = services.replace("{more}", ", observability: [logs, metrics, traces]") + flow
    assert [one[:10] for one in found(make_workspace, traced, *rules)] == ["where do t"]


def test_a_broker_hands_a_trace_on_without_telling_one(make_workspace) -> None:
    text = """\
    components:
      a: {kind: service, observability: [traces]}
      b: {kind: broker, observability: [metrics]}
      c: {kind: service, observability: [traces]}
    use_cases: {x: {steps: [a ~> b: Tell, b ~> c: Tell]}}
    """
    assert found(make_workspace, text, "AK771") == []
    assert found(make_workspace, text.replace("broker", "service"), "AK771")


def test_a_first_wave_at_the_edge_is_left_alone(make_workspace) -> None:
    text = """\
    components:
      shop: {state: replace}
      mail: {replaces: [shop], wave: 1}
      pricing: {replaces: [shop], wave: 2}
      a: {}
      b: {}
      c: {}
    use_cases: {x: {steps: [a -> pricing: Ask, b -> pricing: Ask, c -> pricing: Ask, shop -> pricing: Ask, shop ~> mail: Tell]}}
    """
    assert found(make_workspace, text, "AK782", "AK786") == []
    swapped = text.replace("wave: 1", "wave: 3")
    assert (
        "'pricing' is taken out first and speaks with 4 others" in found(make_workspace, swapped, "AK782")[0]
    )


def test_a_view_and_a_cache_are_no_move_of_data(make_workspace) -> None:
    text = """\
    entities: {order: {}}
    components:
      old: {kind: database, stores: [order], state: retire}
      new: {kind: %s, stores: [order]}
    """
    assert found(make_workspace, text % "database", "AK784")
    assert found(make_workspace, text % "cache", "AK784") == []
