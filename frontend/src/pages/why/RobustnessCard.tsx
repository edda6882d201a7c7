/** Whether the answer survives a slightly different question: one line a check, told by a shape first. */
import type { WhyPage } from "@/api/types";
import { Card } from "@/components/Card";
import { StatusMark } from "@/components/StatusMark";
import { useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./RobustnessCard.module.css";

export function RobustnessCard({ robustness }: { robustness: WhyPage["robustness"] }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  if (robustness.checks.every((check) => check.holds === null)) return null;
  return (
    <Card title={told("why.robust")} note={told(`why.robust.${robustness.verdict}`)} name="robustness">
      <ul className={styles.checks}>
        {robustness.checks.map((check) => (
          <li key={check.code} data-check={check.code} data-holds={check.holds}>
            <StatusMark status={check.holds === null ? "unknown" : check.holds ? "ok" : "risk"} silent />
            <span className={styles.name}>{told(`why.robust.${check.code}`)}</span>
            <span className={styles.words}>{say(check.reason)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
