// Runs before the first paint: the theme that was chosen, so that a dark page does not flash white.
try {
  var chosen = JSON.parse(localStorage.getItem("beichen.settings") || "{}").theme;
  var dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
} catch {
  document.documentElement.dataset.theme = "light";
}
