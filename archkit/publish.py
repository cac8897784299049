"""Sources of the site become a site: the builder is called as a program of its own, so nothing else loads it."""

import os
import subprocess
import sys
from pathlib import Path

from archkit.errors import ArchkitError
from archkit.generators.site import BUILT, SETTINGS


def build_site(output: Path) -> Path:
    """Build the site from the sources below the output folder.

    Args:
        output: The output folder of the workspace; ``mkdocs.yml`` stands in it.

    Returns:
        The page to open first.

    Raises:
        ArchkitError: The builder complained; its own words are passed on.
    """
    done = subprocess.run(  # noqa: S603 - archkit's own environment
        [
            *_BUILDER,
            "build",
            "--strict",
            "--quiet",
            "--clean",
            "--config-file",
            str(output / SETTINGS),
        ],
        capture_output=True,
        text=True,
        env=_environment(),
        check=False,
    )
    if done.returncode:
        words = (done.stderr + done.stdout).strip()
        raise ArchkitError(
            f"the site builder failed:\n{words}", help="archkit generate --force writes its sources anew"
        )
    return output / BUILT / "index.html"


def serve_site(output: Path, port: int) -> None:
    """Serve the site on this machine until it is interrupted.

    Args:
        output: The output folder of the workspace.
        port: The port on 127.0.0.1.
    """
    subprocess.run(  # noqa: S603 - archkit's own environment
        [
            *_BUILDER,
            "serve",
            "--config-file",
            str(output / SETTINGS),
            "--dev-addr",
            f"127.0.0.1:{port}",
        ],
        env=_environment(),
        check=False,
    )


_BUILDER = (sys.executable, "-m", "mkdocs")


def _environment() -> dict[str, str]:
    """Return the environment with a fixed date, so that the same sources give the same site, and no advertising."""
    return {**os.environ, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
