/** How the tree is fitted into the canvas. */
export const FIT = { padding: { x: "28px", y: "22px", bottom: "56px" }, minZoom: 0.3, maxZoom: 1.15 } as const;
