import * as assert from "uvu/assert";
import { ArrayType } from "../../compiler/ir/arrayType.js";
import { checkProgram, InvalidProgram, programsIn } from "../../compiler/ir/check.js";
import { type Atom, type Equation, Literal, Program, Var } from "../../compiler/ir/program.js";
import { suite } from "../harness/suite.js";
import { add, equation, f32, i32, jit, named, sin } from "./operations.js";

const test = suite("checking programs");

/** The message for a program that is invalid. */
function problem(program: Program): string {
  try {
    checkProgram(program);
  } catch (error) {
    assert.instance(error, InvalidProgram);
    return (error as Error).message;
  }
  return assert.unreachable("the program passed") as never;
}

function variables(count: number, type = f32(3)): Var[] {
  return Array.from({ length: count }, () => new Var(type));
}

function valid(): Program {
  const [a, b, c, k] = variables(4);
  const equations = [equation(sin, [a], [b]), equation(add, [b, k], [c])];
  return new Program([a], equations, [c, a, new Literal(1, f32())], [{ variable: k, value: [] }]);
}

function single(e: Equation, inputs: Var[] = [], outputs: readonly Atom[] = e.outputs): Program {
  return new Program(inputs, [e], outputs);
}

test("a good program passes, again and again", () => {
  const program = valid();
  checkProgram(program);
  checkProgram(program);
});

test("weak types are not compared", () => {
  const [a] = variables(1);
  const b = new Var(f32(3).with({ weakType: true }));
  checkProgram(single(equation(sin, [a], [b]), [a]));
});

test("a variable that is not bound", () => {
  const [a, b] = variables(2);
  assert.is(
    problem(single(equation(add, [a, b], variables(1)), [a])),
    "Input 1 of add is not bound before it is used, in the equation\n  b:f32[3] = add a c",
  );
});

test("a variable that is bound too late", () => {
  const [a, b, c] = variables(3);
  const program = new Program([a], [equation(sin, [b], [c]), equation(sin, [a], [b])], [c]);
  assert.match(
    problem(program),
    /^Input 0 of sin is not bound before it is used, in the equation\n {2}b:f32\[3\] = sin c$/,
  );
});

test("an output that is not bound", () => {
  const [a, b] = variables(2);
  assert.is(
    problem(new Program([a], [], [a, b])),
    "Output 1 is not bound before it is used, in\n  { lambda ; a:f32[3]. let  in (a, b) }",
  );
});

test("a variable that is bound twice", () => {
  const [a, b] = variables(2);
  const twice = new Program([a], [equation(sin, [a], [b]), equation(sin, [a], [b])], [b]);
  assert.match(
    problem(twice),
    /^Output 0 of sin is bound for the second time, in the equation\n {2}b:f32\[3\] = sin a$/,
  );
  assert.match(problem(new Program([a, a], [], [])), /^Input 1 is bound for the second time/);
  assert.match(
    problem(single(equation(sin, [a], [a]), [a])),
    /^Output 0 of sin is bound for the second time/,
  );
  assert.match(
    problem(new Program([a], [], [], [{ variable: a, value: 0 }])),
    /^Input 0 is bound for the second time/,
  );
});

test("a type that the primitive does not give", () => {
  const [a] = variables(1);
  assert.is(
    problem(single(equation(sin, [a], [new Var(f32(4))]), [a])),
    "Output 0 of sin is f32[3], but the equation says f32[4], in the equation\n  b:f32[4] = sin a",
  );
  assert.match(
    problem(single(equation(sin, [a], [new Var(i32(3))]), [a])),
    /is f32\[3\], but the equation says i32\[3\]/,
  );
});

test("inputs that the primitive does not take", () => {
  const [a] = variables(1);
  const source = { file: "f.ts", line: 2, column: 3 };
  const other = new Var(i32(3));
  const message = problem(single(equation(add, [a, other], variables(1), {}, source), [a, other]));
  assert.is(
    message,
    "add does not take its inputs: dtypes float32 and int32 differ, in the equation\n" +
      "  c:f32[3] = add a b\nwhich comes from f.ts:2:3",
  );
});

