"""The checks of a North Star's health, one row each, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from beichen.domain.text import Text
from beichen.judgement.health import (
    benchmark,
    concentration,
    decoupling,
    drift,
    gaming,
    link,
    plateau,
    zombies,
)
from beichen.judgement.health.check import Judge


class Weight(StrEnum):
    """What a failed check means for the verdict."""

    MEANING = "meaning"  # the metric no longer stands for value: elect another
    WARNING = "warning"  # alone it is to be watched
    INFORMS = "informs"  # no say


@dataclass(frozen=True, slots=True)
class Row:
    """A check: what it is called, what it asks, how it judges."""

    name: Text
    question: Text
    weight: Weight
    judge: Judge


CHECKS: Mapping[str, Row] = {
    link.CODE: Row(
        Text("Link to value", "与价值的关联"),
        Text("Does what the company lives on still follow it?", "业务结果是否仍随它变化？"),
        Weight.MEANING,
        link.judge_link,
    ),
    plateau.CODE: Row(
        Text("Plateau", "增长见顶"),
        Text("Has it stopped growing for want of room?", "增长是否因为触顶而停滞？"),
        Weight.MEANING,
        plateau.judge_plateau,
    ),
    gaming.CODE: Row(
        Text("Gaming", "刷指标"),
        Text("Does it rise at the cost of guardrails or outcomes?", "它的上涨是否以牺牲护栏或结果指标为代价？"),
        Weight.MEANING,
        gaming.judge_gaming,
    ),
    decoupling.CODE: Row(
        Text("Decoupling", "与驱动脱节"),
        Text("Do its drivers still move it?", "各驱动是否仍能带动它？"),
        Weight.WARNING,
        decoupling.judge_decoupling,
    ),
    drift.CODE: Row(
        Text("Definition drift", "口径漂移"),
        Text("Does it still mean what was agreed?", "口径是否仍是当初约定的？"),
        Weight.WARNING,
        drift.judge_drift,
    ),
    zombies.CODE: Row(
        Text("Zombie metrics", "僵尸指标"),
        Text("Does anybody look at it and act on it?", "是否有人关注并据此行动？"),
        Weight.WARNING,
        zombies.judge_zombies,
    ),
    concentration.CODE: Row(
        Text("Concentration", "集中度"),
        Text("Does one segment carry it alone?", "是否越来越依赖单一分群？"),
        Weight.WARNING,
        concentration.judge_concentration,
    ),
    benchmark.CODE: Row(
        Text("Benchmark distance", "行业对标"),
        Text("How far is it from others in the industry?", "与行业水平差距多大？"),
        Weight.INFORMS,
        benchmark.judge_benchmark,
    ),
}
