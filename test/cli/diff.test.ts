import { copyFileSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import { contentsOf, folderWith } from "./folder.js";
import { run } from "./run.js";

const recipe = (value: string) => `dsc_resource 'stage' do
  resource :Environment
  property :Name, 'STAGE'
  property :Value, ${value}
end
`;

test("nothing is written, and --exit-code tells whether anything differs", async () => {
  const folder = folderWith({ "a.rb": recipe("'test'"), "b.rb": recipe("'live'") });
  const before = contentsOf(folder);
  const same = await run(["diff", "a.rb", "a.rb", "--exit-code"], { folder });
  expect([same.exitCode, same.stdout, same.stderr]).toEqual([0, "", "No difference.\n"]);
  const other = await run(["diff", "a.rb", "b.rb", "--exit-code", "--name", "site"], { folder });
  expect([other.exitCode, other.stdout]).toEqual([
    1,
    'localhost.mof: 1 changed\n  ~ [Environment]stage\n    ~ Value = "test" -> "live"\n',
  ]);
  expect((await run(["diff", "a.rb", "b.rb"], { folder })).exitCode).toBe(0);
  expect(contentsOf(folder)).toEqual(before);
});

test("a secret is hidden in what both recipes make, wherever it stands", async () => {
  const text = `dsc_resource 'account' do
  resource :User
  property :UserName, 'svc'
  property :Password, ps_credential('svc', secret(name: 'db'))
end

dsc_resource 'script' do
  resource :Script
  property :GetScript, '@{}'
  property :TestScript, '$false'
  property :SetScript, "Use-It 'correct horse' VERB"
end
`;
  const folder = folderWith({
    "a.rb": text.replace("VERB", "now"),
    "b.rb": text.replace("VERB", "later"),
    "db.txt": "correct horse",
    "nodes.json": '{ "AllNodes": [{ "NodeName": "web01", "PSDscAllowPlainTextPassword": true }] }',
  });
  for (const format of ["text", "json", "markdown"]) {
    const words = [
      "diff",
      "a.rb",
      "b.rb",
      "--secret",
      "db=@db.txt",
      "--nodes",
      "nodes.json",
      "--format",
      format,
    ];
    const { exitCode, stdout, stderr } = await run(words, { folder });
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain("SetScript");
    expect(`${stdout}${stderr}`).not.toContain("correct");
  }
});

test("a document is new where there is none yet, and one of another name is the only one that there is", async () => {
  const folder = folderWith({ "a.rb": recipe("'test'"), "none/.keep": "", "one/web01.mof": "" });
  await run(["compile", "a.rb", "--out", `${folder}/mof`], { folder });
  rmSync(`${folder}/none/.keep`);
  const none = await run(["diff", "none", "mof/localhost.mof"], { folder });
  expect([none.exitCode, none.stdout]).toEqual([0, "+ localhost.mof (1 resource)\n"]);
  copyFileSync(`${folder}/mof/localhost.mof`, `${folder}/one/web01.mof`);
  const one = await run(["diff", "one", "mof/localhost.mof"], { folder });
  expect([one.exitCode, one.stdout, one.stderr]).toEqual([0, "", "No difference.\n"]);
});

test("with an error in a recipe the exit code is 1 without --exit-code, and JSON is printed", async () => {
  const folder = folderWith({ "a.rb": recipe("'test'"), "b.rb": recipe("node['stage']") });
  const { exitCode, stdout } = await run(["diff", "a.rb", "b.rb", "--json"], { folder });
  expect(exitCode).toBe(1);
  const { documents, diagnostics } = JSON.parse(stdout);
  expect(documents).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: "check/unknown-value" }]);
});
