/** A difference as it is read in a review: what comes is marked by a sign and a colour. */
import styles from "./Diff.module.css";

const KINDS: Record<string, string> = { "+": "added", "-": "removed", "@": "place" };

export function Diff({ text, label }: { text: string; label: string }) {
  return (
    // It scrolls by itself: the keyboard must reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <pre className={styles.diff} tabIndex={0} role="region" aria-label={label}>
      {text
        .trimEnd()
        .split("\n")
        .map((line, index) => (
          // eslint-disable-next-line react/no-array-index-key -- lines have no name, and never change places
          <span key={index} data-kind={/^(\+\+\+|---) /.test(line) ? "file" : KINDS[line.charAt(0)]}>
            {line}
          </span>
        ))}
    </pre>
  );
}
