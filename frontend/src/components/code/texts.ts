/** The few words beside code. */
import { defineTexts } from "@/i18n/texts";

export const texts = defineTexts({
  en: { "code.copy": "Copy", "code.copied": "Copied" },
  zh: { "code.copy": "复制", "code.copied": "已复制" },
});
