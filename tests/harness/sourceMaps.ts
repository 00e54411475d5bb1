/** Turns places in built files, as browsers report them, into places in the TypeScript sources. */
import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { posix } from "node:path";
import { root } from "./paths.js";

const maps = new Map<string, SourceMap | undefined>();

function mapOf(path: string): SourceMap | undefined {
  if (!maps.has(path)) {
    const file = `${root}${path}.map`;
    const known = existsSync(file);
    maps.set(
      path,
      known ? new SourceMap(JSON.parse(readFileSync(file, "utf8")) as SourceMapPayload) : undefined,
    );
  }
  return maps.get(path);
}

/** Replaces each `http://127.0.0.1:port/build/x.js:line:column` by `x.ts:line:column`. */
export function mapPlaces(text: string): string {
  const place = /https?:\/\/127\.0\.0\.1:\d+\/(build\/[^\s:()]+\.js):(\d+):(\d+)/g;
  return text.replace(place, (whole, path: string, line: string, column: string) => {
    const entry = mapOf(path)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !("originalSource" in entry)) return whole;
    const source = posix.join(posix.dirname(path), entry.originalSource);
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
