"""The answer of `beichen health`: the verdict first, then what each check saw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.text import Style, paint, visible
from beichen.faces.cli.wording import say

MARKS = {"ok": "●", "watch": "▲", "failed": "◆", "undetermined": "◌"}
STYLES = {"ok": Style.GOOD, "watch": Style.STRONG, "failed": Style.BAD, "undetermined": Style.FAINT}
VERDICTS = {"keep": Style.GOOD, "watch": Style.STRONG, "re-elect": Style.BAD}


_WORDS = {
    "keep": "health_keep",
    "watch": "health_watch",
    "re-elect": "health_re-elect",
    "ok": "health_ok",
    "failed": "health_failed",
    "undetermined": "health_undetermined",
}


def show_health(document: Document, locale: Locale) -> str:
    """Verdict, checks, and where to go from here."""
    verdict = document["verdict"]
    head = paint(say(_WORDS[verdict], locale), VERDICTS[verdict])
    lines = [head, document["summary"][locale], ""]
    for check in document["checks"]:
        lines += _check(check, locale)
    lines += [line for row in document["weights"] if row["parts"] for line in _weights(row, locale)]
    if document["choose"] is not None:
        lines += ["", say("health_choose", locale, address=document["choose"])]
    return "\n".join(lines)


def _check(check: Mapping[str, Any], locale: Locale) -> list[str]:
    status = check["status"]
    title = f"{MARKS[status]} {check['name'][locale]} · {say(_WORDS[status], locale)}"
    since = say("since", locale, day=check["since"]) if check["since"] else ""
    measured = f"  {_number(check['statistic'], check['unit'])}" if check["statistic"] is not None else ""
    against = "" if check["threshold"] is None else f" / {_number(check['threshold'], check['unit'])}"
    return [
        paint(title, STYLES[status]) + paint(f"{measured}{against}", Style.FAINT) + (f"  {since}" if since else ""),
        "    " + visible(check["reason"][locale]),
    ]


def _weights(row: Mapping[str, Any], locale: Locale) -> list[str]:
    """A proposal, to be taken over by a person."""
    head = paint(say("health_weights", locale, metric=row["metric"], value=row["value"]), Style.STRONG)
    parts = [
        f"    {part['metric']}  {part['weight']:g} → {part['proposed']:.2f}  ({part['low']:.2f}…{part['high']:.2f})"
        for part in row["parts"]
    ]
    return ["", head, *parts, *(f"    {line}" for line in row["yaml"].splitlines())]


def _number(value: float, unit: str) -> str:
    text = {"share": f"{100 * value:.0f}%", "count": f"{value:.0f}"}.get(unit, f"{value:.1f}σ")
    return text.replace("-", "−")
