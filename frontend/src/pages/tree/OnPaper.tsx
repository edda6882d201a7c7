/** What goes on paper: fetched when the page is at rest, drawn while it is being printed. */
import { createElement, useEffect, useState } from "react";
import type Paper from "./Paper";
import type { PaperProps } from "./Paper";
import { usePrinting } from "./usePrinting";

const REST_MS = 300;

export function OnPaper(props: PaperProps) {
  const printing = usePrinting();
  const [drawn, keep] = useState<{ by: typeof Paper }>();
  useEffect(() => {
    const timer = setTimeout(() => void import("./Paper").then((found) => keep({ by: found.default })), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  return printing && drawn ? createElement(drawn.by, props) : null;
}
