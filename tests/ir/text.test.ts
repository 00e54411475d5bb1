/** The text form of programs: printing, reading back, and what JAX prints (samples/jaxprs.txt). */

import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { ArrayType } from "../../compiler/ir/arrayType.js";
import { programsIn } from "../../compiler/ir/params.js";
import { parseProgram } from "../../compiler/ir/parse.js";
import { showProgram, type ShowOptions } from "../../compiler/ir/print.js";
import { Literal, Program, Var } from "../../compiler/ir/program.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";
import { add, equation, f32, i32, jit, mul, named, operations, sin } from "./operations.js";

const scalar = f32();

function roundTrip(program: Program, options?: ShowOptions): string {
  const text = showProgram(program, options);
  assert.is(showProgram(parseProgram(text, operations), options), text);
  return text;
}

/** A program with one equation, whose params are these. */
function withParams(params: unknown): Program {
  const [a, b] = [new Var(scalar), new Var(scalar)];
  return new Program([a], [equation(named("op"), [a], [b], params)], [b]);
}

function paramsOf(text: string): Record<string, unknown> {
  return parseProgram(text, operations).equations[0].params as Record<string, unknown>;
}

/** a ↦ sin(a) + n */
function sinPlus(n: number): Program {
  const [a, b, c] = [new Var(scalar), new Var(scalar), new Var(scalar)];
  return new Program([a], [equation(sin, [a], [b]), equation(add, [b, new Literal(n, scalar)], [c])], [c]);
}

const recorded = suite("programs that JAX printed");
const samples = readFileSync(`${root}tests/ir/samples/jaxprs.txt`, "utf8").slice(0, -1).split("\n-----\n");

recorded("are many", () => assert.ok(samples.length > 100));

samples.forEach((text, i) => {
  recorded(`${i + 1} is printed as it was read`, () => {
    assert.is(showProgram(parseProgram(text, operations), { literalTypes: true }), text);
  });
  recorded(`${i + 1} survives any width, without the types of literals, and with sources`, () => {
    const program = parseProgram(text, operations);
    for (const width of [1, 20, 50, 200, 10000]) roundTrip(program, { width });
    roundTrip(program);
    roundTrip(program, { source: true });
  });
});

const print = suite("printing programs");

print("the page's program", () => {
  const v = Array.from({ length: 6 }, () => new Var(scalar));
  const one = new Literal(1, new ArrayType("float32", [], true));
  const program = new Program(
    [v[0]],
    [
      equation(named("exp"), [v[0]], [v[1]]),
      equation(add, [one, v[1]], [v[2]]),
      equation(named("log"), [v[2]], [new Var(scalar)]),
      equation(named("div"), [one, v[2]], [v[4]]),
      equation(mul, [v[4], v[1]], [v[5]]),
    ],
    [v[5]],
  );
  const expected = `{ lambda ; a:f32[]. let
    b:f32[] = exp a
    c:f32[] = add 1.0 b
    _:f32[] = log c
    d:f32[] = div 1.0 c
    e:f32[] = mul d b
  in (e,) }`;
  assert.is(roundTrip(program), expected);
});

print("constants stand before the semicolon", () => {
  const [c, x, y] = [new Var(f32(3)), new Var(scalar), new Var(f32(3))];
  const program = new Program([x], [equation(mul, [x, c], [y])], [y], [{ variable: c, value: [1, 2, 3] }]);
  assert.is(roundTrip(program), "{ lambda a:f32[3]; b:f32[]. let c:f32[3] = mul b a in (c,) }");
});

print("a call inside of a program", () => {
  const [x, y] = [new Var(scalar), new Var(scalar)];
  const inner = sinPlus(2);
  const program = new Program([x], [equation(jit, [x], [y], { name: "f", jaxpr: inner })], [y]);
  assert.is(
    roundTrip(program),
    `{ lambda ; a:f32[]. let
    b:f32[] = jit[
      name=f
      jaxpr={ lambda ; a:f32[]. let
          c:f32[] = sin a
          b:f32[] = add c 2.0
        in (b,) }
    ] a
  in (b,) }`,
  );
});

print("a program that is called twice is written once", () => {
  const [x, y, z] = [new Var(scalar), new Var(scalar), new Var(scalar)];
  const call = (from: Var, to: Var) => equation(jit, [from], [to], { name: "f", jaxpr: inner });
  const inner = sinPlus(2);
  const program = new Program([x], [call(x, y), call(y, z)], [z]);
  assert.is(
    roundTrip(program),
    `let f = { lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = add b 2.0 in (c,) } in
{ lambda ; d:f32[]. let
    e:f32[] = jit[name=f jaxpr=f] d
    g:f32[] = jit[name=f jaxpr=f] e
  in (g,) }`,
  );
  const back = parseProgram(showProgram(program), operations);
  assert.is(programsIn(back.equations[0].params)[0], programsIn(back.equations[1].params)[0]);
});

