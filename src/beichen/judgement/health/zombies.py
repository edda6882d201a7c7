"""Zombies: metrics that nobody looks at, nobody acts on, and that never say anything."""

from __future__ import annotations

from datetime import timedelta

from beichen.domain.text import Text
from beichen.judgement.health.check import Check, undetermined
from beichen.judgement.health.facts import Facts, Use
from beichen.judgement.health.watching import Status
from beichen.judgement.health.words import each, percent

CODE = "zombies"
UNSEEN_WEEKS = 8
SILENT = timedelta(weeks=26)  # without a period outside its expected range
LEAST_JUDGED = 8  # periods; with fewer "never outside noise" says nothing
MANY = 0.25  # of the metrics
NAMED = 3


def judge_zombies(facts: Facts) -> Check:
    """The share of metrics that are dead by all that is known: unseen, unused and silent.

    Looks count only once they were kept for eight weeks. The North Star itself being one is a failure.
    """
    if facts.looks_since is None or facts.today - facts.looks_since < timedelta(weeks=UNSEEN_WEEKS):
        since = facts.looks_since
        begun = Text(f" (kept since {since})", f"（自 {since} 起记录）") if since else Text("", "")
        return undetermined(
            CODE,
            Text(
                f"who looks at what must be known for {UNSEEN_WEEKS} weeks{begun.en}",
                f"需先积累 {UNSEEN_WEEKS} 周的查看记录{begun.zh}",
            ),
        )
    dead = zombies_of(facts)
    share = len(dead) / len(facts.uses) if facts.uses else 0.0
    itself = any(use.metric == facts.north_star.metric for use in dead)
    status = Status.FAILED if itself else Status.WATCH if share > MANY else Status.OK
    return Check(CODE, status, share, MANY, None, _reason(facts, dead, itself=itself), unit="share")


def zombies_of(facts: Facts) -> tuple[Use, ...]:
    """The metrics that are dead, in the order given; none while looks are not known for long enough."""
    if facts.looks_since is None or facts.today - facts.looks_since < timedelta(weeks=UNSEEN_WEEKS):
        return ()
    return tuple(use for use in facts.uses if _is_dead(facts, use))


def _is_dead(facts: Facts, use: Use) -> bool:
    unseen = use.last_look is None or facts.today - use.last_look > timedelta(weeks=UNSEEN_WEEKS)
    lately = facts.starts[-1] if facts.starts else facts.today
    silent = use.judged >= LEAST_JUDGED and (use.last_moved is None or lately - use.last_moved > SILENT)
    return unseen and silent and not use.acted_on


def _reason(facts: Facts, dead: tuple[Use, ...], *, itself: bool) -> Text:
    if not dead:
        return Text(
            f"each of the {len(facts.uses)} metrics is looked at, acted on, or has moved",
            f"{len(facts.uses)} 个指标均有人查看、有行动关联或有过异动",
        )
    if itself:
        return Text(
            f"nobody has looked at the North Star for {UNSEEN_WEEKS} weeks, nothing was done for it, and it has not moved in half a year",
            f"北极星指标已 {UNSEEN_WEEKS} 周无人查看，没有任何举措，半年内也没有异动",
        )
    names = each([use.label for use in dead[:NAMED]])
    more = Text(" and others", "等") if len(dead) > NAMED else Text("", "")
    return Text(
        f"{len(dead)} of {len(facts.uses)} metrics ({percent(len(dead) / len(facts.uses))}) are neither looked at nor acted on, "
        f"and have not moved in half a year: {names.en}{more.en}",
        f"{len(facts.uses)} 个指标中有 {len(dead)} 个（{percent(len(dead) / len(facts.uses))}）无人查看、无行动、半年无异动："
        f"{names.zh}{more.zh}",
    )
