import { readFileSync } from "node:fs";
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
    { NodeName: "web01", Roles: ["Web", "Cache"], Ports: [80, 443] },
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
  - {NodeName: web01, Roles: [Web, Cache], Ports: [80, 443]}
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
    expect(ran).toMatchObject({ exitCode: 0, stderr: "3 documents in mof, 7 resources.\n" });
    const { "n.json": _, "n.yaml": __, "n.psd1": ___, ...contents } = contentsOf(folder);
    made.push(contents);
  }
  expect(made[1]).toEqual(made[0]);
  expect(made[2]).toEqual(made[0]);
});
