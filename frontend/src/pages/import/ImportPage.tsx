/** Import: hand in a file, confirm what it is proposed to become, and build on it. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportChoices } from "@/api/types";
import { ErrorNotice } from "@/components/Notice";
import type { PageProps } from "@/pages/pages";
import { goTo, useSearch } from "@/router/location";
import { IMPORT, pathTo, UPLOAD } from "@/router/paths";
import { Done } from "./Done";
import { discardUpload, PLAN, useProposal } from "./importing";
import { Proposal } from "./Proposal";
import { Start } from "./Start";
import { Waiting } from "./Waiting";
import styles from "./ImportPage.module.css";

export default function ImportPage({ params }: PageProps) {
  const { lang } = useSearch();
  const upload = params["upload"];
  return (
    <div className={styles.page} data-page="import">
      {upload ? (
        <Handed key={upload} upload={upload} />
      ) : (
        <Start onHanded={(handed) => goTo(pathTo(UPLOAD, { upload: handed.id }), { lang })} />
      )}
    </div>
  );
}

/** A file that was handed in: its proposal, and once that is confirmed what became of it. */
function Handed({ upload }: { upload: string }) {
  const { lang, sheet, encoding } = useSearch();
  const client = useQueryClient();
  const proposal = useProposal(upload, { sheet, encoding });
  // What was corrected outlives the confirmation, so that taking it back loses nothing.
  const [edited, setEdited] = useState<{ of: string; choices: ImportChoices }>();
  const [confirmed, setConfirmed] = useState(false);
  const page = proposal.data;
  // The plan alone is of no use any more: a file that was imported has none.
  const askAgain = (): void => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PLAN });
  const again = (): void => goTo(IMPORT, { lang });

  if (proposal.error && !page?.applied) {
    return (
      <ErrorNotice
        error={proposal.error}
        onRetry={proposal.error.problem?.status === 404 ? again : () => void proposal.refetch()}
      />
    );
  }
  if (!page) {
    return (
      <p className={styles.looking}>
        <Waiting text="looking" />
      </p>
    );
  }
  if (page.applied) {
    return (
      <Done
        upload={page.upload}
        applied={page.applied}
        loadsAtOnce={confirmed}
        onUndone={() => {
          setConfirmed(false);
          askAgain();
        }}
        onAnother={again}
      />
    );
  }
  if (!page.choices) return null;
  const read = `${sheet ?? ""} ${encoding ?? ""}`;
  return (
    <Proposal
      page={page}
      choices={edited?.of === read ? edited.choices : page.choices}
      onChange={(choices) => setEdited({ of: read, choices })}
      onDiscard={() => {
        discardUpload(upload);
        again();
      }}
      onConfirmed={() => {
        setConfirmed(true);
        askAgain();
      }}
    />
  );
}
