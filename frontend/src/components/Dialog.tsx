/** A modal dialog: the browser's own, which keeps the focus and closes on Escape. */
import { useEffect, useRef, type ReactNode } from "react";
import styles from "./Dialog.module.css";

export interface DialogProps {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ label, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // The browser would focus the first thing that scrolls.
    dialog.current?.querySelector<HTMLElement>("input, textarea, button")?.focus();
  }, []);
  return (
    // A click on the dialog itself is one beside its content: on the veil.
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={label}
      onClose={onClose}
      onPointerDown={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div className={styles.content}>{children}</div>
    </dialog>
  );
}
