import { expect, test } from "vitest";
import { folderWith } from "./folder.js";
import { run } from "./run.js";

test("an id has a page: what it means, why it matters, how to mend it", async () => {
  const { exitCode, stdout, stderr } = await run(["explain", "config/duplicate-key"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(
    /^config\/duplicate-key \(error\)\n\n[A-Z].*\.\n\nWhy it matters: [A-Z].*\.\n\nHow to mend it: [A-Z].*\.\n$/,
  );
});

test("without an id all are listed, sorted, each on one line", async () => {
  const lines = (await run(["explain"])).stdout.trimEnd().split("\n");
  const codes = lines.map((line) => line.split(" ")[0] ?? "");
  expect(codes).toContain("config/duplicate-key");
  expect(codes).toEqual([...new Set(codes)].sort());
  for (const line of lines) expect(line).toMatch(/^[a-z]+\/[a-z0-9-]+ {2,}["A-Z].*\.$/);
});

test("--json gives the same as data", async () => {
  const all = JSON.parse((await run(["explain", "--json"])).stdout);
  expect(all.diagnostics).toEqual([]);
  const one = JSON.parse((await run(["explain", "config/duplicate-key", "--json"])).stdout);
  expect(one.entries).toHaveLength(1);
  expect(all.entries).toContainEqual(one.entries[0]);
  expect(Object.keys(one.entries[0])).toEqual(["code", "severity", "summary", "why", "mend"]);
});

test("an unknown id is wrong usage, with the nearest or with those of another room", async () => {
  const near = await run(["explain", "config/duplicate-kei"]);
  expect([near.exitCode, near.stdout]).toEqual([2, ""]);
  expect(near.stderr).toContain('Did you mean "config/duplicate-key"');
  expect((await run(["explain", "duplicate-key"])).stderr).toContain('"config/duplicate-key"');
});

test("what only this version cannot write is explained with how lint takes it", async () => {
  const { stdout } = await run(["explain", "check/script-not-compiled"]);
  expect(stdout).toMatch(/^check\/script-not-compiled \(error, info in lint\)\n/);
});

test("ids are explained however broken the settings are", async () => {
  const folder = folderWith({ "mofsmith.config.json": "{{{" });
  expect((await run(["explain", "CONFIG/bad-data"], { folder })).exitCode).toBe(0);
});
