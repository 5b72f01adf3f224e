import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseMof } from "../../src/mof/parse.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { findResource, isResource } from "../../src/schema/lookup.js";
import { printClass } from "../../src/schema/print-class.js";
import { readClasses } from "../../src/schema/read-classes.js";
import { scanNames } from "../../src/schema/schema-files.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { decodeText } from "../../src/source/decode.js";
import { nodeHost } from "../../src/source/host.node.js";
import { plain, sourceOf } from "./kit.js";

const folder = "../shared/schemas";
const isAbsent = !existsSync(folder);

function loadAll() {
  const { value: catalogue, diagnostics } = loadCatalogue(nodeHost(), [folder], builtInModules);
  const modules = catalogue.modules.filter((module) => !builtInModules.includes(module));
  return { catalogue, modules, diagnostics };
}

function filesNamed(pattern: RegExp): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => pattern.test(name)).map((name) => `${folder}/${name}`);
}

/** The texts of all MOF files, whatever else their names end in. */
function allTexts() {
  return filesNamed(/\.mof$/).map((path) => {
    const decoded = decodeText(readFileSync(path));
    return { path, text: decoded.ok ? decoded.text : "" };
  });
}

test.skipIf(isAbsent)("all schemas of the field load without an error", () => {
  const { catalogue, modules, diagnostics } = loadAll();
  const classes = modules.flatMap((module) => module.classes);
  expect([...diagnostics, ...catalogue.diagnostics()]).toEqual([]);
  expect(modules).toHaveLength(13);
  expect(catalogue.schemaFiles().filter(({ whole }) => whole)).toHaveLength(127);
  expect(new Set(classes.map(({ origin }) => origin?.source.name)).size).toBe(127);
  expect(classes.filter(isResource)).toHaveLength(124);
});

test.skipIf(isAbsent)("all 127 files are read without an error, superclasses in other files aside", () => {
  const texts = allTexts();
  expect(texts).toHaveLength(127);
  for (const { path, text } of texts) {
    const file = parseMof(sourceOf(text, path));
    const { value, diagnostics } = readClasses(file.value);
    expect(value.length).toBeGreaterThan(0);
    const found = [...file.diagnostics, ...diagnostics].filter(
      ({ code }) => code !== "schema/unknown-superclass",
    );
    expect(found).toEqual([]);
  }
});

test.skipIf(isAbsent)("the scan for names sees every class and friendly name that the parser sees", () => {
  for (const { path, text } of allTexts()) {
    const names = scanNames(text);
    for (const { name, friendlyName } of readClasses(parseMof(sourceOf(text, path)).value).value) {
      expect(names?.has(name.toLowerCase()) ?? true).toBe(true);
      if (friendlyName !== undefined) expect(names?.has(friendlyName.toLowerCase()) ?? true).toBe(true);
    }
  }
});

test.skipIf(isAbsent)("every class is read back from its print as it was", () => {
  for (const { name, classes } of loadAll().modules) {
    const file = parseMof(sourceOf(classes.map(printClass).join("\n"), name));
    const again = readClasses(file.value);
    expect([...file.diagnostics, ...again.diagnostics]).toEqual([]);
    expect(again.value.map(plain)).toEqual(classes.map(plain));
  }
});

test.skipIf(isAbsent)("module.json gives the version of every module that has one", () => {
  const { catalogue, modules } = loadAll();
  const versions = modules.map(({ name, version }) => ({ name, version }));
  const described = filesNamed(/module\.json$/).map((path): unknown =>
    JSON.parse(readFileSync(path, "utf8")),
  );
  expect(described).toHaveLength(12);
  for (const one of described) expect(versions).toContainEqual(one);
  expect(versions).toContainEqual({ name: "base", version: undefined });
  const found = findResource(catalogue, { name: "ipaddress", platform: "windows" });
  expect(found).toMatchObject({ kind: "found", by: "single", version: "9.1.0", others: [] });
});

test.skipIf(isAbsent)("a lookup in one module reads no file of another", () => {
  const host = nodeHost();
  const read: string[] = [];
  const watched = { ...host, read: (path: string) => (read.push(path), host.read(path)) };
  const { value: catalogue } = loadCatalogue(watched, [folder], builtInModules);
  read.length = 0;
  const request = { name: "IPAddress", moduleName: "NetworkingDsc", platform: "windows" } as const;
  expect(findResource(catalogue, request).kind).toBe("found");
  expect(read).toHaveLength(29);
  expect(read.every((path) => path.startsWith(`${folder}/NetworkingDsc/`))).toBe(true);
});
