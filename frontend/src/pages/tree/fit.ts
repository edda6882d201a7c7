/** How the tree is fitted into the canvas. */
export const FIT = { padding: { x: "24px", y: "16px", bottom: "60px" }, minZoom: 0.3, maxZoom: 1.15 } as const;
