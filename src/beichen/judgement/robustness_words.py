"""What a check of robustness found, in both languages, as part of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from beichen.domain.observation import Reason
from beichen.domain.period_name import period_name
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.robustness import Check, Code, Difference


@dataclass(frozen=True, slots=True)
class Instead:
    """What another answer says where the first said something else: a driver's or a segment's name."""

    first: Text
    other: Text


def neighbours_hold(periods: Sequence[date], grain: Grain) -> Check:
    """It holds against each of the periods, too."""
    names = [_against(period, grain) for period in periods]
    en, zh = " and ".join(name.en for name in names), "、".join(name.zh for name in names)
    return Check(Code.NEIGHBOURING_PERIOD, True, Text(f"it holds against {en}, too", f"与{zh}相比，结论同样成立"))


def neighbour_differs(
    period: date, grain: Grain, difference: Difference, *, rose: bool, instead: Instead | None = None
) -> Check:
    """Against one of the periods it says something else; `rose` is how it was told first."""
    name = _against(period, grain)
    rest = _different(difference, rose, instead)
    return Check(Code.NEIGHBOURING_PERIOD, False, Text(f"against {name.en}{rest.en}", f"若与{name.zh}相比，{rest.zh}"))


def day_holds(day: date) -> Check:
    """It holds without the day that moved most."""
    name = _day(day)
    return Check(
        Code.LARGEST_DAY,
        True,
        Text(f"it holds without {name.en}, the day that moved most", f"去掉变化最大的 {name.zh}，结论仍然成立"),
    )


def day_differs(day: date, difference: Difference, *, rose: bool, instead: Instead | None = None) -> Check:
    """Without the day that moved most it says something else."""
    name = _day(day)
    rest = _different(difference, rose, instead)
    return Check(Code.LARGEST_DAY, False, Text(f"without {name.en}{rest.en}", f"去掉{name.zh}后，{rest.zh}"))


def not_asked(code: Code, reason: Reason | Text) -> Check:
    """It cannot be asked, and why."""
    return Check(code, None, reason.text if isinstance(reason, Reason) else reason)


NO_NEIGHBOUR = Text("the data have no complete period beside the one compared with", "对比期前后没有完整的周期")
NO_DAYS = Text("a day has no days within it to leave out", "按天统计时没有可去掉的日期")
OVER_TIME = Text(
    "it follows users over time: leaving out a day would change how the other days are counted",
    "该指标跨天跟踪用户，去掉一天会影响其他日期的统计",
)
BOUNDS = Text("its score is set for whole periods", "该指数按完整周期评分，不能去掉其中一天")
MANY_DAYS = Text(
    "of so long a period, no single day of this metric is left out", "周期较长，且该指标按天不可相加，未逐日检验"
)
NOTHING_LEFT = Text("without a day nothing of it is left to compare", "去掉一天后已没有可比较的数值")


def _different(difference: Difference, rose: bool, instead: Instead | None) -> Text:
    match difference:
        case Difference.TURNED:
            return Text(" it fell", "变为下降") if rose else Text(" it rose", "变为上升")
        case Difference.BRANCH if instead:
            return Text(
                f", {instead.other.en} did most for it, not {instead.first.en}",
                f"主要驱动是{instead.other.zh}，而不是{instead.first.zh}",
            )
        case Difference.SEGMENT if instead:
            return Text(
                f", {instead.other.en} stands out, not {instead.first.en}",
                f"最突出的是 {instead.other.zh}，而不是 {instead.first.zh}",
            )
        case _:
            return Text(" the change is gone", "变化基本消失")


def _against(period: date, grain: Grain) -> Text:
    name = period_name(period, grain)
    return Text(f"the {name.en}", name.zh) if grain is Grain.WEEK else name


def _day(day: date) -> Text:
    english, chinese = _WEEKDAYS[day.weekday()]
    name = period_name(day, Grain.DAY)
    return Text(f"{english} {name.en}", f"{name.zh}（{chinese}）")


_WEEKDAYS = (
    ("Monday", "周一"),
    ("Tuesday", "周二"),
    ("Wednesday", "周三"),
    ("Thursday", "周四"),
    ("Friday", "周五"),
    ("Saturday", "周六"),
    ("Sunday", "周日"),
)
