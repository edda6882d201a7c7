/** What a link to another page leaves behind: whatever belongs to this page alone. */
import type { Search } from "@/router/search";

export const BUILD_METRIC = "/build/{metric}";

export const ELSEWHERE: Partial<Search> = {
  metric: undefined,
  periods: undefined,
  dim: undefined,
  by: undefined,
  pick: undefined,
  where: undefined,
  as: undefined,
};
