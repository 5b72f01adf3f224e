import { execFileSync } from "node:child_process";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import {
  abortOutput,
  addFile,
  beginOutput,
  commitOutput,
  recoverOutput,
  removeFile,
} from "../../src/cli/output.js";
import { newOwnedName } from "../../src/cli/owner.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { contentsOf, folderWith } from "./folder.js";

vi.mock("node:fs", async (importOriginal) => {
  const original = await importOriginal<typeof import("node:fs")>();
  return {
    ...original,
    renameSync: vi.fn(original.renameSync),
    linkSync: vi.fn(original.linkSync),
  };
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const own = newOwnedName();
/** No process has a number beyond what Linux and Windows give out. */
const dead = own.replace(/-\d+-/, "-99999999-");
/** This process's number, which another process had. */
const earlier = own.replace(/^(\.mofsmith-\d+)-\d+-/, "$1-1-");
const elsewhere = ".mofsmith-1-1-0123456789abcdef-00000000";

const long = new Date("2001-02-03T04:05:06Z");

/** `file: message` of diagnostics. */
function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, file, message }) => `${code} ${file}: ${message}`);
}

/** What is told at the start of a run, of which then nothing comes. */
function recoverIn(folder: string): readonly string[] {
  const output = beginOutput(folder, "mof");
  const diagnostics = told(recoverOutput(output));
  abortOutput(output);
  return diagnostics;
}

function addAndCommit(folder: string): readonly string[] {
  const output = beginOutput(folder, "mof");
  return told([...addFile(output, "z.mof", bytes("Z")), ...commitOutput(output).diagnostics]);
}

const list = (changes: readonly unknown[], folders: readonly string[] = []) =>
  JSON.stringify({ folders, changes });

test("what a run left that was killed before it had decided is removed, what a living one is writing is not", () => {
  const living = { [own]: "<folder>", [`${own}/0`]: "x", [elsewhere]: "<folder>", [`${elsewhere}/0`]: "y" };
  const folder = folderWith({
    ...{ [`${dead}/0`]: "A", [`${dead}/1.old`]: "A", [`${dead}/list`]: "[", [`${dead}/lock/${dead}`]: "" },
    ...{ [`${own}/0`]: "x", [`${elsewhere}/0`]: "y" },
  });
  expect(recoverIn(folder)).toEqual([
    `output/killed-run mof/${dead}: A run was killed before it had changed anything: what it had written for this folder is removed, 1 file.`,
  ]);
  expect(contentsOf(folder)).toEqual(living);
  expect(recoverIn(folder)).toEqual([]);
  mkdirSync(join(folder, dead));
  expect(recoverIn(folder)).toEqual([
    `output/killed-run mof/${dead}: A run was killed that had nothing to put in its place any more, or nothing yet: its folder is removed.`,
  ]);
  utimesSync(join(folder, elsewhere), long, long);
  expect(recoverIn(folder)).toHaveLength(1);
  expect(contentsOf(folder)).toEqual({ [own]: "<folder>", [`${own}/0`]: "x" });
});

test.skipIf(process.platform !== "linux")(
  "a run is known to be over when its number is another process's",
  () => {
    const folder = folderWith({ [`${earlier}/0`]: "x" });
    expect(recoverIn(folder)).toHaveLength(1);
    expect(contentsOf(folder)).toEqual({});
  },
);

test("what a run had decided and not finished is finished at the start of the next one", () => {
  const journal = list(
    [
      { kind: "make", path: "a.mof" },
      { kind: "replace", path: "b.rb" },
      { kind: "make", path: "new/in/c.mof" },
      { kind: "remove", path: "d.mof" },
      { kind: "remove", path: "e/f.mof" },
    ],
    ["new", "new/in"],
  );
  const kept = { [`${dead}/1`]: "B", [`${dead}/1.old`]: "old", [`${dead}/2`]: "C" };
  const folder = folderWith({
    ...{ "a.mof": "A", "b.rb": "old", "d.mof": "old", "e/f.mof": "old", "other.txt": "x" },
    ...{ [`${dead}/commit`]: journal, ...kept, [`.mofsmith-lock/${dead}`]: "" },
  });
  expect(recoverIn(folder)).toEqual([
    `output/killed-run mof/${dead}: A run was killed that had decided on 5 changes: all of them are made now.`,
  ]);
  expect(contentsOf(folder)).toEqual({
    ...{ "a.mof": "A", "b.rb": "B", new: "<folder>", "new/in": "<folder>", "new/in/c.mof": "C" },
    "other.txt": "x",
  });
});