test("the number of outputs", () => {
  const [a] = variables(1);
  assert.match(
    problem(single(equation(sin, [a], variables(2)), [a])),
    /^sin gives 1 output, but the equation has 2, /,
  );
  assert.match(problem(single(equation(sin, [a], []), [a])), /^sin gives 1 output, but the equation has 0, /);
  assert.match(
    problem(single(equation(named("op"), [a], variables(1)), [a])),
    /^op gives 0 outputs, but the equation has 1, /,
  );
});

test("literals", () => {
  const type = (dtype: ArrayType["dtype"]): ArrayType => new ArrayType(dtype, []);
  const good: Literal[] = [
    new Literal(Math.fround(0.1), type("float32")),
    new Literal(NaN, type("float32")),
    new Literal(-0, type("float32")),
    new Literal(-Infinity, type("float16")),
    new Literal(-5, type("int32")),
    new Literal(4294967295, type("uint32")),
    new Literal(false, type("bool")),
  ];
  for (const literal of good) checkProgram(new Program([], [], [literal]));
  const bad: [literal: Literal, message: string][] = [
    [new Literal(0.1, type("float32")), "the literal 0.1, which is no float32"],
    [new Literal(0.1, type("float16")), "the literal 0.1, which is no float16"],
    [new Literal(0.5, type("int32")), "the literal 0.5, which is no int32"],
    [new Literal(2 ** 31, type("int32")), "the literal 2147483648, which is no int32"],
    [new Literal(-1, type("uint32")), "the literal -1, which is no uint32"],
    [new Literal(1, type("bool")), "the literal 1, which is no bool"],
    [new Literal(true, type("int32")), "the literal true, which is no int32"],
    [new Literal(0, type("float0")), "the literal 0, which is no float0"],
    [new Literal(1, f32(3)), "a literal of type f32[3]: literals are scalars"],
  ];
  for (const [literal, message] of bad) {
    const found = problem(new Program([], [], [literal]));
    assert.ok(found.startsWith(`Output 0 is ${message}`), found);
  }
});

test("programs inside are checked, and see nothing from outside", () => {
  const [x, y, a, b] = variables(4);
  const wrong = single(equation(sin, [x], [b]), [a]);
  const call = single(equation(jit, [x], [y], { name: "f", jaxpr: wrong }), [x]);
  const message = problem(call);
  assert.ok(
    message.startsWith("A program inside of jit is invalid. Input 0 of sin is not bound before it is used"),
    message,
  );
  assert.match(message, /in the equation\n {2}b:f32\[3\] = jit\[/);
  const right = single(equation(sin, [a], [b]), [a]);
  checkProgram(single(equation(jit, [x], [y], { name: "f", jaxpr: right }), [x]));
});

test("what is wrong in a program that was once found good is not looked for again", () => {
  let calls = 0;
  const counted = {
    name: "counted",
    type: (inputs: readonly ArrayType[]) => {
      calls++;
      return [inputs[0]];
    },
  };
  const [a, b] = variables(2);
  const inner = single(equation(counted, [a], [b]), [a]);
  for (let i = 0; i < 3; i++) {
    const [x, y] = variables(2);
    checkProgram(single(equation(jit, [x], [y], { jaxpr: inner }), [x]));
  }
  assert.is(calls, 1);
});

test("something that is no variable", () => {
  const [a] = variables(1);
  const stray = { type: f32(3) } as unknown as Var;
  assert.match(problem(new Program([a], [], [stray])), /^Output 0 is neither a variable nor a literal/);
  assert.match(problem(new Program([stray], [], [])), /^Input 0 is not a variable/);
});

test("programsIn finds programs at any depth, in order", () => {
  const [p, q, r] = [valid(), valid(), valid()];
  const params = { jaxpr: p, other: 1, branches: [null, { f: q }, [r]], rule: () => 0, types: [f32(2)] };
  const found = programsIn(params);
  assert.is(found.length, 3);
  [p, q, r].forEach((program, i) => assert.is(found[i], program));
  assert.equal(programsIn(undefined), []);
  assert.equal(programsIn(null), []);
});

test("a program of ten thousand equations is checked in well under a second", () => {
  const vs = variables(10001);
  const program = new Program(
    [vs[0]],
    vs.slice(1).map((v, i) => equation(sin, [vs[i]], [v])),
    [vs[10000]],
  );
  const start = performance.now();
  checkProgram(program);
  assert.ok(performance.now() - start < 1000);
});
