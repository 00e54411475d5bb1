/** The `pullback` command, as a process of its own. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { load, type Plan } from "../runtime/index.js";
import { requestTestDevice } from "./harness/device.js";
import { root } from "./harness/paths.js";
import { afterFile, suite } from "./harness/suite.js";

const test = suite("pullback command");
const folder = mkdtempSync(join(tmpdir(), "pullback-"));
afterFile(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly out: string;
  readonly err: string;
  readonly exit: number | null;
}

/** Runs the command where the scripts are. */
function pullback(args: readonly string[], input = ""): Result {
  const command = [`${root}build/compiler/cli/index.js`, ...args];
  const env = { ...process.env, NO_COLOR: "1" };
  const { stdout, stderr, status } = spawnSync(process.execPath, command, {
    cwd: folder,
    input,
    env,
    encoding: "utf8",
  });
  return { out: stdout, err: stderr, exit: status };
}

function script(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

test("explains itself", () => {
  const { out, err, exit } = pullback(["--help"]);
  for (const word of ["run", "show", "compile", "check", "--device", "Exit codes"])
    assert.ok(out.includes(word));
  assert.equal([err, exit], ["", 0]);
  assert.is(pullback(["run", "--help"]).out, out);
});

test("refuses what it does not understand, with exit code 2", () => {
  const wrong = [
    ["walk"],
    ["run"],
    ["run", "missing.py"],
    ["run", "--device", "abacus", "x.py"],
    ["show", "x.py"],
  ];
  for (const args of wrong) {
    const { out, err, exit } = pullback(args);
    assert.equal([out, exit], ["", 2], args.join(" "));
    assert.match(err, /^pullback: .*\nSee pullback --help\.\n$/);
  }
});

test("runs a script with its arguments and its input", () => {
  const file = script(
    "greet.py",
    "import sys\nname = input('name? ')\nprint(sys.argv, 'hello', name)\nsys.exit(3)\n",
  );
  assert.equal(pullback(["run", file, "--loud", "7"], "Ada\n"), {
    out: "name? ['greet.py', '--loud', '7'] hello Ada\n",
    err: "",
    exit: 3,
  });
});

test("ends with a traceback and exit code 1", () => {
  const file = script("fails.py", "print('before')\n1 / 0\n");
  const { out, err, exit } = pullback(["run", file]);
  assert.equal([out, exit], ["before\n", 1]);
  assert.is(err, 'Traceback (most recent call last):\n  File "fails.py", line 2, in <module>\n    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero\n'); // prettier-ignore
});

test("stops in the debugger", () => {
  const file = script("stops.py", "def f(x):\n    breakpoint()\n    return x + 1\n\nprint(f(1))\n");
  const { out, exit } = pullback(["run", file], "p x\nx = 41\nc\n");
  assert.is(out, "> stops.py(3)f()\n-> return x + 1\n(Pdb) 1\n(Pdb) (Pdb) 42\n");
  assert.is(exit, 0);
  const { err } = pullback(["run", file], "q\n");
  assert.is(err.trim().split("\n").at(-1), "bdb.BdbQuit");
});

test("writes figures beside the script", () => {
  const file = script(
    "draws.py",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nplt.plot([3])\n",
  );
  assert.equal(pullback(["run", file]), {
    out: "",
    err: "figure: draws.svg\nfigure: draws-2.svg\n",
    exit: 0,
  });
  assert.match(readFileSync(join(folder, "draws.svg"), "utf8"), /^<svg/);
});

test("checks scripts without running them", () => {
  const good = script("good.py", "print('not now')\n");
  const bad = script("bad.py", "import nothing_like_it\n");
  assert.equal(pullback(["check", good]), { out: "good.py: ok\n", err: "", exit: 0 });
  const { err, exit } = pullback(["check", bad]);
  assert.equal([err, exit], ["bad.py: there is no module named 'nothing_like_it'\n", 1]);
});

const loss = "import jax.numpy as jnp\n\ndef loss(x):\n    return jnp.sum(jnp.sin(x) * x)\n";

test("shows what a function becomes, with its lines", () => {
  const file = script("loss.py", loss);
  const { out, exit } = pullback(["show", `${file}:loss`, "--args", "f32[8]", "--grad", "--device", "host"]);
  for (const part of ["── jaxpr", "── kernel", "── plan", "loss.py:4"]) assert.ok(out.includes(part), part);
  assert.is(exit, 0);
});

test("compiles a function for pullback/runtime", async () => {
  const file = script("loss.py", loss);
  const args = [
    "compile",
    `${file}:loss`,
    "--args",
    "f32[8]",
    "--grad",
    "--device",
    "host",
    "--output",
    "loss.json",
  ];
  assert.is(pullback(args).exit, 0);
  const plan = JSON.parse(readFileSync(join(folder, "loss.json"), "utf8")) as Plan;
  const compiled = await load(plan, { device: await requestTestDevice() });
  const x = Float32Array.from({ length: 8 }, (_, i) => i / 4);
  const [slopes] = compiled(x);
  const values = await slopes.read();
  x.forEach((v, i) => assert.ok(Math.abs(Number(values[i]) - (Math.cos(v) * v + Math.sin(v))) < 1e-5));
});
