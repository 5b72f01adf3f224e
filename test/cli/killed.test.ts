import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { addFile, beginOutput, commitOutput } from "../../src/cli/output.js";
import { folderWith } from "./folder.js";

/** Writes 140 files of one version and removes 20 of the other; tells when it starts, and when all that is left is to commit. */
const writer = `
import { addFile, beginOutput, commitOutput, removeFile } from "./src/cli/output.ts";
const [folder, version] = process.argv.slice(2);
const output = beginOutput(folder);
process.stdout.write("started");
const other = version === "a" ? "b" : "a";
for (let index = 0; index < 120; index += 1)
  addFile(output, "web" + index + ".mof", new TextEncoder().encode(version.repeat(200)));
for (let index = 0; index < 20; index += 1) {
  addFile(output, "only-" + version + "/" + index + ".mof", new TextEncoder().encode(version));
  removeFile(output, "only-" + other + "/" + index + ".mof");
}
process.stdout.write("written");
commitOutput(output);
`;

/** The next of a row of numbers from 0 to 1 that is always the same (xorshift32). */
function nextNumber(state: { seed: number }): number {
  state.seed ^= state.seed << 13;
  state.seed ^= state.seed >>> 17;
  state.seed ^= state.seed << 5;
  return (state.seed >>> 0) / 2 ** 32;
}

/** When a writer is killed: so many milliseconds after it has told a word. */
interface Moment {
  readonly word: "started" | "written";
  readonly delay: number;
}

/** Runs the writer, killed at a moment when one is given; gives how long it took from each of its words. */
async function write(script: string, folder: string, version: string, kill?: Moment) {
  const child = spawn(process.execPath, [script, folder, version], { stdio: ["ignore", "pipe", "inherit"] });
  const words = new Map<string, number>();
  child.stdout.on("data", (bytes: Buffer) => {
    for (const word of String(bytes).match(/started|written/g) ?? []) {
      words.set(word, performance.now());
      if (word === kill?.word) setTimeout(() => child.kill("SIGKILL"), kill.delay);
    }
  });
  await once(child, "exit");
  const since = (word: string) => performance.now() - (words.get(word) ?? 0);
  return { started: since("started"), written: since("written") };
}

/** Which version a folder holds: `a`, `b`, or something between. */
function versionIn(folder: string): string {
  const parts = new Set<string>();
  for (let index = 0; index < 120; index += 1) {
    const text = readFileSync(join(folder, `web${index}.mof`), "utf8");
    expect(text).toHaveLength(200);
    parts.add(text.charAt(0));
  }
  for (const version of ["a", "b"]) {
    const own = join(folder, `only-${version}`);
    if (!existsSync(own)) continue;
    const names = readdirSync(own);
    parts.add(names.length === 20 ? version : `${names.length} of ${version}`);
  }
  return [...parts].join(" and ");
}

const leftBy = (folder: string) => readdirSync(folder).filter((name) => name.startsWith(".mofsmith-"));

/** The trials go on in so many folders at once: most of their time is that of starting processes. */
const rows = [0, 1, 2, 3];

test("a run that is killed leaves the old files or the new ones, and the next run removes the rest", async () => {
  const script = join(folderWith(), "writer.mjs");
  await build({
    ...{ bundle: true, platform: "node", format: "esm", outfile: script, logLevel: "error" },
    stdin: { contents: writer, resolveDir: ".", loader: "ts" },
  });
  const found = await Promise.all(rows.map((row) => tryOut(script, join(folderWith(), "mof"), row)));
  expect(found.flat()).toHaveLength(100);
}, 300_000);

/** Kills 25 runs in a folder; tells what each has left. */
async function tryOut(script: string, out: string, row: number): Promise<readonly string[]> {
  await write(script, out, "a");
  const whole = await write(script, out, "b");
  const state = { seed: 20_261_120 + row };
  const found: string[] = [];
  for (let trial = 0, version = "b"; trial < 25; trial += 1) {
    const next = version === "a" ? "b" : "a";
    const word = trial % 2 === 0 ? "started" : "written";
    await write(script, out, next, { word, delay: nextNumber(state) * whole[word] });
    const seen = versionIn(out);
    // What is between the two has a list with it of what is still to do; the old files may have one too.
    const isDecided = leftBy(out).some((name) => existsSync(join(out, name, "commit")));
    if (!isDecided) expect(["a", "b"]).toContain(seen);
    found.push(seen);
    const nextRun = beginOutput(out);
    addFile(nextRun, "next.mof", new TextEncoder().encode(String(trial)));
    commitOutput(nextRun);
    expect(leftBy(out)).toEqual([]);
    const left = versionIn(out);
    expect(left).toBe(isDecided ? next : seen);
    version = left;
  }
  return found;
}
