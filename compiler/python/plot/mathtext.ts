/** The part of TeX between dollars that labels use, as runs of characters: Greek, operators, scripts, fonts, accents. */
import { ValueError } from "../../ir/errors.js";
import { textWidth } from "./textMetrics.js";
import { own } from "./values.js";

/** Characters in one style. */
export interface Run {
  text: string;
  italic: boolean;
  bold: boolean;
  /** Of the text around it. */
  scale: number;
  /** Of the baseline, in sizes of the text around it; upwards. */
  rise: number;
  /** How far it starts to the left of where the last one ended, in sizes. */
  back: number;
}

type Style = Omit<Run, "text" | "back">;

const greek =
  "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ " +
  "nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω";
const upright =
  "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω partial ∂ nabla ∇ infty ∞ sum ∑ " +
  "prod ∏ int ∫ oint ∮ cdot · cdots ⋯ dots … ldots … circ ∘ degree ° prime ′ forall ∀ exists ∃ emptyset ∅ ell ℓ hbar ℏ Re ℜ " +
  "Im ℑ langle ⟨ rangle ⟩ | ‖ Vert ‖ vert | { { } } $ $ % % & & # # _ _ star ⋆ dagger † bullet • angle ∠ aleph ℵ lfloor ⌊ " +
  "rfloor ⌋ lceil ⌈ rceil ⌉ backslash \\ colon :";
const relations =
  "times × pm ± mp ∓ div ÷ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ equiv ≡ propto ∝ in ∈ notin ∉ subset ⊂ " +
  "subseteq ⊆ cup ∪ cap ∩ to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ mapsto ↦ ll ≪ gg ≫ " +
  "otimes ⊗ oplus ⊕ odot ⊙ wedge ∧ vee ∨ perp ⊥ parallel ∥ mid ∣ ast ∗";
const functions = new Set(
  "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp max min sup inf lim det dim ker arg gcd Pr".split(
    " ",
  ),
);
const accents: Record<string, string> = {
  hat: "\u0302",
  widehat: "\u0302",
  bar: "\u0304",
  overline: "\u0304",
  vec: "\u20d7",
  dot: "\u0307",
  ddot: "\u0308",
  tilde: "\u0303",
  widetilde: "\u0303",
};
const spaces: Record<string, string> = {
  ",": "\u2009",
  ":": "\u2005",
  ";": "\u2004",
  "!": "",
  quad: "\u2003",
  qquad: "\u2003\u2003",
};
spaces[" "] = " ";
const fonts: Record<string, Partial<Style>> = {
  mathrm: { italic: false },
  text: { italic: false },
  operatorname: { italic: false },
  mathdefault: { italic: false },
  mathregular: { italic: false },
  mathsf: { italic: false },
  mathtt: { italic: false },
  mathit: { italic: true },
  mathcal: { italic: true },
  mathbf: { italic: false, bold: true },
  boldsymbol: { bold: true },
};
const doubleStruck: Record<string, string> = { R: "ℝ", C: "ℂ", N: "ℕ", Z: "ℤ", Q: "ℚ", E: "𝔼", P: "ℙ" };

function table(list: string): Map<string, string> {
  const words = list.split(" ");
  return new Map(words.flatMap((word, i) => (i % 2 ? [] : [[word, words[i + 1]] as const])));
}
const [greekLetters, symbols, relationSigns] = [greek, upright, relations].map(table);
for (const sign of "=<>+") relationSigns.set(sign, sign);
relationSigns.set("-", "\u2212");

const thin = "\u2009";
const plain: Style = { italic: false, bold: false, scale: 1, rise: 0 };

class MathReader {
  private readonly tokens: string[];
  private at = 0;

  constructor(private readonly source: string) {
    this.tokens = source.match(/\\([A-Za-z]+\s*|.)|\s+|./gsu) ?? [];
  }

  read(style: Style): Run[] {
    const runs: Run[] = [];
    let scripts = 0;
    while (this.at < this.tokens.length && this.tokens[this.at] !== "}") {
      const token = this.tokens[this.at];
      if (token === "^" || token === "_") {
        const earlier = scripts;
        const script = this.script(style);
        if (script.length > 0) script[0].back += earlier;
        scripts = earlier > 0 ? 0 : widthOf(script);
        runs.push(...script);
      } else {
        scripts = 0;
        runs.push(...this.atom(style, runs.length === 0));
      }
    }
    return runs;
  }

  private script(style: Style): Run[] {
    const direction = this.tokens[this.at++] === "^" ? 0.38 : -0.18;
    const { scale } = style;
    return this.atom({ ...style, scale: scale * 0.7, rise: style.rise + direction * scale }, true);
  }

