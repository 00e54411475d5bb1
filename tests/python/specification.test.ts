/** Every cell of the specification page prints what the page says, in one namespace. */

import * as assert from "uvu/assert";
import { suite } from "../harness/suite.js";
import { readCells, runPage } from "./page.js";

const test = suite("specification page in Python");

test("prints on the host what the page says", async () => {
  for await (const [{ name, prints }, printed] of runPage(await readCells(), "host"))
    assert.is(printed, prints, `cell ${name}`);
});
