import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { esbuildTemplates } from "../../bin/templates.js";
import { folderWith } from "./folder.js";

/*
 * The command line, as it is installed, is killed at some moment of a compile of 500 nodes, again and again.
 * MOFSMITH_KILLS=100 does so a hundred times (`npm run kill`).
 */
const kills = Number(process.env["MOFSMITH_KILLS"] ?? 12);

/** The trials go on in so many folders at once. */
const rows = 2;

const recipe = `3.times do |index|
  dsc_resource "file #{index}" do
    resource :File
    property :DestinationPath, "C:\\\\#{node.name}\\\\#{index}"
    property :Contents, node['version'] * 20
  end
end
`;

/** 480 nodes that both versions have, and 20 that one has. */
function nodesOf(version: string): string {
  const own = (index: number) => (index < 480 ? `web${index}` : `only-${version}${index}`);
  const nodes = Array.from({ length: 500 }, (_, index) => ({ NodeName: own(index) }));
  return JSON.stringify({ AllNodes: [{ NodeName: "*", version }, ...nodes] });
}

const inputs = {
  "main.rb": recipe,
  "wrong.rb": "dsc_resource 'a' do\n  resource :Nothing\nend\n",
  "a.json": nodesOf("a"),
  "b.json": nodesOf("b"),
};

type Contents = ReadonlyMap<string, string>;

/** The command line as one file, in a folder with the inputs. */
async function folderOfRuns(): Promise<string> {
  const folder = folderWith(inputs);
  await build({
    ...{ bundle: true, platform: "node", format: "cjs", target: "node20", logLevel: "error" },
    ...{ mainFields: ["module", "main"], plugins: [esbuildTemplates()], minify: true },
    stdin: {
      contents: 'import { runProcess } from "./src/cli/main.ts"; void runProcess();',
      ...{ resolveDir: ".", loader: "ts" },
    },
    outfile: join(folder, "mofsmith.cjs"),
  });
  return folder;
}

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
  /** In milliseconds: how long it took in all, and from when it had the lock of its folder. */
  readonly whole: number;
  readonly committing: number;
}

/** When a run is killed: so many milliseconds after its start, or after it has the lock of its folder. */
interface Moment {
  readonly from: "start" | "lock";
  readonly delay: number;
}

/** Runs the command line, which is killed at a moment when one is given. */
async function mofsmith(folder: string, out: string, args: readonly string[], kill?: Moment): Promise<Ended> {
  const start = performance.now();
  const words = [join(folder, "mofsmith.cjs"), ...args, "--out", out];
  const child = spawn(process.execPath, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (bytes: Buffer) => (stderr += String(bytes)));
  let locked: number | undefined;
  const killSoon = ({ delay }: Moment) => setTimeout(() => child.kill("SIGKILL"), delay);
  if (kill?.from === "start") killSoon(kill);
  const watch = setInterval(() => {
    if (locked !== undefined || !existsSync(join(out, ".mofsmith-lock"))) return;
    locked = performance.now();
    if (kill?.from === "lock") killSoon(kill);
  }, 1);
  const [code] = await once(child, "close");
  clearInterval(watch);
  const end = performance.now();
  return {
    code: typeof code === "number" ? code : null,
    ...{ stderr, whole: end - start, committing: end - (locked ?? start) },
  };
}

const compileOf = (version: string, ...words: string[]) => [
  ...["compile", "main.rb", "--nodes", `${version}.json`],
  ...words,
];

