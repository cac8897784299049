"""The dossier becomes the sources of an MkDocs site: a page an element, linked both ways, and mkdocs.yml."""

import json
from collections import Counter
from collections.abc import Iterator

from archkit.generators._artifact import Artifact, Dossier, Generator, safe_name
from archkit.generators._flow_text import flow_lines
from archkit.generators._markdown import cell, code, plain, prose, title
from archkit.generators._site_view import TITLES, Site, badge, folder_of, picture
from archkit.generators._structure import pictures
from archkit.generators.containers import container_views
from archkit.generators.context import context
from archkit.generators.data_model import data_models
from archkit.generators.dataflow import dataflow_views
from archkit.generators.decision_graph import decision_graphs
from archkit.generators.deployment import deployments
from archkit.generators.utility_tree import utility_trees
from archkit.render import raw, templates
from archkit.render.structure import Graph

SOURCES, BUILT, SETTINGS = "site", "html", "mkdocs.yml"
"""Below the output folder: the pages as Markdown, the pages as HTML, and what tells a builder so."""


def make(dossier: Dossier) -> Iterator[Artifact]:
    """Make every page and the configuration of the site builder."""
    site = Site(dossier)
    environment = templates()
    environment.filters |= {
        "plain": plain,
        "prose": prose,
        "cell": cell,
        "code": code,
        "title": title,
        "file_name": safe_name,
    }
    environment.globals |= {
        "titles": TITLES,
        "folder_of": folder_of,
        "flow_lines": flow_lines,
        "badge": badge,
    }

    def page(path: str, template: str, **values: object) -> Artifact:
        text = environment.get_template(f"site/{template}.md.j2").render(site=site, **values)
        return Artifact.text(f"{SOURCES}/{path}", text)

    overview = [
        picture(svg) for _, svg in pictures([context(dossier.requirements)], site.names.href_from_top)
    ]
    verdicts = Counter(one.verdict for one in dossier.evaluation.results)
    yield page("index.md", "index", system=dossier.requirements.system, pictures=overview, verdicts=verdicts)
    yield page("findings.md", "findings", result=dossier.findings)
    if dossier.evaluation.results:
        yield page("numbers.md", "numbers", numbers=dossier.evaluation)
    for section, pages in site.pages.items():
        shown = [picture(svg) for _, svg in pictures(_graphs(section, dossier), site.names.href)]
        yield page(f"{folder_of(section)}/index.md", "section", section=section, pages=pages, pictures=shown)
        for element in pages:
            yield page(element.path, "element", page=element)
    for name in ("archkit.css", "iframe-worker.js"):
        yield Artifact.text(f"{SOURCES}/assets/{name}", raw(f"site/{name}"))
    yield Artifact.text(SETTINGS, _configuration(site))


def _graphs(section: str, dossier: Dossier) -> Iterator[Graph]:
    """Yield the structure diagrams that belong at the head of a section."""
    requirements = dossier.requirements
    if section == "components":
        yield from container_views(requirements)
        yield from dataflow_views(requirements)
        yield from deployments(requirements)
    elif section == "entities":
        yield from data_models(requirements)
    elif section == "quality_attributes":
        yield from utility_trees(requirements, dossier.catalog)
    elif section == "decisions":
        yield from decision_graphs(requirements)


def _configuration(site: Site) -> str:
    """Return mkdocs.yml; texts of users stand in it as JSON strings, which YAML reads as text and nothing else."""
    navigation: list[object] = [{"Overview": "index.md"}]
    for section, pages in site.pages.items():
        inside: list[object] = [f"{folder_of(section)}/index.md"]
        inside += [{title(element.item.label): element.path} for element in pages]
        navigation.append({TITLES[section]: inside})
    if site.dossier.evaluation.results:
        navigation.insert(1, {"Numbers": "numbers.md"})
    navigation.append({"Findings": "findings.md"})
    settings = {
        "site_name": title(site.requirements.system.label),
        "docs_dir": SOURCES,
        "site_dir": BUILT,
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            "font": False,
            "language": "en",
            "features": [
                "navigation.indexes",
                "navigation.prune",
                "navigation.top",
                "toc.follow",
                "search.highlight",
            ],
            "palette": [
                {
                    "media": f"(prefers-color-scheme: {scheme})",
                    "scheme": name,
                    "primary": "custom",
                    "accent": "custom",
                    "toggle": {"icon": icon, "name": f"Switch to {other} mode"},
                }
                for scheme, name, icon, other in (
                    ("light", "default", "material/weather-night", "dark"),
                    ("dark", "slate", "material/weather-sunny", "light"),
                )
            ],
        },
        "extra_css": ["assets/archkit.css"],
        "plugins": ["search", "offline"],
        "extra": {"generator": False, "polyfills": ["assets/iframe-worker.js"]},
        "markdown_extensions": [
            "admonition",
            "attr_list",
            "md_in_html",
            "pymdownx.details",
            "tables",
            {"toc": {"permalink": True}},
        ],
        "nav": navigation,
        "validation": {"links": {"anchors": "warn", "unrecognized_links": "warn"}},
    }
    return "# Written by archkit; archkit site build reads it.\n" + json.dumps(
        settings, indent=2, ensure_ascii=False
    )


GENERATOR = Generator("the sources of the architecture site", make, order=90)
