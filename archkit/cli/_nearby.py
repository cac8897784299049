"""The folder that a command is called in becomes the catalog that counts there: the built-in one and a team's own."""

from pathlib import Path

from archkit.catalog import Catalog
from archkit.read import CONFIG_NAME, find_workspace, read_bytes
from archkit.source import decode, parse


def nearby_catalog() -> Catalog:
    """Return the catalog of the workspace around here; the built-in one alone outside of workspaces.

    Only ``catalogs`` is read of ``archkit.yaml``: a page can be shown while the workspace itself is broken.
    """
    root = find_workspace(Path())
    if root is None:
        return Catalog()
    text, _ = decode(CONFIG_NAME, read_bytes(root / CONFIG_NAME).data)
    document, _ = parse(CONFIG_NAME, text or "")
    data = document.data if document else None
    names = data.get("catalogs") if isinstance(data, dict) else None
    return Catalog([(root / name, name) for name in names or () if isinstance(name, str)])
