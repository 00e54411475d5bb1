/** The page: measures, shows the tables, and leaves them to main.js in `globalThis.outcome`. */
import { run } from "./run.js";

globalThis.outcome = run(() => import("pullback"), new URLSearchParams(location.search), {
  title: "in one page",
  command: "npm start",
});
globalThis.outcome.then(
  (text) => (document.getElementById("report").textContent = text),
  (error) => (document.getElementById("report").textContent = String(error?.stack ?? error)),
);
