import { fail } from "../text/failure.js";
import { less } from "../objects/compare.js";
import { List } from "../objects/containers.js";
import type { Value } from "../objects/value.js";
import type { Library } from "./library.js";

/** Moves an item towards the root until its parent is not greater. */
function siftUp(items: Value[], from: number, i: number, before: typeof less): void {
  const x = items[i];
  while (i > from) {
    const parent = (i - 1) >> 1;
    if (!before(x, items[parent])) break;
    items[i] = items[parent];
    i = parent;
  }
  items[i] = x;
}

/** Moves the hole at `i` to a leaf along the smaller children, and the item that was there up from it. */
function siftDown(items: Value[], i: number, before: typeof less): void {
  const start = i;
  const x = items[i];
  for (let child = 2 * i + 1; child < items.length; child = 2 * i + 1) {
    if (child + 1 < items.length && !before(items[child], items[child + 1])) child++;
    items[i] = items[child];
    i = child;
  }
  items[i] = x;
  siftUp(items, start, i, before);
}

function checked(heap: Value): Value[] {
  return heap instanceof List ? heap.items : fail("TypeError", "heap argument must be a list");
}

function pop(heap: Value, before: typeof less): Value {
  const items = checked(heap);
  const last = items.pop();
  if (last === undefined) return fail("IndexError", "index out of range");
  if (items.length === 0) return last;
  const first = items[0];
  items[0] = last;
  siftDown(items, 0, before);
  return first;
}

function replace(heap: Value, x: Value, before: typeof less): Value {
  const items = checked(heap);
  if (items.length === 0) return fail("IndexError", "index out of range");
  const first = items[0];
  items[0] = x;
  siftDown(items, 0, before);
  return first;
}

function heapify(heap: Value, before: typeof less): void {
  const items = checked(heap);
  for (let i = (items.length >> 1) - 1; i >= 0; i--) siftDown(items, i, before);
}

const greater: typeof less = (a, b) => less(b, a);

export const heapq: Library = {
  natives: {
    "heappush(heap, item, /)"(heap: Value, x: Value) {
      const items = checked(heap);
      items.push(x);
      siftUp(items, 0, items.length - 1, less);
    },
    "heappop(heap, /)": (heap: Value) => pop(heap, less),
    "heapify(heap, /)": (heap: Value) => heapify(heap, less),
    "heapreplace(heap, item, /)": (heap: Value, x: Value) => replace(heap, x, less),
    "heappushpop(heap, item, /)": (heap: Value, x: Value) => {
      const items = checked(heap);
      return items.length > 0 && less(items[0], x) ? replace(heap, x, less) : x;
    },
    "_heapify_max(heap, /)": (heap: Value) => heapify(heap, greater),
    "_heappop_max(heap, /)": (heap: Value) => pop(heap, greater),
  },
  source: String.raw`
def merge(*iterables, key=None, reverse=False):
    rows = []
    for i, it in enumerate(map(iter, iterables)):
        for x in it:
            rows.append([x if key is None else key(x), i, x, it])
            break
    while rows:
        best = rows[0]
        for row in rows[1:]:
            if best[0] < row[0] if reverse else row[0] < best[0]:
                best = row
        yield best[2]
        for x in best[3]:
            best[0], best[2] = x if key is None else key(x), x
            break
        else:
            rows.remove(best)

def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]

def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]
`,
};
