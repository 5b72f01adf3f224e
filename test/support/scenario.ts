import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { main } from "../../src/cli/main.js";
import type { World, Writer } from "../../src/cli/world.js";
import { nodeHost } from "../../src/source/host.node.js";

export const fixturesFolder = fileURLToPath(new URL("../../fixtures", import.meta.url));

/** Real schemas and documents that lie beside a checkout; only scenarios that say so use it. */
export const sharedFolder = fileURLToPath(new URL("../../../shared", import.meta.url));

/** The time of scenarios. */
const clock = new Date("2001-02-03T04:05:06Z");

const piece = z.union([
  z.string(),
  z.strictObject({ base64: z.base64() }),
  z.strictObject({ repeat: z.string(), times: z.int() }),
]);

const content = z.union([piece, z.array(piece)]);

const fault = z.strictObject({ file: z.string(), was: z.string(), is: z.string(), finds: z.string() });

/** `scenario.json`; fixtures/README.md says what the fields mean. */
const format = z.strictObject({
  note: z.optional(z.string()),
  args: z.array(z.string()),
  exit: z.int(),
  like: z.optional(z.string()),
  faults: z.optional(z.array(fault)),
  environment: z.optional(z.record(z.string(), z.string())),
  stdin: z.optional(content),
  needsShared: z.optional(z.boolean()),
  files: z.optional(z.record(z.string(), content)),
  folders: z.optional(z.array(z.string())),
  links: z.optional(z.record(z.string(), z.string())),
  old: z.optional(z.array(z.string())),
});

export interface Scenario extends z.infer<typeof format> {
  /** The path below `fixtures/`, with `/`. */
  readonly name: string;
  readonly folder: string;
}

/** What a run printed and wrote: contents by path, printed text as `stdout.txt` and `stderr.txt`. */
export interface Outcome {
  readonly exitCode: number;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** All scenarios, by name. Throws on a `scenario.json` that does not have the format. */
export function findScenarios(): readonly Scenario[] {
  return pathsBelow(fixturesFolder)
    .filter((path) => basename(path) === "scenario.json")
    .map((path) => {
      const name = dirname(path).split(sep).join("/");
      const read = format.safeParse(JSON.parse(readFileSync(join(fixturesFolder, path), "utf8")));
      if (!read.success) throw new Error(`fixtures/${name}/scenario.json: ${z.prettifyError(read.error)}`);
      return { ...read.data, name, folder: join(fixturesFolder, name) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The files below a folder, by path; links are not followed. */
export function pathsBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Runs a scenario's command line in a temporary copy of its folder. */
export async function runScenario(scenario: Scenario): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "mofsmith-scenario-"));
  const home = process.cwd();
  try {
    furnish(scenario, folder);
    const before = contentsOf(folder);
    // The command line writes below the working folder of the process.
    process.chdir(folder);
    const printed = { stdout: new Uint8Array(), stderr: new Uint8Array() };
    const exitCode = await main(scenario.args, worldIn(folder, scenario, printed));
    const files = new Map<string, Uint8Array>();
    for (const [path, bytes] of contentsOf(folder)) {
      if (before.get(path)?.equals(bytes) !== true) files.set(path, bytes);
    }
    if (printed.stdout.length > 0) files.set("stdout.txt", printed.stdout);
    if (printed.stderr.length > 0) files.set("stderr.txt", printed.stderr);
    refusePlaces(files, [folder, home]);
    return { exitCode, files };
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

function furnish(scenario: Scenario, folder: string): void {
  if (scenario.like !== undefined) copyInput(join(fixturesFolder, scenario.like), folder);
  copyInput(scenario.folder, folder);
  for (const { file, was, is } of scenario.faults ?? []) {
    const [before, after, ...more] = readFileSync(join(folder, file), "utf8").split(was);
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`fixtures/${scenario.name}: ${file} does not have this text exactly once: ${was}`);
    writeFileSync(join(folder, file), before + is + after);
  }
  for (const path of scenario.folders ?? []) mkdirSync(join(folder, path), { recursive: true });
  for (const [path, given] of Object.entries(scenario.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytesOf(given));
  }
  for (const [path, target] of Object.entries(scenario.links ?? {})) symlinkSync(target, join(folder, path));
  for (const path of scenario.old ?? []) utimesSync(join(folder, path), clock, clock);
  if (scenario.needsShared === true) symlinkSync(sharedFolder, join(folder, "@shared"));
}

function copyInput(from: string, to: string): void {
  const own = ["scenario.json", "expected"].map((name) => join(from, name));
  cpSync(from, to, { recursive: true, filter: (path) => !own.includes(path) });
}

function bytesOf(given: z.infer<typeof content>): Uint8Array {
  const pieces = Array.isArray(given) ? given : [given];
  return Buffer.concat(
    pieces.map((one) => {
      if (typeof one === "string") return Buffer.from(one);
      return "base64" in one
        ? Buffer.from(one.base64, "base64")
        : Buffer.alloc(one.repeat.length * one.times, one.repeat);
    }),
  );
}

function contentsOf(folder: string): ReadonlyMap<string, Buffer> {
  return new Map(
    pathsBelow(folder).map((path) => [path.split(sep).join("/"), readFileSync(join(folder, path))]),
  );
}

function worldIn(
  folder: string,
  scenario: Scenario,
  printed: { stdout: Uint8Array; stderr: Uint8Array },
): World {
  const writer = (name: "stdout" | "stderr"): Writer => ({
    write: (text) => {
      printed[name] = Buffer.concat([printed[name], Buffer.from(text)]);
    },
    isTerminal: false,
    columns: undefined,
  });
  return {
    host: nodeHost(),
    folder: resolve(folder),
    environment: scenario.environment ?? {},
    now: () => clock,
    interrupted: () => false,
    stdin: () => ({ ok: true, bytes: bytesOf(scenario.stdin ?? "") }),
    stdout: writer("stdout"),
    stderr: writer("stderr"),
  };
}

/** A golden must be the same on every machine. */
function refusePlaces(files: ReadonlyMap<string, Uint8Array>, places: readonly string[]): void {
  for (const [path, bytes] of files) {
    const found = places.find((place) => Buffer.from(bytes).includes(place));
    if (found !== undefined) throw new Error(`${path} names a folder of this machine: ${found}`);
  }
}

/** Whether the folder that some scenarios need is there. */
export function hasShared(): boolean {
  return existsSync(join(sharedFolder, "schemas"));
}
