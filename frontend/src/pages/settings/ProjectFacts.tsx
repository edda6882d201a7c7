/** What the project decides for everybody, to be read here and changed in its files. */
import { Fragment } from "react";
import type { ProjectPage } from "@/api/types";
import { Card } from "@/components/Card";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import styles from "./ProjectFacts.module.css";

type Own = keyof typeof texts.en;

export function ProjectFacts({ project }: { project: ProjectPage }) {
  const own = useTexts(texts);
  const facts: readonly [Own, string][] = [
    ["project.name", project.name],
    ["project.week_start", own(`weekday.${project.week_start}` as Own)],
    ["project.timezone", project.timezone],
    ["project.locale", own(`language.${project.locale}`)],
  ];
  const [before, after] = own("project.where").split("{file}");
  return (
    <Card title={own("project")} note={own("project.note")} name="project">
      <dl className={styles.facts}>
        {facts.map(([name, text]) => (
          <Fragment key={name}>
            <dt>{own(name)}</dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
      </dl>
      <p className={styles.note}>
        {before}
        <code>beichen.yml</code>
        {after}
      </p>
    </Card>
  );
}
