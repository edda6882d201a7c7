"""Text that a person reads, in both languages of the product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Locale = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in English and Chinese; a text given in one language stands for both."""

    en: str
    zh: str

    @classmethod
    def same(cls, text: str) -> Text:
        return cls(text, text)

    def of(self, locale: Locale) -> str:
        return self.zh if locale == "zh" else self.en

    def as_dict(self) -> dict[str, str]:
        return {"en": self.en, "zh": self.zh}