test("what a run was taking back is taken back", () => {
  const journal = list(
    [
      { kind: "make", path: "n/a.mof" },
      { kind: "replace", path: "b.mof" },
      { kind: "remove", path: "c.mof" },
      { kind: "make", path: "d.mof" },
    ],
    ["n"],
  );
  const kept = { [`${dead}/1.old`]: "old", [`${dead}/2.old`]: "old", [`${dead}/3`]: "new" };
  const folder = folderWith({ "n/a.mof": "new", "b.mof": "new", [`${dead}/undo`]: journal, ...kept });
  expect(addAndCommit(folder)).toEqual([
    `output/killed-run mof/${dead}: A run was killed that was taking back 4 changes: all stands again as it did before that run.`,
  ]);
  expect(contentsOf(folder)).toEqual({ "b.mof": "old", "c.mof": "old", "z.mof": "Z" });
});

test("no run decides on anything beside a decision of which it is not known whether it is over", () => {
  const journal = list([{ kind: "make", path: "a.mof" }]);
  const folder = folderWith({ [`${elsewhere}/commit`]: journal, [`${elsewhere}/0`]: "A" });
  const before = contentsOf(folder);
  expect(recoverIn(folder)).toEqual([]);
  expect(addAndCommit(folder)).toEqual([
    `output/busy-folder mof/${elsewhere}: This cannot be written now: a run has left this, and it cannot be told yet whether it is over. No document of this run was written.`,
  ]);
  expect(contentsOf(folder)).toEqual(before);
});

test("a lock is waited for as long as its run goes on, and inherited from one that is over", () => {
  const folder = folderWith({ [`.mofsmith-lock/${own}`]: "" });
  expect(addAndCommit(folder)).toEqual([
    "output/busy-folder mof/.mofsmith-lock: This cannot be written now: another run is putting its files in their places. No document of this run was written.",
  ]);
  expect(contentsOf(folder)).toEqual({ ".mofsmith-lock": "<folder>", [`.mofsmith-lock/${own}`]: "" });
  renameSync(join(folder, ".mofsmith-lock", own), join(folder, ".mofsmith-lock", dead));
  expect(addAndCommit(folder)).toEqual([]);
  expect(contentsOf(folder)).toEqual({ "z.mof": "Z" });
  mkdirSync(join(folder, ".mofsmith-lock"));
  rmSync(join(folder, "z.mof"));
  expect(addAndCommit(folder)).toEqual([]);
  expect(contentsOf(folder)).toEqual({ "z.mof": "Z" });
});

test.each([{ ".mofsmith-lock": "x" }, { ".mofsmith-lock/x": "" }])(
  "what is called like the lock and is none is told: %j",
  (files) => {
    const folder = folderWith(files);
    const before = contentsOf(folder);
    const [told = ""] = addAndCommit(folder);
    expect(told).toContain("this stands here, and no run of mofsmith has left it");
    expect(contentsOf(folder)).toEqual(before);
  },
);

test("a folder that only looks like a run's is left alone", () => {
  for (const files of [
    { ".mofsmith-20200101/notes.mof": "n" },
    { [`${dead}/notes.txt`]: "n", [`${dead}/0`]: "x" },
    { [`${dead}/commit/x`]: "n" },
    { [`${dead}/lock/other`]: "n" },
    { [dead]: "a file" },
  ]) {
    const folder = folderWith(files);
    const before = contentsOf(folder);
    expect(recoverIn(folder)).toEqual([]);
    expect(addAndCommit(folder)).toEqual([]);
    expect(contentsOf(folder)).toEqual({ ...before, "z.mof": "Z" });
  }
});