print("a program with more than ten equations is written above", () => {
  const chain = (length: number): Program => {
    const vs = Array.from({ length: length + 1 }, () => new Var(scalar));
    return new Program(
      [vs[0]],
      vs.slice(1).map((v, i) => equation(sin, [vs[i]], [v])),
      [vs[length]],
    );
  };
  assert.match(roundTrip(withParams({ name: "f", jaxpr: chain(10) })), /^\{ lambda/);
  assert.match(roundTrip(withParams({ name: "f", jaxpr: chain(11) })), /^let f = \{ lambda/);
  assert.match(roundTrip(withParams({ name: "two words", jaxpr: chain(11) })), /^let jaxpr = \{ lambda/);
});

print("a result that nobody uses has no name inside of the call, if it can still be told from others", () => {
  const call = (unused: number): string => {
    const [x, y, z] = [new Var(scalar), new Var(scalar), new Var(scalar)];
    const [a, b, c] = [new Var(scalar), new Var(scalar), new Var(scalar)];
    const inner = new Program([a], [equation(sin, [a], [b]), equation(sin, [b], [c])], [b, c]);
    const outputs = [y, z].filter((_, i) => i !== unused);
    return roundTrip(new Program([x], [equation(jit, [x], [y, z], { name: "f", jaxpr: inner })], outputs));
  };
  assert.match(call(1), "{ lambda ; a:f32[]. let b:f32[] = sin a; _:f32[] = sin b in (b, _) }");
  assert.match(call(0), "{ lambda ; a:f32[]. let c:f32[] = sin a; b:f32[] = sin c in (c, b) }");
});

print("one Var in two programs has two meanings", () => {
  const [x, y] = [new Var(scalar), new Var(scalar)];
  const inner = new Program([x], [equation(sin, [x], [y])], [y]);
  const out = new Var(scalar);
  const program = new Program([x], [equation(named("op"), [x], [out], { body: inner })], [out]);
  const text =
    "{ lambda ; a:f32[]. let\n    b:f32[] = op[body={ lambda ; c:f32[]. let d:f32[] = sin c in (d,) }] a\n  in (b,) }";
  assert.is(roundTrip(program), text);
});

print("sources stand behind their equations and are read back", () => {
  const [a, b, c] = [new Var(scalar), new Var(scalar), new Var(scalar)];
  const source = { file: "src/f.ts", line: 3, column: 10 };
  const program = new Program(
    [a],
    [
      equation(sin, [a], [b], {}, source),
      equation(add, [b, a], [c], {}, { ...source, line: 4, functionName: "f" }),
    ],
    [c],
  );
  const text = `{ lambda ; a:f32[]. let
    b:f32[] = sin a     # src/f.ts:3:10
    c:f32[] = add b a   # src/f.ts:4:10 (f)
  in (c,) }`;
  assert.is(showProgram(program, { source: true }), text);
  const back = parseProgram(text, operations);
  assert.equal(back.equations[0].source, source);
  assert.is(showProgram(back, { source: true }), text);
  assert.is(showProgram(back), showProgram(program));
});

print("literals", () => {
  const weak = scalar.with({ weakType: true });
  const half = new ArrayType("float16", []);
  const cases: [number | boolean, ArrayType, string][] = [
    [1, scalar, "1.0"],
    [1, weak, "1.0"],
    [1e-6, weak, "1e-06"],
    [Math.fround(0.1), weak, "0.1"],
    [Math.fround(0.1), scalar, "0.10000000149011612"],
    [16777216, scalar, "16777216.0"],
    [1e20, weak, "1e+20"],
    [Math.fround(1e20), scalar, "1.0000000200408773e+20"],
    [-0, scalar, "-0.0"],
    [NaN, scalar, "nan"],
    [Infinity, scalar, "inf"],
    [-Infinity, scalar, "-inf"],
    [1, i32(), "1"],
    [-2147483648, i32(), "-2147483648"],
    [true, new ArrayType("bool", []), "True"],
    [false, new ArrayType("bool", []), "False"],
    [9, new ArrayType("uint32", []), "9:u32[]"],
    [0.0999755859375, half.with({ weakType: true }), "0.1:f16[]"],
    [0.0999755859375, half, "0.0999755859375:f16[]"],
  ];
  for (const [value, type, text] of cases) {
    const program = new Program([], [], [new Literal(value, type)]);
    assert.is(roundTrip(program), `{ lambda ; . let  in (${text},) }`);
    const back = parseProgram(showProgram(program), operations).outputs[0] as Literal;
    assert.ok(Object.is(back.value, type.dtype === "float32" ? Math.fround(Number(value)) : value), text);
    assert.ok(back.type.equals(type), text);
  }
});

print("values of params", () => {
  const cases: [unknown, string][] = [
    [3, "3"],
    [-1.5, "-1.5"],
    [1e-6, "1e-06"],
    [-0, "-0.0"],
    [NaN, "nan"],
    [-Infinity, "-inf"],
    [null, "None"],
    [true, "True"],
    [false, "False"],
    ["float32", "float32"],
    ["a b", "'a b'"],
    ["it's", '"it\'s"'],
    ["a\n\t\\\u0007'\"", "'a\\n\\t\\\\\\x07\\'\"'"],
    ["", "''"],
    ["None", "'None'"],
    ["<lambda>", "<lambda>"],
    ["f.<locals>.g", "f.<locals>.g"],
    ["größe", "größe"],
    ["a#b", "'a#b'"],
    ["<function f>", "'<function f>'"],
    ["f(x=1]", "'f(x=1]'"],
    [[], "()"],
    [[3], "(3,)"],
    [[3, [4, 5]], "(3, (4, 5))"],
    [["a", null], "('a', None)"],
    [{}, "{}"],
    [{ offsetDims: [1], b: { c: "x" } }, "{'offset_dims': (1,), 'b': {'c': 'x'}}"],
    [new ArrayType("float32", [3, 4]), "ShapedArray(float32[3,4])"],
    [new ArrayType("int32", [], true), "ShapedArray(int32[], weak_type=True)"],
    [[f32(2)], "(ShapedArray(float32[2]),)"],
    [new Map(), "<Map>"],
  ];
  for (const [value, text] of cases) {
    const program = withParams({ someKey: value });
    assert.is(
      roundTrip(program, { width: 1000 }),
      `{ lambda ; a:f32[]. let b:f32[] = op[some_key=${text}] a in (b,) }`,
    );
    if (!(value instanceof Map)) assert.equal(paramsOf(showProgram(program)).someKey, value, text);
  }
});

print("params come in order, the name first, and none that is undefined", () => {
  const text = showProgram(withParams({ zeta: 1, name: "f", alphaBeta: 2, gone: undefined }));
  assert.is(text, "{ lambda ; a:f32[]. let b:f32[] = op[name=f alpha_beta=2 zeta=1] a in (b,) }");
});

print("an operation may show its params in its own way", () => {
  interface Broadcast {
    readonly shape: readonly number[];
    readonly dimensions: readonly number[];
  }
  const broadcast = named("broadcast", {
    show: ({ dimensions }: Broadcast) => ({ dimensions: dimensions.length > 0 ? dimensions : undefined }),
    read: ({ dimensions = [] }, _inputs, [{ shape }]) => ({ shape, dimensions }),
  });
  const [a, b, c] = [new Var(scalar), new Var(f32(3)), new Var(f32(2, 3))];
  const equations = [
    equation(broadcast, [a], [b], { shape: [3], dimensions: [] }),
    equation(broadcast, [b], [c], { shape: [2, 3], dimensions: [1] }),
  ];
  const text = showProgram(new Program([a], equations, [c]));
  const expected =
    "{ lambda ; a:f32[]. let\n    b:f32[3] = broadcast a\n    c:f32[2,3] = broadcast[dimensions=(1,)] b\n  in (c,) }";
  assert.is(text, expected);
  const back = parseProgram(text, () => broadcast);
  assert.equal(
    back.equations.map((e) => e.params),
    equations.map((e) => e.params),
  );
});

print("functions are known by name, and cannot be called when read back", () => {
  function rule(): number {
    return 1;
  }
  const text = roundTrip(
    withParams({
      jvp: rule,
      other: [
        (
          () => () =>
            0
        )(),
      ],
    }),
  );
  assert.match(text, "op[jvp=<function rule> other=(<function <lambda>>,)]");
  const { jvp } = paramsOf(text) as { jvp: () => void };
  assert.is(jvp.name, "rule");
  assert.throws(jvp, /^rule cannot be called: .* read from text/);
});

print("programs in lists and objects", () => {
  const one = sinPlus(1);
  roundTrip(withParams({ branches: [one, sinPlus(2)] }), { width: 60 });
  roundTrip(withParams({ branches: [sinPlus(1)] }));
  roundTrip(withParams({ rules: [sinPlus(1), null, "x"], more: { someRule: [sinPlus(3)] } }));
  roundTrip(withParams({ twice: [one, one], mixed: [one, 1] }));
});

print("a string that is the name of a shared program is quoted", () => {
  const inner = sinPlus(1);
  const text = roundTrip(withParams({ name: "f", jaxpr: inner, again: inner, other: "f" }));
  assert.match(text, "op[name=f again=f jaxpr=f other='f']");
  assert.is(paramsOf(text).other, "f");
  assert.is(paramsOf(text).name, "f");
});

print("names go on after z, and past those that are words of the form", () => {
  const variables = Array.from({ length: 9000 }, () => new Var(scalar));
  const equations = variables.slice(1).map((v, i) => equation(sin, [variables[i]], [v]));
  const text = roundTrip(new Program([variables[0]], equations, [variables[8999]]));
  assert.match(text, "ba:f32[] = sin z\n");
  assert.match(text, "in:f32[] = sin im\n");
  assert.match(text, "let:f32[] = sin les\n");
  assert.not.match(text, /\b(nan|inf)\b/);
});
