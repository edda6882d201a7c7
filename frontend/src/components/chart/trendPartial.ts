/** The end of a trend whose period has not closed, as the chart library draws it: never as if it were whole. */
import type { TrendPoint } from "@/api/types";
import { tokenAsRgb } from "@/theme/rgb";
import type { Projection, Trended } from "./trend";

const NEAR = 0.6; // a value further below the line than so much of the line's height is not drawn to scale

/** Hollow, on a dotted line; with where it is likely to close, that and its interval. */
export function partialEnd(trend: Trended): object[] {
  const place = trend.points.findIndex((point) => !point.complete);
  const point = trend.points[place];
  if (!point || point.value === null) return [];
  const { projection } = trend;
  const end = projection ? projection.projected : point.value;
  if (!projection && !isNear(trend.points, point.value)) return [farBelow(place)];
  const shown = trend.points.map((each, index) => (index === place ? end : index === place - 1 ? each.value : null));
  const dotted = {
    type: "line",
    data: shown.map((value, index) => ({ value, symbolSize: index === place ? 8 : 0 })),
    symbol: "circle",
    lineStyle: { color: tokenAsRgb("--accent"), width: 1.6, type: [2, 3] },
    itemStyle: hollow(),
    z: 4,
  };
  return projection ? [dotted, ...whisker(place, projection)] : [dotted];
}

function whisker(place: number, { low, high }: Projection): object[] {
  const line = { color: tokenAsRgb("--accent"), width: 6, type: "solid", opacity: 0.28 };
  const ends = [{ coord: [place, low] }, { coord: [place, high] }];
  // Its ends stand in the data as well, unseen, so that the axis makes room for them.
  const room = [low, high].map((value) => ({
    type: "line",
    silent: true,
    symbolSize: 0,
    lineStyle: { opacity: 0 },
    data: [...Array.from({ length: place }, () => null), value],
  }));
  const drawn = { silent: true, symbol: "none", animation: false, lineStyle: line, data: [ends] };
  return [{ ...room[0], markLine: drawn, z: 2 }, room[1] ?? {}];
}

/** An arrow at the foot: the value so far lies too far below to be drawn beside whole periods. */
function farBelow(place: number): object {
  const point = { coord: [place, 0], y: "78%" };
  return {
    type: "line",
    data: [],
    markPoint: {
      silent: true,
      symbol: "triangle",
      symbolRotate: 180,
      symbolSize: [9, 7],
      itemStyle: hollow(),
      data: [point],
    },
    z: 4,
  };
}

function isNear(points: readonly TrendPoint[], value: number): boolean {
  const whole = points.filter((point) => point.complete).flatMap((point) => point.value ?? []);
  const low = Math.min(...whole);
  const height = Math.max(...whole) - low;
  return whole.length < 2 || value >= low - height * NEAR;
}

function hollow(): object {
  return { color: tokenAsRgb("--surface"), borderColor: tokenAsRgb("--accent"), borderWidth: 1.6 };
}
