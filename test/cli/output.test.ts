import { chmodSync, mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { abortOutput, addFile, beginOutput, commitOutput, removeFile } from "../../src/cli/output.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { contentsOf, folderWith } from "./folder.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** `file: reason` of the diagnostics, all of which have to be source/unwritable-file. */
function reasons(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, file, message }) => {
    expect(code).toBe("source/unwritable-file");
    return `${file}: ${/^This cannot be written: (.*)\. No document/.exec(message)?.[1]}`;
  });
}

test("files appear together when the set is committed, with the folders they need", () => {
  const folder = folderWith();
  const output = beginOutput(join(folder, "build/mof"));
  expect(addFile(output, "a.mof", bytes("A"))).toEqual([]);
  expect(addFile(output, "web/b.mof", bytes("B"))).toEqual([]);
  expect(contentsOf(folder)).not.toHaveProperty("build/mof/a.mof");
  expect(commitOutput(output)).toEqual({ value: { written: 2, unchanged: 0, removed: 0 }, diagnostics: [] });
  expect(contentsOf(folder)).toEqual({
    build: "<folder>",
    "build/mof": "<folder>",
    "build/mof/a.mof": "A",
    "build/mof/web": "<folder>",
    "build/mof/web/b.mof": "B",
  });
});

test("a file that would not change is left alone, others are replaced and keep their rights", () => {
  const folder = folderWith({ "same.mof": "same", "old.mof": "old", "other.mof": "other" });
  const long = new Date("2001-02-03T04:05:06Z");
  utimesSync(join(folder, "same.mof"), long, long);
  chmodSync(join(folder, "old.mof"), 0o640);
  const output = beginOutput(folder);
  addFile(output, "same.mof", bytes("same"));
  addFile(output, "old.mof", bytes("new"));
  expect(commitOutput(output).value).toEqual({ written: 1, unchanged: 1, removed: 0 });
  expect(statSync(join(folder, "same.mof")).mtime).toEqual(long);
  expect(statSync(join(folder, "old.mof")).mode & 0o777).toBe(0o640);
  expect(contentsOf(folder)).toEqual({ "same.mof": "same", "old.mof": "new", "other.mof": "other" });
});

test("a set that is given up leaves nothing behind, not even the folders it made", () => {
  const folder = folderWith({ "a.mof": "old" });
  const output = beginOutput(folder);
  addFile(output, "a.mof", bytes("new"));
  addFile(output, "x/y/b.mof", bytes("B"));
  abortOutput(output);
  expect(contentsOf(folder)).toEqual({ "a.mof": "old" });
});

test("one file that cannot be written gives up the whole set", () => {
  const folder = folderWith({ "a.mof": "old", "b.mof/x": "" });
  const before = contentsOf(folder);
  const output = beginOutput(folder, "mof");
  addFile(output, "new/a.mof", bytes("A"));
  addFile(output, "a.mof", bytes("new"));
  expect(reasons(addFile(output, "b.mof", bytes("B")))).toEqual(["mof/b.mof: a folder stands in its place"]);
  expect(addFile(output, "c.mof", bytes("C"))).toEqual([]);
  expect(commitOutput(output)).toEqual({ value: { written: 0, unchanged: 0, removed: 0 }, diagnostics: [] });
  expect(contentsOf(folder)).toEqual(before);
});

test("when a file cannot be put in its place, those before it are put back", () => {
  const folder = folderWith({ "a.mof": "old" });
  const long = new Date("2001-02-03T04:05:06Z");
  utimesSync(join(folder, "a.mof"), long, long);
  const output = beginOutput(folder, "mof");
  addFile(output, "a.mof", bytes("new"));
  addFile(output, "b.mof", bytes("B"));
  addFile(output, "c.mof", bytes("C"));
  addFile(output, "d.mof", bytes("D"));
  mkdirSync(join(folder, "c.mof/meanwhile"), { recursive: true });
  const committed = commitOutput(output);
  expect(committed.value).toEqual({ written: 0, unchanged: 0, removed: 0 });
  expect(reasons(committed.diagnostics)[0]).toMatch(/^mof\/c\.mof: /);
  expect(contentsOf(folder)).toEqual({ "a.mof": "old", "c.mof": "<folder>", "c.mof/meanwhile": "<folder>" });
  expect(statSync(join(folder, "a.mof")).mtime).toEqual(long);
});

