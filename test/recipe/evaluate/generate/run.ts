import type { AttributeLevel } from "../../../../src/model/node.js";
import type { Plain, PlainLevels, PlainObject } from "../../../support/json.js";
import type { CookbookTexts } from "../../../support/plan.js";
import { randomFrom } from "../../../support/random.js";
import { customResource } from "./resources.js";
import { statements } from "./statements.js";
import { expression } from "./values.js";
import { newWriter } from "./writer.js";
import type { KnownResource, Surroundings, Writer } from "./writer.js";

/** Cookbooks and what a node has, as `planOfCookbooks` and `nodeOf` take them. */
export interface WrittenRun {
  readonly books: Readonly<Record<string, CookbookTexts>>;
  readonly runList: readonly string[];
  readonly levels: PlainLevels;
  readonly bags: Readonly<Record<string, Readonly<Record<string, PlainObject>>>>;
}

/** The data bags of every run. */
export const bags: WrittenRun["bags"] = {
  users: {
    alice: { id: "alice", shell: "pwsh", home: { port: 1n, opts: { level: "x" } } },
    bob: { id: "bob", shell: "cmd", home: {} },
  },
};

/** Small cookbooks whose declarations show what attributes, properties and values are; as many as are asked for. */
export function writtenRuns(count: number, seed: number): readonly WrittenRun[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => writtenRun(newWriter(random)));
}

function writtenRun(writer: Writer): WrittenRun {
  const resources = resourceFiles(writer);
  const known = resources.map((one) => one.known);
  const web: CookbookTexts = {
    ...(writer.chance(40) ? { depends: ["base"] } : {}),
    attributes: {
      default: attributeFile(writer, true),
      more: attributeFile(writer, false),
    },
    recipes: {
      default: recipe(writer, known, ["web::second", "base", "::second"]),
      second: recipe(writer, known, ["base::default", "web"]),
    },
    resources: Object.fromEntries(resources.map(({ file, text }) => [file, text])),
  };
  const base: CookbookTexts = {
    attributes: optional(writer, 60, "default", () => attributeFile(writer, writer.chance(80))),
    recipes: { default: recipe(writer, known, ["web::second"]) },
  };
  return {
    books: writer.chance(15) ? { base, web } : { web, base },
    runList: writer.pick(["web"], ["web", "base"], ["web::second", "web"]),
    levels: nodeLevels(writer),
    bags,
  };
}

function optional<T>(
  writer: Writer,
  percent: number,
  name: string,
  write: () => T,
): Readonly<Record<string, T>> {
  return writer.chance(percent) ? { [name]: write() } : {};
}

const bare: Surroundings = {
  ...{ place: "recipe", locals: [], properties: [], resources: [], recipes: [], depth: 0, inLoop: false },
};

function resourceFiles(writer: Writer): ReturnType<typeof customResource>[] {
  const written: ReturnType<typeof customResource>[] = [];
  const names = writer.pick([], ["site"], ["site", "app-pool"], ["site", "default"]);
  for (const name of names)
    written.push(
      customResource(
        writer,
        "web",
        name,
        written.map(({ known }) => known),
      ),
    );
  return written;
}

/** The first file gives nearly every attribute a value, so that most of what is read is there. */
function attributeFile(writer: Writer, first: boolean): string {
  const around: Surroundings = { ...bare, place: "attributes" };
  const given = first
    ? [
        `default['title'] = ${expression(writer, bare, "string", 0)}`,
        `default[:count] = ${writer.below(50)}`,
        `default['flag'] = ${writer.pick("true", "false")}`,
        `default['names'] = ${writer.pick("%w(n1 n2)", "['n1']", "[]")}`,
        `default['ports'] = [80, 443]`,
        `default['late'] = lazy { "late #{node['title']}" }`,
        `default['app'] = { 'name' => 'app', port: 8080, on: true, 'tags' => %w(t1), 'opts' => { 'level' => 'l', list: ['x'] } }`,
        `default['sites'] = { 'one' => { 'port' => 81, 'host' => 'h', 'more' => [1] }, two: { port: 82 } }`,
        `default['kind'] = :a`,
        `default['pad'] = { 'inner' => { 'x' => 0 } }`,
        `default['marks'] = { 'list' => [{ 'm' => 0 }] }`,
        `default['later'] = { 'text' => lazy { "later #{node['title']}" }, 'list' => [lazy { node['names'] }] }`,
      ].filter(() => writer.chance(99))
    : [];
  return `${[...given, ...statements(writer, around, 1 + writer.below(4))].join("\n")}\n`;
}

function recipe(writer: Writer, resources: readonly KnownResource[], recipes: readonly string[]): string {
  const around = { ...bare, resources, recipes };
  return `${statements(writer, around, 2 + writer.below(5)).join("\n")}\n`;
}

function nodeLevels(writer: Writer): PlainLevels {
  const piece = (): Readonly<Record<string, Plain>> => {
    const all: Readonly<Record<string, Plain>> = {
      title: "given",
      names: ["n1", "g"],
      ports: [443n, 8443n],
      count: 3n,
      app: { name: "given", tags: ["t1", "t2"], opts: { list: ["g"], level: "g" } },
      sites: { one: { port: 8081n }, three: { port: 83n, host: "t" } },
      late: "l",
      flag: true,
    };
    return Object.fromEntries(Object.entries(all).filter(() => writer.chance(30)));
  };
  // Now and then a level has a scalar where another has a hash.
  const odd = (): PlainObject => (writer.chance(2) ? { app: writer.pick(7n, null), names: 1n } : {});
  const names: readonly AttributeLevel[] = [
    ...(["default", "environmentDefault", "roleDefault", "forceDefault", "normal", "override"] as const),
    ...(["roleOverride", "environmentOverride", "forceOverride", "automatic"] as const),
  ];
  return Object.fromEntries(
    names.filter(() => writer.chance(15)).map((name) => [name, { ...piece(), ...odd() }]),
  );
}

/** The files of a run, for a message. */
export function shownRun({ books, runList, levels }: WrittenRun): string {
  const files = Object.entries(books).flatMap(([book, kinds]) =>
    (["attributes", "resources", "recipes"] as const).flatMap((kind) =>
      Object.entries(kinds[kind] ?? {}).map(([name, text]) => `--- ${book}/${kind}/${name}.rb\n${text}`),
    ),
  );
  const data = JSON.stringify(levels, (_, value: unknown) =>
    typeof value === "bigint" ? Number(value) : value,
  );
  return [...files, `--- ${runList.join(", ")} with ${data}`].join("\n");
}
