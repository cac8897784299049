"""The site: pages linked both ways, offline, stable, a team's own to change, and safe whatever the YAML says."""

import html
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from archkit.errors import UsageError
from archkit.generators._markdown import cell, code, plain, prose
from archkit.publish import build_site
from archkit.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) {: onclick=alert(1) } `<img src=x onerror=alert(1)>` {{ 7*7 }}"
SMALL = """
actors:
  rider: {name: Rider}
use_cases:
  pay: {title: Pay for a ride, primary_actor: rider, steps: [{rider -> app: Pay}]}
components:
  app: {name: App backend, kind: service}
"""


def pages(root: Path) -> dict[str, str]:
    artifacts = Workspace(root).artifacts(("site",))
    return {
        one.path.removeprefix("site/"): one.data.decode() for one in artifacts if one.path.endswith(".md")
    }


def settings(root: Path) -> dict:
    artifacts = Workspace(root).artifacts(("site",))
    text = next(one.data.decode() for one in artifacts if one.path == "mkdocs.yml")
    return json.loads(text.partition("\n")[2])


def dead_links(root: Path) -> list[str]:
    """Return every link of a built site that leads to no file or to no anchor."""
    texts = {path.resolve(): path.read_text() for path in root.rglob("*.html")}
    anchors = {path: set(re.findall(r"\sid=\"?([^\"\s>]+)", text)) for path, text in texts.items()}
    dead = []
    for path, text in texts.items():
        if path.name == "404.html":
            continue
        for href in set(re.findall(r'href="([^"]*)"', text)):
            target, _, anchor = html.unescape(href).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            there = (path.parent / unquote(target)).resolve() if target else path
            known = there in anchors and not anchor.startswith("__")
            if not there.is_file() or (anchor and known and unquote(anchor) not in anchors[there]):
                dead.append(f"{path.name}: {href}")
    return dead


# ---- pages and links


def test_every_element_has_a_page() -> None:
    made = pages(EXAMPLES / "hitchhiking")
    requirements = Workspace(EXAMPLES / "hitchhiking").requirements
    for section in ("actors", "use_cases", "quality_attributes", "constraints", "components"):
        for key in requirements.section(section):
            assert f"{section.replace('_', '-')}/{key}.md" in made


def test_links_lead_both_ways(make_workspace) -> None:
    made = pages(make_workspace(SMALL))
    assert '<a href="../actors/rider.html">Rider</a>' in made["use-cases/pay.md"]
    assert 'href="../use-cases/pay.html">Pay for a ride</a>' in made["actors/rider.md"]


def test_an_address_outlives_the_title(make_workspace) -> None:
    before = set(pages(make_workspace(SMALL)))
    after = set(pages(make_workspace(SMALL.replace("Pay for a ride", "Settle the fare"), name="renamed")))
    assert before == after


def test_questions_and_terms_have_an_anchor_that_their_id_makes(make_workspace) -> None:
    made = pages(
        make_workspace("""
        questions:
          who-pays: {ask: Who pays the toll?, about: [actor:rider]}
        glossary:
          detour: The extra distance that a driver accepts.
        actors:
          rider: {name: Rider, description: Takes no detour.}
        """)
    )
    assert "{ #question-who-pays }" in made["questions.md"]
    assert "../questions.html#question-who-pays" in made["actors/rider.md"]
    assert 'href="../glossary.html#term-detour" title="The extra distance' in made["actors/rider.md"]


def test_a_verdict_leads_to_its_derivation_and_to_the_line_behind_each_number() -> None:
    made = pages(EXAMPLES / "hitchhiking")
    assert "quality-attributes/search-fast.html#measure-1" in made["numbers.md"]
    page = made["quality-attributes/search-fast.md"]
    assert "{ #measure-1 }" in page
    assert re.search(r"requirements/components\.yaml:\d+", page)
    assert 'class="archkit-plot"' in page


def test_the_six_parts_of_a_scenario_stand_in_the_order_of_the_sei() -> None:
    page = pages(EXAMPLES / "hitchhiking")["quality-attributes/search-fast.md"]
    parts = re.findall(r"<li[^>]*><b>([^<]+)</b>", page)
    assert parts == ["Source", "Stimulus", "Artifact", "Environment", "Response", "Response measure"]


