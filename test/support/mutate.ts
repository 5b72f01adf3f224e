import type { Random } from "./random.js";

/** A text with the encoding that its document has. */
interface Decoded {
  readonly text: string;
  encode(text: string): Uint8Array;
}

function decoded(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return {
      text: Buffer.from(bytes).toString("utf16le"),
      encode: (text) => new Uint8Array(Buffer.from(text, "utf16le")),
    };
  }
  return {
    text: Buffer.from(bytes).toString("latin1"),
    encode: (text) => new Uint8Array(Buffer.from(text, "latin1")),
  };
}

/** What stands in a document between signs, roughly: strings, words, numbers, signs. */
const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[$#]?\w+|\S/gs;

/** `Name = value;` */
const assignments = /(\w+)(\s*=\s*)([^;]*);/g;

/** Values that are more likely than others to meet a rule. */
const odd = [
  ...["NULL", "{}", "{NULL}", '""', '"a"', "true", "0", "-1", "256", "4294967296", "18446744073709551615"],
  ...["1.5", "1.0E+400", "010", "101b", "0x1F", "99999999999999999999", "$nobody", '"\\x0041"', '"\\q"'],
  ...["'a'", "'\\x'", "'\\''", '{"a", "b"}', '{1, "a"}', '{"a", NULL}', '"20261120042623.123456+060"'],
  ...['"20261320042623.123456+060"', '"2.0"', '"1.0.0"', '"Present"', '"present"', '"a\tb"', '"\\x0000"'],
  ...["1.", "'ab'", '{"a",}', '"a" "b"', "3.5E+38", "-0", "+5", '"[File]a"', '"a::1::2::b"', "{$nobody}"],
];

const kinds: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => {
    const copy = Uint8Array.from(bytes);
    const at = random(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
    return copy;
  },
  (bytes, random) => {
    const copy = Uint8Array.from(bytes);
    copy[random(copy.length)] = random(256);
    return copy;
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + random(3))]);
  },
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  onText(splitAt("\n"), (lines, random) => lines.toSpliced(random(lines.length), 1)),
  onText(splitAt("\n"), (lines, random) => {
    const at = random(lines.length);
    return lines.toSpliced(at, 0, lines[at] ?? "");
  }),
  onText(splitAt("\n"), swapped),
  onText(pieces(tokens), swapped),
  onText(pieces(tokens), (parts, random) => parts.toSpliced(tokenAt(parts, random), 1)),
  onText(pieces(tokens), (parts, random) => {
    const at = tokenAt(parts, random);
    return parts.toSpliced(at, 0, parts[at] ?? "");
  }),
  onText(values, swapped),
  onText(values, (parts, random) => parts.with(tokenAt(parts, random), odd[random(odd.length)] ?? "")),
  onText(names, swapped),
];

/** One mutation of a document, or several on top of one another. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let result = bytes;
  for (let rounds = 1 + Math.floor(random(8) / 7) * random(3); rounds > 0; rounds -= 1) {
    const kind = kinds[random(kinds.length)];
    if (kind !== undefined && result.length > 0) result = kind(result, random);
  }
  return result;
}

type Split = (text: string) => { readonly parts: readonly string[]; readonly joint: string };

function onText(split: Split, change: (parts: readonly string[], random: Random) => readonly string[]) {
  return (bytes: Uint8Array, random: Random): Uint8Array => {
    const { text, encode } = decoded(bytes);
    const { parts, joint } = split(text);
    return parts.length < 3 ? bytes : encode(change(parts, random).join(joint));
  };
}

function splitAt(joint: string): Split {
  return (text) => ({ parts: text.split(joint), joint });
}

/** What a pattern finds stands at odd places of the list, what is between at even ones. */
function pieces(pattern: RegExp): Split {
  return (text) => {
    const parts: string[] = [];
    let end = 0;
    for (const found of text.matchAll(pattern)) {
      parts.push(text.slice(end, found.index), found[0]);
      end = found.index + found[0].length;
    }
    return { parts: [...parts, text.slice(end)], joint: "" };
  };
}

function values(text: string): ReturnType<Split> {
  return assignmentParts(text, (name, equals, value) => [`${name}${equals}`, value, ";"]);
}

function names(text: string): ReturnType<Split> {
  return assignmentParts(text, (name, equals, value) => ["", name, `${equals}${value};`]);
}

function assignmentParts(
  text: string,
  cut: (name: string, equals: string, value: string) => readonly [string, string, string],
): ReturnType<Split> {
  const parts: string[] = [];
  let end = 0;
  let before = "";
  for (const found of text.matchAll(assignments)) {
    const [head, middle, tail] = cut(found[1] ?? "", found[2] ?? "", found[3] ?? "");
    parts.push(before + text.slice(end, found.index) + head, middle);
    before = tail;
    end = found.index + found[0].length;
  }
  return { parts: [...parts, before + text.slice(end)], joint: "" };
}

function tokenAt(parts: readonly string[], random: Random): number {
  return 2 * random(Math.floor(parts.length / 2)) + 1;
}

/** Two parts change places: tokens where the parts are tokens and what is between, else any two. */
function swapped(parts: readonly string[], random: Random): readonly string[] {
  const [a, b] = [tokenAt(parts, random), tokenAt(parts, random)];
  return parts.with(a, parts[b] ?? "").with(b, parts[a] ?? "");
}
