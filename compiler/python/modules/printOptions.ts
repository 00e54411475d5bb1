/** How arrays are printed is a script's own affair, and one of `numpy` and `jax.numpy` alike. */

import { printOptions, setPrintOptions } from "../../trace/format.js";
import type { Machine } from "../vm/machine.js";

const known = new WeakSet<Machine>();

/** What a script sets holds while it runs, and the options of whoever runs it afterwards. */
export function keepPrintOptions(machine: Machine): void {
  if (known.has(machine)) return;
  known.add(machine);
  let own = printOptions();
  machine.surround(() => {
    const before = printOptions();
    setPrintOptions(own);
    return () => {
      own = printOptions();
      setPrintOptions(before);
    };
  });
}
