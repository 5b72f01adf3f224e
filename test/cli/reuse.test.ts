import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentsOf, folderWith } from "./folder.js";
import { run, type Ran } from "./run.js";

const scenario = "fixtures/documents/credential-encrypted";
const kept = "mofsmith-passwords.json";
const password = "Grün & 𝄞";

/** When the certificates of scenarios are valid. */
const now = new Date("2001-02-03T04:05:06Z");

/** A folder with two nodes that have the certificate, and one that has plain text. */
function folderOfRuns(recipe: string = readFileSync(`${scenario}/main.rb`, "utf8")): string {
  const folder = folderWith({ "key.txt": "k".repeat(32) });
  cpSync(join(scenario, "data"), join(folder, "data"), { recursive: true });
  const web = { PSDscAllowPlainTextPassword: false, CertificateFile: "certificates/web01.cer" };
  const nodes = [
    { NodeName: "web01", ...web },
    { NodeName: "web02", ...web },
    { NodeName: "db01", PSDscAllowPlainTextPassword: true },
  ];
  writeFileSync(join(folder, "data/nodes.json"), JSON.stringify({ AllNodes: nodes }));
  writeFileSync(join(folder, "main.rb"), recipe);
  return folder;
}

function compileIn(folder: string, ...words: string[]): Promise<Ran> {
  const args = ["compile", "main.rb", "--nodes", "data/nodes.json", "--reuse", "kept", ...words];
  return run(args, { folder, now, environment: { HOME: join(folder, "home") } });
}

/** The documents of a folder, and no other file. */
function documentsIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(contentsOf(join(folder, "mof"))).filter(([name]) => name !== kept),
  );
}

test("documents with encrypted passwords are the same bytes again, and others without --reuse", async () => {
  const folder = folderOfRuns();
  expect(await compileIn(folder)).toMatchObject({
    exitCode: 0,
    stderr: "3 documents in mof, 3 resources.\n",
  });
  const first = documentsIn(folder);
  expect(await compileIn(folder)).toMatchObject({
    stderr: "3 documents in mof, 3 resources. Nothing changed.\n",
  });
  rmSync(join(folder, "mof"), { recursive: true });
  await compileIn(folder);
  expect(documentsIn(folder)).toEqual(first);
  await run(["compile", "main.rb", "--nodes", "data/nodes.json"], { folder, now });
  const anew = documentsIn(folder);
  expect(anew["web01.mof"]).not.toBe(first["web01.mof"]);
  expect(anew["db01.mof"]).toBe(first["db01.mof"]);
});

test("the folder shows neither the key nor a password, nor which passwords are the same", async () => {
  const folder = folderOfRuns(`%w[one two].each do |name|
  dsc_resource name do
    resource :User
    property :UserName, name
    property :Password, ps_credential(name, '${password}')
  end
end
`);
  const { stdout, stderr } = await compileIn(folder);
  const key = readFileSync(join(folder, "home/.local/state/mofsmith/reuse.key"), "utf8").trim();
  const text = readFileSync(join(folder, "kept", kept), "utf8");
  for (const shown of [text, stdout, stderr]) {
    expect(shown).not.toContain(key);
    expect(shown).not.toContain(password);
    expect(shown).not.toContain(Buffer.from(password).toString("base64").slice(0, -2));
  }
  const words = [...text.matchAll(/"([\w-]{43})"/g)].map(([, word]) => word);
  const messages = [...text.matchAll(/BEGIN CMS-----(.*?)-----END/g)].map(([, message]) => message);
  // The key's name, and a mark and a seal for each of two passwords on two nodes.
  expect(new Set(words).size).toBe(1 + 2 * 2 * 2);
  expect(words.length).toBe(1 + 2 * 2 * 2);
  expect(new Set(messages).size).toBe(4);
});

test.skipIf(process.platform === "win32")("the key that is made is for the user alone", async () => {
  const folder = folderOfRuns();
  await compileIn(folder);
  const state = join(folder, "home/.local/state/mofsmith");
  expect(statSync(join(state, "reuse.key")).mode & 0o777).toBe(0o600);
  expect(statSync(state).mode & 0o777).toBe(0o700);
});

test("another password and another document are encrypted anew, and nothing else", async () => {
  const recipeWith = (one: string, other: string) => `dsc_resource 'account' do
  resource :User
  property :UserName, 'svc'
  property :Password, ps_credential('svc', node.name == 'web01' ? '${one}' : '${other}')
end
`;
  const folder = folderOfRuns(recipeWith("first", "first"));
  await compileIn(folder);
  const first = documentsIn(folder);
  writeFileSync(join(folder, "main.rb"), recipeWith("second", "first"));
  await compileIn(folder);
  const second = documentsIn(folder);
  expect(second["web01.mof"]).not.toBe(first["web01.mof"]);
  expect(second["web02.mof"]).toBe(first["web02.mof"]);
  const nodes = readFileSync(join(folder, "data/nodes.json"), "utf8");
  writeFileSync(join(folder, "data/nodes.json"), nodes.replaceAll("web02", "web03"));
  await compileIn(folder);
  const third = documentsIn(folder);
  expect(third["web03.mof"]?.replaceAll("web03", "web02")).not.toBe(second["web02.mof"]);
});

test("what is kept of nodes that are not compiled stays, unless --clean has no such node any more", async () => {
  const folder = folderOfRuns();
  await compileIn(folder);
  const keptNames = () => Object.keys(JSON.parse(readFileSync(join(folder, "kept", kept), "utf8")).documents);
  await compileIn(folder, "--node", "web01");
  expect(keptNames()).toEqual(["web01.mof", "web02.mof"]);
  const nodes = readFileSync(join(folder, "data/nodes.json"), "utf8");
  writeFileSync(join(folder, "data/nodes.json"), nodes.replaceAll("web02", "web03"));
  await compileIn(folder);
  expect(keptNames()).toEqual(["web01.mof", "web02.mof", "web03.mof"]);
  await compileIn(folder, "--clean", "--node", "web01");
  expect(keptNames()).toEqual(["web01.mof", "web03.mof"]);
});

test("nothing is kept, and no key made, when something is wrong or nothing is encrypted", async () => {
  const folder = folderOfRuns("dsc_resource 'x' do\n  resource :Nonsense\nend\n");
  expect(await compileIn(folder)).toMatchObject({ exitCode: 1 });
  writeFileSync(join(folder, "main.rb"), "dsc_resource('x') { resource :Log; property :Message, 'm' }\n");
  expect(await compileIn(folder)).toMatchObject({ exitCode: 0 });
  expect(Object.keys(contentsOf(folder)).filter((path) => /^(?:kept|home)/.test(path))).toEqual([]);
});

test("a message that somebody has put there is not taken, whoever it is of", async () => {
  const folder = folderOfRuns();
  const words = ["-o", "kept", "--reuse-key", "key.txt"];
  await compileIn(folder, ...words);
  const path = join(folder, "kept", kept);
  const before = readFileSync(path, "utf8");
  const [own = "", other = ""] = [...before.matchAll(/\{\s*"message".*?\}/gs)].map(([entry]) => entry);
  writeFileSync(path, before.replace(own, other));
  const { exitCode, stderr } = await compileIn(folder, ...words);
  expect(exitCode).toBe(0);
  expect(stderr).toContain("warning cli/changed-reuse: A kept password of web01.mof was changed");
  expect(stderr).toContain("2 did not change");
  // Neither the one that was lost nor the one that was put there.
  const after = readFileSync(path, "utf8");
  expect(after.split(other).length).toBe(2);
  expect(after).not.toContain(own);
});
