import type { Diagnostic, Fix } from "../../src/diagnostics/diagnostic.js";
import type { LintRun } from "../../src/lint/examine.js";
import {
  lintFiles,
  readLintFile,
  type LintFile,
  type LintRuns,
  type LintSettings,
} from "../../src/lint/lint.js";
import type { FileKind } from "../../src/lint/rule.js";
import { rules } from "../../src/lint/rules/index.js";
import type { LintSeverity } from "../../src/lint/severities.js";
import type { NodeData } from "../../src/model/node.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { catalogueInMemory } from "../../src/schema/catalogue-of.js";
import { textOf, type Source } from "../../src/source/source.js";
import { nodeOf, planOf } from "../support/plan.js";

export interface Given {
  readonly kind?: FileKind;
  readonly nodes?: readonly NodeData[];
  readonly settings?: Partial<LintSettings>;
  /** A rule that is off by default, and is to be on. */
  readonly on?: string;
}

export const defaultLintSettings: LintSettings = {
  catalogue: catalogueInMemory(builtInModules),
  target: "windows",
  severities: new Map(),
  cookbooksGiven: false,
  rolesGiven: false,
};

/** All that lint tells of a text. */
export function lint(text: string, given: Given = {}): readonly Diagnostic[] {
  const source: Source = { name: "r.rb", path: "r.rb", text };
  const settings: LintSettings = {
    ...defaultLintSettings,
    severities: new Map<string, LintSeverity>(given.on === undefined ? [] : [[given.on, weightOf(given.on)]]),
    ...given.settings,
  };
  const file = readLintFile(source, given.kind ?? "recipe");
  const nodes = given.nodes ?? [nodeOf({}, false)];
  const runs: LintRuns = {
    whole: () => undefined,
    cookbooks: () => [],
    alone: (node) => runsOn(node, [file]),
  };
  const told = lintFiles([file], nodes, runs, settings);
  return [...told].flatMap(({ diagnostics }) => diagnostics);
}

/** Every recipe by itself, in no cookbook, on a node. */
export function runsOn(node: NodeData, files: readonly LintFile[]): readonly LintRun[] {
  return files
    .filter(({ kind }) => kind === "recipe")
    .map(({ recipe }) => ({ recipe, node, plan: planOf([recipe]), diagnostics: [] }));
}

/** Of each finding of a rule the text that it stands at; the same place counts once. */
export function placesOf(code: string, text: string, given: Given = {}): readonly string[] {
  const found = lint(text, { on: code, ...given }).filter((one) => one.code === code);
  const places = new Map(found.map(({ origin }) => [`${origin?.start} ${origin?.end}`, origin]));
  return [...places.values()].map((origin) => (origin === undefined ? "" : textOf(origin)));
}

/** A text with the edits of a fix made. */
export function applied(text: string, { edits }: Fix): string {
  return [...edits]
    .sort((one, other) => other.origin.start - one.origin.start)
    .reduce(
      (result, { origin, text: replacement }) =>
        result.slice(0, origin.start) + replacement + result.slice(origin.end),
      text,
    );
}

function weightOf(code: string): LintSeverity {
  return rules.find(({ entry }) => entry.code === code)?.entry.severity === "warning" ? "warning" : "info";
}
