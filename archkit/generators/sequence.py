"""Each use case and each of its extensions becomes a sequence diagram: SVG, Mermaid and PlantUML text."""

from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.model import Extension, Requirements, UseCase
from archkit.render.sequence import Chart, Href, chart_of, mermaid, phases, plantuml, svg

FOLDER = "diagrams/sequence"


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make the files of each flow that has steps; the parts of a large one as texts of their own besides."""
    for name, chart in charts(dossier.requirements):
        parts = phases(chart)
        yield Artifact.text(f"{FOLDER}/{name}.svg", svg(parts))
        yield Artifact.text(f"{FOLDER}/{name}.mmd", mermaid(chart))
        yield Artifact.text(f"{FOLDER}/{name}.puml", plantuml(chart))
        for number, part in enumerate(parts if len(parts) > 1 else (), start=1):
            yield Artifact.text(f"{FOLDER}/{name}.part-{number}.mmd", mermaid(part))
            yield Artifact.text(f"{FOLDER}/{name}.part-{number}.puml", plantuml(part))


def charts(requirements: Requirements) -> Iterator[tuple[str, Chart]]:
    """Yield each flow that has steps, with the name of its files."""
    for use_case in requirements.use_cases.values():
        for number, extension in enumerate((None, *use_case.extensions)):
            chart = chart_of(requirements, use_case, extension)
            if chart.entries:
                yield file_name(use_case, number), chart


def file_name(use_case: UseCase, extension: int = 0) -> str:
    """Return the name of a flow's files, without their ending; extensions count from 1."""
    name = safe_name(use_case.id)
    return f"{name}.extension-{extension}" if extension else name


def flow_svg(
    requirements: Requirements,
    use_case: UseCase,
    extension: Extension | None = None,
    href: Href | None = None,
) -> str:
    """Return the picture of a use case's flow, or of one of its extensions; empty where there are no steps.

    Args:
        requirements: Know those who take part.
        use_case: Whose flow it is.
        extension: One of its extensions.
        href: Where the pages of participants and operations are.
    """
    chart = chart_of(requirements, use_case, extension)
    return svg(phases(chart), href) if chart.entries else ""


GENERATOR = Generator(
    "a sequence diagram of each use case and extension, as SVG, Mermaid and PlantUML", make, order=10
)
