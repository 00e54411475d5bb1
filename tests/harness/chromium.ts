/**
 * The Chromium of the tests. On Linux x64 it is a pinned one from npm, which needs neither root nor system packages:
 * the package holds Chromium, SwiftShader (a Vulkan driver that computes on the CPU), and the few libraries that a
 * bare system lacks. The same driver serves the `webgpu` package in Node. Elsewhere an installed browser is used.
 */
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { brotliDecompress } from "node:zlib";
import { chromium, type Browser, type LaunchOptions } from "playwright-core";
import { cache } from "./paths.js";

const decompress = promisify(brotliDecompress);
const isPinned = process.platform === "linux" && process.arch === "x64";

const flags = [
  "--enable-unsafe-webgpu",
  // Software WebGPU is off by default.
  "--enable-unsafe-swiftshader",
  // Tests run as root in containers, where the sandbox can't be had; they load only this repository's pages.
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Unpacks a tar archive of plain files and folders with short names, as the package's are. */
async function untar(archive: Buffer, target: string): Promise<void> {
  const text = (start: number, length: number): string =>
    archive.toString("latin1", start, start + length).replace(/\0.*$/s, "");
  for (let at = 0; archive[at];) {
    const [name, size, type] = [text(at, 100), parseInt(text(at + 124, 12), 8), text(at + 156, 1)];
    if (type === "0" || type === "") {
      const file = join(target, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, archive.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    } else if (type !== "5") {
      throw new Error(`${name}: an archive entry of type ${type}, which is not supported`);
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

let unpacked: Promise<string> | undefined;

async function unpack(): Promise<string> {
  const home = fileURLToPath(new URL("../../", import.meta.resolve("@sparticuz/chromium")));
  const { version } = JSON.parse(await readFile(join(home, "package.json"), "utf8")) as { version: string };
  const folder = `${cache}chromium-${version}`;
  if (existsSync(folder)) return folder;

  // Unpacked beside and moved into place, so that an interrupted run leaves nothing half done.
  const partial = `${folder}.${process.pid}`;
  await mkdir(partial, { recursive: true });
  const archive = async (name: string): Promise<Buffer> =>
    decompress(await readFile(join(home, "bin", name)));
  await Promise.all([
    archive("chromium.br").then(async (binary) => {
      await writeFile(join(partial, "chromium"), binary);
      await chmod(join(partial, "chromium"), 0o755);
    }),
    archive("swiftshader.tar.br").then((tar) => untar(tar, partial)),
    archive("al2023.tar.br").then((tar) => untar(tar, partial)),
    archive("fonts.tar.br").then((tar) => untar(tar, partial)),
  ]);
  await rename(partial, folder).catch(async (error: unknown) => {
    // Another process may have been first.
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

async function pinnedFolder(): Promise<string> {
  unpacked ??= unpack();
  return unpacked;
}

function withLibraries(...folders: string[]): string {
  const inherited = process.env["LD_LIBRARY_PATH"];
  return [...folders, ...(inherited ? [inherited] : [])].join(":");
}

/**
 * The environment in which a Node process finds the pinned Vulkan driver. It must be set before the process starts.
 * With PULLBACK_GPU set, and on other systems, Node uses the machine's own driver.
 */
export async function nodeGpuEnvironment(): Promise<Record<string, string>> {
  if (!isPinned || process.env["PULLBACK_GPU"]) return {};
  const folder = await pinnedFolder();
  return {
    LD_LIBRARY_PATH: withLibraries(folder),
    VK_ICD_FILENAMES: join(folder, "vk_swiftshader_icd.json"),
  };
}

/** Playwright's errors hold pages of its own log: here is what happened, and what the browser said. */
function whyNotStarted(program: string, error: Error): Error {
  const lines = stripVTControlCharacters(error.message).split("\n");
  const said = lines.flatMap((line) => /\[err\] (.+)/.exec(line)?.[1] ?? []);
  const [what] = lines;
  return new Error([`${program} did not start: ${what}`, ...new Set(said)].join("\n  "));
}

async function launch(options: LaunchOptions): Promise<Browser> {
  return chromium.launch({ ...options, args: flags }).catch((error: unknown) => {
    throw whyNotStarted(options.executablePath ?? options.channel ?? "Chromium", error as Error);
  });
}

/** Starts Chromium: PULLBACK_CHROMIUM names another one; without it the pinned one, or an installed Chrome or Edge. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env["PULLBACK_CHROMIUM"];
  if (executablePath) return launch({ executablePath });
  if (isPinned) {
    const folder = await pinnedFolder();
    return launch({
      executablePath: join(folder, "chromium"),
      env: {
        ...(process.env as Record<string, string>),
        LD_LIBRARY_PATH: withLibraries(folder, join(folder, "lib")),
        FONTCONFIG_PATH: folder,
      },
    });
  }
  return launch({ channel: "chrome" }).catch(() => launch({ channel: "msedge" }));
}
