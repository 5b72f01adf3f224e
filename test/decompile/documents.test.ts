import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import type { Document } from "../../src/model/document.js";
import type { Target } from "../../src/mof/literal.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import type { Catalogue } from "../../src/schema/catalogue.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { nodeHost } from "../../src/source/host.node.js";
import {
  fixturesFolder,
  findScenarios,
  hasShared,
  pathsBelow,
  sharedFolder,
  type Scenario,
} from "../support/scenario.js";
import { comparable, kept, roundTrip } from "./kit.js";

/* Every document there is comes back from its recipe: those of the scenarios, and those that others made. */

const catalogues = new Map<string, Catalogue>();

function catalogueOf(folders: readonly string[]): Catalogue {
  const key = folders.join("\n");
  const known = catalogues.get(key) ?? loadCatalogue(nodeHost(), folders, builtInModules).value;
  catalogues.set(key, known);
  return known;
}

/** LCM settings have no recipe form. */
function isConfiguration(path: string): boolean {
  return /^expected\/.*(?<!\.meta)\.mof$/.test(path);
}

const compiling = findScenarios().filter(
  ({ args, exit, needsShared }) =>
    args[0] === "compile" && exit === 0 && (needsShared !== true || hasShared()),
);

test.each(compiling.map((scenario) => [scenario.name, scenario] as const))(
  "the documents of %s come back",
  (_name, scenario) => {
    const settings = settingsOf(scenario);
    for (const path of pathsBelow(scenario.folder).filter(isConfiguration)) {
      expectBack(path, readFileSync(join(scenario.folder, path)), settings);
    }
  },
);

const known = [
  ...["nxArchive_tar_ctime_test.mof", "nxArchive_zip_ctime_test.mof", "nxFileLine_add.mof"],
  ...["EdgeProxy.mof", "Linux.mof", "StaticTestConfig.mof", "WindowsFirewall.mof"],
];

/** Documents of others, good and bad. */
const strangers = [
  ...(hasShared() ? pathsIn(join(sharedFolder, "documents")) : []),
  ...pathsIn(fixturesFolder).filter((path) => !path.includes("expected")),
];

test("whatever a document holds, a difference is never kept silent", () => {
  const folders = hasShared() ? readdirSync(join(sharedFolder, "schemas")) : [];
  const catalogue = catalogueOf(folders.map((name) => join(sharedFolder, "schemas", name)));
  const whole: string[] = [];
  let resources = 0;
  for (const path of strangers) {
    for (const target of ["windows", "linux"] as const) {
      const back = roundTrip(readFileSync(path), { catalogue, target, file: path });
      if (back === undefined) continue;
      const { recipe, warnings, told } = back;
      const equal = kept(back);
      for (const { before, after } of equal) expect(after, `${path}\n${recipe.text}`).toEqual(before);
      resources += equal.length;
      if (warnings.length + told.length > 0) continue;
      expect(equal.length, path).toBe(recipe.blocks.length);
      whole.push(basename(path));
    }
  }
  // Without the documents of others those of the fixtures are left.
  expect(whole.length).toBeGreaterThan(hasShared() ? 80 : 10);
  expect(resources).toBeGreaterThan(hasShared() ? 150 : 20);
  // Those of others whose schemas are at hand.
  if (hasShared()) expect(whole).toEqual(expect.arrayContaining(known));
});

function pathsIn(folder: string): readonly string[] {
  return pathsBelow(folder)
    .filter((path) => path.endsWith(".mof") && !path.endsWith(".schema.mof"))
    .map((path) => join(folder, path));
}

interface Surroundings {
  readonly catalogue: Catalogue;
  readonly target: Target;
}

function settingsOf({ args, folder, like }: Scenario): Surroundings {
  const given = args.filter((_, index) => args[index - 1] === "--schemas");
  const places = like === undefined ? [folder] : [folder, join(fixturesFolder, like)];
  const folders = [...given, ...places.flatMap(schemasInSettings)].flatMap((path) =>
    path.startsWith("@shared/")
      ? [join(sharedFolder, path.slice("@shared/".length))]
      : places.map((place) => join(place, path)).filter((place) => existsSync(place)),
  );
  const target = args[args.indexOf("--target") + 1] === "linux" ? "linux" : "windows";
  return { catalogue: catalogueOf(folders), target };
}

/** The folders in a scenario's settings file, which has no comments then. */
function schemasInSettings(folder: string): readonly string[] {
  const text = pathsBelow(folder).includes("mofsmith.config.json")
    ? readFileSync(join(folder, "mofsmith.config.json"), "utf8")
    : "{}";
  return text.includes('"schemas"') ? JSON.parse(text).schemas : [];
}

function expectBack(file: string, bytes: Uint8Array, { catalogue, target }: Surroundings): void {
  // Of a long document the goldens hold the digest.
  if (/^\d+ bytes, SHA-256/.test(Buffer.from(bytes.subarray(0, 40)).toString())) return;
  const back = roundTrip(bytes, { catalogue, target, file });
  expect(back, file).toBeDefined();
  if (back === undefined) return;
  const { recipe, located, compiled, errors, warnings, told } = back;
  expect([errors, [...warnings, ...told].map(({ message }) => message)], recipe.text).toEqual([[], []]);
  if (compiled === undefined) return;
  expect(comparable(compiled), recipe.text).toEqual(comparable(located.document));
  expect(about(compiled)).toEqual(about(located.document));
}

/** What a document says of itself, but for who made it and when, and that its passwords are encrypted: nodes tell that. */
function about({ instances }: Document): readonly unknown[] {
  const properties =
    instances.find(({ className }) => className === "OMI_ConfigurationDocument")?.properties ?? [];
  return properties.filter(({ name }) => !/^(?:Author|GenerationDate|ContentType)$/.test(name));
}
