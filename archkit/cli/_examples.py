"""An example of a catalog entry becomes the verdict that its requirements give."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from archkit.catalog import Catalog, Example, Pattern
from archkit.diagnostics import Severity
from archkit.errors import UnreadableError
from archkit.facts import Facts
from archkit.read import CONFIG_NAME, Reading, read_workspace
from archkit.recommend import vocabulary, weigh


def judge_with(catalog: Catalog) -> Callable[[Pattern, Example], str]:
    """Return the judge of examples: it reads requirements as a workspace of one file and weighs the pattern."""

    def judge(pattern: Pattern, example: Example) -> str:
        try:
            reading = _read(example.workspace)
        except UnreadableError as error:
            return f"none, because {error.message}"
        faults = [one for one in reading.diagnostics if one.severity is Severity.ERROR]
        if faults:
            return f"none, because its requirements have a fault: {faults[0].message}"
        if pattern.when is None:
            return "none, because the entry has no clauses"
        verdict = weigh(pattern, Facts(reading.requirements, vocabulary(catalog))).verdict
        return verdict.value if verdict else "none"

    return judge


def _read(text: str) -> Reading:
    """Read a text as the ``archkit.yaml`` of a folder that holds nothing else."""
    head = "" if text.startswith("archkit:") else "archkit: 1\n"
    with TemporaryDirectory() as folder:
        return read_workspace(Path(folder), overlay={CONFIG_NAME: f"{head}{text}"})
