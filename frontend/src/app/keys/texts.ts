/** The shortcuts in words. */
import { defineTexts } from "@/i18n/texts";

export const texts = defineTexts({
  en: {
    "keys.palette": "Find a metric or an action",
    "keys.grain": "Day, week, month, quarter, year",
    "keys.step": "Earlier, later period",
    "keys.tree": "Walk along the tree, to its first and last metric",
    "keys.open": "Open the metric",
    "keys.escape": "Close the panel",
    "keys.fit": "Fit the tree",
    "keys.tv": "TV mode",
    "keys.sheet": "This sheet",
    "keys.copy": "Copy the exact value",
    "keys.click": "click",
    "keys.levels": "More levels of the tree, fewer, or so many",
    "keys.find": "Find in the tree",
    "keys.save": "Save the metric that is being built",
  },
  zh: {
    "keys.palette": "搜索指标或操作",
    "keys.grain": "日、周、月、季、年",
    "keys.step": "上一周期、下一周期",
    "keys.tree": "沿指标树移动，跳到首个与末个指标",
    "keys.open": "打开指标",
    "keys.escape": "关闭面板",
    "keys.fit": "适配画布",
    "keys.tv": "大屏模式",
    "keys.sheet": "显示本页",
    "keys.copy": "复制精确值",
    "keys.click": "点击",
    "keys.levels": "展开、收起一层，或展开到第几层",
    "keys.find": "在树中查找",
    "keys.save": "保存正在编辑的指标",
  },
});
