/** The dimensions by which the tree can be sliced, and the values of the one that is looked at. */
import { useState } from "react";
import type { SliceDimension, TreePage } from "@/api/types";
import { useClosePopover } from "@/components/popoverClose";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import { showSlice } from "./useTreeView";
import styles from "./SliceChooser.module.css";

export default function SliceChoices({ page }: { page: TreePage }) {
  const { say } = useSpeech();
  const tx = useTexts(texts);
  const close = useClosePopover();
  const { dimensions, slice } = page;
  const [chosen, choose] = useState(slice?.dimension ?? dimensions[0]?.dimension);
  const shown = dimensions.find((each) => each.dimension === chosen);
  const all = page.cards.filter((card) => !card.draft).length;
  if (!shown) return <p className={styles.nothing}>{tx("slice.nothing")}</p>;
  return (
    <div className={styles.columns}>
      <fieldset className={styles.column}>
        <legend>{tx("slice.dimensions")}</legend>
        {dimensions.map((each) => (
          <label key={each.dimension} className={styles.row}>
            <input
              type="radio"
              name="slice-dimension"
              checked={each.dimension === chosen}
              onChange={() => choose(each.dimension)}
            />
            {say(each.label)}
          </label>
        ))}
      </fieldset>
      <div className={styles.column}>
        <h3>{say(shown.label)}</h3>
        <p className={styles.covers}>{tx("slice.covers", { count: shown.metrics, all })}</p>
        <ul className={styles.values} aria-label={tx("slice.values")}>
          {shown.values.map((value) => (
            <li key={value ?? ""}>
              <button
                type="button"
                className={styles.value}
                aria-pressed={slice?.dimension === shown.dimension && slice.value === value}
                onClick={() => {
                  showSlice(written(shown, value));
                  close();
                }}
              >
                {value ?? tx("slice.none")}
              </button>
            </li>
          ))}
        </ul>
        <p className={styles.covers}>{tx("slice.note")}</p>
      </div>
    </div>
  );
}

function written({ dimension }: SliceDimension, value: string | null): string {
  return value === null ? dimension : `${dimension}:${value}`;
}
