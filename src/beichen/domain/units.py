"""Units of metrics, and numbers as people read them.

The five formats of the board (axis, big, table, tooltip, exact) are drawn by the
front end; the formats here serve sentences, the command line and findings.
"""

from __future__ import annotations

from beichen.domain.text import Locale

SHARE = "share"
CURRENCIES = frozenset({"CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "INR", "SGD", "AUD", "CAD", "CHF", "RUB", "BRL"})


def is_share(unit: str | None) -> bool:
    """A share is 0–1: shown as a percentage, its changes in percentage points."""
    return unit == SHARE


def is_money(unit: str | None) -> bool:
    """True for an ISO 4217 code that we know."""
    return unit in CURRENCIES


def format_value(value: float | None, unit: str | None, locale: Locale) -> str:
    """A value for a sentence or a table cell: `12,345`, `1.2M`, `123.5万`, `41.6%`; `–` for none."""
    if value is None:
        return "–"
    if is_share(unit):
        return f"{value * 100:.2f}%" if 0 < abs(1 - value) < 0.005 or 0 < abs(value) < 0.01 else f"{value * 100:.1f}%"
    return _shortened(value, locale)


def format_change(change: float | None, unit: str | None, locale: Locale) -> str:
    """A signed change: shares in percentage points, other units as numbers."""
    if change is None:
        return "–"
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    if is_share(unit):
        return f"{sign}{abs(change) * 100:.2f} pp" if locale == "en" else f"{sign}{abs(change) * 100:.2f} 个百分点"
    return sign + _shortened(abs(change), locale)


def format_share(share: float | None) -> str:
    """A share without unit, as a signed-less percentage with one decimal."""
    return "–" if share is None else f"{share * 100:.1f}%"


def _shortened(value: float, locale: Locale) -> str:
    steps = ((1e8, "亿"), (1e5, "万")) if locale == "zh" else ((1e9, "B"), (1e6, "M"), (1e5, "K"))
    for limit, name in steps:
        if abs(value) >= limit:
            scale = 1e4 if name == "万" else 1e3 if name == "K" else limit
            return f"{value / scale:,.1f}{name}"
    if float(value).is_integer() or abs(value) >= 1000:
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:,.2f}".replace("-", "−")
