import { chmodSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  abortOutput,
  addFile,
  beginOutput,
  commitOutput,
  lookAt,
  removeFile,
  type Output,
} from "../../src/cli/output.js";
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

test("what another run has written meanwhile is not replaced, nor is what it has left mixed with it", () => {
  const changes: readonly ((folder: string) => void)[] = [
    (folder) => writeFileSync(join(folder, "same.mof"), "SAME"),
    (folder) => writeFileSync(join(folder, "old.mof"), "OLD"),
    (folder) => writeFileSync(join(folder, "new.mof"), "x"),
    (folder) => rmSync(join(folder, "old.mof")),
    (folder) => rmSync(join(folder, "gone.mof")),
    (folder) => {
      // The same size at the same time, but another file.
      writeFileSync(join(folder, "x"), "OLD");
      const { atime, mtime } = statSync(join(folder, "old.mof"));
      utimesSync(join(folder, "x"), atime, mtime);
      renameSync(join(folder, "x"), join(folder, "old.mof"));
    },
  ];
  const stale = new Date("2001-02-03T04:05:06Z");
  for (const change of changes) {
    const folder = folderWith({ "same.mof": "same", "old.mof": "old", "gone.mof": "gone" });
    for (const name of ["same", "old", "gone"]) utimesSync(join(folder, `${name}.mof`), stale, stale);
    const output = beginOutput(folder, "mof");
    addFile(output, "same.mof", bytes("same"));
    addFile(output, "old.mof", bytes("new"));
    addFile(output, "new.mof", bytes("new"));
    removeFile(output, "gone.mof");
    change(folder);
    const meanwhile = contentsOf(folder);
    const committed = commitOutput(output);
    expect(committed.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      [
        "output/busy-folder",
        "This cannot be written now: another run has changed it meanwhile. No document of this run was written.",
      ],
    ]);
    expect(committed.value).toEqual({ written: 0, unchanged: 0, removed: 0 });
    const left = Object.entries(meanwhile).filter(([path]) => !path.startsWith(".mofsmith-"));
    expect(contentsOf(folder)).toEqual(Object.fromEntries(left));
  }
});

test("a file that was made of what another run has replaced since is not put in its place", () => {
  const folder = folderWith({ "web01.mof.passwords.json": "[1]" });
  const output = beginOutput(folder, "mof");
  lookAt(output, "web01.mof.passwords.json");
  writeFileSync(join(folder, "web01.mof.passwords.json"), "[1, 2]");
  expect(addFile(output, "web01.mof.passwords.json", bytes("[1, 3]"))).toEqual([]);
  expect(commitOutput(output).diagnostics.map(({ code }) => code)).toEqual(["output/busy-folder"]);
  expect(contentsOf(folder)).toEqual({ "web01.mof.passwords.json": "[1, 2]" });
});

test("two sets for one folder that is not there yet do not hinder each other", () => {
  const folder = folderWith();
  const outputs = ["a", "b"].map((name): [string, Output] => [name, beginOutput(join(folder, "x/mof"))]);
  for (const [name, output] of outputs) expect(addFile(output, `${name}.mof`, bytes(name))).toEqual([]);
  for (const [, output] of outputs) expect(commitOutput(output).diagnostics).toEqual([]);
  expect(contentsOf(join(folder, "x/mof"))).toEqual({ "a.mof": "a", "b.mof": "b" });
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

test("files are removed with the others, and the folders that they leave empty", () => {
  const folder = folderWith({ "a.mof": "old", "w/1.mof": "old", "v/1.mof": "old", "v/2.txt": "x" });
  const output = beginOutput(folder, "mof");
  expect(addFile(output, "b.mof", bytes("B"))).toEqual([]);
  for (const path of ["a.mof", "w/1.mof", "v/1.mof"]) expect(removeFile(output, path)).toEqual([]);
  expect(contentsOf(folder)).toMatchObject({ "a.mof": "old", "w/1.mof": "old" });
  expect(commitOutput(output).value).toEqual({ written: 1, unchanged: 0, removed: 3 });
  expect(contentsOf(folder)).toEqual({ "b.mof": "B", v: "<folder>", "v/2.txt": "x" });
});
