"""A graph in DOT becomes an SVG, by the engine that comes with archkit or by a ``dot`` that the user prefers."""

import os
import re
import shutil
import subprocess
import sysconfig
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ENGINE_VARIABLE = "ARCHKIT_DOT"
"""Environment variable that names another Graphviz engine, for example ``dot`` or a path."""
_BUNDLED = "graphviz-pure"
_SECONDS = 60
"""A drawing that takes longer has no readers either."""
_PROLOGUE = re.compile(r"<\?xml[^>]*>\s*|<!DOCTYPE[^>]*>\s*|<!--.*?-->\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What an engine made of a graph."""

    svg: str
    """The picture; empty where there is none."""
    problem: str = ""
    """Why there is none, or what the engine complained about; with the way out."""


def engine() -> str | None:
    """Return the engine to call: the one that the environment names, else the bundled one, else a ``dot``."""
    wanted = os.environ.get(ENGINE_VARIABLE)
    if wanted:
        return shutil.which(wanted)
    beside = Path(sysconfig.get_path("scripts")) / _BUNDLED
    return shutil.which(str(beside)) or shutil.which(_BUNDLED) or shutil.which("dot")


def missing_engine() -> str:
    """Return why structure diagrams cannot be drawn here, with the way out; nothing where they can."""
    if engine() is not None:
        return ""
    wanted = os.environ.get(ENGINE_VARIABLE)
    what = (
        f"{ENGINE_VARIABLE} names '{wanted}', which is not there"
        if wanted
        else "no Graphviz engine is installed"
    )
    return f"{what}: pip install graphviz-pure"


@lru_cache(maxsize=64)
def draw(dot: str) -> Drawing:
    """Turn a graph in DOT into an SVG without prologue and comments, the same bytes on each run.

    An engine may end with an error although it wrote a whole picture (long edges across clusters); then the
    picture counts and the complaint is kept.
    """
    program = engine()
    if program is None:
        return Drawing("", missing_engine())
    try:
        done = subprocess.run(  # noqa: S603 - the program is archkit's own engine or the user's word
            [program, "-Tsvg"], input=dot.encode(), capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Drawing("", f"{program} failed: {error}")
    complaint = done.stderr.decode("utf-8", "replace").strip()
    svg = done.stdout.decode("utf-8", "replace")
    if "</svg>" not in svg:
        return Drawing("", f"{program} drew nothing: {complaint}")
    return Drawing(_PROLOGUE.sub("", svg).strip() + "\n", complaint if done.returncode else "")
