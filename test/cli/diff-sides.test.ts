import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "./folder.js";
import { run, type Ran } from "./run.js";

const variable = (name: string, value = name) => `dsc_resource '${name}' do
  resource :Environment
  property :Name, '${name.toUpperCase()}'
  property :Value, '${value}'
end
`;

const guid = (digit: number) => `${digit}fa85f64-5717-4562-b3fc-2c963f66afa6`;

/** A recipe, two nodes, and what `compile` has made of it. */
async function compiled(
  nodes: readonly Readonly<Record<string, unknown>>[],
  ...words: readonly string[]
): Promise<string> {
  const folder = folderWith({
    "site.rb": variable("one") + variable("two"),
    "nodes.json": JSON.stringify({ AllNodes: nodes }),
  });
  const args = ["compile", "site.rb", "--nodes", "nodes.json", ...words];
  const { exitCode, stderr } = await run(args, { folder });
  expect(exitCode, stderr).toBe(0);
  return folder;
}

const diffIn = (folder: string, ...words: readonly string[]): Promise<Ran> =>
  run(["diff", ...words], { folder });

test("a recipe's side has the settings of LCMs, as the folder that compile writes", async () => {
  const nodes = ["web01", "web02"].map((NodeName) => ({
    NodeName,
    Lcm: { Settings: { RefreshMode: "Push" } },
  }));
  const folder = await compiled(nodes);
  const same = await diffIn(folder, "mof", "site.rb", "--nodes", "nodes.json", "--exit-code");
  expect(same).toMatchObject({ exitCode: 0, stdout: "", stderr: "No difference in 4 documents.\n" });
  writeFileSync(
    join(folder, "other.json"),
    JSON.stringify({
      AllNodes: nodes.map((node) => ({ ...node, Lcm: { Settings: { RefreshMode: "Disabled" } } })),
    }),
  );
  const { stdout } = await diffIn(folder, "mof", "site.rb", "--nodes", "other.json", "--node", "web01");
  expect(stdout).toContain("web01.meta.mof: 1 changed\n");
  expect(stdout).toContain('~ RefreshMode = "Push" -> "Disabled"\n');
  // A file is compared with the document of its kind.
  const one = await diffIn(folder, "mof/web01.mof", "site.rb", "--nodes", "nodes.json", "--node", "web01");
  expect(one).toMatchObject({ exitCode: 0, stderr: "No difference.\n" });
});

test("what is called after a ConfigurationID is its node's", async () => {
  const nodes = [1, 2].map((digit) => ({ NodeName: `web0${digit}`, ConfigurationID: guid(digit) }));
  const folder = await compiled(nodes, "--layout", "pull");
  const all = await diffIn(folder, "mof", "site.rb", "--nodes", "nodes.json");
  expect(all).toMatchObject({ stdout: "", stderr: "No difference in 2 documents.\n" });
  const one = await diffIn(folder, "mof", "site.rb", "--nodes", "nodes.json", "--node", "web02");
  expect(one).toMatchObject({ stdout: "", stderr: "No difference.\n" });
  const file = await diffIn(folder, `mof/${guid(2)}.mof`, "site.rb", "--nodes", "nodes.json");
  expect(file).toMatchObject({ stdout: "", stderr: "No difference.\n" });
});

test("a node's folder is one document, whatever numbers its files have", async () => {
  const folder = await compiled([{ NodeName: "web01" }], "--layout", "resource");
  const same = await diffIn(folder, "mof", "site.rb", "--nodes", "nodes.json");
  expect(same).toMatchObject({ stdout: "", stderr: "No difference.\n" });
  writeFileSync(join(folder, "site.rb"), variable("zero") + variable("one") + variable("two"));
  await run(["compile", "site.rb", "--nodes", "nodes.json", "--layout", "resource", "--out", "new"], {
    folder,
  });
  const told = 'web01.mof: 1 added\n  + [Environment]zero\n    + Name = "ZERO"\n    + Value = "zero"\n';
  expect((await diffIn(folder, "mof", "new")).stdout).toBe(told);
  expect((await diffIn(folder, "mof/web01", "new/web01")).stdout).toBe(told);
  expect((await diffIn(folder, "mof", "site.rb", "--nodes", "nodes.json")).stdout).toBe(told);
});

test("--node and --role choose on both sides", async () => {
  const folder = await compiled([
    { NodeName: "web01", Role: "web" },
    { NodeName: "db01", Role: "db" },
  ]);
  cpSync(join(folder, "mof"), join(folder, "old"), { recursive: true });
  cpSync(join(folder, "mof/web01.mof"), join(folder, "old/web09.mof"));
  const names = ["--nodes", "nodes.json"];
  const one = await diffIn(folder, "old", "site.rb", ...names, "--node", "web01");
  expect(one).toMatchObject({ stdout: "", stderr: "No difference.\n" });
  const role = await diffIn(folder, "old", "mof", ...names, "--role", "db");
  expect(role).toMatchObject({ stdout: "", stderr: "No difference.\n" });
  // A node that is no more may be meant.
  const gone = await diffIn(folder, "old", "mof", "--node", "web*");
  expect(gone).toMatchObject({ stdout: "- web09.mof (2 resources)\n" });
});

