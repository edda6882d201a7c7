/** The image as it will be, and what can be done with it. */
import { useEffect, useRef } from "react";
import { useProject } from "@/api/queries";
import controls from "@/components/controls.module.css";
import { tell } from "@/components/Toast";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { useThemeInForce } from "@/settings/settings";
import { drawCard } from "./drawCard";
import { linesOf } from "./linesOf";
import type { SharedCard } from "./shared";
import { texts } from "./texts";
import styles from "./ShareImage.module.css";

export default function SharePreview({ card }: { card: SharedCard }) {
  const speech = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const theme = useThemeInForce();
  const project = useProject().data;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current || !project) return undefined;
    const element = canvas.current;
    const lines = linesOf({ card, project, speech, numbers });
    let wanted = true;
    void drawCard(element, card, lines, () => wanted).then(() => {
      if (wanted) element.dataset.drawn = theme;
    });
    return () => {
      wanted = false;
    };
  }, [card, project, speech, numbers, theme]);

  // The promise is handed over within the click: a browser takes nothing that comes later.
  const copy = (): void => {
    navigator.clipboard
      .write([new ClipboardItem({ "image/png": imageOf(canvas.current) })])
      .then(() => tell(told("image.copied")))
      .catch(() => tell(told("image.refused")));
  };
  const save = (): void => void imageOf(canvas.current).then((image) => download(image, fileName(card)));
  return (
    <div className={styles.preview}>
      <canvas ref={canvas} role="img" aria-label={told("image.preview")} />
      <div className={styles.buttons}>
        <button type="button" className={controls.button} onClick={copy}>
          {told("image.copy")}
        </button>
        <button type="button" className={controls.button} onClick={save}>
          {told("image.save")}
        </button>
      </div>
    </div>
  );
}

function imageOf(canvas: HTMLCanvasElement | null): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas?.toBlob((image) => (image ? resolve(image) : reject(new Error("the canvas gave no image"))), "image/png");
  });
}

function fileName({ metric, period }: SharedCard): string {
  return `${[metric, period?.start].filter(Boolean).join("-")}.png`;
}

function download(image: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(image);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
