/** The pages of the board: one row a page. The rail, the palette and the router read this table. */
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { IconName } from "@/components/Icon";
import type { MessageKey } from "@/i18n";

export interface Page {
  path: string;
  title: MessageKey;
  icon: IconName;
  Component: LazyExoticComponent<ComponentType>;
}

export const PAGES: readonly Page[] = [
  { path: "/", title: "page.tree", icon: "tree", Component: lazy(() => import("./tree/TreePage")) },
];

export function pageAt(path: string): Page | undefined {
  return PAGES.find((page) => page.path === path);
}
