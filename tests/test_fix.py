"""What --fix repairs, what it leaves alone, and that nothing is lost on the way."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archkit.fix import fixed
from archkit.source import parse

EXAMPLES = Path(__file__).parent.parent / "examples"

BROKEN = """\
# who takes part
actors:
  Rider App:  # the id is none
    name: Rider App
    external: yes # a word of YAML 1.1
    availability: 99.9% # too tight
use_cases:
  # the way of the money
  pay:
    primary_acter: Rider App # misspelled
    supporting_actors: Rider App
    priority: MUST
    load: {average: 400 /s, peak: "2 K/s"}
    steps:
      - Rider App -> app: {action: Pay, timeout: 300ms, data: [Ride Order.price], idempotent: no} # the step
entities:
  Ride Order: {fields: {price: money}}
components:
  app: {stores: [Ride Order]} # all of it
quality_attributes:
  fast:
    applies_to: use_case:pay
    measure: p95  response_time<=200ms at 400 /s # promised
"""

MENDED = """\
# who takes part
actors:
  rider-app:  # the id is none
    name: Rider App
    external: true # a word of YAML 1.1
    availability: 99.9 % # too tight
use_cases:
  # the way of the money
  pay:
    primary_actor: rider-app # misspelled
    supporting_actors: [rider-app]
    priority: must
    load: {average: 400/s, peak: "2k/s"}
    steps:
      - rider-app -> app: {action: Pay, timeout: 300 ms, data: [ride-order.price], idempotent: false} # the step
entities:
  ride-order: {fields: {price: money}}
components:
  app: {stores: [ride-order]} # all of it
quality_attributes:
  fast:
    applies_to: use_case:pay
    measure: p95 response_time <= 200 ms at 400/s # promised
