"""Times what a screen or an editor waits for after one edit: the workspace renewed, and judged again.

    python benchmarks/edited.py [1000,10000]

One process holds the workspace, as the terminal screen does. One file of it changes, a different one each time; the
median of nine edits counts.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from workspaces import write

from archkit.workspace import Workspace

EDITS = 9


def main(sizes: str = "1000,10000") -> None:
    """Print how long the first look takes, and how long each edit."""
    print("| elements | first, ms | renewed, ms | judged again, ms |\n| ---: | ---: | ---: | ---: |")
    for size in map(int, sizes.split(",")):
        with tempfile.TemporaryDirectory() as name:
            root = Path(name) / "workspace"
            write(root, size)
            began = time.perf_counter()
            workspace = Workspace(root)
            _ = workspace.findings
            first = time.perf_counter() - began
            read, judged = [], []
            files = workspace.reading.files[1:]
            for number in range(EDITS):
                file = files[number * len(files) // EDITS]
                text = workspace.reading.documents[file].text.replace(
                    "description: ", f"description: {number} ", 1
                )
                began = time.perf_counter()
                workspace = workspace.renewed({file: text})
                _ = workspace.reading
                read.append(time.perf_counter() - began)
                _ = workspace.findings
                judged.append(time.perf_counter() - began - read[-1])
            middle = [statistics.median(times) * 1000 for times in ([first], read, judged)]
            print(f"| {size:,} | {' | '.join(f'{each:,.0f}' for each in middle)} |")


if __name__ == "__main__":
    main(*sys.argv[1:2])
