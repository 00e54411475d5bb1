import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { parseProgram } from "../../compiler/ir/parse.js";
import { showProgram } from "../../compiler/ir/print.js";
import { type Literal, Program, Var } from "../../compiler/ir/program.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";
import { add, equation, f32, named, operations } from "./operations.js";

const test = suite("reading programs");

function problem(text: string): string {
  try {
    parseProgram(text, operations);
  } catch (error) {
    assert.instance(error, SyntaxError);
    return (error as SyntaxError).message.split("\n")[0];
  }
  return assert.unreachable("no error") as never;
}

test("gives programs that have what the text says", () => {
  const program = parseProgram(
    "{ lambda c:i32[2]; a:f32[3] b:bool[]. let d:f32[3] = add a 1.0; _:f32[] = op[axes=(0,)] b in (d, a, 2) }",
    operations,
  );
  assert.equal(
    program.inputs.map((v) => v.type.toString()),
    ["f32[3]", "bool[]"],
  );
  assert.is(program.constants[0].variable.type.toString(), "i32[2]");
  assert.is(program.equations[0].primitive, add);
  assert.is(program.equations[0].inputs[0], program.inputs[0]);
  assert.equal(program.equations[1].params, { axes: [0] });
  assert.is(program.outputs[0], program.equations[0].outputs[0]);
  assert.is(program.outputs[1], program.inputs[0]);
  assert.is((program.outputs[2] as Literal).type.dtype, "int32");
});

test("takes lines as they come", () => {
  const text = "{lambda;a:f32[].let b:f32[]=sin\na c:f32[]=add b a in(c,)}";
  assert.is(
    showProgram(parseProgram(text, operations)),
    "{ lambda ; a:f32[]. let b:f32[] = sin a; c:f32[] = add b a in (c,) }",
  );
});

test("equations without outputs", () => {
  const a = new Var(f32());
  const inputs = Array.from({ length: 50 }, () => a);
  const program = new Program(
    [a],
    [equation(named("tell"), inputs, []), equation(named("tell"), [a], [])],
    [a],
  );
  for (const width of [30, 80]) {
    const text = showProgram(program, { width });
    assert.is(showProgram(parseProgram(text, operations), { width }), text);
  }
});

const errors: [text: string, message: string][] = [
  ["", 'line 1, column 1: expected "{", but the text ends'],
  [
    "{ lambda a ; b:f32[]. let in () }",
    'line 1, column 10: expected ";" or another variable, but there is "a"',
  ],
  [
    "{ lambda ; a:f32[] let in () }",
    'line 1, column 20: expected "." or another variable, but there is "let"',
  ],
  [
    "{ lambda ; a:f33[]. let in () }",
    'line 1, column 14: expected a type such as f32[3], but there is "f33"',
  ],
  ["{ lambda ; a:f32[x]. let in () }", 'line 1, column 18: expected a length, but there is "x"'],
  ["{ lambda ; a:f32[] a:f32[]. let in () }", "line 1, column 20: a is bound twice"],
  ["{ lambda ; a:f32[]. let\n  b:f32[] = sin q in (b,) }", "line 2, column 17: q is not bound here"],
  [
    "{ lambda ; a:f32[]. let\n  b:f32[] sin a in (b,) }",
    'line 2, column 11: expected "=" or another variable, but there is "sin"',
  ],
  [
    "{ lambda ; a:f32[]. let b:f32[] = missing a in (b,) }",
    "line 1, column 35: there is no primitive named missing",
  ],
  [
    "{ lambda ; a:f32[]. let b:f32[] = sin[k] a in (b,) }",
    'line 1, column 40: expected "=", but there is "]"',
  ],
  [
    "{ lambda ; a:f32[]. let b:f32[] = sin[k=;] a in (b,) }",
    'line 1, column 41: expected a value, but there is ";"',
  ],
  [
    "{ lambda ; a:f32[]. let b:f32[] = sin[k={1: 2}] a in (b,) }",
    'line 1, column 42: expected a key in quotes, but there is "1"',
  ],
  [
    "{ lambda ; a:f32[]. let b:f32[] = sin[k=(1, 2] a in (b,) }",
    'line 1, column 46: expected a value, but there is "]"',
  ],
  [
    "{ lambda ; a:f32[]. let b:f32[] = sin a",
    'line 1, column 40: expected an equation or "in (", but the text ends',
  ],
  [
    "{ lambda ; a:f32[]. let in (a b) }",
    'line 1, column 31: expected ")" after the outputs, but there is "b"',
  ],
  ["{ lambda ; a:f32[]. let in (_,) }", "line 1, column 29: _ is not bound here"],
  [
    "{ lambda ; a:f32[]. let in (a,) } x",
    'line 1, column 35: expected the end of the text, but there is "x"',
  ],
  ["{ lambda ; a:f32[]. let in (a,) } %", 'line 1, column 35: there is no place for "%"'],
  ["let f = { lambda ; . let in () } in let f = {} in", "line 1, column 41: there are two programs named f"],
  [
    "let f = { lambda ; . let op[p=f] in () } in\n{ lambda ; . let op[p=f] in () }",
    "line 1, column 32: the program f contains itself",
  ],
  ["let f = { lambda ; . let oops", 'line 1, column 30: expected "}", but the text ends'],
];

for (const [text, message] of errors) test(`error: ${message}`, () => assert.is(problem(text), message));

test("errors show the line and the place in it", () => {
  try {
    parseProgram("{ lambda ; a:f32[]. let\n    b:f32[] = sin q\n  in (b,) }", operations);
    assert.unreachable();
  } catch (error) {
    assert.is(
      (error as Error).message,
      "line 2, column 19: q is not bound here\n      b:f32[] = sin q\n                    ^",
    );
  }
});

test("a text with a piece missing or swapped is an error or a program, never anything else", () => {
  const samples = readFileSync(`${root}tests/ir/samples/jaxprs.txt`, "utf8").split("\n-----\n");
  for (const text of samples.slice(0, 40)) {
    for (let i = 0; i < text.length; i += 7) {
      const broken = [
        text.slice(0, i),
        text.slice(0, i) + text.slice(i + 1),
        text.slice(0, i) + ")" + text.slice(i + 1),
      ];
      for (const candidate of broken) {
        try {
          assert.instance(parseProgram(candidate, operations), Program);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
        }
      }
    }
  }
});
