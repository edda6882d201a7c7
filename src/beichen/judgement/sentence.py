"""The one sentence that explains a change, in both languages, made from the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from beichen.domain.observation import Segment, Undetermined
from beichen.domain.period_name import period_against, period_within
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.domain.units import format_change, format_distance, format_share, format_value, is_share
from beichen.judgement.change import ExpectedRange, Verdict

NO_CHANGE = 1e-12  # of the larger value; less is rounding
WORTH_NAMING = 0.01  # of the largest part
MOST = 0.5  # of the change
WHOLE = 100  # ends of a range from here on are told without decimals
LARGEST_PERCENT = 100  # times; beyond it a percentage says only that there was next to nothing before


@dataclass(frozen=True, slots=True)
class Part:
    """A driver, and what it added to the change; negative for what it took away."""

    label: Text
    contribution: float


@dataclass(frozen=True, slots=True)
class Standout:
    """The segment that stands out most, in the metric of the story or, with `of`, in one of its drivers."""

    segment: Segment
    contribution: float
    of: Text | None = None
    unit: str | None = None  # of `of`
    labels: Mapping[str, Text] = field(default_factory=dict)  # what people call the segment's dimensions


@dataclass(frozen=True, slots=True)
class Unsolved:
    """A metric at which part of the change stays, because its formula cannot carry it further down."""

    label: Text
    contribution: float
    broken: bool  # its formula does not hold; else a driver of it has no value


@dataclass(frozen=True, slots=True)
class Story:
    """The facts of one change."""

    label: Text
    unit: str | None
    grain: Grain
    period: date
    versus: date
    before: float | Undetermined
    after: float | Undetermined
    drivers: tuple[Part, ...] = ()  # of one level, so that no part is told twice
    standout: Standout | None = None
    unsolved: tuple[Unsolved, ...] = ()
    breaches: tuple[Text, ...] = ()  # see `describe_breach`
    complete: bool = True  # the period; a partial one is said to be
    versus_complete: bool = True
    expected: ExpectedRange | None = None  # of the period
    doubts: tuple[Text, ...] = ()  # where the answer does not survive a slightly different question
    coinciding: Text | None = None  # what else happened then, in a clause that says nothing about why


def tell_change(story: Story) -> Text:
    """What moved, by how much, and what moved it; then what to beware of.

    Names the driver that did most for the change and the one that did most against
    it (or, when none did, the second), the segment that stands out, whether the value
    was to be expected, a partial period that it was compared with, what no driver
    explains, and broken guardrails. A partial period has a value and did not move.
    """
    main = _what_moved(story)
    notes = list(_notes(story))
    return Text(
        " ".join([main.en + ".", *(note.en + "." for note in notes)]),
        "".join([main.zh + "。", *(note.zh + "。" for note in notes)]),
    )


def _what_moved(story: Story) -> Text:
    within, against = period_within(story.period, story.grain), period_against(story.period, story.versus, story.grain)
    label, unit = story.label, story.unit
    if isinstance(story.after, Undetermined):
        why = story.after.reason.text
        return Text(f"{label.en} has no value {within.en}: {why.en}", f"{within.zh}，{label.zh}没有数值：{why.zh}")
    value = Text(format_value(story.after, unit, "en"), format_value(story.after, unit, "zh"))
    if isinstance(story.before, Undetermined):
        why = story.before.reason.text
        return Text(
            f"{label.en} was {value.en} {within.en} and cannot be compared with {against.en}: {why.en}",
            f"{within.zh}，{label.zh}为 {value.zh}，无法与{against.zh}比较：{why.zh}",
        )
    if not story.complete:
        before = Text(format_value(story.before, unit, "en"), format_value(story.before, unit, "zh"))
        return Text(
            f"{label.en} was {value.en} {within.en}, of which the data hold only a part: "
            f"that is not to be compared with {against.en} ({before.en})",
            f"{within.zh}的数据尚不完整，{label.zh}目前为 {value.zh}，不宜与{against.zh}（{before.zh}）直接比较",
        )
    change = story.after - story.before
    if abs(change) <= NO_CHANGE * max(abs(story.before), abs(story.after)):
        head = Text(
            f"{label.en} stayed at {value.en} {within.en}, unchanged from {against.en}",
            f"{within.zh}，{label.zh}为 {value.zh}，与{against.zh}持平",
        )
        return _joined(head, _drivers(story, 0.0))
    size = Text(format_distance(change, unit, "en"), format_distance(change, unit, "zh"))
    percent = _percent(story.before, change, unit)
    en, zh = ("rose", "上升") if change > 0 else ("fell", "下降")
    head = Text(
        f"{label.en} {en} by {size.en}{f' ({percent})' if percent else ''} to {value.en} {within.en} against {against.en}",
        f"{within.zh}，{label.zh}为 {value.zh}，较{against.zh}{zh} {size.zh}{f'（{percent}）' if percent else ''}",
    )
    return _joined(head, _drivers(story, change), _standout(story, change))


def _percent(before: float, change: float, unit: str | None) -> str:
    """The change in percent; nothing for a share, whose change is in points, and for what began at or near 0."""
    if is_share(unit) or abs(change) >= LARGEST_PERCENT * abs(before):
        return ""
    return ("+" if change > 0 else "") + format_share(change / abs(before))


def _joined(head: Text, drivers: Text | None, standout: Text | None = None) -> Text:
    en = head.en + (f": {drivers.en}" if drivers else "") + (f"; {standout.en}" if standout else "")
    zh = head.zh + (f"，{drivers.zh}" if drivers else "") + (f"；{standout.zh}" if standout else "")
    return Text(en, zh)


def _drivers(story: Story, change: float) -> Text | None:
    """The part that did most for the change, then the one most against it, or the second for it."""
    sign = -1.0 if change < 0 else 1.0
    by_size = sorted(story.drivers, key=lambda part: -part.contribution * sign)
    if not by_size or by_size[0].contribution * sign <= 0:
        return None
    first, last = by_size[0], by_size[-1]
    floor = WORTH_NAMING * max(abs(first.contribution), abs(last.contribution))
    second = last if last.contribution * sign < 0 else by_size[1] if len(by_size) > 1 else None
    if second is None or abs(second.contribution) <= floor:
        return _first_driver(story, first)
    return _two_drivers(story, first, second)


def _first_driver(story: Story, part: Part) -> Text:
    rising = part.contribution > 0
    size, signed = _sizes(story, part.contribution)
    return Text(
        f"{part.label.en} {'added' if rising else 'took away'} {size.en}",
        f"主要{'由' if rising else '受'}{part.label.zh}{'拉动' if rising else '拖累'}（{signed.zh}）",
    )


def _two_drivers(story: Story, first: Part, second: Part) -> Text:
    head = _first_driver(story, first)
    size, signed = _sizes(story, second.contribution)
    if (first.contribution > 0) == (second.contribution > 0):
        return Text(f"{head.en}, {second.label.en} {size.en}", f"{head.zh}，其次是{second.label.zh}（{signed.zh}）")
    en, zh = ("added", "拉动") if second.contribution > 0 else ("took away", "拖累")
    return Text(
        f"{head.en}, while {second.label.en} {en} {size.en}", f"{head.zh}，而{second.label.zh}形成{zh}（{signed.zh}）"
    )


def _sizes(story: Story, contribution: float) -> tuple[Text, Text]:
    """A contribution without and with its sign; whole where the metric itself is counted in whole numbers."""
    counted = all(not isinstance(v, Undetermined) and float(v).is_integer() for v in (story.before, story.after))
    if counted and not is_share(story.unit) and abs(contribution) >= 1:
        contribution = round(contribution)
    return _size(contribution, story.unit), _signed(contribution, story.unit)


def _size(amount: float, unit: str | None) -> Text:
    return Text(format_distance(amount, unit, "en"), format_distance(amount, unit, "zh"))


def _signed(amount: float, unit: str | None) -> Text:
    return Text(format_change(amount, unit, "en"), format_change(amount, unit, "zh"))


def _standout(story: Story, change: float) -> Text | None:
    found = story.standout
    if found is None:
        return None
    name = _segment_name(found)
    if found.of is not None:
        signed = _signed(found.contribution, found.unit)
        return Text(
            f"within {found.of.en}, {name.en} stands out ({signed.en})",
            f"在{found.of.zh}中，{name.zh} 最为突出（{signed.zh}）",
        )
    _, signed = _sizes(story, found.contribution)
    if found.contribution / change >= MOST:
        return Text(f"most of it in {name.en} ({signed.en})", f"大部分来自 {name.zh}（{signed.zh}）")
    return Text(f"{name.en} stands out ({signed.en})", f"{name.zh} 最为突出（{signed.zh}）")


def _segment_name(found: Standout) -> Text:
    named = [(found.labels.get(name) or Text(name.replace("_", " "), name), value) for name, value in found.segment]
    en = " × ".join(f"unknown {label.en}" if value is None else f"{label.en} {value}" for label, value in named)
    zh = " × ".join(f"{label.zh} 未知" if value is None else f"{label.zh} {value}" for label, value in named)
    return Text(en, zh)


def _notes(story: Story) -> Iterator[Text]:
    if story.complete:
        yield from _notes_on_the_change(story)
    for breach in story.breaches:
        yield Text(f"Guardrail broken: {breach.en}", f"护栏指标越限：{breach.zh}")


def _notes_on_the_change(story: Story) -> Iterator[Text]:
    against = period_against(story.period, story.versus, story.grain)
    if (verdict := _verdict(story)) is not None:
        yield verdict
    noise = story.expected is not None and story.expected.verdict is Verdict.NOISE
    if story.coinciding is not None and not noise:
        yield story.coinciding
    if story.doubts and not noise:
        # a change within noise is not relied on anyway
        yield Text(
            "The answer is fragile: " + "; ".join(doubt.en for doubt in story.doubts),
            "结论不够稳健：" + "；".join(doubt.zh for doubt in story.doubts),
        )
    if not story.versus_complete:
        yield Text(
            f"{against.en[0].upper()}{against.en[1:]} is not complete in the data, so the comparison is not like for like",
            f"{against.zh}的数据不完整，两期不可直接对比",
        )
    for part in story.unsolved:
        _, signed = _sizes(story, part.contribution)
        why = _BROKEN if part.broken else _NOT_COMPUTED
        yield Text(
            f"{signed.en} of the change stays at {part.label.en}: {why.en}",
            f"变化中有 {signed.zh} 停留在{part.label.zh}，无法继续拆分：{why.zh}",
        )


def _verdict(story: Story) -> Text | None:
    """Whether the value is noise or news; nothing while that cannot be told."""
    found = story.expected
    if found is None or found.verdict is Verdict.UNDETERMINED:
        return None
    low, high = _value(found.low, story.unit), _value(found.high, story.unit)
    if found.verdict is Verdict.NOISE:
        return Text(
            f"That is within what its history leads one to expect ({low.en} to {high.en})",
            f"该数值在历史走势的预期区间之内（{low.zh} ~ {high.zh}），属于正常波动",
        )
    return Text(
        f"That is outside what its history leads one to expect ({low.en} to {high.en})",
        f"该数值超出历史走势的预期区间（{low.zh} ~ {high.zh}）",
    )


def _value(value: float | None, unit: str | None) -> Text:
    rounded = round(value) if value is not None and abs(value) >= WHOLE else value
    return Text(format_value(rounded, unit, "en"), format_value(rounded, unit, "zh"))


_BROKEN = Text("its formula does not hold in the data", "其公式与数据不符")
_NOT_COMPUTED = Text("a driver of it has no value", "其驱动指标没有数值")
