/** Images as PNG, for SVG to hold: a palette or plain colours, not compressed. */

/** Pixels from the top left corner on. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Bytes of one pixel: an index into the palette, or red, green, blue and opacity. */
  readonly data: Uint8Array;
  /** Red, green, blue and opacity of every index. */
  readonly palette?: readonly (readonly number[])[];
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = crcTable[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function adler(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

const word = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

function joined(parts: readonly ArrayLike<number>[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function chunk(name: string, data: ArrayLike<number>): Uint8Array {
  const body = joined([Array.from(name, (c) => c.charCodeAt(0)), data]);
  return joined([word(data.length), body, word(crc(body))]);
}

/** Zlib's format with stored blocks. */
function stored(bytes: Uint8Array): Uint8Array {
  const parts: ArrayLike<number>[] = [[0x78, 0x01]];
  for (let at = 0; at < bytes.length; at += 65535) {
    const block = bytes.subarray(at, at + 65535);
    const [low, high] = [block.length & 255, block.length >> 8];
    parts.push([Number(at + 65535 >= bytes.length), low, high, low ^ 255, high ^ 255], block);
  }
  return joined([...parts, word(adler(bytes))]);
}

/** A URL that holds the image. */
export function pngUrl({ width, height, data, palette }: Pixels): string {
  const row = width * (palette ? 1 : 4);
  const rows = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const colors = palette
    ? [
        chunk("PLTE", palette.flatMap((color) => color.slice(0, 3))),
        chunk("tRNS", palette.map((color) => color[3])),
      ] // prettier-ignore
    : [];
  const header = [...word(width), ...word(height), 8, palette ? 3 : 6, 0, 0, 0];
  const signature = [137, 80, 78, 71, 13, 10, 26, 10];
  const file = joined([
    signature,
    chunk("IHDR", header),
    ...colors,
    chunk("IDAT", stored(rows)),
    chunk("IEND", []),
  ]);
  let binary = "";
  for (let at = 0; at < file.length; at += 8192)
    binary += String.fromCharCode(...file.subarray(at, at + 8192));
  return `data:image/png;base64,${btoa(binary)}`;
}
