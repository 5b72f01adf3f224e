import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { contentsOf, folderWith } from "./folder.js";
import { run, type Ran } from "./run.js";

vi.mock("node:fs", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:fs")>();
  return { ...original, renameSync: vi.fn(original.renameSync) };
});

const scenario = "fixtures/documents/credential-encrypted";

/** A folder in which a run has been made, and the recipe has another password since. */
async function folderOfRun(): Promise<string> {
  const folder = folderWith({ "key.txt": "0123456789abcdef".repeat(3) });
  cpSync(join(scenario, "data"), join(folder, "data"), { recursive: true });
  const nodes = [
    { NodeName: "web01", PSDscAllowPlainTextPassword: false, CertificateFile: "certificates/web01.cer" },
    { NodeName: "web02", PSDscAllowPlainTextPassword: false, CertificateFile: "certificates/web01.cer" },
  ];
  writeFileSync(join(folder, "data/nodes.json"), JSON.stringify({ AllNodes: nodes }));
  const recipe = readFileSync(`${scenario}/main.rb`, "utf8");
  writeFileSync(join(folder, "main.rb"), recipe);
  expect(await compileIn(folder)).toMatchObject({ exitCode: 0 });
  writeFileSync(join(folder, "main.rb"), recipe.replace("Grün", "Blau"));
  return folder;
}

function compileIn(folder: string, ...words: readonly string[]): Promise<Ran> {
  const args = ["compile", "main.rb", "--nodes", "data/nodes.json", "--reuse", "kept"];
  const now = new Date("2001-02-03T04:05:06Z");
  return run([...args, "--reuse-key", "key.txt", ...words], { folder, now });
}

/** Compiles while no file of this name can be put in its place. */
async function compileWithout(name: string, folder: string, ...words: readonly string[]): Promise<Ran> {
  const real = vi.mocked(renameSync).getMockImplementation();
  vi.mocked(renameSync).mockImplementation((from, to) => {
    if (String(to).endsWith(name)) throw Object.assign(new Error("refused"), { code: "EACCES" });
    real?.(from, to);
  });
  try {
    return await compileIn(folder, ...words);
  } finally {
    if (real !== undefined) vi.mocked(renameSync).mockImplementation(real);
  }
}

const unwritten = "This cannot be written: permission was denied. No document of this run was written.";

test("when the documents cannot be put in their places, none is told, and what is kept is right for the old ones", async () => {
  const folder = await folderOfRun();
  const before = contentsOf(folder);
  const ran = await compileWithout("web02.mof", folder, "--json");
  expect(ran.exitCode).toBe(1);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    documents: [],
    diagnostics: [{ code: "source/unwritable-file", file: "mof/web02.mof", message: unwritten }],
  });
  const after = contentsOf(folder);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed).toEqual(["kept/web01.mof.passwords.json", "kept/web02.mof.passwords.json"]);
  const messages = [...(before[changed[0] ?? ""] ?? "").matchAll(/-----BEGIN.*?-----END/g)].map(
    ([text]) => text,
  );
  expect(messages.length).toBe(1);
  expect(after[changed[0] ?? ""]).toContain(messages[0]);
});

test("when what is kept cannot be put in its place, no document is", async () => {
  const folder = await folderOfRun();
  const before = contentsOf(folder);
  for (const words of [[], ["--json"]]) {
    const ran = await compileWithout("web01.mof.passwords.json", folder, ...words);
    expect(ran).toMatchObject({ exitCode: 1 });
    expect(ran.stdout + ran.stderr).toContain(unwritten);
    if (words.length > 0) expect(JSON.parse(ran.stdout)).toMatchObject({ documents: [] });
    else expect(ran.stderr).not.toContain("documents in");
    expect(contentsOf(folder)).toEqual(before);
  }
});
