/** The way down the tree, by the driver that did most at every level; each step explains itself. */
import type { WhyPage } from "@/api/types";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { WhyLink } from "./WhyLink";
import { texts } from "./texts";
import styles from "./PathDown.module.css";

export function PathDown({ why }: { why: WhyPage }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  return (
    <nav className={styles.path} aria-label={told("why.path")}>
      <span className={styles.title}>{told("why.path")}</span>
      <ol>
        <li>
          <b>{say(why.label)}</b>
          <span className="number">{numbers.signed(why.change.amount ?? 0, why.unit)}</span>
        </li>
        {why.path.map((step) => (
          <li key={step.metric}>
            <WhyLink metric={step.metric} label={step.label} />
            <span className="number">
              {numbers.signed(step.contribution, why.unit)}
              {step.share !== null && <small> {numbers.part(step.share)}</small>}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
