"""The answer of `beichen screen`: the candidates that stand, the refused with their reasons, the thresholds proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.text import Column, Style, paint, render_table, visible
from beichen.faces.cli.wording import say

MOST_THRESHOLDS = 5
_EVIDENCE = {
    "correlated": "evidence_correlated",
    "adjusted": "evidence_adjusted",
    "experimental": "evidence_experimental",
    "undetermined": "evidence_undetermined",
}


def show_screening(document: Document, locale: Locale) -> str:
    """Best first, the refused last."""
    standing = [each for each in document["candidates"] if not each["rejected"]]
    refused = [each for each in document["candidates"] if each["rejected"]]
    counted = {"entities": f"{document['entities']:,}", "left_out": f"{document['left_out']:,}"}
    lines = [paint(say("screened", locale, **counted), Style.FAINT), ""]
    head, *body = _table(standing, document["north_star"], locale)
    lines += [paint(head, Style.FAINT), *body]
    if refused:
        lines += ["", paint(say("refused", locale), Style.STRONG)]
        for each in refused:
            lines += _refused(each, locale)
    if document["thresholds"]:
        lines += ["", paint(say("thresholds", locale), Style.STRONG)]
        lines += [_threshold(each, locale) for each in document["thresholds"][:MOST_THRESHOLDS]]
        lines += ["", say("threshold_save", locale, name=document["thresholds"][0]["name"])]
    return "\n".join([*lines, say("screen_decide", locale)])


def _table(candidates: Sequence[Mapping[str, Any]], north_star: str | None, locale: Locale) -> list[str]:
    titles = ("score", "interval", "link", "won")
    columns = [Column(say("candidate", locale)), *(Column(say(title, locale), right=True) for title in titles)]
    columns += [Column(say("evidence", locale)), Column("")]
    rows = [
        (
            _named(each, locale),
            _number(each["score"]["value"], 0),
            _between(each["score"], 0),
            _number(each["link"]["value"], 2),
            "–" if each["win_share"] is None else f"{100 * each['win_share']:.0f}%",
            say(_EVIDENCE[each["evidence"]], locale),
            say("today_star", locale) if (each["kind"], each["name"]) == ("metric", north_star) else "",
        )
        for each in candidates
    ]
    return render_table(columns, rows)


def _named(candidate: Mapping[str, Any], locale: Locale) -> str:
    """A behaviour and a metric may have one name."""
    return f"{candidate['name']} ({say('metric', locale)})" if candidate["kind"] == "metric" else str(candidate["name"])


def _refused(candidate: Mapping[str, Any], locale: Locale) -> list[str]:
    codes = ", ".join(refusal["code"] for refusal in candidate["rejected"])
    reasons = [f"    {visible(refusal['reason'][locale])}" for refusal in candidate["rejected"]]
    return [f"{paint('✕', Style.BAD)} {_named(candidate, locale)}  {paint(codes, Style.FAINT)}", *reasons]


def _threshold(threshold: Mapping[str, Any], locale: Locale) -> str:
    return "  " + say(
        "threshold_line",
        locale,
        behaviour=threshold["behaviour"],
        often=threshold["at_least"],
        days=threshold["within_days"],
        lift=_number(threshold["lift"], 1),
        low=_number(threshold["low"], 1),
        high=_number(threshold["high"], 1),
        others=_number(threshold["others"], 1),
    )


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}".replace("-", "−")


def _between(told: Mapping[str, Any], digits: int) -> str:
    return "–" if told["value"] is None else f"{_number(told['low'], digits)}–{_number(told['high'], digits)}"
