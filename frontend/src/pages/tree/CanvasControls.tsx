/** Zoom and fit; fits again by itself when the canvas changes its size. */
import { useReactFlow, useStore } from "@xyflow/react";
import { useCallback, useEffect } from "react";
import { usePageCommand, type PageCommand } from "@/app/useShortcuts";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import styles from "./CanvasControls.module.css";
import { FIT } from "./fit";
import type { Layout } from "./layout";

export function CanvasControls({ layout }: { layout: Layout }) {
  const { t } = useSpeech();
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fit = useCallback((duration: number) => void flow.fitView({ ...FIT, duration }), [flow]);

  // React Flow keeps its viewport when its element is resized or its nodes are moved.
  const extent = `${width} ${height} ${layout.spots.size} ${layout.card.width}`;
  useEffect(() => {
    if (extent) requestAnimationFrame(() => fit(0));
  }, [fit, extent]);
  usePageCommand(useCallback((command: PageCommand) => command === "fit" && fit(240), [fit]));

  return (
    <div className={styles.controls}>
      <button type="button" className={`${controls.button} ${controls.square}`} aria-label={t("tree.zoom.out")} title={t("tree.zoom.out")} onClick={() => void flow.zoomOut({ duration: 160 })}>
        <Icon name="minus" />
      </button>
      <button type="button" className={controls.button} onClick={() => fit(240)} title={`${t("tree.fit")}  f`}>
        <Icon name="fit" />
        {t("tree.fit")}
      </button>
      <button type="button" className={`${controls.button} ${controls.square}`} aria-label={t("tree.zoom.in")} title={t("tree.zoom.in")} onClick={() => void flow.zoomIn({ duration: 160 })}>
        <Icon name="plus" />
      </button>
    </div>
  );
}
