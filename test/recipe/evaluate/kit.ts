import type { Declaration, DeclaredValue, ResourceDeclaration } from "../../../src/model/declaration.js";
import type { NodeData } from "../../../src/model/node.js";
import { evaluate } from "../../../src/recipe/evaluate/evaluate.js";
import type { EvaluateSettings } from "../../../src/recipe/evaluate/evaluate.js";
import type { RunPlan } from "../../../src/recipe/library.js";
import { parseRecipe } from "../../../src/recipe/parse.js";
import { positionOf, textOf } from "../../../src/source/source.js";
import type { Origin } from "../../../src/source/source.js";
import type { PlainObject } from "../../support/json.js";
import { nodeOf, planOf } from "../../support/plan.js";

export interface Given extends Partial<EvaluateSettings> {
  /** Node attributes; without them nothing is known of the node. */
  readonly node?: PlainObject;
  /** The text has syntax errors on purpose. */
  readonly broken?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly declarations: readonly Declaration[];
  /** `severity code line:column` of each diagnostic, in order of the text. */
  readonly problems: readonly string[];
  readonly messages: readonly string[];
  readonly helps: readonly string[];
}

/** Parses and evaluates recipes (one run list) for the node `web01`. */
export function run(texts: string | readonly string[], given: Given = {}): Outcome {
  const { node, environment = {}, broken = false, target = "windows", ...settings } = given;
  const read = [texts].flat().map((text, index) => {
    const name = `recipe${index}.rb`;
    return parseRecipe({ name, path: name, text });
  });
  const [syntax] = read.flatMap(({ diagnostics }) => diagnostics);
  if (syntax !== undefined && !broken)
    throw new Error(`the test's recipe is broken: ${syntax.code} ${syntax.message}`);
  const plan = planOf(read.map((staged) => staged.value));
  return runPlan(plan, nodeOf({ normal: node ?? {} }, node !== undefined, environment), {
    target,
    ...settings,
  });
}

/** Evaluates what a node runs. */
export function runPlan(
  plan: RunPlan,
  node: NodeData,
  settings: EvaluateSettings = { target: "windows" },
): Outcome {
  const { value, diagnostics } = evaluate(plan, node, settings);
  const sorted = diagnostics.toSorted((a, b) => (a.origin?.start ?? 0) - (b.origin?.start ?? 0));
  return {
    declarations: value,
    problems: sorted.map(
      ({ severity, code, origin }) => `${severity} ${code.replace("recipe/", "")} ${at(origin)}`,
    ),
    messages: sorted.map(({ message }) => message),
    helps: sorted.map(({ help }) => help),
  };
}

/** `line:column` of a place. */
export function at(origin: Origin | undefined): string {
  if (origin === undefined) return "nowhere";
  const { line, column } = positionOf(origin.source, origin.start);
  return `${line}:${column}`;
}

/** The text that a place covers. */
export function covered(origin: Origin): string {
  return textOf(origin);
}

/** What the evaluation of a text gives, as it is. */
export function evaluated(text: string, given: Given = {}): ReturnType<typeof evaluate> {
  const { node, environment = {}, target = "windows" } = given;
  const { value, diagnostics } = parseRecipe({ name: "recipe.rb", path: "recipe.rb", text });
  const [syntax] = diagnostics;
  if (syntax !== undefined) throw new Error(`the test's recipe is broken: ${syntax.message}: ${text}`);
  const data = nodeOf({ normal: node ?? {} }, node !== undefined, environment);
  return evaluate(planOf([value]), data, { target });
}

/** Runs statements and shows what `expression` is after them. */
export function valueOf(expression: string, given: Given = {}, before = ""): unknown {
  const { declarations, messages } = run(
    `${before}\ndsc_resource 'r' do\nproperty :v, (${expression})\nend\n`,
    given,
  );
  const [declaration] = declarations;
  if (declaration?.kind !== "resource") throw new Error("nothing was declared");
  const [property] = declaration.properties;
  return property === undefined ? { mistake: messages } : plain(property.value);
}

/** The resources among the declarations. */
export function resources(outcome: Outcome): readonly ResourceDeclaration[] {
  return outcome.declarations.filter((declaration) => declaration.kind === "resource");
}

/** The shown names of all declarations. */
export function names(outcome: Outcome): readonly unknown[] {
  return outcome.declarations.map(({ name }) => plain(name));
}

/** The properties of the first declaration, as plain data. */
export function properties(outcome: Outcome): Readonly<Record<string, unknown>> {
  const [first] = resources(outcome);
  return Object.fromEntries((first?.properties ?? []).map(({ name, value }) => [name, plain(value)]));
}

/** A declared value as plain data: integers as bigints, symbols with their colon, unknowns by their reason. */
export function plain(value: DeclaredValue): unknown {
  switch (value.kind) {
    case "string":
      return value.text;
    case "integer":
      return BigInt(value.text);
    case "real":
      return value.number;
    case "boolean":
      return value.value;
    case "null":
      return null;
    case "symbol":
      return `:${value.text}`;
    case "array":
      return value.items.map(plain);
    case "hash":
      return new Map(value.entries.map((entry) => [plain(entry.key), plain(entry.value)]));
    case "instance":
      return {
        [value.className ?? ""]: value.properties.map((property) => [property.name, plain(property.value)]),
      };
    case "scriptBlock":
      return { code: value.text };
    case "secret":
      return "[secret]";
    case "unknown":
      return { unknown: value.reason };
  }
}
