import { createHash } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
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
  const before = contentsOf(join(folder, "mof"));
  const args = ["compile", "main.rb", "--nodes", "nodes.yaml", "--node", "web*", "--clean"];
  expect(await run(args, { folder })).toMatchObject({
    exitCode: 0,
    stderr: "mof/web01.mof: 1 resource. Removed 3 files of earlier runs.\n",
  });
  const after = contentsOf(join(folder, "mof"));
  const gone = ["web07", "web07/0001-File-old.mof", "web09.mof", "web09.mof.checksum"];
  expect(Object.keys(before).filter((path) => !(path in after))).toEqual(gone);
  expect(Object.keys(after).filter((path) => before[path] !== after[path])).toEqual(["web01.mof"]);
  expect(await run(args, { folder })).toMatchObject({
    stderr: "mof/web01.mof: 1 resource. Nothing changed.\n",
  });
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
