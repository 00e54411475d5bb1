/** SVG as text. */

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** What XML 1.0 can't hold, halves of surrogate pairs included. */
const unwritable =
  /[\ue000\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Stands for what makes a document's identifiers differ from those of others on the same page. */
const documentMark = "\ue000";
/** Attributes that refer to what a document defines. */
const references = new Set(["clip-path", "href"]);

/** Text that may stand in an element or an attribute. */
export const escapeText = (text: string): string =>
  text.replace(unwritable, "\ufffd").replace(/[&<>"]/g, (c) => entities[c]);

/** A number with two decimals at most, within what renderers compute with. */
export const coordinate = (x: number): string => String(+Math.max(-1e5, Math.min(1e5, x)).toFixed(2) || 0);

export type Attributes = Record<string, string | number | undefined>;

/** An element with markup in it. Attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, content = ""): string {
  let start = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    const written =
      typeof value === "number" ? coordinate(value) : references.has(key) ? value : escapeText(value);
    start += ` ${key}="${written}"`;
  }
  return content === "" ? `${start}/>` : `${start}>${content}</${name}>`;
}

/** Content, with identifiers that `identify` makes unique, and the references to them. */
export class Definitions {
  private readonly known = new Map<string, string>();

  /** The identifier of an element without one: equal elements are defined once. */
  id(name: string, attributes: Attributes, content = ""): string {
    const key = element(name, attributes, content);
    let id = this.known.get(key);
    if (id === undefined) this.known.set(key, (id = `${documentMark}${this.known.size}`));
    return id;
  }

  /** The definitions. */
  markup(): string {
    const items = [...this.known].map(([key, id]) => key.replace(/^<\w+/, `$& id="${id}"`));
    return items.length > 0 ? element("defs", {}, items.join("")) : "";
  }
}

/** Names a document's identifiers after its content, for several may stand on one page. */
export function identify(markup: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < markup.length; i++) hash = Math.imul(hash ^ markup.charCodeAt(i), 0x01000193);
  return markup.replaceAll(documentMark, `p${(hash >>> 0).toString(36)}-`);
}