test("a password of a later document is hidden in an earlier one", async () => {
  const script = (text: string) =>
    `instance of MSFT_EnvironmentResource as $E1 { ResourceID = "[Environment]e"; Name = "e"; Value = "net use correct-horse ${text}"; };\n`;
  const account = 'instance of MSFT_Credential as $C1 { UserName = "u"; Password = "correct-horse"; };\n';
  const folder = folderWith({
    "old/a.mof": script("then"),
    "new/a.mof": script("now"),
    "old/b.mof": account + script("then"),
    "new/b.mof": account + script("then"),
  });
  for (const format of ["text", "json", "markdown"]) {
    const { stdout } = await diffIn(folder, "old", "new", "--format", format);
    expect(stdout).toContain("net use ••••••••••••• now");
    expect(stdout).not.toContain("horse");
  }
});

test("what is not there is an unreadable file", async () => {
  const folder = folderWith({ "mof/a.mof": "", "mof/b.mof": "" });
  for (const [before, after] of [
    ["nope", "mof"],
    ["mof", "nope.mof"],
    ["nope.mof", "mof/a.mof"],
  ] as const) {
    const { exitCode, stderr } = await diffIn(folder, before, after);
    expect([exitCode, stderr.split("\n")[0]]).toEqual([
      1,
      "error source/unreadable-file: This cannot be read: there is no such file or folder.",
    ]);
  }
});

const scenario = "fixtures/documents/credential-encrypted";

test("encrypted passwords are compared as they were before, and with what --reuse has kept", async () => {
  const recipe = readFileSync(`${scenario}/main.rb`, "utf8");
  const folder = folderWith({
    "key.txt": "a key for tests, of no use elsewhere",
    "other.rb": recipe.replace("Grün", "Blau"),
  });
  cpSync(scenario, folder, { recursive: true });
  // When the certificates of scenarios are valid.
  const settings = { folder, now: new Date("2001-02-03T04:05:06Z") };
  const reuse = ["--reuse", "kept", "--reuse-key", "key.txt"];
  const common = ["--nodes", "data/nodes.json", "--node", "web01", "--name", "main"];
  const diff = (...words: string[]) => run(["diff", ...words, ...common], settings);
  expect(await diff("main.rb", "main.rb", "--exit-code")).toMatchObject({ exitCode: 0, stdout: "" });
  const words = async (ran: Promise<Ran>) => /Password: (.*)\n/.exec((await ran).stdout)?.[1];
  expect(await words(diff("main.rb", "other.rb"))).toBe("changed, and not shown");
  await run(["compile", "main.rb", ...common, ...reuse], settings);
  const again = "encrypted again, cannot be compared without --reuse";
  expect(await words(diff("mof", "main.rb"))).toBe(again);
  expect(await diff("mof", "main.rb", ...reuse, "--exit-code")).toMatchObject({ exitCode: 0, stdout: "" });
  const changed = "changed, or encrypted without --reuse";
  expect(await words(diff("mof", "other.rb", ...reuse))).toBe(changed);
  await run(["compile", "main.rb", ...common], settings);
  expect(await words(diff("mof", "main.rb", ...reuse))).toBe("encrypted again, cannot be compared");
  const before = readFileSync(join(folder, "kept/web01.mof.passwords.json"), "utf8");
  const json = await diff("mof", "other.rb", ...reuse, "--json");
  expect(json.stdout).toContain("$secret");
  expect(json.stdout).not.toContain("CMS");
  expect(readFileSync(join(folder, "kept/web01.mof.passwords.json"), "utf8")).toBe(before);
  expect(await diff("mof", "main.rb", "--reuse-key", "key.txt")).toMatchObject({ exitCode: 2 });
});

test("what is too much to be held is compared again when it is told", async () => {
  const instance = (id: number, value: string) =>
    `instance of A as $A${id} { ResourceID = "[A]${id}"; Value = "${value}"; };\n`;
  const many = Array.from({ length: 25_000 }, (_, id) => instance(id + 1, "same")).join("");
  const account = 'instance of MSFT_Credential as $C1 { UserName = "u"; Password = "correct-horse"; };\n';
  const folder = folderWith({
    "old/a.mof": many + instance(0, "then"),
    "new/a.mof": many + instance(0, "now, correct-horse"),
    "old/b.mof": account + instance(0, "then"),
    "new/b.mof": account + instance(0, "now"),
  });
  expect((await diffIn(folder, "old", "new")).stdout).toBe(
    'a.mof: 1 changed\n  ~ [A]0\n    ~ Value = "then" -> "now, •••••••••••••"\n\n' +
      'b.mof: 1 changed\n  ~ [A]0\n    ~ Value = "then" -> "now"\n',
  );
});
