import { chmodSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { addFile, beginOutput, commitOutput } from "../../src/cli/output.js";
import { folderWith } from "./folder.js";

vi.mock("node:fs", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:fs")>();
  return { ...original, writeFileSync: vi.fn(original.writeFileSync) };
});

test("a file that its owner has closed to others is closed while its successor is written", () => {
  const folder = folderWith({ "web.mof": "old" });
  chmodSync(join(folder, "web.mof"), 0o600);
  vi.mocked(writeFileSync).mockClear();
  const output = beginOutput(folder);
  addFile(output, "web.mof", new TextEncoder().encode("new"));
  expect(vi.mocked(writeFileSync).mock.calls.map(([, , options]) => options)).toEqual([
    { flag: "wx", mode: 0o600 },
  ]);
  commitOutput(output);
  expect(statSync(join(folder, "web.mof")).mode & 0o777).toBe(0o600);
});
