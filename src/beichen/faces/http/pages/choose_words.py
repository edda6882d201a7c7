"""What the parts of the score are called, and what each asks."""

from __future__ import annotations

from beichen.faces.http.pages.parts import Part, Words


class PartWords(Part):
    """One part of the score."""

    part: str
    name: Words
    question: Words


def _told(part: str, en: str, zh: str, *, asks: tuple[str, str]) -> PartWords:
    return PartWords(part=part, name=Words(en=en, zh=zh), question=Words(en=asks[0], zh=asks[1]))


PART_WORDS = [
    _told(
        "value",
        "Value predictiveness",
        "价值预测力",
        asks=("Does more of it foretell later value, all else held?", "控制其他因素后，它能否预示后续价值？"),
    ),
    _told(
        "directionality",
        "Directionality",
        "方向一致性",
        asks=("Is more always better, all the way up?", "是否越多越好，始终同向？"),
    ),
    _told(
        "leading",
        "Leading-ness",
        "领先性",
        asks=("Does its first half foretell it already?", "观察期前半段是否就已能预示？"),
    ),
    _told(
        "sensitivity",
        "Sensitivity",
        "灵敏度",
        asks=("Did past experiments move it?", "历史实验能否撬动它？"),
    ),
    _told(
        "stability", "Stability", "稳定性", asks=("Is the link the same in every cohort?", "各批次用户中关联是否一致？")
    ),
    _told(
        "gaming",
        "Gaming resistance",
        "防刷性",
        asks=("When it is inflated, does value follow?", "被推高时，价值是否随之上升？"),
    ),
    _told("breadth", "Breadth", "覆盖面", asks=("How many do it at all?", "有多少用户有这一行为？")),
    _told(
        "decomposability",
        "Decomposability",
        "可拆解性",
        asks=("Can teams take parts of it?", "能否拆解到各团队？"),
    ),
]
"""In the order of the score."""
