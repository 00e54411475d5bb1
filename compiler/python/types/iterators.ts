/** Iterators. */

import { raise } from "../objects/exceptions.js";
import { type Iter, setIteratorMethods } from "../objects/iterate.js";
import { methods } from "../objects/native.js";
import { builtinType } from "../objects/type.js";

const iterators = builtinType("iterator");
methods(iterators, {
  "__iter__(self, /)": (it: Iter) => it,
  "__next__(self, /)"(it: Iter) {
    const next = it.next();
    return next === undefined ? raise("StopIteration") : next;
  },
  "__length_hint__(self, /)": (it: Iter) => BigInt(it.left?.() ?? 0),
});
setIteratorMethods(iterators);
