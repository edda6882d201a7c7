"""Lint rules: what makes a sound project a misleading one; one rule a file, listed in one table."""

from __future__ import annotations

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.project.rules.base import Rule
from beichen.project.rules.benchmark_source import BenchmarkWithoutSource
from beichen.project.rules.candidate_window import CandidateWindow
from beichen.project.rules.detached_branch import DetachedBranch
from beichen.project.rules.dimension_meaning import DimensionMeaning
from beichen.project.rules.draft_metric import DraftMetric
from beichen.project.rules.guardrail_direction import GuardrailAgainstDirection
from beichen.project.rules.guardrail_limit import GuardrailWithoutLimit
from beichen.project.rules.identity_grain import IdentityGrain
from beichen.project.rules.identity_scale import IdentityScale
from beichen.project.rules.identity_units import IdentityUnits
from beichen.project.rules.influence_reason import InfluenceWithoutReason
from beichen.project.rules.key_result_direction import KeyResultWithoutDirection
from beichen.project.rules.key_result_target import KeyResultAgainstDirection
from beichen.project.rules.metric_grain import MetricGrain
from beichen.project.rules.metric_owner import MetricWithoutOwner
from beichen.project.rules.near_duplicate import NearDuplicate
from beichen.project.rules.north_star_cumulative import NorthStarCumulative
from beichen.project.rules.north_star_financial import NorthStarFinancial
from beichen.project.rules.north_star_guardrail import NorthStarWithoutGuardrail
from beichen.project.rules.north_star_missing import NorthStarMissing
from beichen.project.rules.north_star_role import NorthStarRole
from beichen.project.rules.north_star_value import NorthStarWithoutValue
from beichen.project.rules.north_star_vanity import NorthStarVanity
from beichen.project.rules.orphan_metric import OrphanMetric
from beichen.project.rules.person_team import PersonWithoutTeam
from beichen.project.rules.same_label import SameLabel
from beichen.project.rules.same_meaning import SameMeaning
from beichen.project.rules.share_range import ShareRange
from beichen.project.rules.too_many_drivers import TooManyDrivers

RULES: tuple[Rule, ...] = (
    NorthStarMissing(),
    NorthStarFinancial(),
    NorthStarCumulative(),
    NorthStarVanity(),
    NorthStarWithoutValue(),
    NorthStarWithoutGuardrail(),
    NorthStarRole(),
    MetricWithoutOwner(),
    TooManyDrivers(),
    InfluenceWithoutReason(),
    OrphanMetric(),
    DetachedBranch(),
    DraftMetric(),
    IdentityUnits(),
    IdentityScale(),
    IdentityGrain(),
    MetricGrain(),
    SameMeaning(),
    NearDuplicate(),
    SameLabel(),
    DimensionMeaning(),
    GuardrailWithoutLimit(),
    GuardrailAgainstDirection(),
    KeyResultWithoutDirection(),
    KeyResultAgainstDirection(),
    ShareRange(),
    PersonWithoutTeam(),
    BenchmarkWithoutSource(),
    CandidateWindow(),
)


def check_project(project: Project) -> list[Finding]:
    """What the rules find: errors before warnings before notes, then by file and line."""
    return sorted((finding for rule in RULES for finding in rule.check(project)), key=_rank)


def _rank(finding: Finding) -> tuple[int, str, int, str, str]:
    where = finding.where
    file, line = (where.file, where.line or 0) if where is not None else ("", 0)
    return list(Severity).index(finding.severity), file, line, finding.code, finding.message.en
