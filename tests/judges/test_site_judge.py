"""Judges that are not ours: a browser reads built sites from the disk, and axe looks for what shuts people out.

Chromium comes from Debian, the rest from npm: ``npm install --prefix FOLDER playwright-core axe-core``, then
``ARCHKIT_JUDGES=FOLDER``. Each site is read at the width of a desk and of a phone, in light and in dark.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import long_words
import pytest

from archkit.publish import build_site
from archkit.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDER = os.environ.get("ARCHKIT_JUDGES", "")
CHROMIUM = os.environ.get("ARCHKIT_CHROMIUM") or shutil.which("chromium") or ""
SCRIPT = Path(__file__).parent / "site.mjs"

SITES = {
    "hitchhiking": (
        "mkdocs",
        "Successful match",
        "ride-together",
        "use-cases/ride-together.html",
        [
            "index.html",
            "use-cases/index.html",
            "use-cases/ride-together.html",
            "actors/rider.html",
            "components/app.html",
            "entities/ride.html",
            "quality-attributes/search-fast.html",
            "constraints/gdpr.html",
            "decisions/saga-for-payment.html",
            "service-levels/search-latency.html",
            "numbers.html",
            "risks.html",
            "patterns.html",
            "traceability.html",
            "questions.html",
            "glossary.html",
            "guide.html",
            "apis/app.html",
            "events.html",
        ],
    ),
    "movie-streaming": (
        "mkdocs",
        "Browse movies",
        "browse-movies",
        "use-cases/browse-movies.html",
        ["index.html", "apis/movie-api.html", "everything.html"],
    ),
    "bank-ledger": (
        "mkdocs",
        "See the balance",
        "see-balance",
        "use-cases/see-balance.html",
        ["index.html", "findings.html"],
    ),
    "texts without end": (
        "mkdocs",
        "A name that goes on",
        "quixotic",
        "use-cases/quixotic.html",
        [
            "index.html",
            "actors/two.html",
            "use-cases/quixotic.html",
            "quality-attributes/fast.html",
            "decisions/choice.html",
            "components/index.html",
            "questions.html",
            "glossary.html",
            "risks.html",
            f"apis/{long_words.PART}.html",
        ],
    ),
    "hitchhiking, by the successor": (
        "zensical",
        "Successful match",
        "ride-together",
        "use-cases/ride-together.html",
        ["index.html", "use-cases/index.html", "quality-attributes/search-fast.html"],
    ),
    "movie-streaming, by the successor": (
        "zensical",
        "Browse movies",
        "browse-movies",
        "use-cases/browse-movies.html",
        ["apis/movie-api.html"],
    ),
    "bank-ledger, by the successor": (
        "zensical",
        "See the balance",
        "see-balance",
        "use-cases/see-balance.html",
        ["findings.html"],
    ),
}
"""Name to builder, title, id and page of a use case to search for, and the pages that axe judges."""


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> dict[str, list[str]]:
    if not FOLDER or not shutil.which("node") or not (Path(FOLDER) / "node_modules/playwright-core").exists():
        pytest.skip(
            "no browser: set ARCHKIT_JUDGES to a folder in which npm installed playwright-core and axe-core"
        )
    if not CHROMIUM:
        pytest.skip("no browser: install Debian's chromium, or set ARCHKIT_CHROMIUM")
    folders = []
    for name, (builder, title, identifier, path, judged) in SITES.items():
        if builder == "zensical":
            pytest.importorskip("zensical", reason="Zensical is not installed: pip install -e '.[dev]'")
        output = tmp_path_factory.mktemp("site")
        root = EXAMPLES / name.partition(",")[0]
        if name == "texts without end":
            root = output / "workspace"
            long_words.write(root)
        Workspace(root).plan(("site",), output).carry_out()
        built = build_site(output, builder=builder, strict=True)
        assert built.warnings == ""
        wish = {
            "title": title,
            "id": identifier,
            "path": path,
            "judged": judged,
            "all": name == "hitchhiking",
            "table": "numbers.html" if name.startswith("hitchhiking") else "",
        }
        (output / "reader.json").write_text(json.dumps(wish))
        missing = [one for one in judged if not (built.index.parent / one).is_file()]
        assert missing == []
        folders.append(str(built.index.parent))
    environment = {**os.environ, "ARCHKIT_CHROMIUM": CHROMIUM}
    done = subprocess.run(
        ["node", str(SCRIPT), *folders],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


FAULTS = {
    "errors": "a page complains in the console",
    "requests": "a page asks another host",
    "dead": "a link or an anchor leads nowhere",
    "axe": "something shuts people out",
    "shift": "something moves while a page loads",
    "wide": "a page is wider than the screen",
    "tools": "a table or a picture does not do what it offers",
    "search": "search does not find a use case by name and by id",
}


def test_readers_of_the_sites_find_nothing_to_complain_about(report) -> None:
    assert report["pages"] > 100
    assert report["schemes"] == ["default", "slate"]
    assert {words: report[what] for what, words in FAULTS.items() if report[what]} == {}
