"""Benchmark: how far the project's metrics are from what others in the industry reach."""

from __future__ import annotations

from datetime import date, timedelta

from beichen.domain.metric import Good
from beichen.domain.text import Text
from beichen.domain.units import format_value
from beichen.judgement.health.check import Check, undetermined
from beichen.judgement.health.facts import Compared, Facts
from beichen.judgement.health.watching import Status
from beichen.judgement.health.words import each, percent

CODE = "benchmark"
BEHIND = -0.1  # of the figure
STALE = timedelta(days=730)


def judge_benchmark(facts: Facts) -> Check:
    """The North Star's distance from its benchmark, or, where it has none, the worst of the others'."""
    told = [row for row in facts.compared if distance(row) is not None]
    if not told:
        why = (
            Text("no metric of the project has a `benchmark`", "项目中没有指标设置 benchmark")
            if not facts.compared
            else Text("no metric with a benchmark has a value to compare", "设有对标的指标目前都没有可比较的数值")
        )
        return undetermined(CODE, why)
    own = [row for row in told if row.metric == facts.north_star.metric]
    worst = min(own or told, key=lambda row: distance(row) or 0.0)
    gap = distance(worst)
    assert gap is not None
    stale = [row for row in facts.compared if is_stale(row, facts.today)]
    status = Status.WATCH if gap < BEHIND or stale else Status.OK
    return Check(CODE, status, gap, BEHIND, None, _reason(worst, gap, stale), unit="share")


def distance(row: Compared) -> float | None:
    """How far a metric is beyond its benchmark, as a share of it, towards its good side; behind is negative."""
    if row.value is None or row.figure == 0:
        return None
    gap = row.value / row.figure - 1
    return -gap if row.good is Good.DOWN else gap


def is_stale(row: Compared, today: date) -> bool:
    """Whether the figure is two years old, or nobody knows how old."""
    return row.dated is None or today - row.dated > STALE


def _reason(row: Compared, gap: float, stale: list[Compared]) -> Text:
    side = "ahead of" if gap >= 0 else "behind"
    side_zh = "优于" if gap >= 0 else "落后于"
    unit = "share" if row.of is not None else row.unit
    assert row.value is not None
    mine, others = (Text(format_value(n, unit, "en"), format_value(n, unit, "zh")) for n in (row.value, row.figure))
    of = Text(f" of {row.of.en}", f"（占{row.of.zh}）") if row.of else Text("", "")
    old = each([each_.label for each_ in stale])
    flag = Text(f"; old or undated: {old.en}", f"；已过时或未注明日期：{old.zh}") if stale else Text("", "")
    return Text(
        f"{row.label.en} is {mine.en}{of.en}, {percent(abs(gap))} {side} {others.en} ({row.source or 'no source'}){flag.en}",
        f"{row.label.zh}为 {mine.zh}{of.zh}，{side_zh}行业水平 {others.zh} 约 {percent(abs(gap))}（来源：{row.source or '未注明'}）{flag.zh}",
    )
