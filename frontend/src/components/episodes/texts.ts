/** Texts of the guardrails that fire. */
import { defineTexts } from "@/i18n/texts";

export const texts = defineTexts({
  en: { "episodes.firing": "{guardrail} fires since {period}; it guards {watched}." },
  zh: { "episodes.firing": "{guardrail}自{period}起触发护栏，守护对象为{watched}。" },
});
