import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentsOf, folderWith } from "./folder.js";
import { run } from "./run.js";

const scenario = "fixtures/documents/nodes-psd1";
const recipe = readFileSync(`${scenario}/main.rb`, "utf8");

/** What the nodes.psd1 of the scenario says. */
const json = JSON.stringify({
  AllNodes: [
    {
      ...{ NodeName: "*", Root: "C:\\sites", Force: true, Limits: { Offset: 16, Memory: 2147483648 } },
      Notice: 'It\'s "as it is": $nothing `is expanded',
    },
    {
      ...{ NodeName: "web01", Roles: ["Web", "Cache"], Ports: [80, 443] },
      Lcm: {
        Settings: { RefreshMode: "Push", RefreshFrequencyMins: 45, RebootNodeIfNeeded: true },
        ResourceRepositoryShare: { Modules: { SourcePath: "\\\\files\\modules" } },
      },
    },
    { NodeName: "web02", Roles: ["Web"], Ports: [8080], Force: false },
    { NodeName: "DB01", Role: "Database", Ports: [1433], Root: "D:\\data\t" },
  ],
  NonNodeData: { Owner: null },
});

const yaml = `AllNodes:
  - NodeName: "*"
    Root: C:\\sites
    Force: true
    Limits: {Offset: 0x10, Memory: 2147483648}
    Notice: |-
      It's "as it is": $nothing \`is expanded
  - NodeName: web01
    Roles: [Web, Cache]
    Ports: [80, 443]
    Lcm:
      Settings: {RefreshMode: Push, RefreshFrequencyMins: 45, RebootNodeIfNeeded: true}
      ResourceRepositoryShare: {Modules: {SourcePath: '\\\\files\\modules'}}
  - NodeName: web02
    Roles: [Web]
    Ports: [8080]
    Force: false
  - {NodeName: DB01, Role: Database, Ports: [1433], Root: "D:\\\\data\\t"}
NonNodeData: {Owner: ~}
`;

test("nodes files of the same content give the same bytes, as JSON, as YAML and as .psd1", async () => {
  const psd1 = readFileSync(`${scenario}/nodes.psd1`, "utf8");
  const files = { "main.rb": recipe, "n.json": json, "n.yaml": yaml, "n.psd1": psd1 };
  const made: unknown[] = [];
  for (const extension of ["json", "yaml", "psd1"]) {
    const folder = folderWith(files);
    const ran = await run(["compile", "main.rb", "--nodes", `n.${extension}`], { folder });
    expect(ran).toMatchObject({
      exitCode: 0,
      stderr: "3 documents in mof, 7 resources. LCM settings in mof/web01.meta.mof.\n",
    });
    const { "n.json": _, "n.yaml": __, "n.psd1": ___, ...contents } = contentsOf(folder);
    made.push(contents);
  }
  expect(made[1]).toEqual(made[0]);
  expect(made[2]).toEqual(made[0]);
});

test("--clean removes what mofsmith has written for nodes that are no more, and nothing else", async () => {
  const folder = folderWith();
  cpSync("fixtures/documents/clean", folder, { recursive: true });
  const old = readFileSync("fixtures/documents/clean/mof/web09.mof", "utf8");
  // Of another compiler, from which a script has taken the host; of people; and of mofsmith, changed by people.
  const foreign = {
    "web05.mof": old.replace(" Version = ", "  Version = "),
    "web05.mof.checksum": "0".repeat(64),
    "web04.mof": `${old}\n`,
    "web03.mof": old.replace("\n", "\r\n"),
    "web02.meta.mof": `${old.replace("web09", "web02")}// kept`,
  };
  for (const [name, text] of Object.entries(foreign))
    writeFileSync(join(folder, "mof", name), text.replace("web09", name.slice(0, 5)));
  const before = contentsOf(join(folder, "mof"));
  const args = ["compile", "main.rb", "--nodes", "nodes.yaml", "--node", "web*", "--clean"];
  const warning = "warning cli/stale-documents: web02.meta.mof, web03.mof, web04.mof and 3 more are not of";
  const first = await run(args, { folder });
  expect(first.exitCode).toBe(0);
  expect(first.stderr).toContain(warning);
  expect(first.stderr).toContain("\nmof/web01.mof: 1 resource. Removed 3 files of earlier runs.\n");
  const after = contentsOf(join(folder, "mof"));
  const gone = ["web07", "web07/0001-File-old.mof", "web09.mof", "web09.mof.checksum"];
  expect(Object.keys(before).filter((path) => !(path in after))).toEqual(gone);
  expect(Object.keys(after).filter((path) => before[path] !== after[path])).toEqual(["web01.mof"]);
  const second = await run(args, { folder });
  expect(second.stderr).toContain(warning);
  expect(second.stderr).toContain("\nmof/web01.mof: 1 resource. Nothing changed.\n");
});

