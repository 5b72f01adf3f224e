import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { toJSONSchema } from "zod/mini";
import { expect, test } from "vitest";
import { defaultSettings, fileCachePathOf, findSettingsFile } from "../../src/config/settings.js";
import { readSettings, settingsSchema } from "../../src/config/settings-file.js";
import { memoryHost } from "../support/memory-host.js";
import { json } from "../support/json.js";
import { places } from "./places.js";

const name = "mofsmith.config.json";

function read(text: string, file = name) {
  return readSettings(memoryHost({ [file]: text }), file);
}

test("finds the settings file of the folder, then that of the nearest folder above", () => {
  const host = memoryHost({ [`/site/${name}`]: "{}", [`/site/web/${name}`]: "{}", "/site/db/deep/x.rb": "" });
  expect(findSettingsFile(host, "/site/web")).toBe(name);
  expect(findSettingsFile(host, "/site/db/deep")).toBe(`../../${name}`);
  expect(findSettingsFile(host, "/elsewhere")).toBeUndefined();
});

test("does not take a folder of that name for the settings file", () => {
  const host = memoryHost({ [`/site/${name}/x`]: "", [`/${name}`]: "{}" });
  expect(findSettingsFile(host, "/site")).toBe(`../${name}`);
});

test("reads all settings, with comments and trailing commas, paths relative to the file", () => {
  const text = `{
    // everything that there is
    "$schema": "./config.schema.json",
    "name": "Site",
    "target": "linux", /* the LCM */
    "schemas": ["modules", "/opt/modules"],
    "out": "build",
    "encoding": "utf8",
    "layout": "resource",
    "order": "strict",
    "nodes": "nodes.yaml",
    "attributes": ["base.json", "more/web.json"],
    "env": { "STAGE": "test", "2": "two", "1": "one" },
    "cookbooks": ["cookbooks"],
    "dataBags": ["bags", "/srv/bags"],
    "roles": "roles",
    "environments": "environments",
    "environment": "prod",
    "runList": ["recipe[web]", "role[base]"],
    "stubs": { "search": [{ "n": 12345678901234567890 }] },
    "strict": true,
    "coerce": true,
    "chefConfig": { "file_cache_path": "/tmp/chef" },
    "lint": { "rules": { "lint/unused-local": "error", "check/several-versions": "off" }, "maxWarnings": 3 },
  }`;
  const { value, diagnostics } = read(text, `../${name}`);
  expect(diagnostics).toEqual([]);
  expect({ ...value, runList: value?.runList?.map((item) => item.text) }).toEqual({
    file: `../${name}`,
    root: "..",
    name: "Site",
    target: "linux",
    schemas: ["../modules", "/opt/modules"],
    layout: "resource",
    order: "strict",
    out: "../build",
    encoding: "utf8",
    nodes: "../nodes.yaml",
    attributes: ["../base.json", "../more/web.json"],
    env: expect.any(Map),
    cookbooks: ["../cookbooks"],
    dataBags: ["../bags", "/srv/bags"],
    roles: "../roles",
    environments: "../environments",
    environment: "prod",
    runList: ["recipe[web]", "role[base]"],
    stubs: new Map([["search", json([{ n: 12345678901234567890n }])]]),
    strict: true,
    coerce: true,
    fileCachePath: "/tmp/chef",
    lint: {
      severities: new Map([
        ["lint/unused-local", "error"],
        ["check/several-versions", "off"],
      ]),
      maxWarnings: 3,
    },
  });
  expect([...(value?.env ?? [])]).toEqual([
    ["STAGE", "test"],
    ["2", "two"],
    ["1", "one"],
  ]);
});

test("an empty object gives the defaults", () => {
  expect(read("{}").value).toEqual({ ...defaultSettings, file: name, root: "." });
});

test("a settings file with a byte order mark is read", () => {
  expect(read('\uFEFF{ "name": "A" }').value?.name).toBe("A");
});

test("refuses an unknown setting where it stands and names the nearest", () => {
  const { value, diagnostics } = read('{\n  "shemas": [],\n  "chefConfig": { "cache": "x" }\n}');
  expect(value).toBeUndefined();
  expect(new Set(places(diagnostics))).toEqual(
    new Set([
      `config/unknown-setting ${name}:2:3 "\\"shemas\\""`,
      `config/unknown-setting ${name}:3:19 "\\"cache\\""`,
    ]),
  );
  const texts = diagnostics.map(({ message, help }) => `${message} ${help}`);
  expect(texts).toContain('There is no setting "shemas". Did you mean "schemas"?');
});

