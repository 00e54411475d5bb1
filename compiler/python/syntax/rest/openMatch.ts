/** Where brackets, quotes and a comment leave a line's own characters. */
function* topLevel(line: string, from: number): Generator<readonly [i: number, c: string]> {
  let depth = 0;
  for (let i = from; i < line.length; i++) {
    const c = line[i];
    if (c === "#") return;
    if (c === '"' || c === "'") {
      for (i++; i < line.length && line[i] !== c; i++) if (line[i] === "\\") i++;
    } else if ("([{".includes(c)) depth++;
    else if (")]}".includes(c)) depth--;
    else if (depth === 0) yield [i, c];
  }
}

/** `"a" "b"` as one text, as wide as the two were. */
const joined = (line: string): string => line.replace(/"([^"\\]*)"( +)"([^"\\]*)"/g, '"$1$3"$2  ');

/**
 * `match x, y:` and `case 1, 2:` with the parentheses that the parser needs around what they leave open. Columns in
 * such a line are one off.
 */
export function closedMatch(given: string): string {
  const line = /^\s*case /.test(given) ? joined(given) : given;
  const start = /^\s*(?:match|case)\s+(?![=.,:)])/.exec(line)?.[0].length;
  if (start === undefined || !line.includes(",")) return line;
  let [comma, end] = [false, -1];
  for (const [i, c] of topLevel(line, start)) {
    if (c === "=") return line;
    if (c === ",") comma = true;
    if (c === ":" || (c === "i" && / if /.test(line.slice(i - 1, i + 3)))) {
      end = i;
      break;
    }
  }
  if (!comma || end < 0) return line;
  const inner = line.slice(start, end);
  const open = inner.trimEnd();
  return `${line.slice(0, start)}(${open})${inner.slice(open.length)}${line.slice(end)}`;
}
