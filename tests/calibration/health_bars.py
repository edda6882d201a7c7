"""What becomes of simulated companies under weekly looks: when a failure is found, whether a healthy one is accused."""

from __future__ import annotations

from dataclasses import dataclass

from beichen.judgement.health.check import Check
from beichen.judgement.health.table import CHECKS, Weight
from beichen.judgement.health.verdict import judge_health
from beichen.judgement.health.watching import FAIL, FAIL_RUN, WATCH, WATCH_RUN

from .ailing_companies import WEEKS, company

CHECK_OF = {
    "link": "link",
    "saturation": "plateau",
    "gaming": "gaming",
    "decoupling": "decoupling",
    "concentration": "concentration",
}
IN_TIME = 8  # weeks


@dataclass(frozen=True, slots=True)
class Found:
    """After how many weeks the right check flagged the failure, None: not in time; and whether it said failed."""

    weeks: int | None
    failed: bool


@dataclass(frozen=True, slots=True)
class Accused:
    """What a healthy company was told at some time in a year."""

    watched: bool
    re_elected: bool


def found_within(failure: str, seed: int) -> Found:
    """Judge with the data through every week until eight after the failure's first."""
    onset = 110 + (7 * seed) % 35
    check = CHECKS[CHECK_OF[failure]].judge(company(5000 + seed, failure, onset, weeks=onset + IN_TIME + 1))
    flagged = _run_at(check, WATCH, WATCH_RUN)[-IN_TIME - 1 :]
    return Found(flagged.index(True) if True in flagged else None, any(_run_at(check, FAIL, FAIL_RUN)[-IN_TIME - 1 :]))


def accused(seed: int) -> Accused:
    """The 52 looks of a healthy company's last year."""
    checks = [check for check in judge_health(company(seed, weeks=WEEKS)).checks if check.unit == "z" and check.trend]
    failing = {check.code: _run_at(check, FAIL, FAIL_RUN) for check in checks}
    fatal = any(any(run) for code, run in failing.items() if CHECKS[code].weight is Weight.MEANING)
    two = any(sum(at_once) >= 2 for at_once in zip(*failing.values(), strict=True))
    return Accused(any(any(_run_at(check, WATCH, WATCH_RUN)) for check in checks), fatal or two)


def _run_at(check: Check, threshold: float, run: int) -> list[bool]:
    """At every look, whether it and those before it were beyond the threshold."""
    beyond = [look.statistic is not None and look.statistic > threshold for look in check.trend]
    return [at + 1 >= run and all(beyond[at + 1 - run : at + 1]) for at in range(len(beyond))]
