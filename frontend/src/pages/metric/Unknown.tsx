/** A name that stands for no metric: which one may be meant. */
import type { ProblemError } from "@/api/client";
import { useProject } from "@/api/queries";
import controls from "@/components/controls.module.css";
import { EmptyNotice } from "@/components/Notice";
import { useTexts } from "@/i18n/texts";
import { Link } from "@/router/Link";
import { TREE } from "@/router/paths";
import { MetricLink } from "./MetricLink";
import { texts } from "./texts";

export function Unknown({ metric, error }: { metric: string; error: ProblemError }) {
  const t = useTexts(texts);
  const project = useProject();
  const hint = error.problem?.hint ?? "";
  const meant = project.data?.metrics.find((known) => hint.includes(`'${known.metric}'`));
  return (
    <EmptyNotice title={`${t("metric.unknown")}: ${metric}`} hint={meant ? t("metric.unknown.meant") : hint}>
      {meant && <MetricLink metric={meant} />}
      <Link path={TREE} className={controls.button}>
        {t("metric.unknown.all")}
      </Link>
    </EmptyNotice>
  );
}