"""


def after(root: Path, file: str = "requirements/all.yaml") -> str:
    return fixed(root).after.get(file, (root / file).read_text())


def test_safe_repairs_keep_comments_names_and_layout(make_workspace) -> None:
    assert after(make_workspace(BROKEN)).splitlines() == MENDED.splitlines()


def test_a_reference_that_stands_twice_goes_and_its_comment_does_not(make_workspace) -> None:
    twice = """\
    components: {app: {}, shop: {}}
    constraints:
      a:
        affects: [component:app, component:shop, component:app, Component:Shop, component:app]
      b:
        affects:
          - component:app # the first
          - component:app
          - component:shop
      c:
        affects:
          - component:app
          - component:app # a word about it
    """
    text = after(make_workspace(twice))
    assert "affects: [component:app, component:shop]" in text
    assert text.count("- component:app # the first\n      - component:shop") == 1
    assert "- component:app # a word about it" in text


def test_what_is_repaired_needs_no_second_repair(make_workspace) -> None:
    assert fixed(make_workspace(MENDED)).after == {}


def test_a_new_id_reaches_every_file_that_uses_the_old_one(make_workspace) -> None:
    root = make_workspace(
        {
            "requirements/a.yaml": "actors:\n  Fleet Rider: {name: R}\n",
            "requirements/b.yaml": "use_cases:\n  pay: {primary_actor: Fleet Rider}\nquestions:\n  why:\n"
            "    about: [actor:Fleet Rider]\n    text: Who is Fleet Rider?\n",
        }
    )
    texts = fixed(root).after
    assert "fleet-rider: {name: R}" in texts["requirements/a.yaml"]
    assert "primary_actor: fleet-rider" in texts["requirements/b.yaml"]
    assert "about: [actor:fleet-rider]" in texts["requirements/b.yaml"]
    assert "text: Who is Fleet Rider?" in texts["requirements/b.yaml"], "prose is nobody's reference"


@pytest.mark.parametrize(
    "text",
    [
        "actors:\n  Rider: {name: A}\n  rider: {name: B}\n",  # the new id is taken
        "actors:\n  rider: {nam: A, names: B}\n",  # two fields could be meant ... and one is taken
        "actors:\n  rider: {zzz: A}\n",
        "components:\n  app: {timeout: 300}\n",
        "quality_attributes:\n  fast: {measure: fast enough}\n",
        "use_cases:\n  pay: {primary_actor: Nobody Known}\n",
        "use_cases:\n  pay: {priority: high}\n",
    ],
)
def test_what_is_not_certain_is_left_alone(make_workspace, text: str) -> None:
    root = make_workspace(text)
    assert "zzz" in text or after(root).count("\n") == text.count("\n")
    for word in ("Rider: {name: A}", "zzz", "300", "fast enough", "Nobody Known", "high"):
        if word in text:
            assert word in after(root)


def test_a_file_outside_what_was_asked_for_is_not_touched(make_workspace) -> None:
    late = "components:\n  app: {provider_sla: 99.9%}\n"
    root = make_workspace({"requirements/a.yaml": late, "requirements/b.yaml": late.replace("app", "db")})
    assert set(fixed(root, within=["requirements/b.yaml"]).after) <= {"requirements/b.yaml"}


def test_fix_only_tells_what_it_repaired_and_is_content(make_workspace, archkit, monkeypatch) -> None:
    root = make_workspace(
        "quality_attributes:\n  fast: {statement: Shown quickly., measure: p95 response_time<=3s}\n"
    )
    monkeypatch.chdir(root.parent)
    diff = archkit("lint", "ws", "--diff").out
    assert diff.startswith("--- a/ws/requirements/all.yaml\n+++ b/ws/requirements/all.yaml\n"), (
        "git apply takes it"
    )
    call = archkit("lint", "ws", "--fix-only")
    assert (call.status, "AK201" in call.out + call.err) == (0, False)
    assert "ws/requirements/all.yaml: 'p95 response_time<=3s' -> 'p95 response_time <= 3 s'" in call.err
    assert "<= 3 s" in (root / "requirements/all.yaml").read_text()
    (root / "requirements/all.yaml").write_text(
        "quality_attributes: {fast: {measure: p95 response_time<=3s}}\n"
    )
    assert archkit("lint", "ws", "--fix-only", "--quiet").err == ""


def test_diff_shows_and_fix_writes(make_workspace, archkit) -> None:
    root = make_workspace(BROKEN)
    shown = archkit("lint", root, "--fix", "--diff")
    assert shown.status == 1
    assert (root / "requirements/all.yaml").read_text() == BROKEN
    done = subprocess.run(
        ["patch", "-p1"], input=shown.out, text=True, cwd=root, capture_output=True, check=False
    )
    if done.returncode == 0:
        assert (root / "requirements/all.yaml").read_text() == MENDED
        (root / "requirements/all.yaml").write_text(BROKEN)
    archkit("lint", root, "--fix")
    assert (root / "requirements/all.yaml").read_text() == MENDED
    assert archkit("lint", root, "--diff").status == 0


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.iterdir()))
def test_examples_are_in_the_canonical_form(example: str) -> None:
    assert list(fixed(EXAMPLES / example).diff()) == []


BLANKS = st.sampled_from(["", " ", "  "])
UNITS = st.sampled_from(["%", "/s", " /min", "/h", "per second", "percent", "xy"])
LINE = st.builds(
    lambda key, gap, number, blank, unit, comment: f"    {key}:{gap} {number}{blank}{unit} # {comment}",
    st.sampled_from(["capacity", "Availability", "availabilty", "notes", "external", "name"]),
    BLANKS,
    st.integers(0, 10**6),
    BLANKS,
    UNITS,
    st.text("abc #:'\"-é", max_size=12).map(str.strip),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINE, min_size=1, max_size=4), st.sampled_from(["rider", "Big Rider", "Rider_1"]))
def test_no_comment_is_ever_lost_and_twice_is_once(tmp_path, lines: list[str], identifier: str) -> None:
    (tmp_path / "archkit.yaml").write_text("archkit: 1\n")
    (tmp_path / "requirements").mkdir(exist_ok=True)
    file = tmp_path / "requirements/all.yaml"
    text = f"# top\nactors: # all\n  {identifier}: # one\n" + "\n".join(lines) + "\n# end\n"
    file.write_text(text)

    def comments(content: str) -> list[str] | None:
        document, _ = parse("x", content)
        return [one.text for one in document.comments()] if document else None

    new = after(tmp_path)
    assert comments(new) == comments(text)
    file.write_text(new)
    assert fixed(tmp_path).after == {}


def test_a_decision_that_an_accepted_one_supersedes_says_so_itself(tmp_path: Path) -> None:
    (tmp_path / "archkit.yaml").write_text("archkit: 1\ninclude: [old.yaml, new.yaml]\n")
    (tmp_path / "old.yaml").write_text(
        "decisions:\n  one-store: {status: accepted} # of the first year\n  by-mail: {status: accepted}\n"
    )
    (tmp_path / "new.yaml").write_text(
        "decisions:\n  two-stores: {status: accepted, supersedes: [one-store]}\n"
        "  by-post: {status: proposed, supersedes: [by-mail]}\n"
    )
    done = fixed(tmp_path)
    assert dict(done.after) == {
        "old.yaml": "decisions:\n  one-store: {status: superseded} # of the first year\n"
        "  by-mail: {status: accepted}\n"
    }
    assert done.repairs == (("old.yaml", "status 'accepted' -> 'superseded', by 'two-stores'"),)
