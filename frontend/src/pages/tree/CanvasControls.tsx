/** Zoom and fit; fits again by itself when the canvas changes its size. */
import { useReactFlow, useStore } from "@xyflow/react";
import { useCallback, useEffect } from "react";
import { usePageCommand, type PageCommand } from "@/app/useShortcuts";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import styles from "./CanvasControls.module.css";
import { FIT, fitLegibly } from "./fit";
import type { Layout } from "./layout";
import { texts } from "./texts";

export function CanvasControls({ layout, root }: { layout: Layout; root: string }) {
  const tx = useTexts(texts);
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fit = useCallback(() => void flow.fitView(FIT), [flow]);

  // React Flow keeps its viewport when its element is resized or its nodes are moved.
  useEffect(() => {
    const frame = requestAnimationFrame(() => fitLegibly(flow, layout, root, { width, height }));
    return () => cancelAnimationFrame(frame);
  }, [flow, layout, root, width, height]);
  usePageCommand(useCallback((command: PageCommand) => command === "fit" && fit(), [fit]));

  return (
    <div className={styles.controls}>
      <button
        type="button"
        className={`${controls.button} ${controls.square}`}
        aria-label={tx("tree.zoom.out")}
        title={tx("tree.zoom.out")}
        onClick={() => void flow.zoomOut()}
      >
        <Icon name="minus" />
      </button>
      <button type="button" className={controls.button} onClick={fit} title={`${tx("tree.fit")}  f`}>
        <Icon name="fit" />
        {tx("tree.fit")}
      </button>
      <button
        type="button"
        className={`${controls.button} ${controls.square}`}
        aria-label={tx("tree.zoom.in")}
        title={tx("tree.zoom.in")}
        onClick={() => void flow.zoomIn()}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}
