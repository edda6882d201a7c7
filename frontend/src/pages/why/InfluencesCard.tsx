/** Drivers whose effect is estimated: what each may have added, with its interval. */
import type { InfluenceRow } from "@/api/types";
import { Card } from "@/components/Card";
import type { Unit } from "@/format/number";
import { useNumbers } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { WhyLink } from "./WhyLink";
import { texts } from "./texts";
import styles from "./InfluencesCard.module.css";

export function InfluencesCard({ influences, unit }: { influences: InfluenceRow[]; unit: Unit }) {
  const told = useTexts(texts);
  const numbers = useNumbers();
  return (
    <Card title={told("why.influences")} note={told("why.influences.note")} name="influences">
      <ul className={styles.influences}>
        {influences.map(({ metric, label, contribution, low, high }) => (
          <li key={metric}>
            <WhyLink metric={metric} label={label} />
            {contribution === null ? (
              <span className={styles.quiet}>{told("why.influences.undetermined")}</span>
            ) : (
              <span className="number">
                {numbers.signed(contribution, unit) || "0"}
                {low !== null && high !== null && (
                  <small>
                    {told("why.influences.interval", {
                      low: numbers.signed(low, unit) || "0",
                      high: numbers.signed(high, unit) || "0",
                    })}
                  </small>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
