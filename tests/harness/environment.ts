/** Where the tests run. This file runs in Node and in browsers alike. */
type Environment = "node" | "chromium" | "firefox";

function detect(): Environment {
  if (typeof document === "undefined") return "node";
  return navigator.userAgent.includes("Firefox") ? "firefox" : "chromium";
}

export const environment: Environment = detect();
