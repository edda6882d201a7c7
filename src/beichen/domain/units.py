"""Units of metrics, and numbers as people read them.

The five formats of the board (axis, big, table, tooltip, exact) are drawn by the
front end; the formats here serve sentences, the command line and findings.
"""

from __future__ import annotations

from collections.abc import Mapping

from beichen.domain.text import Locale

SHARE = "share"
CURRENCIES = frozenset(
    {"CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "INR", "SGD", "AUD", "CAD", "CHF", "RUB", "BRL"}
)

NONE = "–"
MINUS = "−"


def is_share(unit: str | None) -> bool:
    """A share is 0–1: shown as a percentage, its changes in percentage points."""
    return unit == SHARE


def is_money(unit: str | None) -> bool:
    """True for an ISO 4217 code that we know."""
    return unit in CURRENCIES


def format_value(value: float | None, unit: str | None, locale: Locale) -> str:
    """A value for a sentence or a table cell: `12,345`, `1.2M`, `123.5万`, `41.6%`, `£1,234`; `–` for none."""
    if value is None:
        return NONE
    sign = MINUS if value < 0 else ""
    if is_share(unit):
        digits = 2 if 0 < abs(1 - abs(value)) < 0.005 or 0 < abs(value) < 0.01 else 1
        return f"{sign}{abs(value) * 100:.{digits}f}%"
    return sign + _symbol(unit, locale) + _shortened(abs(value), locale)


def format_change(change: float | None, unit: str | None, locale: Locale) -> str:
    """A signed change: shares in percentage points, other units as numbers; `±0` for no change."""
    if change is None:
        return NONE
    sign = "+" if change > 0 else MINUS if change < 0 else "±"
    return sign + format_distance(change, unit, locale)


def format_distance(change: float, unit: str | None, locale: Locale) -> str:
    """The size of a change without its sign: `412`, `£1.2M`, `1.20 pp`, `1.20 个百分点`."""
    if is_share(unit):
        return _decimals(abs(change) * 100) + (" pp" if locale == "en" else " 个百分点")
    return _symbol(unit, locale) + _shortened(abs(change), locale)


def format_share(share: float | None) -> str:
    """A share of a whole, as a percentage with one decimal: `41.6%`, `−5.1%`; `–` for none."""
    if share is None:
        return NONE
    return (MINUS if share < 0 else "") + f"{abs(share) * 100:,.1f}%"


def format_exact(value: float) -> str:
    """A number to twelve digits, none of them hidden behind a K or 万: `1,234,567.89`."""
    return f"{value:,.12g}".replace("-", MINUS)


def _symbol(unit: str | None, locale: Locale) -> str:
    """What stands before an amount of money, as the locale writes it; nothing for other units."""
    if unit is None or not is_money(unit):
        return ""
    return _SYMBOLS[locale].get(unit) or _SYMBOLS_EVERYWHERE.get(unit) or f"{unit} "


_SYMBOLS_EVERYWHERE: Mapping[str, str] = {
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "TWD": "NT$",
    "KRW": "₩",
    "INR": "₹",
    "AUD": "A$",
    "CAD": "CA$",
    "BRL": "R$",
}
_SYMBOLS: Mapping[Locale, Mapping[str, str]] = {
    "en": {"CNY": "CN¥", "JPY": "¥", "USD": "$"},
    "zh": {"CNY": "¥", "JPY": "JP¥", "USD": "US$"},
}

# From a limit on (a little below a round number, which rounds up to it), a number is shown in units of `scale`.
_STEPS: Mapping[Locale, tuple[tuple[float, float, str], ...]] = {
    "en": ((999_950_000, 1e9, "B"), (999_950, 1e6, "M"), (1e5, 1e3, "K")),
    "zh": ((99_999_500, 1e8, "亿"), (1e5, 1e4, "万")),
}


def _shortened(value: float, locale: Locale) -> str:
    for limit, scale, name in _STEPS[locale]:
        if value >= limit:
            return f"{value / scale:,.1f}{name}"
    if float(value).is_integer() or value >= 1000:
        return f"{value:,.0f}"
    return _decimals(value)


def _decimals(value: float) -> str:
    """Two decimals; two digits where they would all be 0."""
    return f"{value:.2g}" if 0 < value < 0.005 else f"{value:,.2f}"
