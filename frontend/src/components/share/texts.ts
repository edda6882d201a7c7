/** Texts of sharing a card as an image. */
import { defineTexts } from "@/i18n/texts";

export const texts = defineTexts({
  en: {
    "image": "Share as an image",
    "image.copy": "Copy image",
    "image.copied": "Image copied",
    "image.save": "Download PNG",
    "image.refused": "The browser does not let images be copied here: download it",
    "image.preview": "Preview of the image",
  },
  zh: {
    "image": "分享为图片",
    "image.copy": "复制图片",
    "image.copied": "图片已复制",
    "image.save": "下载 PNG",
    "image.refused": "浏览器不允许在此复制图片，请下载",
    "image.preview": "图片预览",
  },
});
