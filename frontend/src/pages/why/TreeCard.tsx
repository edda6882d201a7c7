/** Every driver below the metric: its own values, and its part of the change. */
import type { CSSProperties } from "react";
import type { BranchRow, WhyPage } from "@/api/types";
import { Card } from "@/components/Card";
import type { Unit } from "@/format/number";
import { useNumbers, useSpeech } from "@/i18n";
import { useTexts } from "@/i18n/texts";
import { Reach } from "./Reach";
import { WhyLink } from "./WhyLink";
import { texts } from "./texts";
import styles from "./table.module.css";

export function TreeCard({ why }: { why: WhyPage }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const exact = why.branches.filter((branch) => branch.kind !== "influence" && branch.kind !== "unexplained");
  return (
    <Card title={told("why.tree")} note={told("why.tree.note", { metric: say(why.label) })} name="tree">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{told("why.driver")}</th>
            <th scope="col" className={`${styles.number} ${styles.wide}`}>
              {told("why.values")}
            </th>
            <th scope="col" className={styles.number} colSpan={2}>
              {told("why.contribution")}
            </th>
            <th scope="col" className={styles.number}>
              {told("why.share")}
            </th>
          </tr>
        </thead>
        <tbody>
          {exact.map((branch) => (
            <Row key={`${branch.parent} ${branch.metric}`} branch={branch} unit={why.unit} />
          ))}
          <tr data-unexplained="">
            <th scope="row">{told("why.unexplained")}</th>
            <td className={`${styles.number} ${styles.wide}`}>–</td>
            <td className={styles.bar}>
              <Reach reach={0} amount={0} tone="neutral" />
            </td>
            <td className={`${styles.number} number`}>{numbers.signed(why.unexplained ?? 0, why.unit) || "0"}</td>
            <td className={styles.number}>{!why.unexplained && numbers.part(0)}</td>
          </tr>
        </tbody>
      </table>
      {why.unexplained === 0 && <p className={styles.foot}>{told("why.unexplained.none")}</p>}
    </Card>
  );
}

function Row({ branch, unit }: { branch: BranchRow; unit: Unit }) {
  const { say } = useSpeech();
  const told = useTexts(texts);
  const numbers = useNumbers();
  const { metric, before, after, contribution, share } = branch;
  const values = [before, after].map((value) => (value === null ? "–" : numbers.table(value, branch.unit))).join(" → ");
  return (
    <tr data-branch={metric ?? ""}>
      <th scope="row" style={{ "--depth": branch.depth - 1 } as CSSProperties}>
        {metric === null ? (
          told("why.leftover", { metric: say(branch.label) })
        ) : (
          <WhyLink metric={metric} label={branch.label} />
        )}
        {metric !== null && <small className={`${styles.narrow} number`}>{values}</small>}
      </th>
      <td className={`${styles.number} ${styles.wide} number`}>{metric !== null && values}</td>
      <td className={styles.bar}>
        <Reach reach={branch.reach} amount={contribution ?? 0} tone={branch.tone} />
      </td>
      <td className={`${styles.number} number`}>
        {contribution === null ? <small>{told("why.estimated")}</small> : numbers.signed(contribution, unit) || "0"}
      </td>
      <td className={`${styles.number} number`}>{share !== null && numbers.part(share)}</td>
    </tr>
  );
}