def test_a_decision_says_what_was_left_and_why() -> None:
    page = pages(EXAMPLES / "hitchhiking")["decisions/saga-for-payment.md"]
    assert "Left because: " in page
    assert "## Drivers" in page


def test_traceability_shows_what_leads_nowhere(make_workspace) -> None:
    page = pages(make_workspace(SMALL + "  idle: {name: Idle part, kind: service}\n"))["traceability.md"]
    gap = page[page.index("Components in no flow") :].partition("</li>")[0]
    assert "Idle part" in gap
    assert "App backend" not in gap


def test_an_operation_leads_to_the_api_reference_and_back() -> None:
    made = pages(EXAMPLES / "movie-streaming")
    link = re.search(
        r'href="\.\./(apis/movie-api)\.html#(operation-\w+)"', made["use-cases/browse-movies.md"]
    )
    assert link
    reference = made[f"{link[1]}.md"]
    assert f"{{ #{link[2]} }}" in reference
    assert '<a href="../use-cases/browse-movies.html">' in reference


def test_edit_this_leads_to_the_line_where_the_team_says_it_is(make_workspace) -> None:
    config = "archkit: 1\nsite: {repository: 'https://example.org/edit/{path}?line={line}'}\n"
    made = pages(make_workspace(SMALL, config=config))
    assert 'href="https://example.org/edit/requirements/all.yaml?line=3"' in made["actors/rider.md"]


def test_a_repository_that_is_no_address_of_the_web_makes_no_link(make_workspace) -> None:
    made = pages(make_workspace(SMALL, config="archkit: 1\nsite: {repository: 'javascript:alert(1)//'}\n"))
    assert not [path for path, text in made.items() if 'href="javascript' in text]


def test_the_page_for_print_holds_every_other_page_and_leads_only_into_itself(make_workspace) -> None:
    made = pages(make_workspace(SMALL))
    whole = made["everything.md"]
    assert '<h2 id="use-cases-pay">' in whole
    assert 'href="#actors-rider"' in whole
    assert ".html" not in re.sub(r"<svg.*?</svg>", "", whole, flags=re.DOTALL)


# ---- what a team changes


def test_the_order_of_arc42_is_there_on_request(make_workspace) -> None:
    titles = [
        next(iter(one))
        for one in settings(make_workspace(SMALL, config="archkit: 1\nsite: {order: arc42}\n"))["nav"]
    ]
    assert titles[0] == "1. Introduction and goals"
    assert "9. Architecture decisions" not in titles  # nothing is decided yet
    assert "6. Runtime view" in titles


def test_a_team_adds_logo_colours_pages_and_navigation(make_workspace, tmp_path: Path) -> None:
    config = """\
archkit: 1
site:
  logo: brand/logo.svg
  colours: {primary: "#7a1f5c"}
  pages: handbook
  navigation: {Who is on call: oncall.md}
"""
    root = make_workspace(
        {
            "requirements/all.yaml": SMALL,
            "brand/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "handbook/oncall.md": "# On call\n\nSee [the numbers](../numbers.md).\n",
            "handbook/more.md": "# More to read\n",
        },
        config=config,
    )
    made = settings(root)
    assert made["theme"]["logo"] == "assets/own-logo.svg"
    assert {"More": [{"Who is on call": "pages/oncall.md"}, {"More to read": "pages/more.md"}]} in made["nav"]
    Workspace(root).plan(("site",), tmp_path / "out").carry_out()
    index = build_site(tmp_path / "out", strict=True).index
    assert "#7a1f5c" in (index.parent / "assets/colours.css").read_text()
    assert 'href="../numbers.html"' in (index.parent / "pages/oncall.html").read_text()


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("logo: nowhere.svg", "there is no file 'nowhere.svg'"),
        ("logo: ../logo.svg", "leads out of the workspace"),
        ("logo: archkit.yaml", "is no file of these kinds"),
        ("pages: nowhere", "there is no folder 'nowhere'"),
        ("navigation: {Numbers: nubmers.md}", "there is no page 'nubmers.md'"),
    ],
)
def test_what_the_site_names_and_is_not_there_is_told_with_its_line(make_workspace, option, words) -> None:
    root = make_workspace(SMALL, config=f"archkit: 1\nsite: {{{option}}}\n")
    with pytest.raises(UsageError, match=re.escape(words)) as caught:
        Workspace(root).artifacts(("site",))
    assert caught.value.message.startswith("archkit.yaml:2: site.")


