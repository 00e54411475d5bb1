/**
 * Drawings as they stand in `samples/`. `npm test -- --update --only node python/plot/samples` writes them: look at them in a
 * browser before you commit.
 */
import { readFileSync, writeFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { toSvg } from "../../../compiler/python/plot/index.js";
import { root } from "../../harness/paths.js";
import { suite } from "../../harness/suite.js";
import { sampleFigure, sampleNames } from "./samples.js";
import { parse } from "./support.js";

const test = suite("samples of plots");
const isUpdating = process.argv.includes("--update");

for (const name of sampleNames)
  test(name, () => {
    const svg = toSvg(sampleFigure(name));
    parse(svg);
    // An element a line, so that differences can be read.
    const lines = svg.replace(/><(?!tspan|\/text)/g, ">\n<") + "\n";
    const file = `${root}tests/python/plot/samples/${name}.svg`;
    if (isUpdating) writeFileSync(file, lines);
    assert.is(lines, readFileSync(file, "utf8"), `the drawing differs from ${file}`);
  });
