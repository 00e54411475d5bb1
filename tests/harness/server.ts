/** A small HTTP server for test pages, on this machine's loopback address alone: a secure context, as WebGPU needs. */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { root } from "./paths.js";

export interface PageOptions {
  /** Extra response headers, such as `Content-Security-Policy`. */
  headers?: Record<string, string>;
  /** The folder served, relative to the repository's root; the whole repository without it. */
  folder?: string;
  /** Files that exist only here, by path ("/index.html"). */
  files?: Record<string, string>;
  /** Receives the JSON that a page sends by POST to any path, in the order of arrival. */
  onMessage?: (message: unknown) => void;
}

export interface PageServer {
  /** "http://127.0.0.1:port", without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

const mediaTypes: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
};

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Serves a folder of the repository until closed. */
export async function servePage(options: PageOptions = {}): Promise<PageServer> {
  const base = normalize(join(root, options.folder ?? ".", sep));

  async function find(path: string): Promise<string | Buffer | undefined> {
    const virtual = options.files?.[path];
    if (virtual !== undefined) return virtual;
    const file = normalize(join(base, path));
    return file.startsWith(base) ? readFile(file).catch(() => undefined) : undefined;
  }

  const server = createServer((request, response) => {
    const respond = (status: number, body: string | Buffer = "", type = "text/plain"): void => {
      response.writeHead(status, { ...options.headers, "Content-Type": type, "Cache-Control": "no-store" });
      response.end(body);
    };
    const answer = async (): Promise<void> => {
      const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
      if (request.method === "POST") {
        options.onMessage?.(JSON.parse(await readBody(request)));
        return respond(204);
      }
      // Browsers ask for it unbidden and would log its absence as an error.
      if (path === "/favicon.ico") return respond(204);
      const body = await find(path);
      if (body === undefined) return respond(404, `there is no ${path}`);
      respond(200, body, mediaTypes[extname(path)] ?? "application/octet-stream");
    };
    answer().catch((error: unknown) => respond(500, String(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
