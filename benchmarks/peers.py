"""A number of elements -> a model of as many for each peer that checks models, written as its users write it.

Each peer gets requirements with an id, a title, a sentence or two of text, and a link to another one: less than what
archkit is given, which has ten kinds of elements with flows and numbers. The files are as large as archkit's: a few
elements each where the peer's format allows that. Nothing is wrong with the models, and no peer has anything to report.
"""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PER_FILE = 10
"""Elements of one file, where a file may hold several."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that checks a model."""

    name: str
    program: str
    """What is called on the command line."""
    options: tuple[str, ...]
    """What follows it; the folder of the model is where it runs."""
    write: Callable[[Path, int], None]
    """Writes a model of so many elements into an empty folder."""


def _text(number: int) -> str:
    return (
        f"The clerk of group {number % 300} sees what came before while the customer waits, "
        f"and the parcel of list {number} is done when the audit can tell why."
    )


def _files(count: int) -> Iterator[tuple[int, range]]:
    """Yield the number of each file and the elements that it holds."""
    for first in range(0, count, PER_FILE):
        yield first // PER_FILE, range(first, min(count, first + PER_FILE))


def write_doorstop(folder: Path, count: int) -> None:
    """Write needs and the requirements that cover them, one item a file, as Doorstop demands."""
    subprocess.run(("git", "init", "--quiet"), cwd=folder, check=True)  # it works in repositories only
    half = count // 2
    for prefix, parent, name in (("NEED", "", "needs"), ("REQ", "NEED", "reqs")):
        below = folder / name
        below.mkdir()
        above = f"  parent: {parent}\n" if parent else ""
        (below / ".doorstop.yml").write_text(
            f"settings:\n  digits: 5\n{above}  prefix: {prefix}\n  sep: ''\n", encoding="utf-8"
        )
        for number in range(1, half + 1):
            links = f"\n- NEED{number:05}: null" if parent else " []"
            (below / f"{prefix}{number:05}.yml").write_text(
                "active: true\nderived: false\nheader: |\n"
                f"  Requirement {number}\nlevel: '1.{number}'\nlinks:{links}\nnormative: true\nref: ''\n"
                f"reviewed: null\ntext: |\n  {_text(number)}\n",
                encoding="utf-8",
            )


def write_strictdoc(folder: Path, count: int) -> None:
    """Write documents of requirements, each with its parent."""
    for file, numbers in _files(count):
        parts = [f"[DOCUMENT]\nTITLE: Part {file}\n"]
        for number in numbers:
            relation = f"RELATIONS:\n- TYPE: Parent\n  VALUE: R-{number - 1}\n" if number else ""
            parts.append(
                f"[REQUIREMENT]\nUID: R-{number}\nTITLE: Requirement {number}\n"
                f"STATEMENT: >>>\n{_text(number)}\n<<<\n{relation}"
            )
        (folder / f"part-{file}.sdoc").write_text("\n".join(parts), encoding="utf-8")


def write_sphinx_needs(folder: Path, count: int) -> None:
    """Write pages of needs, each linked to the one before."""
    (folder / "conf.py").write_text('project = "Model"\nextensions = ["sphinx_needs"]\n', encoding="utf-8")
    pages = []
    for file, numbers in _files(count):
        parts = [f"Part {file}\n{'=' * 20}\n"]
        for number in numbers:
            link = f"   :links: R_{number - 1:05}\n" if number else ""
            parts.append(
                f".. req:: Requirement {number}\n   :id: R_{number:05}\n{link}\n   {_text(number)}\n"
            )
        (folder / f"part-{file}.rst").write_text("\n".join(parts), encoding="utf-8")
        pages.append(f"   part-{file}\n")
    (folder / "index.rst").write_text(f"Model\n=====\n\n.. toctree::\n\n{''.join(pages)}", encoding="utf-8")


def write_likec4(folder: Path, count: int) -> None:
    """Write components, each of which uses the one before, and a view of each file's components."""
    (folder / "spec.c4").write_text("specification {\n  element component\n}\n", encoding="utf-8")
    for file, numbers in _files(count):
        lines = ["model {"]
        lines += [
            f"  c{n} = component 'Component {n}' {{\n    description '{_text(n)}'\n  }}" for n in numbers
        ]
        lines += [f"  c{number} -> c{number - 1} 'asks for what came before'" for number in numbers if number]
        lines += ["}", "views {", f"  view part{file} {{"]
        lines += [f"    include c{number}" for number in numbers]
        lines += ["  }", "}"]
        (folder / f"part-{file}.c4").write_text("\n".join(lines) + "\n", encoding="utf-8")


PEERS = (
    Peer(
        "doorstop", "doorstop", ("--no-reformat", "--no-review-check", "--no-suspect-check"), write_doorstop
    ),
    Peer("strictdoc", "strictdoc", ("export", "--formats=json", "--output-dir=out", "."), write_strictdoc),
    Peer("sphinx-needs", "sphinx-build", ("-q", "-E", "-b", "needs", ".", "out"), write_sphinx_needs),
    Peer("likec4", "likec4", ("validate", "."), write_likec4),
)