test("nothing is written outside of the folder, nor through a link", () => {
  const folder = folderWith({ "out/x.mof": "", "elsewhere/secret": "s" });
  symlinkSync(join(folder, "elsewhere"), join(folder, "out/linked"));
  symlinkSync(join(folder, "elsewhere/secret"), join(folder, "out/l.mof"));
  const before = contentsOf(folder);
  for (const [path, obstacle] of [
    ["../up.mof", "outside of the folder"],
    ["a/../../up.mof", "outside of the folder"],
    [join(folder, "up.mof"), "outside of the folder"],
    [".", "outside of the folder"],
    ["linked/a.mof", "a link stands in its way"],
    ["l.mof", "a link stands in its way"],
  ] as const) {
    const output = beginOutput(join(folder, "out"), "out");
    const [reason = ""] = reasons(addFile(output, path, bytes("x")));
    expect(reason).toContain(obstacle);
  }
  expect(contentsOf(folder)).toEqual(before);
});

test("the output folder itself may be a link", () => {
  const folder = folderWith({ "real/x.mof": "" });
  symlinkSync(join(folder, "real"), join(folder, "out"));
  const output = beginOutput(join(folder, "out"));
  addFile(output, "a.mof", bytes("A"));
  expect(commitOutput(output).value.written).toBe(1);
  expect(contentsOf(folder)).toMatchObject({ "real/a.mof": "A", out: "<link>" });
});

test("a file where the folder should be is told", () => {
  const folder = folderWith({ out: "", "mof/web": "" });
  const inFile = beginOutput(join(folder, "out"), "out");
  expect(reasons(addFile(inFile, "a.mof", bytes("A")))).toEqual([
    "out/a.mof: a part of its path is a file, not a folder",
  ]);
  const belowFile = beginOutput(join(folder, "mof"), "mof");
  expect(reasons(addFile(belowFile, "web/a.mof", bytes("A")))).toEqual([
    "mof/web/a.mof: a file stands where its folder should be",
  ]);
});

test("two documents cannot have one place, whatever their case", () => {
  const folder = folderWith();
  const output = beginOutput(folder, "mof");
  addFile(output, "web.mof", bytes("A"));
  expect(reasons(addFile(output, "WEB.mof", bytes("B")))).toEqual([
    "mof/WEB.mof: two documents of this run would have this place",
  ]);
  expect(contentsOf(folder)).toEqual({});
});

test.skipIf(process.getuid?.() === 0)("a folder that may not be written is told", () => {
  const folder = folderWith({ "mof/a.mof": "old" });
  chmodSync(join(folder, "mof"), 0o555);
  const output = beginOutput(join(folder, "mof"), "mof");
  expect(reasons(addFile(output, "b.mof", bytes("B")))).toEqual(["mof/b.mof: permission was denied"]);
  chmodSync(join(folder, "mof"), 0o755);
});

/** No process has a number beyond what Linux and Windows give out. */
const dead = ".mofsmith-99999999";
const living = `.mofsmith-${process.ppid}`;

function addAndCommit(folder: string): readonly string[] {
  const output = beginOutput(folder, "mof");
  const diagnostics = addFile(output, "z.mof", bytes("Z"));
  return reasons([...diagnostics, ...commitOutput(output).diagnostics]);
}

test("what a run left that was killed before it had decided is removed, what a living one is writing is not", () => {
  const own = `.mofsmith-${process.pid}`;
  const folder = folderWith({
    [`${dead}/0`]: "A",
    [`${dead}/list`]: "[",
    [`${own}/0`]: "A",
    [`${living}/0`]: "x",
  });
  expect(addAndCommit(folder)).toEqual([]);
  expect(contentsOf(folder)).toEqual({ "z.mof": "Z", [living]: "<folder>", [`${living}/0`]: "x" });
});

