/** Starts the board. */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/noto-sans-sc/wght.css";
import "./theme/tokens.css";
import "./theme/tone.css";
import "./theme/base.css";
import "./theme/print.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { makeClient } from "./api/queries";
import { App } from "./app/App";
import { applySettings } from "./settings/settings";

applySettings();

const root = document.getElementById("app");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeClient()}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
