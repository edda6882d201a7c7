/** Line icons of the board, 16 × 16, drawn in the text's colour. */

const PATHS = {
  star: "M8 1.500c.5 4 2.500 6 6.500 6.500-4 .5-6 2.500-6.500 6.500-.5-4-2.500-6-6.500-6.500 4-.5 6-2.500 6.500-6.500Z",
  image: "M2 3h12v10H2zm0 8 3.500-3.500 3 3 2-2 3.500 3M10.500 6h.01",
  tree: "M2.5 8h3m0 0v-4.500h2m-2 4.500v4.500h2M7.500 2h5.500v3H7.500zM7.500 11h5.500v3H7.500z",
  table: "M2 3h12v10H2zM2 6.500h12M2 9.800h12M6.500 3v10",
  search: "M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm3.700-1.300L14 14",
  filter: "M2.500 3.500h11L9.500 8.500v4l-3 1.500v-5.500z",
  link: "M6.500 9.500a3 3 0 0 0 4.300 0l2-2a3 3 0 0 0-4.300-4.300l-.8.8m1.800 2.500a3 3 0 0 0-4.300 0l-2 2a3 3 0 0 0 4.300 4.300l.8-.8",
  screen: "M2 3h12v8H2zM5.500 14h5M8 11v3",
  sliders:
    "M2 4.500h6m4 0h2M2 11.500h2m4 0h6M10 6.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600ZM6 13.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600Z",
  keyboard: "M1.500 4h13v8.500h-13zM4 6.700h.01M6.700 6.700h.01M9.300 6.700h.01M12 6.700h.01M5 9.800h6",
  close: "m4 4 8 8m0-8-8 8",
  left: "m9.500 3.500-4 4.500 4 4.500",
  right: "m6.500 3.500 4 4.500-4 4.500",
  down: "m4 6.500 4 4 4-4",
  calendar: "M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 2v2.500M10.500 2v2.500",
  plus: "M8 3.500v9M3.500 8h9",
  minus: "M3.500 8h9",
  fit: "M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10",
  shield: "M8 1.800 13 3.600v4c0 3.200-2 5.400-5 6.600-3-1.200-5-3.400-5-6.600v-4z",
  flag: "M3.500 14V2.500h8.500l-2 3 2 3H3.500",
  warning: "M8 2.200 14.500 13.500h-13zM8 6.500v3.200M8 11.600h.01",
  back: "M13 8H3.500m4-4-4 4 4 4",
  pulse: "M1.500 8h3l2.500-5.500 3 11L12 8h2.500",
  heart: "M8 13.500 2.600 8.100A3.100 3.100 0 0 1 7 3.700l1 1 1-1a3.100 3.100 0 0 1 4.400 4.400z",
  chart: "M2 2v12h12M4.500 10.500l3-3.500 2.500 2 4-5",
  note: "M3 2.500h10v8l-3 3H3zM10 13.500v-3h3M5.500 5.500h5M5.500 8h3",
  download: "M8 2.500v7m-3-2.500 3 3 3-3M2.500 13h11",
  pencil: "m3 13 .7-3L10.500 3.200l2.300 2.300L6 12.300zM9.300 4.400l2.300 2.300",
  copy: "M5.500 5.500h8v8h-8zM3 10.500h-.5v-8h8V3",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function Star() {
  return (
    <svg width="20" height="20" viewBox="0 0 18 18" aria-hidden="true">
      <path
        d="M9 0c.6 5 3.400 8.300 9 9-5.600.7-8.400 4-9 9-.6-5-3.400-8.300-9-9 5.600-.7 8.400-4 9-9Z"
        fill="currentColor"
      />
    </svg>
  );
}
