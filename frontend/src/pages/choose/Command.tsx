/** The same on a terminal: one command to be copied. */
import controls from "@/components/controls.module.css";
import { Icon } from "@/components/Icon";
import { tell } from "@/components/Toast";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./Command.module.css";

export function Command({ parts }: { parts: readonly string[] }) {
  const told = useTexts(texts);
  const command = ["beichen screen", ...parts.map(quoted)].join(" ");
  const copy = (): void => void navigator.clipboard.writeText(command).then(() => tell(told("choose.copied")));
  return (
    <p className={styles.command}>
      <span>{told("choose.command")}</span>
      <code>{command}</code>
      <button type="button" className={`${controls.button} no-print`} onClick={copy}>
        <Icon name="copy" />
        {told("choose.copy")}
      </button>
    </p>
  );
}

/** As a shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w=.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
