"""The one-page guide to the agreed form, as it stands in docs/convention.md."""

from pathlib import Path

_HERE = Path(__file__).parent


def guide() -> str:
    """Give the guide: in the wheel it lies within the package, in the repository under docs/."""
    packed = _HERE / "convention.md"
    path = packed if packed.exists() else _HERE.parents[1] / "docs" / "convention.md"
    return path.read_text("utf-8")
