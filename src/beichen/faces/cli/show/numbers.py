"""Numbers in a terminal's table: exact enough to compare, short enough to read."""

from __future__ import annotations

from beichen.domain.units import MINUS, NONE, is_share


def format_cell(value: float | None, unit: str | None = None) -> str:
    """A value: `12,345`, `1,234.57`, `0.01234`, a share as `41.63%`; `–` for none."""
    if value is None:
        return NONE
    if is_share(unit):
        return _signed(f"{value * 100:.2f}%")
    if isinstance(value, int) or float(value).is_integer():
        return _signed(f"{value:,.0f}")
    return _signed(f"{value:,.2f}" if abs(value) >= 100 else f"{value:.4g}")


def format_delta(value: float | None, unit: str | None = None) -> str:
    """A signed change: `+1,234`, `−0.52 pp`; `–` for none."""
    if value is None:
        return NONE
    sign = "+" if value > 0 else MINUS if value < 0 else "±"
    if is_share(unit):
        return f"{sign}{abs(value) * 100:.2f} pp"
    return sign + format_cell(abs(value))


def format_relative(change: float | None, before: float | None, unit: str | None = None) -> str:
    """A change as a share of where it began; nothing for shares (never a % of a %) and where it began at 0."""
    if change is None or not before or is_share(unit):
        return ""
    return f"{'+' if change > 0 else MINUS if change < 0 else '±'}{abs(change / before) * 100:.1f}%"


def _signed(text: str) -> str:
    return text.replace("-", MINUS)
