"""An estimated influence in words, in both languages: an association, never a cause."""

from __future__ import annotations

import math
from dataclasses import dataclass

from beichen.domain.text import Locale, Text
from beichen.domain.time import Grain
from beichen.domain.units import format_change, format_distance, is_money, is_share

LARGEST_STEP = 0.25  # of a driver's value: the change whose effect is told is no larger
ONE_POINT = 0.01


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
    """What goes with a change of the driver by a round number: a fair step from where it is."""
    step = round_step(driver)
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


def round_step(driver: Named) -> float:
    """A power of ten, at most a quarter of its value; of a share, at most one point."""
    if not driver.value or not math.isfinite(driver.value):
        return ONE_POINT if is_share(driver.unit) else 1.0
    step = float(10.0 ** math.floor(math.log10(abs(driver.value) * LARGEST_STEP) + 1e-9))
    return min(step, ONE_POINT) if is_share(driver.unit) else step


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


def tell_basis(periods: int, grain: Grain) -> Text:
    """`association over 96 weeks`."""
    over = tell_periods(periods, grain)
    return Text(f"association over {over.en}", f"关联，基于 {over.zh}")


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
