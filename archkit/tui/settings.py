"""What a user likes: kept between sessions, beside what sessions must not lose; without a home it is asked anew."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass
class Settings:
    """What a user likes."""

    theme: str = "archkit-dark"
    ask_before_writing: bool = False
    """Whether a diff is shown before anything is written."""

    @classmethod
    def load(cls, path: Path) -> "Settings":
        """Read them; what cannot be read is as it is for a newcomer."""
        with suppress(OSError, ValueError):
            told = json.loads(path.read_text(encoding="utf-8"))
            theme, asks = told.get("theme"), told.get("ask_before_writing")
            return cls(theme if isinstance(theme, str) else cls.theme, asks is True)
        return cls()

    def save(self, path: Path) -> None:
        """Keep them where that is possible."""
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_text(json.dumps(asdict(self)) + "\n", encoding="utf-8")
