/** The trend on its canvas. */
import { useCallback } from "react";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import Drawing from "./Drawing";
import { texts } from "./texts";
import type { Pin, Trended } from "./trend";
import { trendOption } from "./trendOption";

export interface TrendDrawingProps {
  label: string;
  trend: Trended;
  pins: readonly Pin[];
  pointed: number | null;
  onPick?: (place: number) => void;
}

const REM_OF_LETTERS = 0.6875; // --text-11, in pixels as large as the page's letters are

export default function TrendDrawing({ label, trend, pins, pointed, onPick }: TrendDrawingProps) {
  const { t, say, language } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const option = useCallback(() => {
    const size = Math.round(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * REM_OF_LETTERS);
    return trendOption({ trend, pins, numbers, language, t, told, say, size });
  }, [trend, pins, numbers, language, t, told, say]);
  return <Drawing label={label} option={option} pointed={pointed} onPick={onPick} />;
}
