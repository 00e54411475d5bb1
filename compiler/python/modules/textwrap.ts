import { dedent, indent, wrap } from "../text/textwrap.js";
import { List } from "../objects/containers.js";
import { call } from "../objects/machine.js";
import { index } from "../objects/operators.js";
import { truth } from "../objects/truth.js";
import type { Value } from "../objects/value.js";
import type { Library } from "./library.js";

export const textwrap: Library = {
  natives: {
    "dedent(text)": dedent,
    "indent(text, prefix, predicate=None)": (text: string, prefix: string, predicate: Value = null) =>
      predicate === null
        ? indent(text, prefix)
        : indent(text, prefix, (line) => truth(call(predicate, [line]))),
    "_wrap(text, width, initial, subsequent, long, hyphens, /)": (
      text: string,
      width: Value,
      initialIndent: string,
      subsequentIndent: string,
      breakLongWords: boolean,
      breakOnHyphens: boolean,
    ) =>
      new List(
        wrap(text, Number(index(width)), { initialIndent, subsequentIndent, breakLongWords, breakOnHyphens }),
      ),
  },
  source: String.raw`
def wrap(text, width=70, *, initial_indent="", subsequent_indent="", break_long_words=True, break_on_hyphens=True,
         max_lines=None, placeholder=" [...]"):
    lines = _wrap(text, width, initial_indent, subsequent_indent, break_long_words, break_on_hyphens)
    if max_lines is None or len(lines) <= max_lines:
        return lines
    lines = lines[:max_lines]
    words = lines[-1]
    indentation = subsequent_indent if max_lines > 1 else initial_indent
    while words.strip() and len(words.rstrip() + placeholder) > width:
        words = words.rstrip()
        words = words[:words.rfind(" ") + 1] if " " in words[len(indentation):] else indentation
    lines[-1] = words.rstrip() + placeholder if words.strip() else indentation + placeholder.lstrip()
    return lines

def fill(text, width=70, **options):
    return "\n".join(wrap(text, width, **options))

def shorten(text, width, *, placeholder=" [...]", **options):
    return "\n".join(wrap(" ".join(text.split()), width, max_lines=1, placeholder=placeholder, **options))
`,
};
