/** A password that every writer has to escape; its two ends can be told apart from anything else. */
export const canary = "Zx9-Canary\"'\\é€😀<&>%\t7Qw-Tail";

/** One that can be written anywhere as it is. */
export const plainCanary = "Zx9-Canary-7Qw-Tail";

/** What no output may hold, in any encoding: the ends of both, so that what is cut off or escaped is found too. */
const traces = ["Zx9-Canary", "7Qw-Tail"];

interface Needle {
  readonly how: string;
  readonly bytes: Buffer;
  /** Compared with the output in lower case. */
  readonly anyCase?: true;
}

const needles: readonly Needle[] = traces.flatMap((trace) => {
  const reversed = [...trace].reverse().join("");
  return [trace, reversed].flatMap((text) => {
    const forms: readonly (readonly [string, Buffer])[] = [
      ["UTF-8", Buffer.from(text, "utf8")],
      ["UTF-16LE", Buffer.from(text, "utf16le")],
      ["UTF-16BE", Buffer.from(text, "utf16le").swap16()],
    ];
    const escaped = (write: (code: string) => string) =>
      Array.from(text, (character) => write(character.charCodeAt(0).toString(16))).join("");
    return [
      ...forms.flatMap(([how, bytes]) => [
        { how, bytes, anyCase: true as const },
        { how: `hexadecimal ${how}`, bytes: Buffer.from(bytes.toString("hex")), anyCase: true as const },
        ...[0, 1, 2].map((shift) => ({ how: `base64 of ${how}`, bytes: base64At(bytes, shift) })),
      ]),
      { how: "percent", bytes: Buffer.from(escaped((code) => `%${code}`)), anyCase: true as const },
      { how: "JSON", bytes: Buffer.from(escaped((code) => `\\u00${code}`)), anyCase: true as const },
      { how: "Ruby and MOF", bytes: Buffer.from(escaped((code) => `\\x${code}`)), anyCase: true as const },
      { how: "MOF", bytes: Buffer.from(escaped((code) => `\\x00${code}`)), anyCase: true as const },
      { how: "HTML", bytes: Buffer.from(escaped((code) => `&#x${code};`)), anyCase: true as const },
      {
        how: "HTML, decimal",
        bytes: Buffer.from(Array.from(text, (character) => `&#${character.charCodeAt(0)};`).join("")),
      },
    ];
  });
});

/** What base64 has of bytes that stand `shift` bytes behind the start of a group, without what depends on the bytes round them. */
function base64At(bytes: Buffer, shift: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const first = Math.ceil((shift * 8) / 6);
  const last = Math.floor(((shift + bytes.length) * 8) / 6);
  return Buffer.from(text.slice(first, last));
}

/** How the password stands in an output, if it does. */
export function traceIn(output: Uint8Array): string | undefined {
  const bytes = Buffer.from(output);
  const lower = Buffer.from(bytes.toString("latin1").toLowerCase(), "latin1");
  for (const needle of needles) {
    const sought = needle.anyCase
      ? Buffer.from(needle.bytes.toString("latin1").toLowerCase(), "latin1")
      : needle.bytes;
    if ((needle.anyCase ? lower : bytes).includes(sought)) return needle.how;
  }
  return undefined;
}