test("refuses a value of the wrong kind where it stands", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['{ "target": "mac" }', `${name}:1:13 "\\"mac\\""`, '"windows" or "linux"'],
    ['{ "schemas": "x" }', `${name}:1:14 "\\"x\\""`, "a list in square brackets"],
    ['{ "schemas": ["a", 1] }', `${name}:1:20 "1"`, "a text in quotation marks"],
    ['{ "env": { "A": 1 } }', `${name}:1:17 "1"`, "a text in quotation marks"],
    ['{ "name": "" }', `${name}:1:11 "\\"\\""`, "a text that is not empty"],
    ['{ "chefConfig": [] }', `${name}:1:17 "[]"`, "an object in braces"],
    ['{ "strict": 1 }', `${name}:1:13 "1"`, "true or false"],
    ['{ "stubs": [] }', `${name}:1:12 "[]"`, "an object in braces"],
    ["[]", `${name}:1:1 "[]"`, "an object in braces"],
    ['{ "lint": { "maxWarnings": -1 } }', `${name}:1:28 "-1"`, "a whole number, 0 or more"],
    ['{ "lint": { "maxWarnings": 1.5 } }', `${name}:1:28 "1.5"`, "a whole number, 0 or more"],
    ['{ "lint": { "maxWarnings": "0" } }', `${name}:1:28 "\\"0\\""`, "a whole number, 0 or more"],
    [
      '{ "lint": { "rules": { "lint/unused-local": "note" } } }',
      `${name}:1:45 "\\"note\\""`,
      '"error" or "warning" or "info" or "off"',
    ],
  ];
  for (const [text, place, expected] of cases) {
    const { value, diagnostics } = read(text);
    expect(value).toBeUndefined();
    expect(places(diagnostics)).toEqual([`config/bad-setting ${place}`]);
    expect(diagnostics[0]?.message).toContain(`must be ${expected}.`);
  }
});

test("refuses a finding that does not exist, with the nearest, and one that is an error whatever settings say", () => {
  const { value, diagnostics } = read(`{
  "lint": { "rule": 1, "rules": { "lint/x": "off" } }
}`);
  expect(value).toBeUndefined();
  expect(places(diagnostics)).toEqual([`config/unknown-setting ${name}:2:13 "\\"rule\\""`]);
  const text =
    '{ "lint": { "rules": {\n"unused-local": "off",\n"lint/unused-locl": "off",\n"check/same-key": "off" } } }';
  const told = read(text).diagnostics;
  expect(places(told)).toEqual([
    `config/unknown-rule ${name}:2:1 "\\"unused-local\\""`,
    `config/unknown-rule ${name}:3:1 "\\"lint/unused-locl\\""`,
    `config/fixed-severity ${name}:4:1 "\\"check/same-key\\""`,
  ]);
  expect(told.map(({ help }) => help).slice(0, 2)).toEqual(
    Array.from({ length: 2 }, () => 'Did you mean "lint/unused-local"?'),
  );
});

test("names and run list items of Chef's are read as Chef reads them", () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{ "environment": "a b" }', `config/bad-environment-name ${name}:1:18 "\\"a b\\""`],
    ['{ "runList": ["web", "role:x"] }', `config/bad-run-list-item ${name}:1:22 "\\"role:x\\""`],
    ['{ "stubs": { "a b": 1 } }', `cli/bad-stub ${name}:1:14 "\\"a b\\""`],
  ];
  for (const [text, place] of cases) {
    const { value, diagnostics } = read(text);
    expect([value, places(diagnostics)]).toEqual([undefined, [place]]);
  }
});

test("tells where JSON breaks off", () => {
  expect(places(read('{\n  "name" "x"\n}').diagnostics)).toEqual([`config/bad-data ${name}:2:10 "\\"x\\""`]);
  expect(places(read("").diagnostics)).toEqual([`config/bad-data ${name}:1:1 ""`]);
  expect(places(read('{ "name": "x').diagnostics)).toEqual([`config/bad-data ${name}:1:11 "\\"x"`]);
});

test("reports a setting given twice at its second place", () => {
  expect(places(read('{ "name": "a",\n"name": "b" }').diagnostics)).toEqual([
    `config/duplicate-key ${name}:2:1 "\\"name\\""`,
  ]);
});

test("refuses settings that are no text or not there", () => {
  const host = memoryHost({ latin: Uint8Array.from([0x7b, 0xe9, 0x7d]), "x/y": "" });
  expect(places(readSettings(host, "latin").diagnostics)).toEqual([
    'config/unreadable-file latin:1:2 "\uFFFD"',
  ]);
  expect(places(readSettings(host, "none").diagnostics)).toEqual(["config/unreadable-file none"]);
});

test("the file cache is the target's own unless the settings name one", () => {
  expect(fileCachePathOf(defaultSettings)).toBe("C:\\chef\\cache");
  expect(fileCachePathOf({ ...defaultSettings, target: "linux" })).toBe("/var/chef/cache");
  expect(fileCachePathOf({ ...defaultSettings, fileCachePath: "/x" })).toBe("/x");
});

test("grammar/config.schema.json is what the settings are read by", async () => {
  const file = new URL("../../grammar/config.schema.json", import.meta.url);
  const generated = await format(JSON.stringify(toJSONSchema(settingsSchema)), {
    parser: "json",
    printWidth: 110,
  });
  if (process.env["MOFSMITH_GOLDEN"] === "write") writeFileSync(file, generated);
  expect(readFileSync(file, "utf8")).toBe(generated);
});
