"""The site: a page an element, linked both ways, offline, and safe whatever the YAML says."""

import re
from pathlib import Path

import pytest

from archkit.generators._markdown import cell, code, plain, prose
from archkit.publish import build_site
from archkit.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) {: onclick=alert(1) } `<img src=x onerror=alert(1)>` {{ 7*7 }}"


def pages(root: Path) -> dict[str, str]:
    artifacts = Workspace(root).artifacts(("site",))
    return {
        one.path.removeprefix("site/"): one.data.decode() for one in artifacts if one.path.endswith(".md")
    }


def test_every_element_has_a_page() -> None:
    made = pages(EXAMPLES / "hitchhiking")
    requirements = Workspace(EXAMPLES / "hitchhiking").requirements
    for section in ("actors", "use_cases", "quality_attributes", "constraints", "components"):
        for key in requirements.section(section):
            assert f"{section.replace('_', '-')}/{key}.md" in made


def test_links_lead_both_ways(make_workspace) -> None:
    made = pages(
        make_workspace("""
        actors:
          rider: {name: Rider}
        use_cases:
          pay: {title: Pay for a ride, primary_actor: rider}
        """)
    )
    assert '<a href="../actors/rider.html">Rider</a>' in made["use-cases/pay.md"]
    assert '<a href="../use-cases/pay.html">Pay for a ride</a>' in made["actors/rider.md"]


def test_a_reserved_file_name_is_avoided(make_workspace) -> None:
    made = pages(make_workspace("actors:\n  con: {name: Console}\n  rider: {name: Rider}\n"))
    assert "actors/con_.md" in made


@pytest.mark.parametrize("escape", [plain, prose, cell, lambda text: f"`{code(text)}`"])
def test_text_of_users_is_shown_and_not_run(escape) -> None:
    import markdown

    html = markdown.markdown(escape(HOSTILE), extensions=["attr_list", "md_in_html", "tables", "admonition"])
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert not re.search(r"<[^>]*\bonclick", html)


def test_short_texts_are_shown_word_by_word() -> None:
    import html as h

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
        assert h.unescape(shown) == text


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("site")
    Workspace(EXAMPLES / "hitchhiking").plan(("site",), output).carry_out()
    return build_site(output).parent


def test_the_site_builds_strictly_and_asks_no_other_host(built: Path) -> None:
    html = list(built.rglob("*.html"))
    assert len(html) > 40
    for path in html:
        text = path.read_text()
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(https?://[^"]+)"', text)
        assert loaded == [], path


def test_every_link_of_the_site_leads_somewhere(built: Path) -> None:
    for path in built.rglob("*.html"):
        if path.name == "404.html":
            continue
        for target in re.findall(r'href="([^"#:]+\.html)(?:#[^"]*)?"', path.read_text()):
            assert (path.parent / target).resolve().is_file(), f"{path}: {target}"


def test_two_builds_of_the_site_have_the_same_pages(built: Path, tmp_path: Path) -> None:
    Workspace(EXAMPLES / "hitchhiking").plan(("site",), tmp_path).carry_out()
    again = build_site(tmp_path).parent
    for path in sorted(built.rglob("*.html")):
        assert path.read_bytes() == (again / path.relative_to(built)).read_bytes()


def test_a_title_may_be_anything(make_workspace, tmp_path: Path) -> None:
    root = make_workspace(
        "actors:\n  a: {name: '</title><script>alert(1)</script>'}\n  b: {name: 'x: \"y\" # z'}\n",
        config='archkit: 1\nsystem: {name: "!!python/name:os.system \' : {"}\n',
    )
    Workspace(root).plan(("site",), tmp_path / "out").carry_out()
    index = build_site(tmp_path / "out")
    assert "os.system" in index.read_text()
    for path in index.parent.rglob("*.html"):
        assert "<script>alert" not in path.read_text(), path
