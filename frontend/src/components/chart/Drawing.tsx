/** A chart on a canvas, in the tokens' colours. It arrives on its own, after the page: import it with `lazy`. */
import { useEffect, useRef } from "react";
import { useThemeInForce } from "@/settings/settings";
import { init, type ECharts, type EChartsCoreOption } from "./library";
import styles from "./Drawing.module.css";

export interface DrawingProps {
  label: string; // for whoever cannot see it; the numbers stand in a table or text beside it
  /** What to draw, with the colours of the theme in force. Keep it in `useCallback`: another function is another drawing. */
  option: (theme: "light" | "dark") => EChartsCoreOption;
  /** The period at which the tip is held open, by its place; null for none. */
  pointed?: number | null;
  /** Told the place of the period that was clicked. Keep it the same function. */
  onPick?: (place: number) => void;
}

export default function Drawing({ label, option, pointed = null, onPick }: DrawingProps) {
  const theme = useThemeInForce();
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef<ECharts>(null);

  useEffect(() => {
    if (!element.current) return undefined;
    const chart = init(element.current);
    drawn.current = chart;
    const resizes = new ResizeObserver(() => chart.resize());
    resizes.observe(element.current);
    return () => {
      resizes.disconnect();
      chart.dispose();
    };
  }, []);

  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce), print").matches;
    drawn.current?.setOption({ ...option(theme), animation: !still }, { notMerge: true });
  }, [option, theme]);

  useEffect(() => {
    if (pointed === null) drawn.current?.dispatchAction({ type: "hideTip" });
    else drawn.current?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: pointed });
  }, [pointed]);

  useEffect(() => {
    const canvas = drawn.current?.getZr();
    if (!canvas || !onPick) return undefined;
    const pick = (event: { offsetX: number; offsetY: number }): void => {
      const at = [event.offsetX, event.offsetY];
      if (!drawn.current?.containPixel({ gridIndex: 0 }, at)) return;
      const [place] = drawn.current.convertFromPixel({ gridIndex: 0 }, at);
      if (place !== undefined) onPick(Math.round(place));
    };
    canvas.on("click", pick);
    return () => canvas.off("click", pick);
  }, [onPick]);

  return <div ref={element} className={styles.drawing} role="img" aria-label={label} />;
}