/** The files of a folder by name; those of runs are left out. */
function contentsIn(folder: string): Contents {
  const names = readdirSync(folder).filter((name) => !name.startsWith(".mofsmith-"));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

const leftBy = (folder: string) => readdirSync(folder).filter((name) => name.startsWith(".mofsmith-"));

const isSame = (one: Contents, other: Contents) =>
  one.size === other.size && [...one].every(([name, text]) => other.get(name) === text);

/** Which of two sets a folder holds. */
function setIn(folder: string, sets: Readonly<Record<string, Contents>>): string {
  const contents = contentsIn(folder);
  const whole = Object.keys(sets).find((version) => isSame(contents, sets[version] ?? new Map()));
  if (whole !== undefined) return whole;
  const torn = [...contents].filter(([name, text]) =>
    Object.values(sets).every((set) => set.get(name) !== text),
  );
  expect(torn.map(([name]) => name)).toEqual([]);
  return "a mixture";
}

async function setsOf(folder: string): Promise<Readonly<Record<string, Contents>>> {
  const sets: Record<string, Contents> = {};
  for (const version of ["a", "b"]) {
    const out = join(folder, `only-${version}`);
    expect(await mofsmith(folder, out, compileOf(version))).toMatchObject({ code: 0 });
    sets[version] = contentsIn(out);
    expect(sets[version].size).toBe(500);
  }
  return sets;
}

/** The next of a row of numbers from 0 to 1 that is always the same (xorshift32). */
function nextNumber(state: { seed: number }): number {
  state.seed ^= state.seed << 13;
  state.seed ^= state.seed >>> 17;
  state.seed ^= state.seed << 5;
  return (state.seed >>> 0) / 2 ** 32;
}

test(`a compile that is killed leaves the old documents or the new ones (${kills} times)`, async () => {
  const folder = await folderOfRuns();
  const sets = await setsOf(folder);
  const trials = Array.from({ length: rows }, (_, row) => tryOut(folder, sets, row));
  const found = (await Promise.all(trials)).flat();
  expect(found).toHaveLength(rows * Math.ceil(kills / rows));
  if (process.env["MOFSMITH_KILLS"] !== undefined) console.log(found.sort().join("\n"));
}, 3_600_000);

/** Kills runs in a folder, by turns at any time and while the documents come to their places; tells what each has left. */
async function tryOut(folder: string, sets: Readonly<Record<string, Contents>>, row: number) {
  const out = join(folder, `mof-${row}`);
  await mofsmith(folder, out, compileOf("b"));
  const { whole, committing } = await mofsmith(folder, out, compileOf("a", "--clean"));
  const state = { seed: 20_261_120 + row };
  const found: string[] = [];
  for (let trial = 0, version = "a"; trial < Math.ceil(kills / rows); trial += 1) {
    const next = version === "a" ? "b" : "a";
    const from = trial % 2 === 0 ? "lock" : "start";
    const delay = nextNumber(state) * (from === "lock" ? committing : whole);
    const { code } = await mofsmith(folder, out, compileOf(next, "--clean"), { from, delay });
    const seen = setIn(out, sets);
    const isDecided = leftBy(out).some((name) => existsSync(join(out, name, "commit")));
    // What is between the two has a list with it of what is still to do; the old documents may have one too.
    if (!isDecided) expect(["a", "b"]).toContain(seen);
    if (code === 0) expect(seen).toBe(next);
    found.push(`${from}: ${seen === "a mixture" ? seen : seen === next ? "new" : "old"}, ${isDecided}`);
    const expected = isDecided ? next : seen;
    // So may be the run that tidies up behind it.
    if (from === "lock")
      await mofsmith(folder, out, ["compile", "wrong.rb"], { from, delay: nextNumber(state) * committing });
    // The next run finds a mistake in its recipe, or makes the old documents again.
    const isWrong = trial % 3 !== 2;
    const args = isWrong ? ["compile", "wrong.rb"] : compileOf(version, "--clean");
    expect(await mofsmith(folder, out, args)).toMatchObject({ code: isWrong ? 1 : 0 });
    expect(leftBy(out)).toEqual([]);
    version = isWrong ? expected : version;
    expect(setIn(out, sets)).toBe(version);
  }
  return found;
}

test("of two runs at once, the documents of one stand in the end, and the other fails", async () => {
  const folder = await folderOfRuns();
  const nodes = (version: string) => nodesOf(version).replaceAll("only-b", "only-a");
  for (const version of ["a", "b"]) writeFileSync(join(folder, `${version}.json`), nodes(version));
  const sets = await setsOf(folder);
  for (const out of ["one", "two", "three"].map((name) => join(folder, name))) {
    const ran = await Promise.all(["a", "b"].map((version) => mofsmith(folder, out, compileOf(version))));
    expect(["a", "b"]).toContain(setIn(out, sets));
    expect(leftBy(out)).toEqual([]);
    expect(ran.map(({ code }) => code)).toContain(0);
    for (const { code, stderr } of ran)
      if (code !== 0) expect(stderr).toMatch(/^error output\/busy-folder: /);
  }
}, 600_000);

test("a decompile that is killed is finished by the next one", async () => {
  const folder = await folderOfRuns();
  mkdirSync(join(folder, "mof"));
  await mofsmith(folder, join(folder, "mof"), compileOf("a"));
  const names = readdirSync(join(folder, "mof")).map((name) => join("mof", name));
  const out = join(folder, "recipes");
  await mofsmith(folder, out, ["decompile", ...names], { from: "lock", delay: 0 });
  const isDecided = leftBy(out).some((name) => existsSync(join(out, name, "commit")));
  const whole = readdirSync(out).filter((name) => name.endsWith(".rb"));
  await mofsmith(folder, out, ["decompile", "mof/web0.mof", "mof/none.mof"]);
  expect(leftBy(out)).toEqual([]);
  expect(readdirSync(out)).toHaveLength(isDecided ? 500 : whole.length);
}, 600_000);
