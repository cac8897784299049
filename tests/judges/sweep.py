"""Hunt through the generated server of every REST component that there is, with all checks of Schemathesis.

``make hunt``, or ``python tests/judges/sweep.py [NAME ...]``: the components of all examples, of the hostile workspace in both cases of
names, and of the workspace with every way to prove who calls; with names, only those whose ``workspace/component`` has one of
them in it. Needs the judges (see ``test_stub_judges.py``); ends with 1 where anything was found, and leaves what was said
below ``build/sweep``. A quarter of an hour; ``--seed`` and ``--cases`` make it another hunt.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from archkit.generators import generate
from archkit.workspace import Workspace

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT / "tests" / "generators"), str(ROOT / "tests" / "judges")]
from hostile_workspace import write_variants
from test_stub_judges import BIN, EXAMPLES, run, serving, write, write_hostile


def workspaces(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every workspace with the name that the report gives it."""
    yield from ((one.name, one) for one in EXAMPLES)
    for naming in ("camelCase", "snake_case"):
        yield f"hostile-{naming}", write_hostile(folder / naming, naming)
    yield "variants", write_variants(folder)


def servers(folder: Path, wanted: list[str]) -> Iterator[tuple[str, Path]]:
    """Yield the folder of each server that is wanted, with its name."""
    for name, place in workspaces(folder):
        top = write(generate(Workspace(place).dossier, ["stub"]), folder / "out" / name)
        for one in sorted((top / "stubs").glob("*")):
            if not wanted or any(word in f"{name}/{one.name}" for word in wanted):
                yield f"{name}/{one.name}", one


def hunt(folder: Path, cases: int, seed: int) -> tuple[bool, str]:
    """Return whether nothing was found in one server, and what Schemathesis said."""
    package = next(folder.glob("*_server")).name
    command: list[str | Path] = [BIN / "python", "-m", f"{package}.generated"]
    with serving(command, folder, (folder,)) as address:
        done = run(
            BIN / "schemathesis", "run", f"{address}/openapi.json", "--checks", "all", "--max-examples", str(cases),
            "--workers", "1", "--seed", str(seed),
            "--suppress-health-check", "large_base_example",  # a hostile body is large for Hypothesis, not for a server
            folder=folder, seconds=3600,
        )  # fmt: skip
    log = (folder / "server.log").read_text(encoding="utf-8")
    return done.returncode == 0 and "Traceback" not in log, f"{done.stdout}{done.stderr}\n{log}"


def main() -> int:
    """Hunt, and tell a line for each server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--cases", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not (BIN / "schemathesis").exists():
        parser.error("the judges are not here: see tests/judges/test_stub_judges.py")
    reports = ROOT / "build" / "sweep"
    reports.mkdir(parents=True, exist_ok=True)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, place in servers(Path(folder), options.names):
            begun = time.monotonic()
            clean, said = hunt(place, options.cases, options.seed)
            bad += not clean
            (reports / f"{name.replace('/', '-')}.txt").write_text(said, encoding="utf-8")
            cases = re.search(r"(\d+) generated.*", said)
            unique = re.search(r"found (\d+) unique failures?", said)
            told = "clean" if clean else f"FOUND {unique[1] if unique else 'something'}"
            print(  # noqa: T201 - the report of a program
                f"{name:45} {told:12} {cases[0] if cases else '':45} {time.monotonic() - begun:4.0f} s",
                flush=True,
            )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
