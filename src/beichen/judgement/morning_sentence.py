"""The morning read in one or two sentences, in both languages, made from the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beichen.domain.text import Text

NAMED = 3
"""Drivers that are named with what they explain, at most."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A metric that moved: what it is called, by how much it moved, and the drivers that are told with it."""

    label: Text
    change: Text | None  # `−412 (−5.1%)`; None where it cannot be told
    with_: Sequence[Text] = ()
    broken: bool = False


def tell_morning(within: Text, headlines: Sequence[Headline], *, moved: int, noise: int, undetermined: int) -> Text:
    """How much moved in a period, and what to look at first.

    Args:
        within: the period, as `in the week of 7 Oct 2013`.
        headlines: what stands for itself, in order.
        moved: how many metrics moved, with those that are told below another.
        noise, undetermined: how many stayed in their range, and how many could not be judged.
    """
    judged = moved + noise
    if not judged:
        return Text(f"No metric could be judged {within.en}.", f"{within.zh}，没有可以判断的指标。")
    unknown = _unknown(undetermined)
    if not headlines:
        return _joined(
            Text(
                f"Nothing moved beyond noise {within.en} ({_metrics(judged)} judged).",
                f"{within.zh}，没有指标超出正常波动（已判断 {judged} 个指标）。",
            ),
            unknown,
        )
    head = Text(
        f"{moved} of {_metrics(judged)} moved beyond noise {within.en}.",
        f"{within.zh}，{judged} 个指标中有 {moved} 个超出正常波动。",
    )
    return _joined(head, *_broken(headlines), *_first(headlines), unknown)


def _broken(headlines: Sequence[Headline]) -> list[Text]:
    names = [line.label for line in headlines if line.broken]
    if not names:
        return []
    return [
        Text(
            f"Guardrail broken: {', '.join(name.en for name in names)}.",
            f"护栏指标越限：{'、'.join(name.zh for name in names)}。",
        )
    ]


def _first(headlines: Sequence[Headline]) -> list[Text]:
    first = next((line for line in headlines if not line.broken), None)
    if first is None:
        return []
    change = first.change or Text("", "")
    named, more = first.with_[:NAMED], len(first.with_) - NAMED
    en = ", ".join(name.en for name in named) + (f" and {more} more" if more > 0 else "")
    zh = "、".join(name.zh for name in named) + (f"等 {len(first.with_)} 个指标" if more > 0 else "")
    return [
        Text(
            f"Most important: {first.label.en}{' ' + change.en if change.en else ''}{', with ' + en if named else ''}.",
            f"最值得关注：{first.label.zh}{' ' + change.zh if change.zh else ''}{'，与' + zh + '同时变动' if named else ''}。",
        )
    ]


def _unknown(count: int) -> Text:
    if not count:
        return Text("", "")
    return Text(f"{_metrics(count)} could not be judged.", f"另有 {count} 个指标无法判断。")


def _metrics(count: int) -> str:
    return "1 metric" if count == 1 else f"{count} metrics"


def _joined(*texts: Text) -> Text:
    return Text(" ".join(text.en for text in texts if text.en), "".join(text.zh for text in texts))
