"""Drift: does the North Star still mean what it meant when it was chosen?"""

from __future__ import annotations

from datetime import timedelta

from beichen.domain.text import Text
from beichen.judgement.health.check import Check, undetermined
from beichen.judgement.health.facts import Facts, Redefinition
from beichen.judgement.health.watching import Look, Status
from beichen.judgement.health.words import percent

CODE = "drift"
SHIFTED = 0.05  # of the number: more is another number
BROKE = 0.25  # its history is no longer its own
REVIEWED = timedelta(weeks=26)  # after a change nobody compares across it any more


def judge_drift(facts: Facts) -> Check:
    """By how much changes of its definition, of late, have moved the number.

    A change older than half a year is history. One whose effect cannot be computed counts as one to watch.
    """
    if facts.definitions.known_since is None:
        return undetermined(
            CODE, Text("no definition of it was kept yet: refresh first", "尚未保存过它的口径：请先刷新")
        )
    since = facts.definitions.known_since
    recent = [change for change in facts.definitions.changes if facts.today - change.on <= REVIEWED]
    trend = _trend(facts)
    if not recent:
        reason = Text(
            f"its definition has not changed within half a year (known since {since})",
            f"近半年口径没有变化（自 {since} 起有记录）",
        )
        return Check(CODE, Status.OK, 0.0, SHIFTED, None, reason, trend, "share")
    shift = _largest(recent)
    status = Status.OK if shift is not None and shift <= SHIFTED else Status.WATCH
    if shift is not None and shift > BROKE:
        status = Status.FAILED
    begun = None if status is Status.OK else recent[0].on
    return Check(CODE, status, shift, SHIFTED, begun, _reason(recent, shift), trend, "share")


def _largest(changes: list[Redefinition]) -> float | None:
    known = [abs(change.shift) for change in changes if change.shift is not None]
    return max(known, default=None)


def _trend(facts: Facts) -> tuple[Look, ...]:
    """The sum of shifts within the half year before every period of the last year."""
    looks = []
    for start in facts.starts[-52:]:
        within = [abs(c.shift or 0.0) for c in facts.definitions.changes if timedelta(0) <= start - c.on <= REVIEWED]
        looks.append(Look(start, max(within, default=0.0)))
    return tuple(looks)


def _reason(changes: list[Redefinition], shift: float | None) -> Text:
    count, last = len(changes), changes[-1].on
    times = Text("once" if count == 1 else f"{count} times", f"{count} 次")
    if shift is None:
        effect = Text("what it did to the number is not known", "对数值的影响未知")
    else:
        effect = Text(f"the number changed by up to {percent(shift, 1)}", f"数值最多变化 {percent(shift, 1)}")
    return Text(
        f"its definition, or one that it rests on, changed {times.en} within half a year (last on {last}); {effect.en}",
        f"近半年它或其所依赖的口径变更 {times.zh}（最近 {last}）；{effect.zh}",
    )