test.skipIf(process.platform === "win32")("what is no file is not read, whatever it is called", () => {
  const folder = folderWith({ [`${dead}/0`]: "x", "list.txt": list([{ kind: "remove", path: "a.mof" }]) });
  execFileSync("mkfifo", [join(folder, dead, "commit")]);
  expect(recoverIn(folder)).toEqual([]);
  rmSync(join(folder, dead, "commit"));
  symlinkSync(join(folder, "list.txt"), join(folder, dead, "commit"));
  expect(recoverIn(folder)).toEqual([]);
  expect(existsSync(join(folder, dead, "0"))).toBe(true);
});

test.skipIf(process.getuid?.() !== 0)("what another user has left is left to that one", async () => {
  const { chownSync } = await import("node:fs");
  const folder = folderWith({ [`${dead}/0`]: "x" });
  chownSync(join(folder, dead), 12_345, 12_345);
  expect(recoverIn(folder)).toEqual([]);
  expect(existsSync(join(folder, dead, "0"))).toBe(true);
});

test("a list that no run can have made changes nothing", () => {
  for (const journal of [
    list([{ kind: "remove", path: "../secret.mof" }]),
    list([{ kind: "remove", path: "notes.txt" }]),
    list([{ kind: "remove", path: "linked/x.mof" }]),
    list([{ kind: "shred", path: "a.mof" }]),
    list([{ kind: "make", path: 1 }]),
    list([], ["../up"]),
    list([], [1].map(String).concat("linked")),
    "null",
    "[",
  ]) {
    const folder = folderWith({
      ...{ "secret.mof": "s", "x/x.mof": "s", "mof/notes.txt": "n", "mof/a.mof": "old" },
      [`mof/${dead}/commit`]: journal,
    });
    symlinkSync(join(folder, "x"), join(folder, "mof/linked"));
    const before = contentsOf(folder);
    expect(recoverIn(join(folder, "mof"))[0]).toMatch(/^source\/unwritable-file mof\//);
    expect(contentsOf(folder)).toEqual(before);
  }
});

/** Has the renaming of a file into its place refused, from now on or once. */
function refuse(name: string): void {
  const real = vi.mocked(renameSync).getMockImplementation();
  vi.mocked(renameSync).mockImplementation((from, to) => {
    if (String(to).endsWith(name)) throw Object.assign(new Error("refused"), { code: "EACCES" });
    real?.(from, to);
  });
}

const refused = "This cannot be written: permission was denied. No document of this run was written.";

test.each([true, false])(
  "when a file cannot be put in its place, all is put back (with links: %s)",
  (links) => {
    const real = {
      rename: vi.mocked(renameSync).getMockImplementation(),
      link: vi.mocked(linkSync).getMockImplementation(),
    };
    const folder = folderWith({ "a.mof": "old", "b.mof": "old", "d.mof": "old" });
    const output = beginOutput(folder, "mof");
    removeFile(output, "a.mof");
    for (const path of ["new/c.mof", "b.mof", "d.mof", "e.mof"]) addFile(output, path, bytes("new"));
    refuse("d.mof");
    if (!links)
      vi.mocked(linkSync).mockImplementation(() => {
        throw Object.assign(new Error("no links"), { code: "EPERM" });
      });
    try {
      expect(told(commitOutput(output).diagnostics)).toEqual([
        `source/unwritable-file mof/d.mof: ${refused}`,
      ]);
    } finally {
      if (real.rename) vi.mocked(renameSync).mockImplementation(real.rename);
      if (real.link) vi.mocked(linkSync).mockImplementation(real.link);
    }
    expect(contentsOf(folder)).toEqual({ "a.mof": "old", "b.mof": "old", "d.mof": "old" });
    expect(readdirSync(folder)).toHaveLength(3);
    writeFileSync(join(folder, "d.mof"), "old");
  },
);
