/** The whole tree within one value of a dimension: the dimension first, then its values. */
import { lazy, Suspense } from "react";
import type { TreePage } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { Popover } from "@/components/Popover";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import { showSlice } from "./useTreeView";
import styles from "./SliceChooser.module.css";

const SliceChoices = lazy(() => import("./SliceChoices"));

export function SliceChooser({ page }: { page: TreePage }) {
  const { say } = useSpeech();
  const tx = useTexts(texts);
  const { slice } = page;
  const named = slice ? `${say(slice.label)} = ${slice.value ?? tx("slice.none")}` : tx("slice.all");
  return (
    <div className={controls.group} data-slice={slice?.dimension}>
      <Popover
        label={`${tx("slice")}: ${named}`}
        buttonClass={`${controls.button} ${styles.button}`}
        button={
          <>
            <Icon name="filter" />
            <strong data-on={slice !== null}>{named}</strong>
            <Icon name="down" />
          </>
        }
      >
        <Suspense fallback={null}>
          <SliceChoices page={page} />
        </Suspense>
      </Popover>
      {slice && (
        <button
          type="button"
          className={`${controls.button} ${controls.square}`}
          aria-label={tx("slice.clear")}
          title={tx("slice.clear")}
          onClick={() => showSlice(undefined)}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
