/** The page: measures, shows the tables, and leaves them to main.js in `globalThis.outcome`. */
const parameters = new URLSearchParams(location.search);

async function measure() {
  if (parameters.has("loops")) {
    const { runLoops } = await import("./loopReport.js");
    return runLoops(parameters, { title: "in one page", command: "npm start -- --loops" });
  }
  const { run } = await import("./run.js");
  return run(() => import("pullback"), parameters, { title: "in one page", command: "npm start" });
}

globalThis.outcome = measure();
globalThis.outcome.then(
  (text) => (document.getElementById("report").textContent = text),
  (error) => (document.getElementById("report").textContent = String(error?.stack ?? error)),
);
