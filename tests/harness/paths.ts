/** Where things are, for the Node side of the harness. */
import { fileURLToPath } from "node:url";

/** The repository's root, with a separator at its end. This file runs as build/tests/harness/paths.js. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Where browsers are unpacked, once per version. */
export const cache = `${root}node_modules/.cache/pullback/`;
