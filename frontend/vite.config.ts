import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const backend = process.env.BEICHEN_URL ?? "http://127.0.0.1:8600";

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      "@": fileURLToPath(new URL("./src", import.meta.url)),
      "d3-drag": fileURLToPath(new URL("./src/pages/tree/noDrag.js", import.meta.url)),
      "d3-interpolate": fileURLToPath(new URL("./src/pages/tree/noInterpolation.js", import.meta.url)),
      "d3-transition": fileURLToPath(new URL("./src/pages/tree/noTransitions.js", import.meta.url)),
    },
  },
  build: {
    target: "es2023",
    manifest: "manifest.json",
    reportCompressedSize: false,
    // An inlined file would be a data: address, which the content security policy refuses for fonts and scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // React Flow wraps its minimap and controls in memo(), which nothing marks as free of effects: 7 KB of unused code.
      treeshake: { manualPureFunctions: ["memo", "forwardRef"] },
    },
  },
  server: { proxy: { "/api": backend, "/healthz": backend } },
});
