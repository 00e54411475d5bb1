/** What can be typed at the debugger's prompt besides statements. */

import { attributeOr } from "../objects/attributes.js";
import { Func } from "../objects/functions.js";
import { call } from "../objects/machine.js";
import { repr } from "../objects/text.js";
import { typeOf } from "../objects/types.js";
import type { Frame } from "../vm/frame.js";
import { isLibrary } from "../vm/positions.js";
import type { Breakpoint } from "./breakpoints.js";
import type { Prompt } from "./prompt.js";
import { variables } from "./evaluate.js";

/** Runs with what follows its name. Whether the script goes on or ends; undefined if the prompt stays. */
export type Command = (prompt: Prompt, argument: string) => "go" | "quit" | undefined;

const go =
  (how: (p: Prompt, argument: string) => void): Command =>
  (p, argument) => {
    how(p, argument);
    return "go";
  };

const stay =
  (what: (p: Prompt, argument: string) => void): Command =>
  (p, argument) => {
    what(p, argument);
    return undefined;
  };

const print = stay((p, text) => p.say(repr(p.value(text))));

const prettyPrint = stay((p, text) => {
  const value = p.value(text);
  const pprint = p.machine.importModule("pprint");
  call(attributeOr(pprint, "pprint")!, [value]);
});

const until: Command = (p, text) => {
  const line = text === "" ? p.lineIn(p.stop.shown) + 1 : Number(text);
  if (!Number.isInteger(line)) p.say(`*** Error in argument: '${text}'`);
  else if (line <= p.lineIn(p.stop.shown) && text !== "")
    p.say('*** "until" line number is smaller than current line number');
  else {
    p.debugger.until(p.stop.shown, line);
    return "go";
  }
  return undefined;
};

/** The frames of the script, outermost first. */
function stackOf(p: Prompt): Frame[] {
  const frames: Frame[] = [];
  for (let f: Frame | undefined = p.stop.frame; f; f = f.caller)
    if (!isLibrary(f.code.file)) frames.unshift(f);
  return frames;
}

const move = (by: 1 | -1): Command =>
  stay((p, text) => {
    const frames = stackOf(p);
    const at = frames.indexOf(p.stop.shown);
    const count = text === "" ? 1 : Number(text);
    if (!Number.isInteger(count)) p.say(`*** Invalid frame count (${text})`);
    else if (frames[at + by] === undefined) p.say(by < 0 ? "*** Oldest frame" : "*** Newest frame");
    else {
      p.stop.shown = frames[Math.max(0, Math.min(frames.length - 1, at + by * count))];
      p.stop.listed = undefined;
      p.say(p.place(p.stop.shown));
    }
  });

const where = stay((p) => stackOf(p).forEach((f) => p.say(p.place(f))));

const list = stay((p, text) => {
  const { shown, listed } = p.stop;
  const lines = linesOf(shown);
  const [first, last] = rangeOf(text, p.lineIn(shown), listed);
  if (Number.isNaN(first + last)) return p.say(`*** Error in argument: '${text}'`);
  sayLines(p, first, Math.min(last, lines.length));
  p.stop.listed = Math.min(last, lines.length);
  if (lines.length < last) p.say("[EOF]");
});

function rangeOf(text: string, current: number, listed: number | undefined): [first: number, last: number] {
  if (text === "" && listed !== undefined) return [listed + 1, listed + 11];
  if (text === "" || text === ".") return [Math.max(1, current - 5), Math.max(1, current - 5) + 10];
  if (!text.includes(",")) return [Math.max(1, Number(text) - 5), Math.max(1, Number(text) - 5) + 10];
  const [first, last] = text.split(",").map(Number);
  return [first, last < first ? first + last : last];
}

const longList = stay((p) => {
  const { code } = p.stop.shown;
  if (code.name === "<module>") return sayLines(p, 1, linesOf(p.stop.shown).length);
  const last = Math.max(...code.instructions.map(({ at }) => at.end_lineno ?? at.lineno ?? 0));
  sayLines(p, code.firstLine, last);
});

