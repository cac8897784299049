"""A new element -> the file that it should stand in, as the team has split its files so far."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from archkit.read import CONFIG_NAME, pattern_regex
from archkit.source import Document

_FILE_OF = {"quality_attributes": "quality", "glossary": "glossary"}
"""Sections whose file is usually called otherwise."""


def home_of(
    documents: Mapping[str, Document], include: Iterable[str], section: str, identifier: str, near: str = ""
) -> str:
    """Return the file for a new element; it may not exist yet.

    Args:
        documents: The files that can be read.
        include: The patterns by which the workspace finds its files.
        section: The section of the element.
        identifier: Its id.
        near: A file to prefer where the section stands in several: that of the element beside it.
    """
    counts = {
        file: len(document.data[section] or {})
        for file, document in documents.items()
        if isinstance(document.data, dict) and isinstance(document.data.get(section, 0), dict | None)
    }
    filled = [file for file, count in counts.items() if count]
    patterns = [pattern_regex(pattern.removeprefix("./")) for pattern in include]

    def is_read(file: str) -> bool:
        return any(pattern.match(file) for pattern in patterns)

    if len(filled) > 1 and all(counts[file] == 1 for file in filled):
        folders = {PurePosixPath(file).parent for file in filled}
        own = str(next(iter(folders)) / f"{identifier}.yaml")
        if len(folders) == 1 and is_read(own) and own not in documents:
            return own
    if near in counts:
        return near
    if counts:
        return max(counts, key=lambda file: counts[file])
    name = f"{_FILE_OF.get(section, section.replace('_', '-'))}.yaml"
    beside = [str(PurePosixPath(file).parent / name) for file in documents if file != CONFIG_NAME]
    starts = [pattern.partition("*")[0].removeprefix("./") for pattern in include]
    fresh = [start + name for start in starts if start.endswith("/") or not start]
    return next((file for file in (*beside, *fresh) if is_read(file)), CONFIG_NAME)
