import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentsOf, folderWith } from "./folder.js";
import { run, type Ran } from "./run.js";

const scenario = "fixtures/documents/credential-encrypted";
const kept = ".passwords.json";
const password = "Grün & 𝄞";

/** When the certificates of scenarios are valid. */
const now = new Date("2001-02-03T04:05:06Z");

/** A folder with two nodes that have the certificate, and one that has plain text. */
function folderOfRuns(recipe: string = readFileSync(`${scenario}/main.rb`, "utf8")): string {
  const folder = folderWith({ "key.txt": "a key for tests, of no use elsewhere" });
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
    Object.entries(contentsOf(join(folder, "mof"))).filter(([name]) => !name.endsWith(kept)),
  );
}

/** All that is kept, by the names of the documents. */
function keptIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(contentsOf(join(folder, "kept")))
      .filter(([name]) => name.endsWith(kept))
      .map(([name, text]) => [name.slice(0, -kept.length), text]),
  );
}

/** A recipe of accounts with a password each. */
function accounts(passwords: Readonly<Record<string, string>>): string {
  return Object.entries(passwords)
    .map(
      ([name, text]) => `dsc_resource '${name}' do
  resource :User
  property :UserName, '${name}'
  property :Password, ps_credential('${name}', '${text}')
end
`,
    )
    .join("");
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
  const folder = folderOfRuns(accounts({ one: password, two: password }));
  const { stdout, stderr } = await compileIn(folder);
  const key = readFileSync(join(folder, "home/.local/state/mofsmith/reuse.key"), "utf8").trim();
  const text = Object.values(keptIn(folder)).join("");
  for (const shown of [text, stdout, stderr]) {
    expect(shown).not.toContain(key);
    expect(shown).not.toContain(password);
    expect(shown).not.toContain(Buffer.from(password).toString("base64").slice(0, -2));
  }
  const words = [...text.matchAll(/"([\w-]{43})"/g)].map(([, word]) => word);
  const messages = [...text.matchAll(/BEGIN CMS-----(.*?)-----END/g)].map(([, message]) => message);
  // The key's name in each of two files, and a mark and a seal for each of two passwords on two nodes.
  expect(new Set(words).size).toBe(1 + 2 * 2 * 2);
  expect(words.length).toBe(2 + 2 * 2 * 2);
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

test("an account in front changes nothing of the others, though their passwords are the same", async () => {
  const folder = folderOfRuns(accounts({ svc: "same" }));
  await compileIn(folder);
  const before = messagesIn(documentsIn(folder)["web01.mof"]);
  writeFileSync(join(folder, "main.rb"), accounts({ first: "same", svc: "same" }));
  await compileIn(folder);
  const after = messagesIn(documentsIn(folder)["web01.mof"]);
  expect(after.length).toBe(2);
  expect(after[1]).toBe(before[0]);
  expect(after[0]).not.toBe(before[0]);
  expect(Object.keys(JSON.parse(keptIn(folder)["web01.mof"] ?? "").passwords)).toEqual([
    "[User]first Password.Password",
    "[User]svc Password.Password",
  ]);
});

function messagesIn(document = ""): readonly (string | undefined)[] {
  return [...document.matchAll(/BEGIN CMS-----(.*?)-----END/gs)].map(([, message]) => message);
}

test("two environments with one folder leave each other's passwords, and in the end it does not change", async () => {
  const folder = folderOfRuns();
  const environments = { test: accounts({ svc: "one", probe: "p" }), production: accounts({ svc: "other" }) };
  const runs = async () => {
    for (const [name, recipe] of Object.entries(environments)) {
      writeFileSync(join(folder, "main.rb"), recipe);
      await compileIn(folder, "-o", name);
    }
    return [contentsOf(join(folder, "test")), contentsOf(join(folder, "production")), keptIn(folder)];
  };
  const first = await runs();
  expect(await runs()).toEqual(first);
});

test("what is kept of a document goes when --clean removes the document, and not before", async () => {
  const folder = folderOfRuns();
  await compileIn(folder);
  const names = () => Object.keys(keptIn(folder));
  await compileIn(folder, "--node", "web01");
  expect(names()).toEqual(["web01.mof", "web02.mof"]);
  const nodes = readFileSync(join(folder, "data/nodes.json"), "utf8");
  writeFileSync(join(folder, "data/nodes.json"), nodes.replaceAll("web02", "web03"));
  await compileIn(folder);
  expect(names()).toEqual(["web01.mof", "web02.mof", "web03.mof"]);
  await compileIn(folder, "--clean", "-o", "other");
  expect(names()).toEqual(["web01.mof", "web02.mof", "web03.mof"]);
  await compileIn(folder, "--clean", "--node", "web01");
  expect(names()).toEqual(["web01.mof", "web03.mof"]);
});

test("runs for other nodes at the same time lose nothing of each other's", async () => {
  const folder = folderOfRuns();
  const words = ["--reuse-key", "key.txt"];
  await Promise.all([
    compileIn(folder, "-o", "one", "--node", "web01", ...words),
    compileIn(folder, "-o", "two", "--node", "web02", ...words),
  ]);
  const first = { ...contentsOf(join(folder, "one")), ...contentsOf(join(folder, "two")) };
  await compileIn(folder, "--node", "web*", ...words);
  expect(documentsIn(folder)).toEqual(first);
});

test.each([
  ["a".repeat(40), "it has fewer than 8 different characters"],
  ["0123456789abcdef", "it has fewer than 32 characters"],
])("a key that could be guessed is refused: %s", async (key, reason) => {
  const folder = folderOfRuns();
  writeFileSync(join(folder, "weak.txt"), key);
  const { exitCode, stderr } = await compileIn(folder, "--reuse-key", "weak.txt");
  expect(exitCode).toBe(2);
  expect(stderr).toContain(reason);
});

test("a key in the folder is refused, also where its name begins with two dots", async () => {
  const folder = folderOfRuns();
  mkdirSync(join(folder, "kept"));
  cpSync(join(folder, "key.txt"), join(folder, "kept/..key"));
  const { exitCode, stderr } = await compileIn(folder, "--reuse-key", "kept/..key");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("it is in the folder of --reuse");
});

test.skipIf(process.platform === "win32")("a pipe in the place of what is kept is not opened", async () => {
  const folder = folderOfRuns();
  mkdirSync(join(folder, "kept"));
  execFileSync("mkfifo", [join(folder, "kept", `web01.mof${kept}`)]);
  const { exitCode, stderr } = await compileIn(folder);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("something that is no file stands in its place");
});

test("nothing is kept, and no key made, when something is wrong or nothing is encrypted", async () => {
  const folder = folderOfRuns("dsc_resource 'x' do\n  resource :Nonsense\nend\n");
  expect(await compileIn(folder)).toMatchObject({ exitCode: 1 });
  writeFileSync(join(folder, "main.rb"), "dsc_resource('x') { resource :Log; property :Message, 'm' }\n");
  expect(await compileIn(folder)).toMatchObject({ exitCode: 0 });
  expect(Object.keys(contentsOf(folder)).filter((path) => /^(?:kept|home)/.test(path))).toEqual([]);
});

test("a message that somebody has put there is not taken, whoever it is of", async () => {
  const folder = folderOfRuns(accounts({ one: "first", two: "second" }));
  const words = ["-o", "kept", "--reuse-key", "key.txt"];
  await compileIn(folder, ...words);
  const path = join(folder, "kept", `web01.mof${kept}`);
  const before = readFileSync(path, "utf8");
  const [own = "", other = ""] = [...before.matchAll(/"message": ".*?"/g)].map(([entry]) => entry);
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
