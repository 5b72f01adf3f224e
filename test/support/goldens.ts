import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { expect } from "vitest";
import { decodeText } from "../../src/source/decode.js";
import { pathsBelow } from "./scenario.js";

/** Contents by path below the folder of goldens, with `/`. */
export type Goldens = ReadonlyMap<string, Uint8Array>;

/** A file of more bytes than anybody would read has its digest for a golden. */
const longest = 128 * 1024;

function golden(whole: Uint8Array): Uint8Array {
  const bytes = withoutMessages(whole);
  if (bytes.length <= longest) return bytes;
  const digest = createHash("sha256").update(bytes).digest("hex");
  return Buffer.from(`${bytes.length} bytes, SHA-256 ${digest}\n`);
}

/**
 * Compares with the goldens of a folder, or writes them when MOFSMITH_GOLDEN=write. Encrypted passwords are other
 * ones each time: in goldens their length stands for them.
 */
export function compareGoldens(folder: string, whole: Goldens): void {
  const actual = new Map(Array.from(whole, ([path, bytes]) => [path, golden(bytes)]));
  if (process.env["MOFSMITH_GOLDEN"] === "write") return writeGoldens(folder, actual);
  const expected = readGoldens(folder);
  expect([...actual.keys()].sort(), "the files of expected/").toEqual([...expected.keys()].sort());
  for (const [path, bytes] of actual) {
    const wanted = expected.get(path) ?? new Uint8Array();
    if (Buffer.from(bytes).equals(wanted)) continue;
    expect(readable(bytes), path).toBe(readable(wanted));
    expect.fail(`${path} differs in bytes that read the same`);
  }
}

/** The goldens of a folder; none when it is not there. */
export function readGoldens(folder: string): Goldens {
  if (!existsSync(folder)) return new Map();
  return new Map(
    pathsBelow(folder).map((path) => [path.split(sep).join("/"), readFileSync(join(folder, path))]),
  );
}

function writeGoldens(folder: string, actual: Goldens): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of actual) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

/** A CMS message in armour as a MOF or a JSON string holds it, with its lines. */
const armoured =
  /(?<=-----BEGIN CMS-----\\n)((?:[A-Za-z0-9+/]{76}\\n)*[A-Za-z0-9+/]{1,76}={0,2})(?=\\n-----END CMS-----)/g;

/** ContentInfo of the type envelopedData, in DER: a SEQUENCE of two octets of length, and in it the identifier. */
const envelopedData = /^3082(....)06092a864886f70d010703a0/;

/** Puts the length of messages in their places; what is no enveloped message stays, and differs from any golden. */
function withoutMessages(bytes: Uint8Array): Uint8Array {
  const decoded = decodeText(bytes);
  if (!decoded.ok || !decoded.text.includes("-----BEGIN CMS-----")) return bytes;
  const text = decoded.text.replace(armoured, (lines) => {
    const message = Buffer.from(lines.replaceAll("\\n", ""), "base64");
    const [, length = ""] = envelopedData.exec(message.toString("hex")) ?? [];
    return parseInt(length, 16) === message.length - 4 ? `(a message of ${message.length} bytes)` : lines;
  });
  if (decoded.encoding === "utf-16le") return Buffer.from(`${decoded.bom ? "\ufeff" : ""}${text}`, "utf16le");
  return Buffer.from(text);
}

/** Bytes for a difference that people read: the encoding, then the text with its carriage returns shown. */
function readable(bytes: Uint8Array): string {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return Buffer.from(bytes).toString("latin1");
  return `${decoded.encoding}${decoded.bom ? " with mark" : ""}\n${decoded.text.replaceAll("\r", "␍")}`;
}
