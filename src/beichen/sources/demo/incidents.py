"""What is planted in the demo: dates, segment, effect, and the metrics that it must move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from beichen.domain.text import Text
from beichen.sources.demo.timeline import Timeline

Direction = Literal["up", "down"]
EFFECTS = (
    "listening",  # chance that a listener listens on a day
    "waking",  # chance that one who fell silent does
    "sign_ups",
    "staying",  # share of newcomers who stay
    "list_making",  # share of listeners who make playlists
    "subscribing",
    "recommended",  # share of plays that were recommended
    "completion",  # share of recommended plays heard to the end
    "crashing",
    "negative",  # negative feedback on a recommended play
    "pushes",
    "unsubscribing",
    "duplicates",  # share of plays written twice
    "missing_ids",  # share of plays written without a listener
)
ADDED_EFFECTS = frozenset({"duplicates", "missing_ids"})  # ordinarily 0; the others are factors, ordinarily 1


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened, and what it did."""

    name: str
    kind: str  # release, campaign, content, pricing, outage, data_quality or experiment
    label: Text
    first_day: date
    last_day: date | None  # None: for good
    effects: Mapping[str, float]  # by name of EFFECTS: a factor, or a share where it adds
    moves: Mapping[str, Direction]  # metrics of the demo project, and where they must go
    segment: Mapping[str, str] = field(default_factory=dict)  # dimension → value; empty for everyone

    def as_dict(self) -> dict[str, Any]:
        """The incident as JSON holds it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "label": self.label.as_dict(),
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "segment": dict(self.segment),
            "effects": dict(self.effects),
            "moves": dict(self.moves),
        }


def planted_incidents(timeline: Timeline) -> tuple[Incident, ...]:
    """The incidents that touch the timeline, oldest first."""
    planted = [*_data_faults(timeline), *_campaigns(timeline), *_product_changes(timeline), *_breakdowns(timeline)]
    touching = [i for i in planted if i.first_day >= timeline.first_day and i.first_day <= timeline.until]
    return tuple(sorted(touching, key=lambda incident: incident.first_day))


def _data_faults(timeline: Timeline) -> list[Incident]:
    return [
        Incident(
            name="duplicate_web_plays",
            kind="data_quality",
            label=Text("Web player sends plays twice", "网页端重复上报播放事件"),
            first_day=timeline.week(42, days=1),
            last_day=timeline.week(42, days=3),
            segment={"device": "web"},
            effects={"duplicates": 0.6},
            moves={"plays": "up"},
        ),
        Incident(
            name="missing_car_ids",
            kind="data_quality",
            label=Text("Car app loses the listener's id", "车机端播放事件丢失用户 ID"),
            first_day=timeline.week(31, days=2),
            last_day=timeline.week(31, days=3),
            segment={"device": "car"},
            effects={"missing_ids": 0.9},
            moves={"active_listeners": "down"},
        ),
    ]


def _campaigns(timeline: Timeline) -> list[Incident]:
    return [
        Incident(
            name="short_video_campaign",
            kind="campaign",
            label=Text("Short-video advertising brings many who do not stay", "短视频投放拉来大量低留存用户"),
            first_day=timeline.week(36),
            last_day=timeline.week(32, days=-1),
            segment={"channel": "short_video"},
            effects={"sign_ups": 4.0, "staying": 0.4},
            moves={"sign_ups": "up", "new_listeners": "up", "new_listener_w1_retention": "down"},
        ),
        Incident(
            name="daily_push_campaign",
            kind="campaign",
            label=Text("A push every day for two weeks", "连续两周每日推送"),
            first_day=timeline.week(15),
            last_day=timeline.week(13, days=-1),
            effects={"pushes": 4.0, "waking": 1.6, "unsubscribing": 22.0, "negative": 1.75},
            moves={
                "resurrected_listeners": "up",
                "negative_feedback_rate": "up",
                "unsubscribe_rate": "up",
                "push_open_rate": "down",
            },
        ),
        Incident(
            name="exclusive_album",
            kind="content",
            label=Text("Exclusive album of a popular singer", "头部歌手独家专辑上线"),
            first_day=timeline.week(6),
            last_day=timeline.week(5, days=-1),
            effects={"listening": 1.05, "waking": 2.6},
            moves={"weekly_engaged_listeners": "up", "resurrected_listeners": "up"},
        ),
    ]


def _product_changes(timeline: Timeline) -> list[Incident]:
    return [
        Incident(
            name="recommender_v2",
            kind="release",
            label=Text("Second generation of recommendations", "推荐算法 2.0 全量上线"),
            first_day=timeline.week(24),
            last_day=None,
            effects={"listening": 1.07, "recommended": 1.18, "completion": 1.06},
            moves={"engaged_share": "up", "recommendation_completion": "up", "weekly_engaged_listeners": "up"},
        ),
        Incident(
            name="student_plan",
            kind="pricing",
            label=Text("Student plan at 8 yuan a month", "学生会员上线（每月 8 元）"),
            first_day=timeline.week(19),
            last_day=None,
            effects={"subscribing": 1.5},
            moves={"paying_listeners": "up"},
        ),
        Incident(
            name="playlist_prompt",
            kind="experiment",
            label=Text("Half of the newcomers are asked to make a playlist", "新用户歌单引导实验（50% 流量）"),
            first_day=timeline.week(10),
            last_day=timeline.week(4, days=-1),
            segment={"variant": "guided"},
            effects={"list_making": 2.5, "staying": 1.3},
            moves={"first_week_playlist": "up", "new_listener_w1_retention": "up"},
        ),
    ]


def _breakdowns(timeline: Timeline) -> list[Incident]:
    return [
        Incident(
            name="southwest_outage",
            kind="outage",
            label=Text("Network outage in the southwest", "西南地区机房网络故障"),
            first_day=timeline.week(8, days=4),
            last_day=timeline.week(8, days=5),
            segment={"region": "southwest"},
            effects={"listening": 0.2},
            moves={"weekly_engaged_listeners": "down", "active_listeners": "down"},
        ),
        Incident(
            name="android_crashes",
            kind="release",
            label=Text(
                f"App {timeline.version_name(timeline.newest_version)} crashes on Android",
                f"安卓 {timeline.version_name(timeline.newest_version)} 版本频繁闪退",
            ),
            first_day=timeline.week(1, days=4),
            last_day=timeline.week(0, days=5),
            segment={"device": "android", "app_version": timeline.version_name(timeline.newest_version)},
            effects={"crashing": 22.0, "listening": 0.55},
            moves={"crash_rate": "up", "engaged_share": "down", "weekly_engaged_listeners": "down"},
        ),
    ]
