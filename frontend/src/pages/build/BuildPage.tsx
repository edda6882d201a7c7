/** Build: choose what to make or to change, and the form of it. */
import { useMemo, useState } from "react";
import { ErrorNotice } from "@/components/Notice";
import { LoadingPage } from "@/components/Skeleton";
import type { PageProps } from "@/pages/pages";
import { useSearch } from "@/router/location";
import { NEW, useChoices, useSaved } from "./building";
import { Editor } from "./Editor";
import { Start } from "./Start";
import { startingForm } from "./startingForm";
import styles from "./BuildPage.module.css";

export default function BuildPage({ params }: PageProps) {
  const choices = useChoices();
  const metric = params["metric"];
  if (choices.error && !choices.data) {
    return <ErrorNotice error={choices.error} onRetry={() => void choices.refetch()} />;
  }
  if (!choices.data) return <LoadingPage />;
  return (
    <div className={styles.page} data-page="build">
      {metric === undefined ? <Start choices={choices.data} /> : <Opened key={metric} metric={metric} />}
    </div>
  );
}

/** The form of one metric, read once: what is typed into it is nobody else's to change. */
function Opened({ metric }: { metric: string }) {
  const choices = useChoices().data;
  const saved = useSaved(metric);
  const { kind, model } = useSearch();
  const [opened, setOpened] = useState<{ turn: number; page: typeof saved.data }>({ turn: 0, page: undefined });
  const started = useMemo(() => choices && startingForm(choices, kind, model), [choices, kind, model]);
  if (metric !== NEW && opened.page === undefined && saved.data && !saved.isFetching) {
    setOpened({ ...opened, page: saved.data });
  }
  if (saved.error && !opened.page) return <ErrorNotice error={saved.error} onRetry={() => void saved.refetch()} />;
  const form = metric === NEW ? started : opened.page?.form;
  if (!choices || !form) return <LoadingPage />;
  const reload = (): void => {
    void saved.refetch().then(({ data }) => setOpened((now) => ({ turn: now.turn + 1, page: data })));
  };
  return (
    <Editor
      key={opened.turn}
      metric={metric}
      choices={choices}
      saved={form}
      base={opened.page?.tag ?? null}
      onReload={reload}
    />
  );
}
