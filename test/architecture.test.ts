import { existsSync, readdirSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { catalogue, entryCount } from "../src/diagnostics/catalogue/index.js";
import { allDiagnostics } from "../src/lint/catalogue.js";
import { rules } from "../src/lint/rules/index.js";
import { heightOf, placeOf, readCode, visit, type CodeFile } from "./support/code.js";

/** The rooms in import order: each may import those before it. Rooms in one line stand beside one another. */
const order: readonly (readonly string[])[] = [
  ["source"],
  ["diagnostics"],
  ["model"],
  ["data"],
  ["mof"],
  ["recipe"],
  ["powershell"],
  ["schema"],
  ["check"],
  ["cms"],
  ["lint", "format", "decompile", "diff"],
  ["lcm"],
  ["deploy"],
  ["config"],
  ["editor"],
  ["report"],
  ["cli"],
];

/** Files at the root of src/, which put the rooms together; only the command line and the library stand on them. */
const pipeline = ["stamp.ts", "compile.ts", "index.ts"];

/** Rooms that run in a browser too. */
const pure = new Set([
  "diagnostics",
  "model",
  "data",
  "mof",
  "recipe",
  "powershell",
  "schema",
  "check",
  "lint",
  "format",
  "decompile",
  "diff",
]);

/** Tables of data may be longer than code. */
const dataTables = [/^schema\/builtin\//, /^diagnostics\/catalogue\//];

const code = readCode();
const levels = new Map(order.flatMap((rooms, level) => rooms.map((room): [string, number] => [room, level])));

test("every folder of src/ is a room of the plan", () => {
  const folders = readdirSync("src", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).filter((name) => !levels.has(name))).toEqual([]);
  const files = readdirSync("src").filter((name) => name.endsWith(".ts"));
  expect(files.filter((name) => !pipeline.includes(name))).toEqual([]);
});

test("rooms import only rooms above them", () => {
  const wrong = code.flatMap((file) =>
    file.imports
      .filter((target) => !mayImport(file, target))
      .map((target) => `${file.path} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

function mayImport(file: CodeFile, target: string): boolean {
  const [room = ""] = target.split("/");
  if (pipeline.includes(file.room))
    return pipeline.includes(room) ? pipeline.indexOf(room) < pipeline.indexOf(file.room) : true;
  if (pipeline.includes(room)) return file.room === "cli";
  if (room === file.room) return true;
  return (levels.get(room) ?? Infinity) < (levels.get(file.room) ?? -1);
}

test("no file imports itself, over however many others", () => {
  const byPath = new Map(code.map((file) => [file.path, file]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(" > "));
    if (way.includes(path) || done.has(path)) return;
    for (const target of byPath.get(path)?.imports ?? []) walk(target, [...way, path]);
    done.add(path);
  };
  for (const { path } of code) walk(path, []);
  expect(cycles).toEqual([]);
});

test("every import leads to a file", () => {
  const missing = code.flatMap((file) => file.imports.filter((target) => !existsSync(`src/${target}`)));
  expect(missing).toEqual([]);
});

test("no file is over 400 lines, no function over 60", () => {
  const tooLong: string[] = [];
  for (const file of code) {
    const table = dataTables.some((pattern) => pattern.test(file.path));
    if (file.lines > 400 && !table) tooLong.push(`${file.path}: ${file.lines} lines`);
    visit(file.tree, (node) => {
      if (ts.isFunctionLike(node) && heightOf(file, node) > 60) {
        tooLong.push(`${placeOf(file, node)}: ${heightOf(file, node)} lines`);
      }
    });
  }
  expect(tooLong).toEqual([]);
});

test("no any, no non-null assertion, no cast but as const", () => {
  const wrong: string[] = [];
  for (const file of code) {
    visit(file.tree, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) wrong.push(`${placeOf(file, node)}: any`);
      if (ts.isNonNullExpression(node)) wrong.push(`${placeOf(file, node)}: !`);
      if (ts.isTypeAssertionExpression(node)) wrong.push(`${placeOf(file, node)}: cast`);
      if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type))
        wrong.push(`${placeOf(file, node)}: as`);
    });
  }
  expect(wrong).toEqual([]);
});

test("the compiler's rooms need neither Node nor its globals", () => {
  const wrong: string[] = [];
  for (const file of code) {
    const door = file.path === "source/host.node.ts";
    if (door || !(pure.has(file.room) || file.room === "source")) continue;
    for (const name of file.packages)
      if (name.startsWith("node:")) wrong.push(`${file.path} imports ${name}`);
    visit(file.tree, (node) => {
      if (!ts.isIdentifier(node) || !["Buffer", "process", "require", "__dirname"].includes(node.text))
        return;
      const member = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      const declared = ts.isPropertySignature(node.parent) || ts.isPropertyAssignment(node.parent);
      if (!member && !declared) wrong.push(`${placeOf(file, node)}: ${node.text}`);
    });
  }
  expect(wrong).toEqual([]);
});

test("nothing below the command line reaches for the network or other processes", () => {
  const doors = new Set([
    "node:http",
    "node:https",
    "node:http2",
    "node:net",
    "node:tls",
    "node:dgram",
    "node:dns",
    "node:child_process",
    "node:vm",
  ]);
  const wrong = code.flatMap((file) =>
    file.packages.filter((name) => doors.has(name)).map((name) => `${file.path}: ${name}`),
  );
  expect(wrong).toEqual([]);
});

test("a diagnostic's code is made once, and of two words with a slash between", () => {
  expect(catalogue.size).toBe(entryCount);
  expect(allDiagnostics.size).toBe(entryCount + rules.length);
  const odd = [...allDiagnostics.keys()].filter((id) => !/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id));
  expect(odd).toEqual([]);
});

test("diagnostics are defined in the catalogue alone, and each rule of lint in its own file", () => {
  const elsewhere = code.filter(
    (file) =>
      file.imports.includes("diagnostics/define.ts") &&
      !/^(?:diagnostics\/catalogue|lint\/rules)\//.test(file.path),
  );
  expect(elsewhere.map(({ path }) => path)).toEqual([]);
});

test("the top level holds what the plan names, and nothing else", () => {
  const allowed = new Set([
    ...["package.json", "package-lock.json", "tsconfig.json", "src", "grammar", "fixtures", "test", "bin"],
    ...[
      "README.md",
      "LICENSE",
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      ".ci",
      ".git",
      ".gitignore",
      ".gitattributes",
    ],
    ...[".npmrc", ".prettierrc.json", ".prettierignore", ".oxlintrc.json", ".editorconfig"],
    // Made by the build and by the README's commands; not in git.
    ...["node_modules", "dist", "mof"],
  ]);
  expect(readdirSync(".").filter((name) => !allowed.has(name))).toEqual([]);
});
