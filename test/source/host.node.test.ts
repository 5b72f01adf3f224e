import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeHost, reasonOf } from "../../src/source/host.node.js";
import { folderWith } from "../cli/folder.js";

const host = nodeHost();

test("reads the bytes of a file, also of one that announces no size", () => {
  const folder = folderWith({ "a.txt": "text", empty: "" });
  expect(host.read(join(folder, "a.txt"))).toEqual({ ok: true, bytes: new TextEncoder().encode("text") });
  expect(host.read(join(folder, "empty"))).toEqual({ ok: true, bytes: new Uint8Array() });
  const status = host.read("/proc/self/status");
  if (process.platform === "linux") expect(status.ok && status.bytes.length).toBeGreaterThan(100);
});

test("says in words why a file cannot be read", () => {
  const folder = folderWith({ "a.txt": "" });
  symlinkSync(join(folder, "loop"), join(folder, "loop"));
  const reasons: readonly (readonly [string, string])[] = [
    [join(folder, "none"), "there is no such file or folder"],
    [folder, "it is a folder"],
    [join(folder, "a.txt/b"), "a part of its path is a file, not a folder"],
    [join(folder, "loop"), "its links lead round in a circle"],
    [join(folder, "x".repeat(300)), "its name is too long"],
    ["a\0b", "its name is no legal path"],
  ];
  for (const [path, reason] of reasons) expect(host.read(path)).toEqual({ ok: false, reason });
});

test("16 MiB are read, one byte more is refused", () => {
  const folder = folderWith();
  const path = join(folder, "large");
  writeFileSync(path, new Uint8Array(16 * 1024 * 1024));
  expect(host.read(path).ok).toBe(true);
  writeFileSync(path, new Uint8Array(16 * 1024 * 1024 + 1));
  expect(host.read(path)).toEqual({ ok: false, reason: "it is larger than 16 MiB", tooLarge: true });
});

test("a caller can ask for less or more", () => {
  const path = join(folderWith(), "large");
  writeFileSync(path, new Uint8Array(17 * 1024 * 1024));
  expect(host.read(path, 17 * 1024 * 1024).ok).toBe(true);
  expect(host.read(path, 1024 * 1024)).toMatchObject({ reason: "it is larger than 1 MiB" });
});

test.skipIf(process.platform !== "linux")("a device without an end is refused", () => {
  expect(host.read("/dev/zero")).toEqual({ ok: false, reason: "it is larger than 16 MiB", tooLarge: true });
});

test.skipIf(process.getuid?.() === 0)("a file that may not be read is told", () => {
  const folder = folderWith({ "a.txt": "" });
  chmodSync(join(folder, "a.txt"), 0);
  expect(host.read(join(folder, "a.txt"))).toEqual({ ok: false, reason: "permission was denied" });
});

test("lists a folder sorted by name, links by what they lead to, dead ones not at all", () => {
  const folder = folderWith({ b: "", "c/x": "", B: "" });
  symlinkSync(join(folder, "c"), join(folder, "a"));
  symlinkSync(join(folder, "none"), join(folder, "dead"));
  expect(host.list(folder)).toEqual([
    { name: "B", kind: "file" },
    { name: "a", kind: "folder", link: true },
    { name: "b", kind: "file" },
    { name: "c", kind: "folder" },
  ]);
  expect(host.list(join(folder, "b"))).toBeUndefined();
  expect(host.list(join(folder, "none"))).toBeUndefined();
});

test("follows links to where they lead", () => {
  const folder = folderWith({ "c/x": "" });
  symlinkSync("c", join(folder, "a"));
  symlinkSync(join(folder, "loop"), join(folder, "loop"));
  const real = host.realPath(folder) ?? "";
  expect(host.realPath(join(folder, "a/x"))).toBe(join(real, "c/x"));
  expect(host.realPath(join(folder, "."))).toBe(real);
  expect(["none", "loop", "a\0b"].map((name) => host.realPath(join(folder, name)))).toEqual([
    ...[undefined, undefined, undefined],
  ]);
});

test("tells files from folders, and from nothing", () => {
  const folder = folderWith({ b: "" });
  expect([folder, join(folder, "b"), join(folder, "none")].map(host.kind)).toEqual([
    "folder",
    "file",
    undefined,
  ]);
});

test("an error that is none of the file system is no reason", () => {
  const bug = new TypeError("bug");
  expect(() => reasonOf(bug)).toThrow(bug);
});
