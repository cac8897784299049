"""Times archkit against YAML loaders and checkers, side by side, and prints the ratios.

    python benchmarks/run.py [--sizes 50,1000,10000,50000] [--rounds 5] [--peers 10000] [--models 1000]

Every figure is the processor time of a whole process, started anew, from the command to its end. The programs take turns,
so that a busy moment of the machine hits all of them; the best of the rounds counts, of which large sizes get fewer. Read
the ratios: milliseconds are the machine's. What is done is told line by line on standard error.
YAML checkers read archkit's own files; checkers of models get a model of as many elements in their own format
(``peers.py``). Peers stand in an environment of their own, ``peers`` in archkit's, which ``make bench`` makes; those that
are not installed are left out and said to be.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from peers import PEERS
from workspaces import write

HERE = Path(__file__).resolve().parent
SCHEMA = HERE.parent / "schema" / "archkit.schema.json"
LOADER = "PyYAML CSafeLoader"
COLD, WARM = "archkit lint, cold", "archkit lint, warm"
LOAD = """\
import sys, pathlib, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
STARTED = time.perf_counter()
PEERS_HOME = Path(sys.prefix) / "peers"
TOO_LONG = 600
"""Seconds after which a peer is stopped."""
SMALL = HERE.parent / "examples" / "hitchhiking"
ENOUGH = 30_000
"""Elements that all rounds of a size read together, at least one round: the best of few is good enough where each takes long."""


