import { chmodSync, linkSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test, vi } from "vitest";
import { addFile, beginOutput, commitOutput } from "../../src/cli/output.js";
import { folderWith } from "./folder.js";

vi.mock("node:fs", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:fs")>();
  return {
    ...original,
    linkSync: vi.fn(original.linkSync),
    renameSync: vi.fn(original.renameSync),
    writeFileSync: vi.fn(original.writeFileSync),
  };
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

test.each([true, false])(
  "what is kept of a closed file is as closed, with links or without: %s",
  async (links) => {
    const { renameSync: rename } = await vi.importActual<typeof import("node:fs")>("node:fs");
    const folder = folderWith({ "web.mof": "old" });
    chmodSync(join(folder, "web.mof"), 0o600);
    const kept: number[] = [];
    if (!links) {
      vi.mocked(linkSync).mockImplementationOnce(() => {
        throw new Error("this file system has no links");
      });
    }
    vi.mocked(renameSync).mockImplementation((from, to) => {
      if (basename(String(to)) === "web.mof") kept.push(statSync(`${String(from)}.old`).mode & 0o777);
      rename(from, to);
    });
    const output = beginOutput(folder);
    addFile(output, "web.mof", new TextEncoder().encode("new"));
    commitOutput(output);
    expect(kept).toEqual([0o600]);
  },
);
