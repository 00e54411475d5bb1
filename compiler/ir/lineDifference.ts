/**
 * Two texts line by line, as Python's `difflib.ndiff` shows them: what both have behind two spaces, what only one has behind
 * `- ` or `+ `, and under lines that are alike a line behind `? ` with marks where they differ.
 * Source: Ratcliff and Metzener, "Pattern Matching: The Gestalt Approach".
 */

/** Equal stretches: `a[i..i+size)` and `b[j..j+size)`. */
interface Match {
  readonly i: number;
  readonly j: number;
  readonly size: number;
}

interface Edit {
  readonly tag: "equal" | "replace" | "delete" | "insert";
  readonly a: readonly [from: number, to: number];
  readonly b: readonly [from: number, to: number];
}

type Sequence = readonly string[];

/** Finds the longest equal stretches of two sequences, in which blanks alone don't count for one. */
class Matcher {
  private readonly places = new Map<string, number[]>();

  constructor(
    private readonly a: Sequence,
    private readonly b: Sequence,
    private readonly isJunk: (x: string) => boolean,
  ) {
    b.forEach((x, j) => {
      if (!isJunk(x)) this.places.set(x, [...(this.places.get(x) ?? []), j]);
    });
    // In long sequences, what is everywhere tells nothing.
    for (const [x, list] of this.places)
      if (b.length >= 200 && list.length > Math.floor(b.length / 100) + 1) this.places.delete(x);
  }

  private longest([aFrom, aTo]: readonly [number, number], [bFrom, bTo]: readonly [number, number]): Match {
    let best: Match = { i: aFrom, j: bFrom, size: 0 };
    let lengths = new Map<number, number>();
    for (let i = aFrom; i < aTo; i++) {
      const next = new Map<number, number>();
      for (const j of this.places.get(this.a[i]) ?? []) {
        if (j < bFrom || j >= bTo) continue;
        const size = (lengths.get(j - 1) ?? 0) + 1;
        next.set(j, size);
        if (size > best.size) best = { i: i - size + 1, j: j - size + 1, size };
      }
      lengths = next;
    }
    for (const withJunk of [false, true]) best = this.extended(best, [aFrom, aTo], [bFrom, bTo], withJunk);
    return best;
  }

  private extended(
    { i, j, size }: Match,
    [aFrom, aTo]: readonly [number, number],
    [bFrom, bTo]: readonly [number, number],
    withJunk: boolean,
  ): Match {
    const isSame = (i: number, j: number) => this.a[i] === this.b[j] && this.isJunk(this.b[j]) === withJunk;
    for (; i > aFrom && j > bFrom && isSame(i - 1, j - 1); size++) {
      i--;
      j--;
    }
    while (i + size < aTo && j + size < bTo && isSame(i + size, j + size)) size++;
    return { i, j, size };
  }

  matches(): Match[] {
    const found: Match[] = [];
    const search = (a: readonly [number, number], b: readonly [number, number]): void => {
      const { i, j, size } = this.longest(a, b);
      if (size === 0) return;
      search([a[0], i], [b[0], j]);
      const last = found.at(-1);
      if (last && last.i + last.size === i && last.j + last.size === j)
        found[found.length - 1] = { ...last, size: last.size + size };
      else found.push({ i, j, size });
      search([i + size, a[1]], [j + size, b[1]]);
    };
    search([0, this.a.length], [0, this.b.length]);
    return found;
  }

  /** How alike they are: 0 to 1. */
  ratio(): number {
    const total = this.a.length + this.b.length;
    return total === 0 ? 1 : (2 * this.matches().reduce((sum, { size }) => sum + size, 0)) / total;
  }

  edits(): Edit[] {
    const edits: Edit[] = [];
    let [i, j] = [0, 0];
    for (const match of [...this.matches(), { i: this.a.length, j: this.b.length, size: 0 }]) {
      const [a, b] = [[i, match.i] as const, [j, match.j] as const];
      if (i < match.i || j < match.j)
        edits.push({ tag: i === match.i ? "insert" : j === match.j ? "delete" : "replace", a, b });
      [i, j] = [match.i + match.size, match.j + match.size];
      if (match.size > 0) edits.push({ tag: "equal", a: [match.i, i], b: [match.j, j] });
    }
    return edits;
  }
}

const isBlank = (x: string): boolean => x === " " || x === "\t";
const never = (): boolean => false;

/** The lines that show how two texts differ. */
export function lineDifference(mine: string, theirs: string): string[] {
  const [a, b] = [mine.split("\n"), theirs.split("\n")];
  return new Matcher(a, b, never).edits().flatMap(({ tag, a: [i, iTo], b: [j, jTo] }) => {
    const [left, right] = [a.slice(i, iTo), b.slice(j, jTo)];
    if (tag === "equal") return left.map((line) => `  ${line}`);
    return tag === "replace" ? replaced(left, right) : only(left, right);
  });
}

/** Lines that only one of the texts has, the fewer ones first. */
function only(left: Sequence, right: Sequence): string[] {
  const [minus, plus] = [left.map((line) => `- ${line}`), right.map((line) => `+ ${line}`)];
  return right.length < left.length ? [...plus, ...minus] : [...minus, ...plus];
}

/** Pairs the two lines that are most alike, if any are, and goes on before and after them. */
function replaced(left: Sequence, right: Sequence): string[] {
  let best = { ratio: 0.74, i: -1, j: -1 };
  right.forEach((y, j) => {
    left.forEach((x, i) => {
      const ratio = x === y ? 0 : new Matcher([...x], [...y], isBlank).ratio();
      if (ratio > best.ratio) best = { ratio, i, j };
    });
  });
  const { ratio, i, j } = best;
  if (ratio < 0.75) return only(left, right);
  const around = (x: Sequence, y: Sequence): string[] => (x.length > 0 && y.length > 0 ? replaced(x, y) : only(x, y)); // prettier-ignore
  return [
    ...around(left.slice(0, i), right.slice(0, j)),
    ...marked(left[i], right[j]),
    ...around(left.slice(i + 1), right.slice(j + 1)),
  ];
}

/** Two lines with marks under what was changed `^`, left out `-` and put in `+`. */
function marked(x: string, y: string): string[] {
  let [under, over] = ["", ""];
  for (const { tag, a, b } of new Matcher([...x], [...y], isBlank).edits()) {
    const [n, m] = [a[1] - a[0], b[1] - b[0]];
    under += (tag === "equal" ? " " : tag === "replace" ? "^" : "-").repeat(n);
    over += (tag === "equal" ? " " : tag === "replace" ? "^" : "+").repeat(m);
  }
  const marks = (text: string): string[] => (text.trim() === "" ? [] : [`? ${text.trimEnd()}\n`]);
  return [`- ${x}`, ...marks(under), `+ ${y}`, ...marks(over)];
}
