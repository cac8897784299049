"""Every example of the documentation is run: its files are written, its commands called, its output compared.

Within a page, a block of YAML with a title is a file, and a block of kind ``console`` is a session: lines that begin
with ``$`` are called, the lines below are what has to come out. A line ``...`` stands for any lines, within a line for
any characters. A comment ``# exit 1`` behind a command says how it ends when not with 0. What cannot run here stands below
``<!-- not run: why -->``.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ELSEWHERE = {"reference", "decisions", "ci.md"}
"""Pages without examples, and the one about other programs' pipelines, which tests/test_pipelines.py judges."""
PAGES = sorted(
    path
    for path in (ROOT / "docs").rglob("*.md")
    if not ELSEWHERE & set(path.relative_to(ROOT / "docs").parts) and "```" in path.read_text("utf-8")
)
BLOCK = re.compile(
    r"(?P<before><!-- not run: .*? -->\n+)?^```(?P<kind>\w+)(?P<rest>.*)\n(?P<body>(?:.*\n)*?)^```$",
    re.MULTILINE,
)
TITLE = re.compile(r'title="([^"]+)"')
TIMES = re.compile(r"\b\d+ ms\)|in \d+(?:\.\d+)? s\b")


def blocks(page: Path) -> Iterator[re.Match[str]]:
    for block in BLOCK.finditer(page.read_text("utf-8")):
        if not block["before"]:
            yield block


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "docs")))
def test_the_examples_of_a_page_do_what_it_says(page: Path, tmp_path: Path) -> None:
    folder = tmp_path
    for block in blocks(page):
        if block["kind"] in {"yaml", "markdown"} and (title := TITLE.search(block["rest"])):
            target = folder / title[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["body"], encoding="utf-8")
        elif block["kind"] == "console":
            folder = session(block["body"], folder)


def session(text: str, folder: Path) -> Path:
    """Run the commands of a block; return the folder that they end in."""
    commands: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        else:
            commands[-1][1].append(line)
    for command, expected in commands:
        call, _, status = command.partition("# exit ")
        if call.startswith("cd "):
            folder /= call[3:].strip()
            continue
        done = subprocess.run(
            ["bash", "-c", call], cwd=folder, capture_output=True, text=True, check=False, env=environment()
        )
        shown = (done.stdout + done.stderr).rstrip().split("\n")
        assert done.returncode == int(status or 0), f"$ {call}\n{done.stdout}{done.stderr}"
        assert matches([plain(line) for line in shown], [plain(line) for line in expected]), (
            f"$ {call}\n" + "\n".join(shown)
        )
    return folder


def environment() -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}


def plain(line: str) -> str:
    return TIMES.sub("TIME", line).rstrip()


def matches(shown: list[str], expected: list[str]) -> bool:
    """Tell whether lines are those expected, where ``...`` stands for any number of lines."""
    if not expected or expected == [""]:
        return shown == [""]
    pattern = "\n".join(
        r"(?:.*\n?)*?" if line == "..." else ".*".join(map(re.escape, line.split("..."))) for line in expected
    )
    pattern = pattern.replace("(?:.*\\n?)*?\n", r"(?:.*\n)*?").replace("\n(?:.*\\n?)*?", r"(?:\n.*)*?")
    return re.fullmatch(pattern, "\n".join(shown)) is not None
