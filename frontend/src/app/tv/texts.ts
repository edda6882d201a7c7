/** Texts of TV mode. */
import { defineTexts } from "@/i18n/texts";

export const texts = defineTexts({
  en: {
    "tour.place": "Page {place} of {count}, the next in {seconds} s",
    "tour.paused": "Paused: goes on a minute after the last touch",
  },
  zh: {
    "tour.place": "第 {place} 页，共 {count} 页，每 {seconds} 秒轮播",
    "tour.paused": "已暂停，无操作一分钟后继续轮播",
  },
});
