/** The pages of the board: one row a page. The rail, the palette and the router read this table. */
import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { IconName } from "@/components/Icon";
import type { MessageKey } from "@/i18n";
import {
  BUILD,
  BUILD_METRIC,
  CHOOSE,
  GUARD,
  HEALTH,
  HOME,
  IMPORT,
  METRIC,
  MOVED,
  readPath,
  RECONCILE,
  SCORECARD,
  SETTINGS,
  TREE,
  UPLOAD,
  type Params,
  WHY,
} from "@/router/paths";

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

const ChoosePage = lazy(() => import("./choose/ChoosePage"));
const GuardPage = lazy(() => import("./guard/GuardPage"));
const HealthPage = lazy(() => import("./health/HealthPage"));
const MetricPage = lazy(() => import("./metric/MetricPage"));
const MovedPage = lazy(() => import("./moved/MovedPage"));
const NorthStarPage = lazy(() => import("./north_star/NorthStarPage"));
const ScorecardPage = lazy(() => import("./scorecard/ScorecardPage"));
const TreePage = lazy(() => import("./tree/TreePage"));
const WhyPage = lazy(() => import("./why/WhyPage"));
const BuildPage = lazy(() => import("./build/BuildPage"));
const ImportPage = lazy(() => import("./import/ImportPage"));
const ReconcilePage = lazy(() => import("./reconcile/ReconcilePage"));
const SettingsPage = lazy(() => import("./settings/SettingsPage"));

export const PAGES: readonly Page[] = [
  { path: HOME, title: "page.north_star", icon: "star", inRail: true, hasPeriod: true, Component: NorthStarPage },
  { path: MOVED, title: "page.moved", icon: "pulse", inRail: true, hasPeriod: true, Component: MovedPage },
  { path: TREE, title: "page.tree", icon: "tree", inRail: true, hasPeriod: true, Component: TreePage },
  { path: SCORECARD, title: "page.scorecard", icon: "table", inRail: true, hasPeriod: true, Component: ScorecardPage },
  { path: CHOOSE, title: "page.choose", icon: "filter", inRail: true, hasPeriod: false, Component: ChoosePage },
  { path: GUARD, title: "page.guard", icon: "shield", inRail: true, hasPeriod: false, Component: GuardPage },
  { path: HEALTH, title: "page.health", icon: "heart", inRail: true, hasPeriod: false, Component: HealthPage },
  { path: METRIC, title: "page.metric", icon: "chart", inRail: false, hasPeriod: true, Component: MetricPage },
  { path: WHY, title: "page.why", icon: "chart", inRail: false, hasPeriod: true, Component: WhyPage },
  { path: BUILD, title: "page.build", icon: "pencil", inRail: true, hasPeriod: false, Component: BuildPage },
  { path: BUILD_METRIC, title: "page.build", icon: "pencil", inRail: false, hasPeriod: false, Component: BuildPage },
  { path: IMPORT, title: "page.import", icon: "plus", inRail: false, hasPeriod: false, Component: ImportPage },
  { path: UPLOAD, title: "page.import", icon: "plus", inRail: false, hasPeriod: false, Component: ImportPage },
  { path: RECONCILE, title: "page.reconcile", icon: "link", inRail: false, hasPeriod: true, Component: ReconcilePage },
  { path: SETTINGS, title: "page.settings", icon: "sliders", inRail: false, hasPeriod: false, Component: SettingsPage },
];

/** The page at an address, and what the address says to it. */
export function pageAt(path: string): { page: Page; params: Params } | undefined {
  for (const page of PAGES) {
    const params = readPath(page.path, path);
    if (params) return { page, params };
  }
  return undefined;
}
