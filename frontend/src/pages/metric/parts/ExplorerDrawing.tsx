/** The breakdown on its canvas. */
import { useCallback } from "react";
import type { ExplorerPart } from "@/api/types";
import Drawing from "@/components/chart/Drawing";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import type { Drawn } from "@/router/search";
import { explorerOption } from "./explorerOption";
import { texts } from "./texts";
import { useSegmentName } from "./useSegmentName";

export default function ExplorerDrawing({ label, found, as }: { label: string; found: ExplorerPart; as: Drawn }) {
  const { say } = useSpeech();
  const t = useTexts(texts);
  const numbers = useNumbers();
  const nameOf = useSegmentName();
  const option = useCallback(
    () => explorerOption({ found, as, numbers, say, nameOf, others: t("metric.explore.others") }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the name of a segment changes with the language alone
    [found, as, numbers, say, t],
  );
  return <Drawing label={label} option={option} />;
}
