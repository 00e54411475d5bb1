const numbers = /-?\d+\.\d*(e[+-]\d+)?/g;

/** What was printed, where its numbers are within a few units in the last place of the expected ones, as expected. */
export function withinRounding(printed: string, expected: string): string {
  const wanted = expected.match(numbers) ?? [];
  const actual = printed.match(numbers) ?? [];
  const isNear = (x: string, n: number): boolean =>
    Math.abs(Number(x) - Number(wanted[n])) <= 5e-7 * Math.abs(Number(wanted[n]));
  const rest = (text: string): string => text.replace(numbers, "#").replace(/\s/g, "");
  return actual.every(isNear) && rest(printed) === rest(expected) ? expected : printed;
}
