"""The first screen where ``archkit.yaml`` cannot be read: it is mended there, or left."""

from pathlib import Path

from archkit.tui.keys import OrderedApp
from archkit.tui.screens.repair import RepairScreen
from archkit.tui.settings import Settings
from archkit.tui.themes import THEMES


class RepairApp(OrderedApp[bool]):
    """Mends one file; ends with whether it can be read now."""

    TITLE = "archkit"
    CSS_PATH = ["widgets/rows.tcss", "app.tcss", "screens/screens.tcss"]  # noqa: RUF012 - Textual declares it so
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, root: Path, file: str, settings: Path | None = None) -> None:
        """Name the file, below the folder of its workspace."""
        super().__init__()
        self._root = root
        self._file = file
        for theme in THEMES:
            self.register_theme(theme)
        wanted = Settings.load(settings).theme if settings else THEMES[0].name
        self.theme = wanted if wanted in self.available_themes else THEMES[0].name

    def on_mount(self) -> None:
        """Show the file."""
        self.push_screen(RepairScreen(self._root, self._file), self.exit)
