"""The colours: dark, light, and one of high contrast for both eyes and projectors."""

from rich.terminal_theme import TerminalTheme
from textual.theme import Theme

_ANSI_DARK = (
    (33, 38, 52),
    (255, 123, 128),
    (134, 217, 135),
    (242, 185, 95),
    (122, 162, 247),
    (201, 160, 245),
    (95, 215, 196),
    (213, 219, 232),
)
_ANSI_LIGHT = (
    (28, 34, 48),
    (179, 32, 44),
    (31, 122, 46),
    (138, 83, 0),
    (36, 80, 184),
    (125, 58, 168),
    (0, 118, 106),
    (90, 100, 120),
)
DRAWN_DARK = TerminalTheme((24, 28, 38), (213, 219, 232), list(_ANSI_DARK), list(_ANSI_DARK))
"""The colours of diagrams, by the names that terminals have for them, on dark grounds; every one is read as text."""
DRAWN_LIGHT = TerminalTheme((255, 255, 255), (28, 34, 48), list(_ANSI_LIGHT), list(_ANSI_LIGHT))
"""The same on light grounds."""
THEMES = (
    Theme(
        name="archkit-dark",
        primary="#7aa2f7",
        secondary="#9ab0d8",
        accent="#5fd7c4",
        foreground="#d5dbe8",
        background="#14171f",
        surface="#181c26",
        panel="#222838",
        boost="#2c3449",
        success="#86d987",
        warning="#f2b95f",
        error="#ff7b80",
        dark=True,
        variables={
            "block-cursor-background": "#34456f",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": "#252c3d",
            "footer-key-foreground": "#5fd7c4",
            "text-muted": "#8791a8",
        },
    ),
    Theme(
        name="archkit-light",
        primary="#2450b8",
        secondary="#3f5374",
        accent="#00766a",
        foreground="#1c2230",
        background="#eef0f5",
        surface="#ffffff",
        panel="#e3e7ef",
        boost="#d6dcea",
        success="#1f7a2e",
        warning="#8a5300",
        error="#b3202c",
        dark=False,
        variables={
            "block-cursor-background": "#c9d8fb",
            "block-cursor-foreground": "#101828",
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": "#e6eaf3",
            "footer-key-foreground": "#00766a",
            "text-muted": "#5a6478",
        },
    ),
    Theme(
        name="archkit-contrast",
        primary="#ffffff",
        secondary="#ffffff",
        accent="#00ffff",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#303030",
        boost="#444444",
        success="#00ff5f",
        warning="#ffff00",
        error="#ff8787",
        dark=True,
        variables={
            "block-cursor-background": "#ffff00",
            "block-cursor-foreground": "#000000",
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": "#4e4e4e",
            "block-cursor-blurred-foreground": "#ffffff",
            "border": "#ffffff",
            "footer-key-foreground": "#ffff00",
            "text-muted": "#d0d0d0",
        },
    ),
)