@dataclass(slots=True)
class Program:
    """A command line that is timed."""

    name: str
    words: tuple[str, ...]
    slow: bool = False
    """A peer: run once only, on the sizes that are asked for, and with the bytecode that was installed with it."""
    folder: Path | None = None
    """Where it runs, if not here."""
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0.0

    def run(self, environment: Mapping[str, str]) -> None:
        """Run it once, and note its processor time and how much memory it had at most."""
        process = subprocess.Popen(
            self.words,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ if self.slow else environment,
            cwd=self.folder,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds.append(usage.ru_utime + usage.ru_stime)
        self.megabytes = max(
            self.megabytes, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        )
        if process.returncode not in {0, 1}:
            raise SystemExit(f"{self.name} ended with status {process.returncode}: {' '.join(self.words)}")

    @property
    def best(self) -> float:
        """The processor time that others disturbed least, in seconds."""
        return min(self.seconds)


def programs(folder: Path, *, peers: bool) -> list[Program]:
    """Return what is timed on a workspace."""
    python = sys.executable
    lint = (python, "-m", "archkit", "lint", str(folder), "--select", "ALL", "--format", "json")
    found = [
        Program(LOADER, (python, "-c", LOAD, str(folder))),
        Program(COLD, (*lint, "--no-cache")),
        Program(WARM, lint),
    ]
    if not peers:
        return found
    files = [str(path) for path in sorted(folder.rglob("*.yaml"))]
    for name, options in (
        ("yamllint", ("-d", "relaxed", str(folder))),
        ("check-jsonschema", ("--schemafile", str(SCHEMA), *files)),
    ):
        program = installed(name)
        if program:
            found.append(Program(name, (program, *options), slow=True))
    return found


def installed(name: str) -> str | None:
    """Return where a peer's program is; None, and said so, where it is not."""
    homes = (str(PEERS_HOME / "bin"), str(PEERS_HOME / "node_modules" / ".bin"), os.environ["PATH"])
    program = shutil.which(name, path=os.pathsep.join(homes))
    if program is None:
        print(f"{name} is not installed and left out", file=sys.stderr)
    return program


def checkers_of_models(folder: Path, size: int) -> list[Program]:
    """Return the peers that check models, each with a model of a size of its own."""
    found = []
    for peer in PEERS:
        program = installed(peer.program)
        if program:
            home = folder / peer.name
            home.mkdir()
            peer.write(home, size)
            found.append(Program(peer.name, (program, *peer.options), slow=True, folder=home))
    return found


def small_project() -> list[Program]:
    """Return what is timed on a project as people begin one: Python alone, and archkit cold and warm."""
    lint = (sys.executable, "-m", "archkit", "lint", str(SMALL), "--select", "ALL")
    return [
        Program("python -c pass", (sys.executable, "-c", "pass")),
        Program(COLD, (*lint, "--no-cache")),
        Program(WARM, lint),
    ]


def timed(what: str, measured: Sequence[Program], rounds: int) -> None:
    """Let all programs take turns; the first three are archkit's, and what it is compared with."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache, "PYTHONPYCACHEPREFIX": f"{cache}/bytecode"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
        for program in measured[:3]:
            program.run(environment)  # fills the caches of the disk, of Python, and archkit's own
            program.seconds.clear()
            program.megabytes = 0
        for number in range(rounds):
            for program in measured:
                if number == 0 or not program.slow:
                    program.run(environment)
                    told = f"{what}: {program.name} {program.seconds[-1]:.2f} s"
                    print(f"{time.perf_counter() - STARTED:6.0f} s  {told}", file=sys.stderr, flush=True)


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as a Markdown table, the first one as its head."""
    head, *body = rows
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def row(size: int, lines: int, program: Program, loader: float) -> list[str]:
    """Return a line of the table."""
    return [
        program.name,
        f"{size:,}",
        f"{lines:,}",
        f"{program.best * 1000:,.0f}",
        f"{program.best / loader:.2f}",
        f"{program.best / size * 1e6:,.0f}",
        f"{program.megabytes:.0f}",
    ]


def model_row(size: int, program: Program, cold: Program, warm: Program) -> list[str]:
    """Return a line of the table of those that check models."""
    return [
        program.name,
        f"{size:,}",
        f"{program.best * 1000:,.0f}",
        f"{program.best / cold.best:.1f}",
        f"{program.best / warm.best:.0f}",
        f"{program.megabytes:.0f}",
    ]


def main() -> None:
    """Time everything, and print a table and what the goals say about it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="50,1000,10000,50000", help="numbers of elements")
    parser.add_argument("--rounds", type=int, default=5, help="how often each program runs")
    parser.add_argument("--peers", default="50,10000", help="sizes at which peers run, too; once each")
    parser.add_argument("--models", default="1000", help="sizes at which checkers of models run; once each")
    parser.add_argument(
        "--small", action=argparse.BooleanOptionalAction, default=True, help="time a small project, too"
    )
    parser.add_argument("--json", metavar="FILE", help="write the figures into a file as well")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CPU, (TOO_LONG, TOO_LONG))
    with_peers = {int(size) for size in arguments.peers.split(",") if size}
    with_models = {int(size) for size in arguments.models.split(",") if size}
    models = [["checker of models", "elements", "ms", "times archkit cold", "times archkit warm", "MB"]]
    rows = [["program", "elements", "lines", "ms", f"of {LOADER}", "µs an element", "MB"]]
    figures = []
    for size in map(int, arguments.sizes.split(",")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "workspace"
            lines = write(folder, size)
            measured = programs(folder, peers=size in with_peers)
            others = checkers_of_models(Path(name), size) if size in with_models else []
            few = min(arguments.rounds, max(1, ENOUGH // size))
            timed(f"{size:,} elements", [*measured, *others], few)
        loader, cold, warm, *_ = measured
        models += [model_row(size, program, cold, warm) for program in (cold, warm, *others) if others]
        for program in measured:
            rows.append(row(size, lines, program, loader.best))
            figures.append(
                {
                    "program": program.name,
                    "elements": size,
                    "lines": lines,
                    "seconds": program.best,
                    "ratio": program.best / loader.best,
                    "megabytes": program.megabytes,
                }
            )
    print(table(rows))
    if arguments.small:
        small = small_project()
        timed(f"{SMALL.name}", small, 2 * arguments.rounds)
        rows = [[SMALL.name, "ms", "MB"]]
        rows += [[one.name, f"{one.best * 1000:,.0f}", f"{one.megabytes:.0f}"] for one in small]
        print(f"\n{table(rows)}")
    if len(models) > 1:
        print(f"\n{table(models)}")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
