/** A button with a panel below it, closed by Escape or by a click elsewhere. */
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { PopoverClose } from "./popoverClose";
import styles from "./Popover.module.css";

export interface PopoverProps {
  label: string;
  button: ReactNode;
  buttonClass: string;
  align?: "start" | "end";
  children: ReactNode;
}

export function Popover({ label, button, buttonClass, align = "start", children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();

  const close = (): void => {
    setOpen(false);
    trigger.current?.focus();
  };

  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  return (
    <div
      ref={root}
      className={styles.root}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        ref={trigger}
        type="button"
        className={buttonClass}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div id={id} className={styles.panel} data-align={align} role="dialog" aria-label={label}>
          <PopoverClose value={close}>{children}</PopoverClose>
        </div>
      )}
    </div>
  );
}
