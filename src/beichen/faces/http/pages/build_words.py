"""What the form says of kinds, aggregates and roles, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from beichen.domain.metric import Agg, Role
from beichen.domain.text import Text


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind of metric, for a person who chooses one.

    Attributes:
        answers: the question that it answers.
        over: what it is made of, rows of a model or other metrics.
    """

    label: Text
    answers: Text
    example: Text
    over: Literal["rows", "metrics"]


KINDS: Mapping[str, KindWords] = {
    "simple": KindWords(
        Text("Count or sum", "计数与求和"),
        Text("How many rows, how much in all, or how many different ones?", "有多少条记录、合计多少、去重后有多少？"),
        Text("plays of a week; revenue of a month; active users", "周播放次数；月收入；活跃用户数"),
        "rows",
    ),
    "threshold": KindWords(
        Text("People who reach a bar", "达标人数"),
        Text("How many do something often or long enough?", "有多少人的行为次数或时长达到门槛？"),
        Text("listeners who play on 3 days or more of a week", "一周内有 3 天及以上听歌的用户数"),
        "rows",
    ),
    "ratio": KindWords(
        Text("Ratio", "比率"),
        Text("What share, or how much for each?", "占多大比例，或平均每个有多少？"),
        Text("sign-ups ÷ visitors; revenue ÷ orders", "注册数 ÷ 访客数；收入 ÷ 订单数"),
        "metrics",
    ),
    "derived": KindWords(
        Text("Formula", "公式"),
        Text("What do other metrics give, put together?", "由其他指标计算得到的结果是多少？"),
        Text("new + retained + resurrected", "新增 + 留存 + 回流"),
        "metrics",
    ),
    "conversion": KindWords(
        Text("Conversion", "转化率"),
        Text("What share does one thing within some time of another?", "做了甲之后，在规定时间内又做乙的占比是多少？"),
        Text("sign-up → first playlist within 7 days", "注册后 7 天内创建歌单"),
        "rows",
    ),
    "retention": KindWords(
        Text("Retention", "留存率"),
        Text("What share of the newcomers comes back?", "新来的人中，有多大比例会回来？"),
        Text("new listeners who come back the next week", "新用户次周留存率"),
        "rows",
    ),
    "repeat": KindWords(
        Text("Repeat", "复购与复访"),
        Text("How often is it followed by the same again?", "发生一次之后，多大比例会在规定时间内再次发生？"),
        Text("a second order within 30 days", "30 天内复购率"),
        "rows",
    ),
    "lifecycle": KindWords(
        Text("Lifecycle", "生命周期"),
        Text("How many are new, stay, come back, or are lost?", "新增、留存、回流、流失各有多少人？"),
        Text("new active listeners of a week", "本周新增活跃听众"),
        "metrics",
    ),
    "cumulative": KindWords(
        Text("Running total", "累计"),
        Text("How much has come together in a time up to now?", "截至目前，一段时间内累计多少？"),
        Text("paying users of the last 28 days; revenue of the year to date", "近 28 天付费用户数；本年累计收入"),
        "rows",
    ),
    "index": KindWords(
        Text("Score", "加权得分"),
        Text("How good is it altogether, on a scale of 0–100?", "综合来看有多好（0–100 分）？"),
        Text("health = completion × 3 + few crashes × 2", "健康度 = 完播率 × 3 + 低闪退率 × 2"),
        "metrics",
    ),
}

AGGREGATES: Mapping[Agg, Text] = {
    Agg.COUNT: Text("Number of rows", "记录数"),
    Agg.COUNT_DISTINCT: Text("Number of different", "去重数"),
    Agg.SUM: Text("Sum of", "求和"),
    Agg.AVG: Text("Average of", "平均值"),
    Agg.MIN: Text("Smallest", "最小值"),
    Agg.MAX: Text("Largest", "最大值"),
    Agg.PERCENTILE: Text("Percentile of", "分位数"),
}

ROLES: Mapping[Role, tuple[Text, Text]] = {
    Role.NORTH_STAR: (
        Text("North Star", "北极星指标"),
        Text("The one number that every other turns round.", "所有指标都围绕它展开。"),
    ),
    Role.KEY_RESULT: (Text("Key result", "关键成果"), Text("A goal is set for it.", "为它设定目标。")),
    Role.INPUT: (Text("Input", "过程指标"), Text("A team moves it day by day.", "团队日常推动的指标。")),
    Role.GUARDRAIL: (
        Text("Guardrail", "护栏指标"),
        Text("Must not get worse while others get better.", "其他指标变好时，它不能变坏。"),
    ),
    Role.OUTCOME: (
        Text("Outcome", "结果指标"),
        Text("Finance: validates, does not steer.", "财务结果：用于验证，不用于牵引。"),
    ),
}

USUAL_UNITS: Mapping[str, Text] = {
    "share": Text("Share (0–100%)", "占比（0–100%）"),
    "CNY": Text("CNY ¥", "人民币"),
    "USD": Text("USD $", "美元"),
    "EUR": Text("EUR €", "欧元"),
}
