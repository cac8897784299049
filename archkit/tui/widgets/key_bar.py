"""The line at the bottom: the keys that work here and now, in one line of text; Textual's own builds a widget for each.

A widget whose key does one thing here and another there says which, in ``word_for(action)``.
"""

from rich.style import Style
from rich.text import Text
from textual import events
from textual.screen import Screen
from textual.widget import Widget


class KeyBar(Widget):
    """The keys of the moment; a click on one presses it."""

    COMPONENT_CLASSES = {"key-bar--key"}  # noqa: RUF012 - Textual declares it so

    def __init__(self) -> None:
        super().__init__(id="key-bar")
        self._keys: list[tuple[str, str, str]] = []
        self._starts: list[tuple[int, int, str]] = []
        self._is_stale = False

    def on_mount(self) -> None:
        """Follow what the bindings are."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: "Screen[object]") -> None:
        """Gather the keys once, however often they change while one key is answered."""
        if screen is self.screen and self.is_attached and not self._is_stale:
            self._is_stale = True
            self.call_later(self._gather)

    def _gather(self) -> None:
        self._is_stale = False
        if not self.is_attached:
            return
        screen = self.screen
        keys: dict[str, tuple[str, str, str]] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                shown = self.app.get_key_display(binding)
                word_for = getattr(active.node, "word_for", None)
                word = (word_for(binding.action) if word_for else "") or binding.description
                keys.setdefault(binding.action, (binding.key, shown, word))
        if list(keys.values()) != self._keys:
            self._keys = list(keys.values())
            self.refresh()

    def render(self) -> Text:
        """Return as many keys as there is room for."""
        look = self.get_component_rich_style("key-bar--key", partial=True)
        text, self._starts = Text(no_wrap=True), []
        for key, shown, description in self._keys:
            start, needed = text.cell_len, len(shown) + len(description) + 3
            if start + needed > self.size.width:
                break
            text.append(f" {shown}", look + Style(bold=True))
            text.append(f" {description} ")
            self._starts.append((start, text.cell_len, key))
        return text

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = next((key for start, end, key in self._starts if start <= event.x < end), None)
        if key is not None:
            self.app.simulate_key(key.partition(",")[0])
