/** Zoom and fit; fits again by itself when the canvas changes its size. */
import { useReactFlow, useStore } from "@xyflow/react";
import { useCallback, useEffect } from "react";
import { usePageCommand, type PageCommand } from "@/app/useShortcuts";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import styles from "./CanvasControls.module.css";
import { FIT, fitLegibly } from "./fit";
import type { Layout } from "./layout";

export function CanvasControls({ layout, root }: { layout: Layout; root: string }) {
  const { t } = useSpeech();
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fit = useCallback(() => void flow.fitView({ ...FIT, duration: 240 }), [flow]);

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
        aria-label={t("tree.zoom.out")}
        title={t("tree.zoom.out")}
        onClick={() => void flow.zoomOut({ duration: 160 })}
      >
        <Icon name="minus" />
      </button>
      <button type="button" className={controls.button} onClick={fit} title={`${t("tree.fit")}  f`}>
        <Icon name="fit" />
        {t("tree.fit")}
      </button>
      <button
        type="button"
        className={`${controls.button} ${controls.square}`}
        aria-label={t("tree.zoom.in")}
        title={t("tree.zoom.in")}
        onClick={() => void flow.zoomIn({ duration: 160 })}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}
