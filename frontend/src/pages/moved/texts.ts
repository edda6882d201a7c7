/** Texts of the page of what moved. */
import { defineTexts } from "@/i18n/texts";

export const texts = defineTexts({
  en: {
    "moved.empty": "Nothing to read yet",
    "moved.empty.hint": "No period has closed. Load data and compute it: beichen load, then beichen refresh",
    "moved.read": "The morning read",
    "moved.noise": "Within their usual range",
    "moved.noise.note": "{count} metrics",
    "moved.unknown": "Not judged",
    "moved.range": "expected {low} to {high}",
    "moved.broken": "Guardrail broken",
    "moved.earlier": "closed earlier",
    "moved.importance": "Importance {importance}",
    "moved.importance.means":
      "How far outside its range, weighed by closeness to the North Star: 1 is the end of the North Star's own range.",
    "moved.below": "Moved with it",
  },
  zh: {
    "moved.empty": "暂无可解读的变动",
    "moved.empty.hint": "尚无已结束的周期。请先加载并计算数据：beichen load，然后 beichen refresh",
    "moved.read": "晨读",
    "moved.noise": "正常波动",
    "moved.noise.note": "{count} 个指标",
    "moved.unknown": "无法判断",
    "moved.range": "预期 {low} ~ {high}",
    "moved.broken": "护栏越限",
    "moved.earlier": "更早结束的周期",
    "moved.importance": "重要性 {importance}",
    "moved.importance.means": "偏离预期区间的程度，按与北极星指标的距离加权：1 相当于北极星指标刚好到达区间边缘。",
    "moved.below": "同时变动的驱动",
  },
});