const list = (changes: readonly unknown[], folders: readonly string[] = []) =>
  JSON.stringify({ folders, changes });

test.each([dead, living])("what a run had decided and not finished is finished (%s)", (staging) => {
  const journal = list(
    [
      { kind: "make", path: "a.mof" },
      { kind: "replace", path: "b.mof" },
      { kind: "make", path: "new/in/c.mof" },
      { kind: "remove", path: "d.mof" },
      { kind: "remove", path: "e/f.mof" },
    ],
    ["new", "new/in"],
  );
  const kept = { [`${staging}/1`]: "B", [`${staging}/1.old`]: "old", [`${staging}/2`]: "C" };
  const folder = folderWith({
    ...{ "a.mof": "A", "b.mof": "old", "d.mof": "old", "e/f.mof": "old", "other.txt": "x" },
    ...{ [`${staging}/commit`]: journal, ...kept },
  });
  expect(addAndCommit(folder)).toEqual([]);
  expect(contentsOf(folder)).toEqual({
    ...{ "a.mof": "A", "b.mof": "B", new: "<folder>", "new/in": "<folder>", "new/in/c.mof": "C" },
    ...{ "other.txt": "x", "z.mof": "Z" },
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
  expect(addAndCommit(folder)).toEqual([]);
  expect(contentsOf(folder)).toEqual({ "b.mof": "old", "c.mof": "old", "z.mof": "Z" });
});

test("a list that somebody else has put there changes nothing", () => {
  for (const journal of [
    list([{ kind: "remove", path: "../secret.mof" }]),
    list([{ kind: "remove", path: "notes.txt" }]),
    list([{ kind: "remove", path: "linked/x.mof" }]),
    list([{ kind: "shred", path: "a.mof" }]),
    list([{ kind: "make", path: 1 }]),
    list([], ["../up"]),
    "null",
    "[",
  ]) {
    const folder = folderWith({
      "secret.mof": "s",
      "x/x.mof": "s",
      "mof/notes.txt": "n",
      "mof/a.mof": "old",
    });
    mkdirSync(join(folder, "mof", dead));
    writeFileSync(join(folder, "mof", dead, "commit"), journal);
    symlinkSync(join(folder, "x"), join(folder, "mof/linked"));
    const before = contentsOf(folder);
    const [reason = ""] = addAndCommit(join(folder, "mof"));
    expect(reason).toContain("a folder .mofsmith-… stands here that no run of mofsmith has left");
    expect(contentsOf(folder)).toEqual(before);
  }
});

test("files are removed with the others, and the folders that they leave empty", () => {
  const folder = folderWith({ "a.mof": "old", "w/1.mof": "old", "v/1.mof": "old", "v/2.txt": "x" });
  const output = beginOutput(folder, "mof");
  expect(addFile(output, "b.mof", bytes("B"))).toEqual([]);
  for (const path of ["a.mof", "w/1.mof", "v/1.mof"]) expect(removeFile(output, path)).toEqual([]);
  expect(contentsOf(folder)).toMatchObject({ "a.mof": "old", "w/1.mof": "old" });
  expect(commitOutput(output).value).toEqual({ written: 1, unchanged: 0, removed: 3 });
  expect(contentsOf(folder)).toEqual({ "b.mof": "B", v: "<folder>", "v/2.txt": "x" });
});

test("what was to be removed is put back when another file cannot be put in its place", () => {
  const folder = folderWith({ "a.mof": "old" });
  const output = beginOutput(folder, "mof");
  removeFile(output, "a.mof");
  addFile(output, "b/c.mof", bytes("C"));
  addFile(output, "d.mof", bytes("D"));
  mkdirSync(join(folder, "d.mof/meanwhile"), { recursive: true });
  expect(reasons(commitOutput(output).diagnostics)[0]).toMatch(/^mof\/d\.mof: /);
  expect(contentsOf(folder)).toEqual({ "a.mof": "old", "d.mof": "<folder>", "d.mof/meanwhile": "<folder>" });
});
