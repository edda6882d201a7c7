/** Every shortcut and what it does: on the sheet that `?` opens, and among the settings. */
import { useSpeech, type MessageKey } from "@/i18n";
import styles from "./KeyList.module.css";

const ROWS: readonly { keys: readonly string[]; text: MessageKey }[] = [
  { keys: ["⌘ K", "Ctrl K", "/"], text: "keys.palette" },
  { keys: ["d", "w", "m", "q", "y"], text: "keys.grain" },
  { keys: ["[", "]"], text: "keys.step" },
  { keys: ["←", "→", "↑", "↓"], text: "keys.tree" },
  { keys: ["Home"], text: "keys.root" },
  { keys: ["Enter"], text: "keys.open" },
  { keys: ["f"], text: "keys.fit" },
  { keys: ["t"], text: "keys.tv" },
  { keys: ["Esc"], text: "keys.escape" },
  { keys: ["Shift"], text: "keys.copy" },
  { keys: ["?"], text: "keys.sheet" },
];

export function KeyList() {
  const { t } = useSpeech();
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
