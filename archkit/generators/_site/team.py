"""What a team adds to its site becomes files beside the generated ones: pictures, colours, pages, navigation."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from archkit.errors import UsageError
from archkit.generators._artifact import Artifact, Dossier, is_reserved
from archkit.model import Colours, did_you_mean, name_from

FOLDER = "pages"
"""Below the site's root: the team's own pages."""
_HEADING = re.compile(r"^#\s+(.+?)(?:\s*\{.*\})?\s*$", re.MULTILINE)
_SCHEMES = (("default", "primary"), ("slate", "primary_dark"))
"""How the theme calls light and dark, to the option with its colour."""


@dataclass(frozen=True, slots=True)
class Own:
    """What the team adds, as paths relative to the site's root."""

    pages: Mapping[str, str]
    """Title to page, in the order of the navigation."""
    logo: str = ""
    favicon: str = ""
    styles: tuple[str, ...] = ()
    """Style sheets that are read after the site's own."""


def own_of(dossier: Dossier, generated: Mapping[str, str]) -> Own:
    """Return what the team adds.

    Args:
        dossier: Knows the files and the options.
        generated: Path of each generated page to its title.

    Raises:
        UsageError: The navigation names a page that is not there.
    """
    options, files = dossier.requirements.config.site, dossier.attached
    single = {name: f"assets/own-{name}{ending}" for name, (ending, _) in files.single.items()}
    colours = ("assets/colours.css",) if _colours(options.colours) else ()
    styles = (*colours, single["style"]) if "style" in single else colours
    pages = {
        f"{FOLDER}/{path}": _title(path, data) for path, data in files.pages.items() if path.endswith(".md")
    }
    shown: dict[str, str] = {}
    for name, path in options.navigation.items():
        found = next((one for one in (f"{FOLDER}/{path}", path) if one in pages or one in generated), None)
        if found is None:
            place = dossier.reading.span(dossier.requirements.config_place("site", "navigation", name))
            near = did_you_mean(path, [*(one.removeprefix(f"{FOLDER}/") for one in pages), *generated])
            raise UsageError(
                f"{place.file}:{place.line}: site.navigation: there is no page '{path}'",
                help=f"did you mean '{near}'?"
                if near
                else "name a page below site.pages, or a generated one",
            )
        shown[name] = found
    named = set(shown.values())
    shown |= {name: path for path, name in pages.items() if path not in named}
    return Own(shown, single.get("logo", ""), single.get("favicon", ""), styles)


def own_files(dossier: Dossier, folder: str) -> Iterator[Artifact]:
    """Yield the team's files.

    Args:
        dossier: Holds them.
        folder: Where the site's sources are.
    """
    files = dossier.attached
    for name, (ending, data) in files.single.items():
        yield Artifact(f"{folder}/assets/own-{name}{ending}", data)
    for path, data in files.pages.items():
        if not any(is_reserved(part) for part in PurePosixPath(path).parts):
            yield Artifact(f"{folder}/{FOLDER}/{path}", data)
    colours = _colours(dossier.requirements.config.site.colours)
    if colours:
        yield Artifact.text(f"{folder}/assets/colours.css", colours)


def _colours(colours: Colours) -> str:
    """Return the team's colours as a style sheet; the model has judged that they are colours."""
    rules = [
        f'[data-md-color-scheme="{scheme}"] {{ --ak-brand: {value}; }}'
        for scheme, option in _SCHEMES
        if (value := getattr(colours, option))
    ]
    return "\n".join(rules)


def _title(path: str, data: bytes) -> str:
    """Return the first heading of a page, or its file's name in words."""
    found = _HEADING.search(data.decode("utf-8", "replace"))
    return found[1] if found else name_from(PurePosixPath(path).stem.replace("_", "-"))
