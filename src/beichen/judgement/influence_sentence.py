"""An estimated influence in words, in both languages: an association, never a cause."""

from __future__ import annotations

import math
from dataclasses import dataclass

from beichen.domain.text import Locale, Text
from beichen.domain.time import Grain
from beichen.domain.units import format_change, format_distance, is_money, is_share

ASSOCIATION = Text("association, not a cause", "关联，非因果")
TYPICAL = 0.05  # of a driver's value: about the change whose effect is told


@dataclass(frozen=True, slots=True)
class Named:
    """A metric as words speak of it; `value` is one that it had lately, if any."""

    label: Text
    unit: str | None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Coefficient:
    """What one more unit of a driver goes with in its parent, in the parent's unit, so many periods later."""

    amount: float
    low: float
    high: float
    lag: int


def tell_estimate(found: Coefficient, grain: Grain, *, driver: Named, parent: Named) -> Text:
    """What goes with a change of the driver by a round number of about a twentieth of its value."""
    step = round_step(driver.value)
    later, gives = tell_lag(found.lag, grain), found.amount * step
    en = (
        f"{_step(step, driver.unit, 'en')} more of {driver.label.en} goes with "
        f"{format_change(gives, parent.unit, 'en')} of {parent.label.en}, {later.en}"
    )
    zh = (
        f"「{driver.label.zh}」每高 {_step(step, driver.unit, 'zh')}，"
        f"「{parent.label.zh}」对应 {format_change(gives, parent.unit, 'zh')}（{later.zh}）"
    )
    if found.low <= 0 <= found.high:
        return Text(f"{en}; it may as well be nothing.", f"{zh}；也可能并无关联。")
    return Text(f"{en}.", f"{zh}。")


def _step(step: float, unit: str | None, locale: Locale) -> str:
    """A power of ten without the decimals of a measurement."""
    if is_share(unit):
        return f"{step * 100:g}" + (" pp" if locale == "en" else " 个百分点")
    return format_distance(step, unit, locale) if is_money(unit) or step >= 1 else f"{step:g}"


def round_step(typical: float | None) -> float:
    """A power of ten, at most about a twentieth of a value; 1 where there is none."""
    if not typical or not math.isfinite(typical):
        return 1.0
    return float(10.0 ** math.floor(math.log10(abs(typical) * TYPICAL) + 1e-9))


def tell_lag(lag: int, grain: Grain) -> Text:
    """`one week later`, `in the same week`."""
    en, zh = _PERIODS[grain]
    if lag == 0:
        return Text(f"in the same {en}", f"同{zh}")
    count = "one" if lag == 1 else str(lag)
    return Text(f"{count} {en}{'' if lag == 1 else 's'} later", f"滞后 {lag} {_counted(grain)}")


def tell_periods(periods: int, grain: Grain) -> Text:
    """`96 weeks`."""
    en, _ = _PERIODS[grain]
    return Text(f"{periods} {en}{'' if periods == 1 else 's'}", f"{periods} {_counted(grain)}")


def tell_evidence(lag: int, periods: int, grain: Grain) -> Text:
    """What an estimate rests on, short: `association, 2 weeks later, 96 weeks`."""
    later, over = tell_lag(lag, grain), tell_periods(periods, grain)
    return Text(f"association, {later.en}, {over.en}", f"关联，{later.zh}，基于 {over.zh}")


def tell_together(estimates: int) -> Text | None:
    """How many intervals are looked at at once; None for one alone."""
    if estimates < 2:
        return None
    return Text(
        f"{estimates} associations are estimated here, each with a 95% interval of its own: "
        "about one in twenty looks real by chance.",
        f"此处共估计 {estimates} 个关联，各自按 95% 区间判断：平均每 20 个中约有 1 个仅凭偶然就会显得成立。",
    )


def _counted(grain: Grain) -> str:
    return {Grain.DAY: "天", Grain.WEEK: "周", Grain.MONTH: "个月", Grain.QUARTER: "个季度", Grain.YEAR: "年"}[grain]


_PERIODS = {
    Grain.DAY: ("day", "日"),
    Grain.WEEK: ("week", "周"),
    Grain.MONTH: ("month", "月"),
    Grain.QUARTER: ("quarter", "季度"),
    Grain.YEAR: ("year", "年"),
}
