/** Reads the values of params. */

import { ArrayType } from "./arrayType.js";
import { type DType, dtypes } from "./dtype.js";
import { camelCase, opaqueFunction, Written } from "./params.js";
import type { Program } from "./program.js";
import type { Token } from "./tokens.js";
import { unquoted } from "./valueText.js";

/** What reading values needs of the parser of programs. */
export interface ValueReader {
  readonly next: Token;
  take(): Token;
  isSign(text: string): boolean;
  takeSign(text: string): boolean;
  expectSign(text: string): void;
  expectWord(text: string | undefined, what: string): string;
  expected(what: string, token?: Token): SyntaxError;
  shape(): number[];
  program(): Program;
  isNextProgram(): boolean;
  isShared(name: string): boolean;
  sharedProgram(name: string): Program;
}

const words: Readonly<Record<string, unknown>> = {
  None: null,
  True: true,
  False: false,
  nan: NaN,
  inf: Infinity,
};

/** `key=value`, the key as it is in TypeScript. */
export function parseField(reader: ValueReader): { key: string; value: unknown } {
  const key = reader.expectWord(undefined, "the name of a param");
  reader.expectSign("=");
  // The name of what is called is a name, also where a program goes by it.
  const isName = key === "name" && reader.next.kind === "word" && !Object.hasOwn(words, reader.next.text);
  return { key: camelCase(key), value: isName ? reader.take().text : parseValue(reader) };
}

/** One value in Python's syntax. */
function parseValue(reader: ValueReader): unknown {
  if (reader.isNextProgram()) return reader.program();
  const token = reader.take();
  switch (token.kind) {
    case "number":
      return Number(token.text.replace("inf", "Infinity"));
    case "string":
      return unquoted(token.text);
    case "angle":
      return inAngles(token.text);
    case "word":
      return word(token, reader);
    case "sign":
      if (token.text === "(") return items(reader, ")");
      if (token.text === "[") return items(reader, "]");
      if (token.text === "{") return dictionary(reader);
  }
  throw reader.expected("a value", token);
}

function inAngles(text: string): unknown {
  return text.startsWith("<function ")
    ? opaqueFunction(text.slice("<function ".length, -1))
    : new Written(text);
}

function word({ text }: Token, reader: ValueReader): unknown {
  if (reader.isSign("(")) return record(text, reader);
  if (Object.hasOwn(words, text)) return words[text];
  return reader.isShared(text) ? reader.sharedProgram(text) : text;
}

/** Items with or without commas between them: programs have none. */
function items(reader: ValueReader, end: string): unknown[] {
  const values: unknown[] = [];
  while (!reader.isSign(end)) {
    values.push(parseValue(reader));
    reader.takeSign(",");
  }
  reader.expectSign(end);
  return values;
}

function dictionary(reader: ValueReader): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  while (!reader.isSign("}")) {
    const key = reader.take();
    if (key.kind !== "string") throw reader.expected("a key in quotes", key);
    reader.expectSign(":");
    fields[camelCase(unquoted(key.text))] = parseValue(reader);
    if (!reader.takeSign(",")) break;
  }
  reader.expectSign("}");
  return fields;
}

/** `ShapedArray(float32[3])` is a type; `Name(a=1, b=2)` an object. */
function record(name: string, reader: ValueReader): unknown {
  reader.expectSign("(");
  const result = name === "ShapedArray" ? arrayType(reader) : fields(reader);
  reader.expectSign(")");
  return result;
}

function fields(reader: ValueReader): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  while (!reader.isSign(")")) {
    const { key, value } = parseField(reader);
    result[key] = value;
    if (!reader.takeSign(",")) break;
  }
  return result;
}

function arrayType(reader: ValueReader): ArrayType {
  const name = reader.next;
  if (!(dtypes as readonly string[]).includes(name.text)) throw reader.expected("a dtype");
  reader.take();
  const shape = reader.shape();
  const isWeak = reader.takeSign(",") && parseField(reader).value === true;
  return new ArrayType(name.text as DType, shape, isWeak);
}
