"""The pages become mkdocs.yml: the navigation, the looks, and nothing that only one of the two builders understands."""

import json
from collections.abc import Mapping, Sequence

from archkit.generators._markdown import attribute, title
from archkit.generators._site.kinds import KINDS
from archkit.generators._site.names import folder_of
from archkit.generators._site.page import Page
from archkit.generators._site.team import Own
from archkit.model import SiteOptions, System

SOURCES, BUILT, SETTINGS = "site", "html", "mkdocs.yml"
"""Below the output folder: the pages as Markdown, the pages as HTML, and what tells a builder so."""

_LISTED = 60
"""Up to so many elements of a section stand in the navigation; of more, every page would carry all of them. Their
section's table leads to them, and so do search and links."""

_BY_KIND: Mapping[str, Sequence[str]] = {
    "Requirements": (
        "context.md",
        "actors",
        "use_cases",
        "quality_attributes",
        "constraints",
        "questions.md",
    ),
    "Design": ("components", "entities", "deployment.md", "apis", "events.md", "decisions", "patterns.md"),
    "Evidence": (
        "numbers.md",
        "service_levels",
        "risks.md",
        "traceability.md",
        "findings.md",
        "changes.md",
        "everything.md",
    ),
    "Words": ("glossary.md", "guide.md"),
}
"""Groups of the navigation to pages, and sections by the name that the files have for them."""
_ARC42: Mapping[str, Sequence[str]] = {
    "1. Introduction and goals": ("index.md", "actors"),
    "2. Constraints": ("constraints",),
    "3. Context and scope": ("context.md",),
    "4. Solution strategy": ("patterns.md",),
    "5. Building block view": ("components", "apis", "events.md"),
    "6. Runtime view": ("use_cases",),
    "7. Deployment view": ("deployment.md",),
    "8. Crosscutting concepts": ("entities", "traceability.md"),
    "9. Architecture decisions": ("decisions",),
    "10. Quality requirements": ("quality_attributes", "service_levels", "numbers.md"),
    "11. Risks and technical debt": (
        "risks.md",
        "questions.md",
        "findings.md",
        "changes.md",
        "everything.md",
    ),
    "12. Glossary": ("glossary.md", "guide.md"),
}
"""The twelve sections of the arc42 template, https://arc42.org/overview, in its order."""
_FEATURES = (
    "navigation.indexes",
    "navigation.prune",
    "navigation.tabs",
    "navigation.top",
    "navigation.footer",
    "toc.follow",
    "search.highlight",
    "search.suggest",
    "content.tooltips",
)
_EXTENSIONS: Sequence[object] = (
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "tables",
    {"toc": {"permalink": "#", "permalink_title": "Link to this section", "toc_depth": "2-3"}},
)

Navigation = list[object]


def settings(system: System, pages: Sequence[Page], options: SiteOptions, own: Own) -> str:
    """Return mkdocs.yml; texts of users stand in it as JSON strings, which YAML reads as text and nothing else.

    Args:
        system: Whose site it is.
        pages: All pages that were made.
        options: How the team wants the site.
        own: What the team adds.
    """
    navigation = [*_navigation(pages, options.order), *_own(own.pages)]
    theme: dict[str, object] = {
        "name": "material",
        "variant": "classic",  # to Zensical: the look of Material; Material knows only that one
        "font": False,
        "language": "en",
        "features": list(_FEATURES),
        "icon": {"logo": "material/compass-outline"},
        "palette": [
            {
                "media": f"(prefers-color-scheme: {scheme})",
                "scheme": look,
                "primary": "custom",
                "accent": "custom",
                "toggle": {"icon": icon, "name": f"Switch to {other} mode"},
            }
            for scheme, look, icon, other in (
                ("light", "default", "material/weather-night", "dark"),
                ("dark", "slate", "material/weather-sunny", "light"),
            )
        ],
        **({"logo": own.logo} if own.logo else {}),
        **({"favicon": own.favicon} if own.favicon else {}),
    }
    whole = {
        "site_name": title(system.label),
        **({"site_description": attribute(system.summary)} if system.summary else {}),
        "docs_dir": SOURCES,
        "site_dir": BUILT,
        "use_directory_urls": False,
        "theme": theme,
        "extra_css": ["assets/archkit.css", *own.styles],
        "extra_javascript": ["assets/archkit.js"],
        "plugins": ["search", "offline"],
        "extra": {"generator": False, "polyfills": ["assets/iframe-worker.js"]},
        "markdown_extensions": list(_EXTENSIONS),
        "nav": navigation,
        "validation": {
            "nav": {"omitted_files": "ignore"},
            "links": {"anchors": "warn", "unrecognized_links": "warn"},
        },
    }
    text = json.dumps(whole, indent=2, ensure_ascii=False)
    return f"# Written by archkit; archkit site build reads it.\n{text}"


def _navigation(pages: Sequence[Page], order: str) -> Navigation:
    by_path = {page.path: page for page in pages}
    navigation: Navigation = [] if order == "arc42" else [{"Overview": "index.md"}]
    for group, entries in (_ARC42 if order == "arc42" else _BY_KIND).items():
        inside: Navigation = []
        for entry in entries:
            inside += _entry(entry, by_path)
        if len(inside) == 1 and order != "arc42":
            navigation += inside
        elif inside:
            navigation.append({group: inside})
    return navigation


def _entry(entry: str, by_path: Mapping[str, Page]) -> Navigation:
    """Return a page, or a section with its elements; nothing where it was not made."""
    if entry.endswith(".md"):
        return [{title(by_path[entry].title): entry}] if entry in by_path else []
    folder = folder_of(entry)
    index = f"{folder}/index.md"
    if index not in by_path:
        return []
    name = KINDS[entry].title if entry in KINDS else by_path[index].title
    members = [one for path, one in by_path.items() if path.startswith(f"{folder}/") and path != index]
    if len(members) > _LISTED:
        return [{name: index}]
    return [{name: [index, *({title(one.title): one.path} for one in members)]}]


def _own(own: Mapping[str, str]) -> Navigation:
    entries: Navigation = [{title(name): path} for name, path in own.items()]
    return [{"More": entries}] if len(entries) > 1 else entries
