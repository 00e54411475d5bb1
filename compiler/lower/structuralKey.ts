const identities = new WeakMap<object, number>();
let next = 0;

/**
 * A text that is equal for equal plain data (numbers, strings, arrays, records), and for the same object otherwise.
 * Keys are meaningful within this process only.
 */
export function structuralKey(x: unknown): string {
  if (x === null || typeof x !== "object") {
    if (typeof x === "function") return `#${identityOf(x)}`;
    return Object.is(x, -0) ? "-0" : typeof x === "string" ? JSON.stringify(x) : String(x);
  }
  if (Array.isArray(x)) return `[${x.map(structuralKey).join(",")}]`;
  if (Object.getPrototypeOf(x) !== Object.prototype || Object.values(x).some((v) => typeof v === "function"))
    return `#${identityOf(x)}`;
  return `{${Object.entries(x).map(([name, value]) => `${JSON.stringify(name)}:${structuralKey(value)}`).join(",")}}`; // prettier-ignore
}

function identityOf(x: object): number {
  let id = identities.get(x);
  if (id === undefined) identities.set(x, (id = next++));
  return id;
}
