/** What is wrong with a choice, or worth knowing, beside the field that it is about. */
import type { ImportTrouble } from "@/api/types";
import { Icon } from "@/components/Icon";
import { useSpeech } from "@/i18n";
import styles from "./fields.module.css";

export function Troubles({ troubles }: { troubles: readonly ImportTrouble[] }) {
  const { say } = useSpeech();
  return troubles.map((trouble) => (
    <p
      key={trouble.field + trouble.text.en}
      className={styles.trouble}
      data-blocking={trouble.blocking}
      role={trouble.blocking ? "alert" : "status"}
    >
      <Icon name="warning" />
      {say(trouble.text)}
    </p>
  ));
}
