"""Shares and counts become the words of a sentence."""


def part(share: float) -> str:
    """Return a share in whole percent, with digits only where it is small: ``24 %``, ``0.81 %``."""
    percent = max(share, 0.0) * 100
    if percent >= 9.95:
        return f"{percent:.0f} %"
    return f"{percent:.2g} %" if percent >= 0.01 else "less than 0.01 %" if percent else "0 %"


def several(count: float, word: str) -> str:
    """Return ``1 replica``, ``3 replicas``, ``13.4 calls``."""
    return (
        f"{count:.3g} {word}"
        if count == 1
        else f"{count:.3g} {word}s"
        if count < 1000
        else f"{count:.0f} {word}s"
    )


def over_full(used: float) -> str:
    """Return a utilisation above 80 % in words, one that rounds to 80 % too."""
    return part(used) if used >= 0.805 else "a little more than 80 %"
