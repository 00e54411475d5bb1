/**
 * An installed Firefox, as a second WebGPU implementation (wgpu and naga instead of Dawn and Tint). It is started with
 * a profile of its own and the page's address; the page sends its results by itself, so nothing has to drive it.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const preferences: Record<string, boolean | number | string> = {
  "dom.webgpu.enabled": true,
  "dom.webgpu.workers.enabled": true,
  "gfx.webgpu.force-enabled": true,
  "gfx.webgpu.ignore-blocklist": true,
  // No welcome pages, no updates, no connections of its own.
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.safebrowsing.downloads.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "toolkit.telemetry.enabled": false,
  // A script that computes for long must not be interrupted by a question.
  "dom.max_script_run_time": 0,
};

/** The installed Firefox, if there is one: PULLBACK_FIREFOX names it, else it is looked for on the path. */
export function findFirefox(): string | undefined {
  const named = process.env["PULLBACK_FIREFOX"];
  const candidates = named ? [named] : ["firefox", "firefox-esr"];
  return candidates.find((name) => spawnSync(name, ["--version"]).status === 0);
}

interface RunningFirefox {
  /** Resolves when Firefox ends, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Opens an address in a new headless Firefox. */
export async function startFirefox(program: string, url: string): Promise<RunningFirefox> {
  const profile = await mkdtemp(join(tmpdir(), "pullback-firefox-"));
  const lines = Object.entries(preferences).map(
    ([k, v]) => `user_pref(${JSON.stringify(k)}, ${JSON.stringify(v)});\n`,
  );
  await writeFile(join(profile, "user.js"), lines.join(""));
  const firefox = spawn(program, ["--headless", "--no-remote", "--profile", profile, url], {
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => {
    firefox.once("exit", () => resolve());
    firefox.once("error", () => resolve());
  });
  return {
    ended,
    stop: async () => {
      firefox.kill("SIGTERM");
      const force = setTimeout(() => firefox.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(force);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