test("--clean removes the documents of earlier runs in every form that mofsmith has", async () => {
  const windows = "resource :File\n  property :DestinationPath, 'C:\\grün\\𝄞'";
  const linux = "resource :nxFile\n  property :DestinationPath, '/grün/𝄞'";
  const recipeOf = (head: string) =>
    `dsc_resource 'a' do\n  ${head}\n  property :Contents, "a\\nb\\"\\t"\nend\n`;
  const folder = folderWith({
    "windows.rb": recipeOf(windows),
    "linux.rb": recipeOf(linux),
    "nodes.yaml": "AllNodes: [{NodeName: web01}]\n",
  });
  for (const form of [
    ["windows.rb"],
    ["windows.rb", "--encoding", "utf16le", "--author", "Jürgen", "--timestamp"],
    ["windows.rb", "--layout", "resource"],
    ["linux.rb", "--target", "linux"],
  ]) {
    expect(await run(["compile", "--node", "old", ...form], { folder })).toMatchObject({ exitCode: 0 });
    const ran = await run(["compile", "windows.rb", "--nodes", "nodes.yaml", "--clean"], { folder });
    expect(ran).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/ Removed 1 file of earlier runs\.\n$/),
    });
    expect(Object.keys(contentsOf(join(folder, "mof")))).toEqual(["web01.mof"]);
  }
});

test("a document whose name differs in case is another one where these are two files", async () => {
  const folder = folderWith({
    "main.rb": "dsc_resource 'a' do\n  resource :WindowsFeature\n  property :Name, 'x'\nend\n",
  });
  await run(["compile", "main.rb", "--node", "WEB1", "--layout", "pull"], { folder });
  const areTwo = !existsSync(join(folder, "mof/web1.mof"));
  const ran = await run(["compile", "main.rb", "--node", "web1", "--clean"], { folder });
  expect(ran.exitCode).toBe(0);
  if (areTwo) expect(Object.keys(contentsOf(join(folder, "mof")))).toEqual(["web1.mof"]);
});

test("nothing is removed when anything is wrong", async () => {
  const folder = folderWith();
  cpSync("fixtures/documents/clean", folder, { recursive: true });
  writeFileSync(join(folder, "main.rb"), "dsc_resource 'a' do\n  resource :Nothing\nend\n");
  const before = contentsOf(join(folder, "mof"));
  const ran = await run(["compile", "main.rb", "--nodes", "nodes.yaml", "--clean"], { folder });
  expect(ran.exitCode).toBe(1);
  expect(contentsOf(join(folder, "mof"))).toEqual(before);
});

test("without a nodes file only the nodes that are compiled are judged", async () => {
  const folder = folderWith();
  cpSync("fixtures/documents/clean", folder, { recursive: true });
  const one = await run(["compile", "main.rb", "--node", "web09"], { folder });
  expect(one.stderr).toMatch(/^warning cli\/stale-documents: web09\.mof\.checksum is not of this run\./);
  const other = await run(["compile", "main.rb", "--node", "web09", "--layout", "pull"], { folder });
  expect(other.stderr).toBe("mof/web09.mof: 1 resource. 1 did not change.\n");
  const layout = await run(["compile", "main.rb", "--node", "web07", "--clean", "--json"], { folder });
  expect(JSON.parse(layout.stdout)).toMatchObject({ documents: [{ node: "web07" }], removed: 1 });
  const checksum = contentsOf(join(folder, "mof"))["web09.mof.checksum"];
  expect(checksum).toBe(
    createHash("sha256")
      .update(readFileSync(join(folder, "mof/web09.mof")))
      .digest("hex")
      .toUpperCase(),
  );
  const again = await run(["compile", "main.rb", "--node", "web09"], { folder });
  expect(again.stderr).toBe("mof/web09.mof: 1 resource. Nothing changed.\n");
});
