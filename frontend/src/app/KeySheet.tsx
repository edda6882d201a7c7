/** `?`: every shortcut on one sheet. */
import { Dialog } from "@/components/Dialog";
import { useSpeech, type MessageKey } from "@/i18n";
import styles from "./KeySheet.module.css";

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

export default function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  return (
    <Dialog label={t("keys")} onClose={onClose}>
      <div className={styles.sheet}>
        <h2>{t("keys")}</h2>
        <dl>
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
        {/* The first stop of the focus, and a way out for a pointer. */}
        <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
          {t("close")}
        </button>
      </div>
    </Dialog>
  );
}
