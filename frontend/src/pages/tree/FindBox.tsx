/** Finds metrics in the tree: the rest steps back, Enter goes from one to the next. */
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "@/components/Icon";
import { useTexts } from "@/i18n/texts";
import { texts } from "./texts";
import { findInTree } from "./useTreeView";
import styles from "./FindBox.module.css";

export interface FindBoxProps {
  find: string;
  found: readonly string[];
  onGo: (metric: string) => void;
}

export function FindBox({ find, found, onGo }: FindBoxProps) {
  const tx = useTexts(texts);
  const [step, setStep] = useState({ find, at: 0 });
  const at = step.find === find ? step.at : 0;
  const input = useRef<HTMLInputElement>(null);
  const first = found[0];

  // What is typed leads to the first that is meant; more values of the same leave the reader where they are.
  useEffect(() => {
    if (find && first) onGo(first);
  }, [find, first, onGo]);

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== "s" || event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as HTMLElement).closest("input, select, textarea, dialog, [role=dialog]")) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);

  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      findInTree("");
      input.current?.blur();
    }
    if (event.key !== "Enter" || found.length === 0) return;
    const next = (at + (event.shiftKey ? found.length - 1 : 1)) % found.length;
    setStep({ find, at: next });
    onGo(found[next] ?? "");
  };

  return (
    <label className={styles.find}>
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        value={find}
        placeholder={tx("find")}
        aria-label={tx("find")}
        title={`${tx("find")}  s`}
        onChange={(event) => findInTree(event.target.value)}
        onKeyDown={press}
      />
      {find && (
        <span className={`${styles.count} number`} role="status">
          {found.length > 0 ? tx("find.count", { at: at + 1, count: found.length }) : tx("find.none")}
        </span>
      )}
    </label>
  );
}
