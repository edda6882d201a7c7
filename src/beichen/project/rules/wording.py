"""Wording: whether a name, a label or an expression speaks of a thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def mentions(texts: Iterable[str | None], phrases: Iterable[str]) -> str | None:
    """The first of the phrases that one of the texts holds: English as whole words, Chinese anywhere; None for none.

    `pageViews`, `page_views` and `Page views` all hold the phrase `page views`.
    """
    phrases = list(phrases)
    for text in texts:
        if text is None:
            continue
        words = " " + " ".join(_WORD.findall(text)).casefold() + " "
        for phrase in phrases:
            if f" {phrase} " in words or (not phrase.isascii() and phrase in text):
                return phrase
    return None
