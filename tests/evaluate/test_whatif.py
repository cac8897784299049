"""What-if questions, properties that must always hold, and speed."""

from itertools import pairwise

import pytest
from flows import CONSTANT, workspace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archkit.catalog import Catalog
from archkit.errors import UsageError
from archkit.evaluate import WhatIf, evaluate, load_factor
from archkit.read import read_workspace

STEPS = "- user -> app: Ask\n- app -> cache: Look\n- cache -> store: Read"
PARTS = f"app: {{{CONSTANT}, availability: 99 %}}\ncache: {{{CONSTANT}, availability: 99 %}}\nstore: {{{CONSTANT}, availability: 99 %}}"


def test_load_1x_equals_base(judge):
    text = workspace(STEPS, "[p95 response_time <= 1 s, availability >= 90 %, throughput >= 1/s]", PARTS)
    base, same = judge(text), judge(text, WhatIf(load_factor("1x")))
    assert [(one.verdict, one.value, one.reason) for one in base.results] == [
        (one.verdict, one.value, one.reason) for one in same.results
    ]
    assert base.components == same.components


def test_a_field_is_set_as_the_files_are_read(judge):
    text = workspace(STEPS, "p95 response_time <= 10 s", PARTS)
    slower = judge(
        text, WhatIf(changes=("component:store.latency.p50=1 s", "component:store.latency.p99=1 s"))
    )
    assert slower.results[0].value == pytest.approx(judge(text).results[0].value + 0.9)


def test_what_a_changed_field_lacked_before_is_filled(judge):
    text = workspace(
        STEPS,
        "p95 response_time <= 10 s",
        PARTS.replace("store: {", "store: {kind: database, ").replace(CONSTANT, "capacity: 100G/s"),
    )
    changed = judge(text, WhatIf(changes=("component:app.latency.p50=2 s", "component:app.latency.p99=2 s")))
    assert changed.results[0].value > 2


def test_a_component_thought_away_passes_its_calls_on(judge):
    text = workspace(STEPS, "[p95 response_time <= 1 s, availability >= 90 %]", PARTS)
    without = judge(text, WhatIf(without=("component:cache",)))
    assert without.results[0].value == pytest.approx(judge(text).results[0].value - 0.1005, abs=1e-4)
    assert without.results[1].value == pytest.approx(0.99**2)
    assert [one.component for one in without.components] == ["app", "store"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (WhatIf(changes=("component:ap.replicas=2",)), "did you mean 'component:app'"),
        (WhatIf(changes=("component:app.replcas=2",)), "did you mean 'replicas'"),
        (WhatIf(changes=("component:app.capacity=quick",)), ""),
        (WhatIf(changes=("replicas=2",)), "--set component:app.replicas=6"),
        (WhatIf(without=("component:cahce",)), "did you mean 'component:cache'"),
    ],
)
def test_a_question_about_what_is_not_there_is_refused_with_help(judge, question, words):
    with pytest.raises(UsageError) as error:
        judge(workspace(STEPS, "throughput >= 1/s", PARTS), question)
    assert words in error.value.help


@pytest.mark.parametrize("text", ["0x", "ten", "-2x", ""])
def test_a_factor_that_is_none_is_refused(text):
    with pytest.raises(UsageError):
        load_factor(text)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    down=st.floats(0.01, 40),
    beta=st.floats(0, 50),
    redundancy=st.sampled_from(["none", "active-active", "active-passive"]),
    load=st.sampled_from(["", "load: {peak: 250/s}, "]),
)
def test_more_replicas_never_lower_availability(down, beta, redundancy, load, tmp_path_factory):
    found = []
    for replicas in range(1, 9):
        folder = tmp_path_factory.mktemp("ws")
        text = (
            f"archkit: 1\nactors: {{user: {{kind: person}}}}\nuse_cases: {{run: {{{load}steps: [user -> app: Ask]}}}}\n"
            "quality_attributes: {goal: {applies_to: ['use_case:run'], measure: availability >= 50 %}}\n"
            f"components: {{app: {{availability: {100 - down:.6f} %, common_cause: {beta:.6f} %, replicas: {replicas}, "
            f"redundancy: {redundancy}, capacity: 100/s}}}}\n"
        )
        (folder / "archkit.yaml").write_text(text, encoding="utf-8")
        (result,) = evaluate(read_workspace(folder).requirements).results
        found.append(-1.0 if result.value is None else result.value)
    assert all(later >= earlier - 1e-12 for earlier, later in pairwise(found)), found


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    targets=st.lists(st.sampled_from(["store", "cache"]), max_size=4),
    added=st.sampled_from(["store", "cache"]),
)
def test_adding_a_step_never_makes_a_flow_faster(targets, added, tmp_path_factory):
    def time_of(names):
        folder = tmp_path_factory.mktemp("ws")
        steps = "\n".join(["- user -> app: Ask", *(f"- app -> {name}: Read" for name in names)])
        parts = "app: {latency: {p50: 5 ms, p99: 50 ms}, capacity: 90/s}\nstore: {latency: {p50: 2 ms, p99: 30 ms}, capacity: 90/s}\ncache: {latency: {p50: 1 ms, p99: 3 ms}, capacity: 900/s}"
        (folder / "archkit.yaml").write_text(
            "archkit: 1\n" + workspace(steps, "p95 response_time <= 10 s", parts, load="{peak: 10/s}"),
            encoding="utf-8",
        )
        (result,) = evaluate(read_workspace(folder).requirements).results
        return result

    before, after = time_of(targets), time_of([*targets, added])
    assert after.value + after.answer.error >= before.value - before.answer.error


def test_results_do_not_depend_on_the_order_of_files(read):
    whole = workspace(STEPS, "[p95 response_time <= 1 s, availability >= 90 %]", PARTS)
    more = "use_cases:\n  other: {load: {peak: 3/s}, steps: [user -> store: Ask, user -> app: Ask]}\n"
    orders = [
        {"requirements/a.yaml": whole, "requirements/b.yaml": more},
        {"requirements/b.yaml": whole, "requirements/a.yaml": more},
    ]
    first, second = (evaluate(read(files), Catalog()) for files in orders)
    assert [(one.verdict, one.value, one.reason) for one in first.results] == [
        (one.verdict, one.value, one.reason) for one in second.results
    ]
    assert first.components == second.components
    assert first.degrades_at == second.degrades_at


def test_units_cancel(judge):
    text = workspace(
        STEPS,
        "[p95 response_time <= 1 s, throughput >= 1/s]",
        PARTS.replace("100G/s", "600/min"),
        load="{peak: 60/min}",
    )
    same = text.replace("600/min", "10/s").replace("60/min", "1/s").replace("100 ms", "0.1 s")
    assert [one.value for one in judge(text).results] == pytest.approx(
        [one.value for one in judge(same).results]
    )
