"""A North Star that grows without anybody being served."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import Agg, Cumulative, Measure, Metric, Simple
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of
from beichen.project.rules.wording import mentions

_VANITY = (
    *("page view", "page views", "pageview", "pageviews", "pv", "uv", "impression", "impressions", "exposure"),
    *("download", "downloads", "install", "installs", "installations", "sign up", "sign ups", "signup", "signups"),
    *("registration", "registrations", "registered", "visits", "hits", "clicks", "followers", "likes"),
    *("浏览量", "访问量", "页面浏览", "曝光", "下载", "安装量", "装机", "注册", "点击", "粉丝", "点赞"),
)
_COUNTS = (Agg.COUNT, Agg.SUM, Agg.COUNT_DISTINCT)


class NorthStarVanity(Rule):
    code = "north-star-vanity"
    severity = Severity.WARNING
    meaning = Text(
        "Views, downloads, sign-ups and counts of whatever happened can be bought or pushed up without anybody "
        "being better served.",
        "浏览、下载、注册以及不加条件的计数，不需要真正服务好用户就能被刷高，属于虚荣指标。",
    )
    fix = Text(
        "Count those who got the value: for example a threshold metric, entities that did the core action on 3 days.",
        "改为统计真正获得价值的用户，例如用 threshold 类型：一周内有 3 天完成核心行为的用户数。",
    )

    def check(self, project: Project) -> Iterator[Finding]:
        star = project.metrics[project.north_star] if project.north_star is not None else None
        if star is None or not isinstance(star.spec, Simple | Cumulative) or star.spec.measure.agg not in _COUNTS:
            return
        name = name_of(project, star.name)
        word = _vanity_word(star, star.spec.measure)
        if word is not None:
            message = Text(
                f"The North Star {name.en} counts “{word}”", f"北极星指标“{name.zh}”统计的是“{word}”这类虚荣指标"
            )
            yield self.finding(message, star.where)
        elif star.value is None and star.spec.measure.filter is None and star.spec.measure.agg is not Agg.SUM:
            message = Text(
                f"The North Star {name.en} counts whatever happened in `{star.spec.model}`",
                f"北极星指标“{name.zh}”不加条件地统计 `{star.spec.model}` 中的一切记录",
            )
            yield self.finding(message, star.where)


def _vanity_word(metric: Metric, measure: Measure) -> str | None:
    # A filter may be about a download that is the product; then the author says which value it has.
    behaviour = measure.filter if metric.value is None else None
    return mentions([metric.name, metric.label.en, metric.label.zh, behaviour], _VANITY)
