/** Reads the tables of `jaxValues.ts`. */

function value(text: string): number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return text === "nan" ? NaN : text.endsWith("inf") ? Number(text.replace("inf", "Infinity")) : Number(text);
}

const rows = (text: string): string[][] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));

export interface Expected {
  name: string;
  args: number[];
  result: number | boolean;
}

/** One function a line below a line of arguments. */
export function readLines(text: string): Expected[] {
  const [[, ...args], ...functions] = rows(text) as [string[], ...string[][]];
  return functions.flatMap(([name, ...results]) =>
    results.map((result, i) => ({ name: name, args: [value(args[i]) as number], result: value(result) })),
  );
}

/** One block for each function, its second arguments across and its first ones down. */
export function readBlocks(text: string): Expected[] {
  return text.split("\n\n").flatMap((block) => {
    const [[name, ...across], ...lines] = rows(block) as [string[], ...string[][]];
    return lines.flatMap(([x, ...results]) =>
      results.map((result, i) => ({
        name: name,
        args: [value(x) as number, value(across[i]) as number],
        result: value(result),
      })),
    );
  });
}
