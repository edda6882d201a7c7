/** Above the tree: values or contributions, the slice, how many levels are open, and what is looked for. */
import type { TreePage } from "@/api/types";
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import { FindBox } from "./FindBox";
import type { Mode } from "./shown";
import { SliceChooser } from "./SliceChooser";
import { texts } from "./texts";
import { openLevels, showMode, type TreeView } from "./useTreeView";
import styles from "./TreeBar.module.css";

const MODES: readonly Mode[] = ["values", "contribution"];

export interface TreeBarProps {
  page: TreePage;
  view: TreeView;
  onGo: (metric: string) => void;
}

export default function TreeBar({ page, view, onGo }: TreeBarProps) {
  const tx = useTexts(texts);
  const { levels, deepest } = view;
  return (
    <div className={`${styles.bar} no-print`} role="group" aria-label={tx("bar")}>
      <div className={controls.group} role="group" aria-label={tx("mode")}>
        {MODES.map((mode) => (
          <button
            key={mode}
            type="button"
            className={controls.button}
            aria-pressed={view.mode === mode}
            onClick={() => showMode(mode)}
          >
            {tx(`mode.${mode}`)}
          </button>
        ))}
      </div>
      <SliceChooser page={page} />
      <div className={controls.group} role="group" aria-label={tx("levels")}>
        <button
          type="button"
          className={`${controls.button} ${controls.square}`}
          disabled={levels <= 1}
          aria-label={tx("levels.less")}
          title={`${tx("levels.less")}  −`}
          onClick={() => openLevels(levels - 1)}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          className={`${controls.button} number`}
          title={`${tx("levels.all")}  9`}
          onClick={() => openLevels(9)}
        >
          {levels >= deepest ? tx("levels.all") : tx("levels.shown", { count: levels })}
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.square}`}
          disabled={levels >= deepest}
          aria-label={tx("levels.more")}
          title={`${tx("levels.more")}  +`}
          onClick={() => openLevels(levels + 1)}
        >
          <Icon name="plus" />
        </button>
      </div>
      <FindBox find={view.find} found={view.found} onGo={onGo} />
    </div>
  );
}
