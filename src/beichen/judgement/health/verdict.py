"""The verdict on a North Star: keep it, watch it, or elect another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from beichen.domain.text import Text
from beichen.judgement.health.check import Check
from beichen.judgement.health.facts import Facts
from beichen.judgement.health.table import CHECKS, Weight
from beichen.judgement.health.watching import Status


class Verdict(StrEnum):
    """What to do with a North Star."""

    KEEP = "keep"
    WATCH = "watch"
    RE_ELECT = "re-elect"


@dataclass(frozen=True, slots=True)
class Health:
    """A North Star's health.

    Attributes:
        judged: so many of the checks that count could tell anything.
    """

    verdict: Verdict
    checks: tuple[Check, ...]
    summary: Text
    judged: int
    counted: int


def judge_health(facts: Facts) -> Health:
    """Every check, and what they come to.

    Re-elect: a check that touches the metric's meaning (link, plateau, gaming) has failed, or
    two checks have. Watch: any other check has failed or is watched. Keep: everything else.
    Checks that only inform (benchmark) have no say.
    """
    checks = tuple(_told(row.judge(facts)) for row in CHECKS.values())
    counting = [check for check in checks if CHECKS[check.code].weight is not Weight.INFORMS]
    failed = [check for check in counting if check.status is Status.FAILED]
    fatal = any(CHECKS[check.code].weight is Weight.MEANING for check in failed)
    watched = [check for check in counting if check.status is Status.WATCH]
    judged = sum(check.status is not Status.UNDETERMINED for check in counting)
    found = Verdict.WATCH if failed or watched else Verdict.KEEP
    verdict = Verdict.RE_ELECT if fatal or len(failed) >= 2 else found
    summary = _summary(verdict, failed or watched, judged, len(counting))
    return Health(verdict, checks, summary, judged, len(counting))


def _told(check: Check) -> Check:
    """The check with its reason as a sentence begins."""
    reason = check.reason
    return replace(check, reason=Text(reason.en[:1].upper() + reason.en[1:], reason.zh))


def _summary(verdict: Verdict, why: list[Check], judged: int, counted: int) -> Text:
    names = [CHECKS[check.code].name for check in why]
    listed = Text(", ".join(name.en for name in names), "、".join(name.zh for name in names))
    if verdict is Verdict.RE_ELECT:
        return Text(
            f"It has stopped meaning what it was chosen for ({listed.en}). Open Choose with it as the incumbent, and elect again.",
            f"它已不再代表当初选定的价值（{listed.zh}）。请在“选取”中以它为在任者，重新选举。",
        )
    if verdict is Verdict.WATCH:
        return Text(
            f"It still guides, but look at this first: {listed.en}.", f"仍可作为指引，但请先关注：{listed.zh}。"
        )
    if not judged:
        return Text(
            f"Keep it for now: none of the {counted} checks can tell anything yet.",
            f"暂时保留：{counted} 项检查都还无法判断。",
        )
    rest = counted - judged
    open_en = f"; {rest} cannot tell yet" if rest else ""
    open_zh = f"，另有 {rest} 项尚无法判断" if rest else ""
    return Text(
        f"Nothing speaks against it: checks that are fine: {judged} of {counted}{open_en}.",
        f"没有发现失灵迹象：{counted} 项检查中 {judged} 项正常{open_zh}。",
    )
