/** Why it moved, in one sentence made from the numbers. */
import { useWhyPage, type View } from "@/api/queries";
import { Skeleton } from "@/components/Skeleton";
import { useSpeech } from "@/i18n";
import styles from "./WhySentence.module.css";

const TWO_LINES = 58;

export function WhySentence({ metric, view }: { metric: string; view: View }) {
  const { say } = useSpeech();
  const { data, error } = useWhyPage(metric, view);
  if (error) return null; // the section on why says so
  if (!data) return <Skeleton height={TWO_LINES} />;
  return <p className={styles.sentence}>{say(data.sentence)}</p>;
}