  private group(style: Style): Run[] {
    while (/^\s/.test(this.tokens[this.at] ?? "")) this.at++;
    if (this.tokens[this.at] !== "{") return this.atom(style, true);
    this.at++;
    const runs = this.read(style);
    if (this.tokens[this.at++] !== "}") throw new ValueError(`Expected '}' in ${this.source}`);
    return runs;
  }

  /** What a script, an accent or a command applies to. `isFirst`: a sign there has nothing to its left. */
  private atom(style: Style, isFirst: boolean): Run[] {
    const token = this.tokens[this.at] ?? "";
    if (token === "{") return this.group(style);
    this.at++;
    if (token.length > 1 && token.startsWith("\\"))
      return this.command(token.slice(1).trim(), style, isFirst);
    if (/^\s*$/.test(token)) return [];
    if (relationSigns.has(token)) return relation(token, style, isFirst);
    if (token === "'") return [run("′", style, false)];
    if (token === "*") return [run("∗", style, false)];
    return [run(token, style, style.italic && /\p{L}/u.test(token))];
  }

  private command(name: string, style: Style, isFirst: boolean): Run[] {
    const symbol = symbols.get(name) ?? own(spaces, name);
    if (symbol !== undefined) return [run(symbol, style, false)];
    const letter = greekLetters.get(name);
    if (letter !== undefined) return [run(letter, style, style.italic)];
    if (relationSigns.has(name)) return relation(name, style, isFirst);
    if (functions.has(name)) {
      const isTight = ["(", "^", "_", "{"].includes(this.tokens[this.at]);
      return [run(`${isFirst ? "" : thin}${name}${isTight ? "" : thin}`, style, false)];
    }
    if (Object.hasOwn(accents, name))
      return this.group(style).map((r) => ({ ...r, text: r.text + accents[name] }));
    if (Object.hasOwn(fonts, name)) return this.group({ ...style, ...fonts[name] });
    if (name === "left" || name === "right")
      return this.tokens[this.at] === "." ? (this.at++, []) : this.atom(style, true);
    if (name === "displaystyle") return [];
    if (name === "mathbb")
      return this.group(style).map((r) => ({
        ...r,
        italic: false,
        text: own(doubleStruck, r.text) ?? r.text,
      }));
    if (name === "sqrt") return [run("√", style, false), ...bracketed(this.group(style), style)];
    if (name === "frac" || name === "dfrac" || name === "tfrac") {
      const above = bracketed(this.group(style), style);
      return [...above, run("/", style, false), ...bracketed(this.group(style), style)];
    }
    throw new ValueError(`Unknown symbol: \\${name} in $${this.source}$`);
  }
}

const run = (text: string, style: Style, italic: boolean): Run => ({ ...style, text, italic, back: 0 });

const widthOf = (runs: readonly Run[]): number =>
  runs.reduce((sum, { text, scale, back }) => sum + textWidth(text) * scale - back, 0);

function relation(token: string, style: Style, isFirst: boolean): Run[] {
  const sign = relationSigns.get(token) ?? token;
  return [run(isFirst || style.scale < 1 ? sign : `\u2005${sign}\u2005`, style, false)];
}

/** In parentheses, if it is more than a number or a letter. */
function bracketed(runs: Run[], style: Style): Run[] {
  const isShort = runs.length <= 1 || runs.every(({ text }) => /^[\d.]$/.test(text));
  return isShort ? runs : [run("(", style, false), ...runs, run(")", style, false)];
}

function sameStyle(a: Run, b: Run): boolean {
  return (
    a.italic === b.italic && a.bold === b.bold && a.scale === b.scale && a.rise === b.rise && b.back === 0
  );
}

function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const next of runs) {
    const last = result.at(-1);
    if (last && sameStyle(last, next)) last.text += next.text;
    else result.push({ ...next });
  }
  return result;
}

/** The runs of one line of text, in which what stands between dollars is mathematics. */
export function textRuns(line: string): Run[] {
  const parts = line.split(/(?<!\\)\$/);
  const isMath = parts.length > 1 && parts.length % 2 === 1;
  if (!isMath) return [run(line.replaceAll("\\$", "$"), plain, false)];
  return joined(
    parts.flatMap((part, i) =>
      i % 2
        ? new MathReader(part).read({ ...plain, italic: true })
        : part === ""
          ? []
          : [run(part.replaceAll("\\$", "$"), plain, false)],
    ),
  );
}

/** The width of runs in text of size 1. */
export const runsWidth = widthOf;