/** The lines of a script; a last one that is empty is none. */
function linesOf({ code: { lines } }: Frame): readonly string[] {
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function sayLines(p: Prompt, first: number, last: number): void {
  const { shown } = p.stop;
  for (let line = first; line <= last; line++) {
    const stops = p.debugger.breakpoints.all.some((b) => b.file === shown.code.file && b.line === line);
    const marks = `${stops ? "B" : " "}${line === p.lineIn(shown) ? "->" : ""}`;
    const number = String(line).padStart(3);
    p.say(
      `${number.length < 4 ? `${number} ` : number}${marks}\t${(shown.code.lines[line - 1] ?? "").trimEnd()}`,
    );
  }
}

const args = stay((p) => {
  const { code } = p.stop.shown;
  const count = code.argCount + code.keywordOnly + Number(code.hasRest) + Number(code.hasKeywords);
  const names = variables(p.stop.shown);
  for (const name of code.locals.slice(0, count)) {
    const value = names.get(name);
    p.say(`${name} = ${value === undefined ? "*** undefined ***" : repr(value)}`);
  }
});

const whatIs = stay((p, text) => {
  const value = p.value(text);
  p.say(value instanceof Func ? `Function ${value.name}` : repr(typeOf(value)));
});

const returned = stay((p) => {
  const { frame, reason } = p.stop;
  p.say(reason === "return" ? repr(frame.top) : "*** Not yet returned!");
});

const breakAt = (isTemporary: boolean): Command =>
  stay((p, text) => {
    if (text === "") return listBreakpoints(p);
    const [where, condition] = text.split(/,(.*)/s).map((part) => part.trim());
    const place = placeOf(p, where);
    if (!place) return;
    const made = p.debugger.breakpoints.add({ ...place, condition, isTemporary });
    p.say(`Breakpoint ${made.number} at ${made.file}:${made.line}`);
  });

/** What stands before a comma in `break`: a line, `file:line`, or a function. */
function placeOf(p: Prompt, text: string): Pick<Breakpoint, "file" | "line" | "stopLine"> | undefined {
  const { code } = p.stop.shown;
  const [, file = code.file, digits] = /^(?:(.*):\s*)?(\d+)$/.exec(text) ?? [];
  if (digits === undefined) return placeOfFunction(p, text);
  const line = Number(digits);
  const source = code.lines[line - 1] as string | undefined;
  if (file === code.file && source === undefined) p.say("End of file");
  else if (file === code.file && /^\s*(#|$)/.test(source!)) p.say("*** Blank or comment");
  else return { file, line, stopLine: line };
  return undefined;
}

function placeOfFunction(p: Prompt, text: string): ReturnType<typeof placeOf> {
  let found;
  try {
    found = p.value(text);
  } catch {
    found = undefined;
  }
  const f = found === undefined ? undefined : ((attributeOr(found, "__func__") ?? found) as object);
  if (f instanceof Func) {
    const { file, firstLine, instructions } = f.code;
    return { file, line: firstLine, stopLine: instructions[0].at.lineno ?? firstLine };
  }
  p.say(`*** The specified object '${text}' is not a function or was not found along sys.path.`);
  return undefined;
}

function listBreakpoints(p: Prompt): void {
  const { all } = p.debugger.breakpoints;
  if (all.length === 0) return;
  p.say("Num Type         Disp Enb   Where");
  for (const b of all) {
    p.say(
      `${String(b.number).padEnd(4)}breakpoint   ${b.isTemporary ? "del " : "keep"} yes   at ${b.file}:${b.line}`,
    );
    if (b.condition !== undefined) p.say(`\tstop only if ${b.condition}`);
    if (b.hits > 0) p.say(`\tbreakpoint already hit ${b.hits} time${b.hits === 1 ? "" : "s"}`);
  }
}

const clear = stay((p, text) => {
  const { breakpoints } = p.debugger;
  if (text === "" && !/^y(es)?$/i.test(p.machine.options.readLine?.("Clear all breaks? ") ?? "n")) return;
  for (const number of text === "" ? breakpoints.all.map((b) => b.number) : text.split(/\s+/).map(Number)) {
    const found = breakpoints.all.find((b) => b.number === number);
    if (!found)
      p.say(
        Number.isNaN(number)
          ? `*** Non-numeric breakpoint number ${text}`
          : `*** Breakpoint number ${number} out of range`,
      );
    else {
      breakpoints.remove(found);
      p.say(`Deleted breakpoint ${number} at ${found.file}:${found.line}`);
    }
  }
});

const unsupported = (name: string): Command => stay((p) => p.say(`*** The command ${name} is not supported`));

/** Names, most common first, with what each does. */
const table: readonly (readonly [names: string, what: string, command: Command])[] = [
  ["p", "p EXPRESSION: prints its value", print],
  ["pp", "pp EXPRESSION: prints its value on several lines", prettyPrint],
  ["n next", "goes on to the next line of this function", go((p) => p.debugger.next(p.stop.shown))],
  ["s step", "goes on to the next line, into functions too", go((p) => p.debugger.step())],
  ["r return", "goes on until this function returns", go((p) => p.debugger.finish(p.stop.shown))],
  ["unt until", "goes on to a later line of this function", until],
  ["c cont continue", "goes on to a breakpoint", go((p) => p.debugger.run())],
  ["l list", "l [LINE[, LAST]]: lists lines; again, the next ones", list],
  ["ll longlist", "lists the whole function", longList],
  ["w where bt", "shows the functions that are running", where],
  ["u up", "looks at the caller", move(-1)],
  ["d down", "looks at the function that was called", move(1)],
  ["a args", "prints the arguments of this function", args],
  ["whatis", "whatis EXPRESSION: prints its type", whatIs],
  ["rv retval", "prints what is being returned", returned],
  ["b break", "b [LINE | FUNCTION][, CONDITION]: sets a breakpoint, or lists them", breakAt(false)],
  ["tbreak", "sets a breakpoint that stops once", breakAt(true)],
  ["cl clear", "cl [NUMBER]: removes breakpoints", clear],
  ["q quit exit", "ends the script", () => "quit"],
  ["h help", "shows this text", stay((p) => p.say(help()))],
  ...["j jump", "display", "undisplay", "interact", "run restart"].map((names): [string, string, Command] => [
    names,
    "",
    unsupported(names.split(" ")[0]),
  ]),
];

function help(): string {
  const lines = table.filter(([, what]) => what !== "").map(([names, what]) => `${names.padEnd(16)} ${what}`);
  return [...lines, `${"!STATEMENT".padEnd(16)} runs it here, as anything else that is typed`].join("\n");
}

export const commands: Readonly<Record<string, Command>> = Object.fromEntries(
  table.flatMap(([names, , command]) => names.split(" ").map((name) => [name, command])),
);