def test_a_link_out_of_the_workspace_is_no_picture(make_workspace, tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text("<svg/>")
    root = make_workspace(SMALL, config="archkit: 1\nsite: {logo: logo.svg}\n")
    (root / "logo.svg").symlink_to(tmp_path / "secret.svg")
    with pytest.raises(UsageError, match="leads out of the workspace"):
        Workspace(root).artifacts(("site",))


def test_a_long_section_stays_out_of_the_navigation_of_every_page(make_workspace) -> None:
    many = "actors:\n" + "".join(f"  actor-{number}: {{name: Actor {number}}}\n" for number in range(61))
    made = settings(make_workspace(many))
    assert "actors/actor-1.md" not in json.dumps(made["nav"])
    assert "actors/index.md" in json.dumps(made["nav"])


# ---- safety


def test_a_reserved_file_name_is_avoided(make_workspace) -> None:
    made = pages(make_workspace("actors:\n  con: {name: Console}\n  rider: {name: Rider}\n"))
    assert "actors/con_.md" in made


@pytest.mark.parametrize("escape", [plain, prose, cell, lambda text: f"`{code(text)}`"])
def test_text_of_users_is_shown_and_not_run(escape) -> None:
    import markdown

    shown = markdown.markdown(escape(HOSTILE), extensions=["attr_list", "md_in_html", "tables", "admonition"])
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert not re.search(r"<[^>]*\bonclick", shown)


def test_short_texts_are_shown_word_by_word() -> None:
    import markdown

    for text in (
        "# a",
        "1. one",
        "- x",
        "> q",
        "a | b",
        "*b* _i_ `c`",
        "!!! note",
        "<b>",
        "&amp;",
        "[a]: b",
        "~400/s",
    ):
        shown = re.sub(
            r"<[^>]+>", "", markdown.markdown(plain(text), extensions=["attr_list", "tables", "admonition"])
        )
        assert html.unescape(shown) == text


def test_no_field_of_any_element_gets_out_of_its_page(make_workspace, tmp_path: Path) -> None:
    quoted = json.dumps(HOSTILE + " </div></td></svg> ::: ``` \"' --> &lt;")
    root = make_workspace(
        f"""
        actors:
          rider: {{name: {quoted}, description: {quoted}, notes: {quoted}, tags: [{quoted}]}}
        use_cases:
          pay:
            title: {quoted}
            goal: {quoted}
            primary_actor: rider
            preconditions: [{quoted}]
            steps:
              - rider -> app: {{action: {quoted}, operation: {quoted}, data: [{quoted}], event: {quoted}}}
              - alt: {quoted}
                steps: [{{app ~> rider: {quoted}}}]
            extensions: [{{when: {quoted}, at: {quoted}, steps: [{{app ~> rider: {quoted}}}]}}]
        entities:
          ride: {{name: {quoted}, description: {quoted}, invariants: [{quoted}], fields: {{id: uuid}}}}
        quality_attributes:
          fast:
            statement: {quoted}
            attribute: {quoted}
            rationale: {quoted}
            applies_to: [use_case:pay]
            measure: p95 response_time <= 200 ms
            scenario: {{source: {quoted}, stimulus: {quoted}, response: {quoted}}}
        constraints:
          law: {{statement: {quoted}, challenged: {quoted}, isolation: {quoted}, source: {quoted}}}
        components:
          app: {{name: {quoted}, technology: {quoted}, owner: {quoted}, kind: service, interface: rest, availability: 99 %}}
        decisions:
          do-it: {{title: {quoted}, context: {quoted}, decision: {quoted}, considered: {{{quoted}: {quoted}}}, patterns: [{quoted}]}}
        questions:
          why: {{ask: {quoted}, answer: {quoted}, notes: {quoted}}}
        assumptions:
          so: {{statement: {quoted}, owner: {quoted}}}
        glossary:
          word: {{name: {quoted}, meaning: {quoted}}}
          rider: {quoted}
        service_levels:
          promise: {{name: {quoted}, objective_of: fast, owner: {quoted}, exclusions: [{quoted}], target: 95 %}}
        """,
        config=f"archkit: 1\nsystem: {{name: {quoted}, summary: {quoted}, scope: {{in: [{quoted}], out: [{quoted}]}}}}\n",
    )
    output = tmp_path / "out"
    Workspace(root).plan(("site",), output).carry_out()
    built = build_site(output).index.parent
    seen = 0
    for path in built.rglob("*.html"):
        text = path.read_text()
        outside = (
            re.sub(r"<script[^>]*>.*?</script>", "", text, flags=re.DOTALL)
            if path.name != "404.html"
            else text
        )
        assert "<script>alert" not in text, path
        assert "<img src=x" not in outside, path
        assert 'href="javascript' not in outside.lower(), path
        assert not re.search(r"<[^>]*\sonclick=", re.sub(r'"[^"]*"', '""', outside)), path
        assert ">49<" not in outside
        seen += outside.count("&lt;script&gt;alert(1)&lt;/script&gt;")
    assert seen > 40  # and it is all there to be read
    assert not dead_links(built)


def test_a_title_may_be_anything(make_workspace, tmp_path: Path) -> None:
    root = make_workspace(
        "actors:\n  a: {name: '</title><script>alert(1)</script>'}\n  b: {name: 'x: \"y\" # z'}\n",
        config='archkit: 1\nsystem: {name: "!!python/name:os.system \' : {"}\n',
    )
    Workspace(root).plan(("site",), tmp_path / "out").carry_out()
    index = build_site(tmp_path / "out").index
    assert "os.system" in index.read_text()
    for path in index.parent.rglob("*.html"):
        assert "<script>alert" not in path.read_text(), path


# ---- building


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("site")
    Workspace(EXAMPLES / "hitchhiking").plan(("site",), output).carry_out()
    return build_site(output, strict=True).index.parent


def test_the_site_builds_strictly_and_asks_no_other_host(built: Path) -> None:
    pages = list(built.rglob("*.html"))
    assert len(pages) > 40
    for path in pages:
        text = path.read_text()
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(https?://[^"]+)"', text)
        assert loaded == [], path


def test_every_link_of_the_site_leads_somewhere(built: Path) -> None:
    assert dead_links(built) == []


def test_two_builds_of_the_site_have_the_same_pages(built: Path, tmp_path: Path) -> None:
    Workspace(EXAMPLES / "hitchhiking").plan(("site",), tmp_path).carry_out()
    again = build_site(tmp_path).index.parent
    for path in sorted(built.rglob("*.html")):
        assert path.read_bytes() == (again / path.relative_to(built)).read_bytes()


def test_a_dead_link_in_a_page_of_the_team_fails_a_strict_build_only(make_workspace, tmp_path: Path) -> None:
    from archkit.errors import ArchkitError

    root = make_workspace(
        {"requirements/all.yaml": SMALL, "own/a.md": "# A\n\n[gone](gone.md)\n"},
        config="archkit: 1\nsite: {pages: own}\n",
    )
    Workspace(root).plan(("site",), tmp_path / "out").carry_out()
    assert "gone.md" in build_site(tmp_path / "out").warnings
    with pytest.raises(ArchkitError, match=r"gone\.md"):
        build_site(tmp_path / "out", strict=True)


def test_both_builders_make_the_same_pages_strictly(built: Path, tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="Zensical is not installed: pip install -e '.[dev]'")
    Workspace(EXAMPLES / "hitchhiking").plan(("site",), tmp_path).carry_out()
    again = build_site(tmp_path, builder="zensical", strict=True)
    assert again.warnings == ""
    other = {path.relative_to(again.index.parent) for path in again.index.parent.rglob("*.html")}
    assert {path.relative_to(built) for path in built.rglob("*.html")} == other
    assert dead_links(again.index.parent) == []
