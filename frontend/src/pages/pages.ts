/** The pages of the board: one row a page. The rail, the palette and the router read this table. */
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { IconName } from "@/components/Icon";
import type { MessageKey } from "@/i18n";
import { HOME, readPath, TREE, type Params } from "@/router/paths";

export interface PageProps {
  params: Params;
}

export interface Page {
  path: string; // its address, with {blanks}
  title: MessageKey;
  icon: IconName;
  inRail: boolean;
  hasPeriod: boolean; // the bar above it offers a period and its length
  Component: LazyExoticComponent<ComponentType<PageProps>>;
}

const TreePage = lazy(() => import("./tree/TreePage"));

export const PAGES: readonly Page[] = [
  { path: HOME, title: "page.tree", icon: "tree", inRail: false, hasPeriod: true, Component: TreePage },
  { path: TREE, title: "page.tree", icon: "tree", inRail: true, hasPeriod: true, Component: TreePage },
];

/** The page at an address, and what the address says to it. */
export function pageAt(path: string): { page: Page; params: Params } | undefined {
  for (const page of PAGES) {
    const params = readPath(page.path, path);
    if (params) return { page, params };
  }
  return undefined;
}
