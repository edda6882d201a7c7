/** Every shortcut and what it does: on the sheet that `?` opens, and among the settings. */
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./KeyList.module.css";

const ROWS: readonly { keys: readonly string[]; text: keyof (typeof texts)["en"] }[] = [
  { keys: ["⌘ K", "Ctrl K", "/"], text: "keys.palette" },
  { keys: ["d", "w", "m", "q", "y"], text: "keys.grain" },
  { keys: ["[", "]"], text: "keys.step" },
  { keys: ["←", "→", "↑", "↓", "Home", "End"], text: "keys.tree" },
  { keys: ["+", "−", "1 … 9"], text: "keys.levels" },
  { keys: ["s"], text: "keys.find" },
  { keys: ["Enter"], text: "keys.open" },
  { keys: ["f"], text: "keys.fit" },
  { keys: ["t"], text: "keys.tv" },
  { keys: ["⌘ S", "Ctrl S"], text: "keys.save" },
  { keys: ["Esc"], text: "keys.escape" },
  { keys: ["Shift"], text: "keys.copy" },
  { keys: ["?"], text: "keys.sheet" },
];

export function KeyList() {
  const t = useTexts(texts);
  return (
    <dl className={styles.list}>
      {ROWS.map(({ keys, text }) => (
        <div key={text}>
          <dt>{t(text)}</dt>
          <dd>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
            {text === "keys.copy" && <span>{t("keys.click")}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
