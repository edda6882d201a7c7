"""Link: does what the company lives on still follow the North Star?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.domain.metric import Good
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.health.check import CALM, Check, corrected, too_short, undetermined, watched
from beichen.judgement.health.facts import Facts, Line
from beichen.judgement.health.following import VISIBLE, Following, find_lag, follow
from beichen.judgement.health.grid import begins_at, on_grid
from beichen.judgement.health.path import Array
from beichen.judgement.health.watching import CADENCES, Look, Status, Watched, watch
from beichen.judgement.health.words import goes_with, one_step, periods
from beichen.judgement.outcomes.parting import ALARM, watch_outcome

CODE = "link"
KEPT = 0.75  # of the link; whoever keeps more than that follows


def judge_link(facts: Facts) -> Check:
    """Each outcome's movements some periods after the North Star's, the latest against those before them.

    Where these are fine, an outcome's level that falls ever further short of a rising
    North Star (the alarm of guarding) is still to be watched.
    """
    found = _movements(facts)
    return (found.status in (Status.OK, Status.UNDETERMINED) and _fallen_short(facts)) or found


def _movements(facts: Facts) -> Check:
    if not facts.outcomes:
        return undetermined(
            CODE,
            Text(
                "no outcome is declared (`outcomes` in tree.yml), so there is no value that it could foretell",
                "未声明结果指标（tree.yml 的 outcomes），无法检验北极星指标能否预示价值",
            ),
        )
    leader = on_grid(facts.north_star.values, facts.rests)
    if leader is None:
        return too_short(CODE)
    found = [_watch(facts, leader, line) for line in facts.outcomes]
    told = [each for each in found if each is not None and each.watched.statistic is not None]
    if not told:
        return _unseen(facts) if any(found) else too_short(CODE)
    worst = max(told, key=lambda each: each.watched.statistic or 0.0)
    return watched(CODE, worst.watched, _reason(worst, facts))


def _fallen_short(facts: Facts) -> Check | None:
    """An outcome that has parted from the North Star by its level; None where none has."""
    rising = [line for line in facts.outcomes if line.good is not Good.DOWN and facts.north_star.good is not Good.DOWN]
    for line in rising:
        star, outcome = (np.array(each.values, dtype=np.float64) for each in (facts.north_star, line))
        course = watch_outcome(star, outcome)
        if course.parted_since is None:
            continue
        looks = [
            Look(start, float(short) if np.isfinite(short) else None)
            for start, short in zip(facts.starts, course.short, strict=True)
        ][-CADENCES[facts.grain].track :]
        reason = Text(
            f"{line.label.en} falls short of what used to follow, while the North Star keeps rising",
            f"北极星指标持续上升，{line.label.zh}却低于以往应有的跟随水平",
        )
        begun = facts.starts[course.parted_since]
        return Check(CODE, Status.WATCH, looks[-1].statistic, ALARM, begun, reason, tuple(looks))
    return None


@dataclass(frozen=True, slots=True)
class _Link:
    line: Line
    watched: Watched
    latest: Following | None


def _watch(facts: Facts, leader: Array, line: Line) -> _Link | None:
    follower = on_grid(line.values, facts.rests)
    if follower is None:
        return None
    first = max(begins_at(leader), begins_at(follower))
    sign = -1.0 if (line.good is Good.DOWN) != (facts.north_star.good is Good.DOWN) else 1.0
    lag = first_lag(leader[first:], follower[first:], facts.grain, sign)
    kept: dict[tuple[int, int, int], Following | None] = {}

    def statistic(lo: int, edge: int, end: int) -> float | None:
        found = follow(leader[lo:end], follower[lo:end], edge - lo, facts.grain, lag, sign=sign)
        kept[lo, edge, end] = found
        return lost(found, sign, len(facts.outcomes))

    watched_ = watch(statistic, facts.starts, facts.grain, first)
    if watched_ is None:
        return None
    return _Link(line, watched_, kept[(*watched_.reference, len(facts.starts))])


def first_lag(leader: Array, follower: Array, grain: Grain, sign: float) -> int:
    """The lag as the first look knew it: what came later has no say in it."""
    cadence = CADENCES[grain]
    begin = max(cadence.least + cadence.latest, len(leader) + 1 - cadence.track) - cadence.latest
    known = leader[:begin], follower[:begin]
    return find_lag(*known, grain, sign=sign) if begin <= len(leader) else 0


def lost(found: Following | None, sign: float, among: int) -> float | None:
    """How sure it is that a link that was there is gone; None where none was."""
    if found is None or found.seen < VISIBLE:
        return None
    weaker = sign * found.now < KEPT * sign * found.before
    return corrected(found.lost, among) if weaker else min(corrected(found.lost, among), CALM)


def _unseen(facts: Facts) -> Check:
    names = Text(
        " and ".join(line.label.en for line in facts.outcomes), "、".join(line.label.zh for line in facts.outcomes)
    )
    return undetermined(
        CODE,
        Text(
            f"in the data so far it cannot be told from chance whether the North Star foretells {names.en}: "
            "there is no link yet that could decay",
            f"就目前的数据，北极星指标能否预示{names.zh}还无法与随机波动区分，谈不上关联衰减",
        ),
    )


def _reason(link: _Link, facts: Facts) -> Text:
    found, line = link.latest, link.line
    assert found is not None
    label, behind = line.label, periods(found.lag, facts.grain)
    step = one_step(facts.north_star)
    was, now = (goes_with(slope, facts.north_star, line) for slope in (found.before, found.now))
    when = Text(f"{behind.en} later", f"{behind.zh}后") if found.lag else Text("in the same period", "同一周期")
    if link.watched.status is Status.OK:
        return Text(
            f"{label.en} still follows {when.en}: {step.en} goes with {was.en} of it "
            f"({now.en} lately); an association, not a proof of cause",
            f"{label.zh}仍随之变化：{step.zh}，{when.zh}对应变动 {was.zh}（近期 {now.zh}）；仅为关联，不代表因果",
        )
    return Text(
        f"{label.en} no longer follows: {step.en} went with {was.en} of it {when.en}, lately with {now.en}",
        f"{label.zh}不再随之变化：此前{step.zh}，{when.zh}对应变动 {was.zh}，近期仅 {now.zh}",
    )
