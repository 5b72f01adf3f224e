import { badMetadata, unreadMetadata } from "../../diagnostics/catalogue/cookbook.js";
import { allWell, type Diagnostic, type Staged } from "../../diagnostics/diagnostic.js";
import type { Origin, Source } from "../../source/source.js";
import { parseRecipe } from "../parse.js";
import type { Argument, Assignment, Call, Expression, Recipe, Span } from "../tree.js";
import { isSelf, listOf, plainOf, roundsOf, scopeOf, unreadIn } from "./metadata-plain.js";
import type { Plain, Scopes, Unread } from "./metadata-plain.js";
import { noName } from "./metadata.js";
import type { Dependency, Metadata } from "./metadata.js";
import { parseConstraint, parseVersion } from "./version.js";
import type { Version } from "./version.js";

/** What has been read so far. */
interface Reading {
  readonly recipe: Recipe;
  readonly dependencies: Map<string, Dependency>;
  readonly diagnostics: Diagnostic[];
  readonly scopes: Scopes;
  /** How often code that is not gone through may have changed what the scopes hold. */
  changes: number;
  /** Code that was left out, with what it may do. */
  readonly left: Map<Argument, Unread>;
  name: string | undefined;
  /** It has a name, though perhaps one that cannot be known. */
  named: boolean;
  version: Version | undefined;
  /** No dependency was left unread. */
  complete: boolean;
  /** Statements read so far, each as often as a loop has it. */
  steps: number;
}

/** Far more than anybody's metadata has, and few enough that loops in loops end. */
const mostSteps = 100_000;

/**
 * Reads `metadata.rb`, which is Ruby, by its literals: `name`, `version` and `depends`, also by locals and in a loop
 * over literals. Everything else in it is for people and for Chef's tools. Diagnostics: those of the parser,
 * `cookbook/bad-metadata` for what Chef refuses, `cookbook/unread-metadata` for what is beyond literals.
 */
export function readRubyMetadata(source: Source): Staged<Metadata> {
  const parsed = parseRecipe(source);
  const reading: Reading = {
    ...{ recipe: parsed.value, dependencies: new Map(), diagnostics: [...parsed.diagnostics] },
    ...{ scopes: [new Map()], changes: 0, left: new Map(), steps: 0 },
    ...{ name: undefined, named: false, version: undefined, complete: true },
  };
  readStatements(reading, parsed.value.statements);
  const { name, named, version, complete, diagnostics } = reading;
  if (!named && allWell(parsed.diagnostics)) diagnostics.push(noName({ file: source.name }));
  return {
    value: { name, version, dependencies: [...reading.dependencies.values()], complete },
    diagnostics,
  };
}

function readStatements(reading: Reading, statements: readonly Expression[]): void {
  for (const statement of statements) {
    reading.steps += 1;
    if (reading.steps > mostSteps) return;
    if (reading.steps < mostSteps) readStatement(reading, statement);
    else leaveUnread(reading, statement, "depends");
  }
}

function readStatement(reading: Reading, statement: Expression): void {
  switch (statement.kind) {
    case "call": {
      const { receiver, block, blockArgument } = statement;
      const isOwn = receiver === undefined || isSelf(receiver);
      if (isOwn && block === undefined && blockArgument === undefined) return readWord(reading, statement);
      return readRounds(reading, statement);
    }
    case "assignment":
      return readAssignment(reading, statement);
    case "sequence":
      return readStatements(reading, statement.statements);
    case "if":
      if (asksForWord(statement.condition)) return readStatements(reading, statement.then);
      return leave(reading, statement);
    default:
      return leave(reading, statement);
  }
}

function readRounds(reading: Reading, call: Call): void {
  const { scopes, changes } = reading;
  const rounds = roundsOf(call, scopes);
  if (rounds === undefined || call.block === undefined) return leave(reading, call);
  for (const round of rounds) {
    scopes.push(round);
    readStatements(reading, call.block.statements);
    scopes.pop();
    // The list may have been changed while it was gone through.
    if (reading.changes > changes) return leave(reading, call);
  }
}

/** `names = %w(a b)`, `NAMES = %w(a b).freeze` */
function readAssignment(reading: Reading, assignment: Assignment): void {
  const { target, operator, value } = assignment;
  const isName = target.kind === "local" || (target.kind === "constant" && target.scope === undefined);
  if (!isName || operator !== undefined) return leave(reading, assignment);
  const { scopes } = reading;
  const plain = plainOf(value, scopes);
  if (plain === undefined) leave(reading, value);
  const scope = scopeOf(target.name, scopes) ?? scopes.at(-1);
  if (plain === undefined) scope?.delete(target.name);
  else scope?.set(target.name, plain);
}

function readWord(reading: Reading, call: Call): void {
  switch (call.name) {
    case "name":
      if (call.arguments.length > 0) reading.named = true;
      reading.name = textArgument(reading, call) || reading.name;
      return;
    case "version":
      return readVersion(reading, call);
    case "depends":
      return readDepends(reading, call);
    default:
      // `maintainer`, `supports` and the rest change nothing in a document, nor what they are given.
      if (!words.has(call.name) || listOf(call.arguments, reading.scopes) === undefined) leave(reading, call);
  }
}

/** What else Chef::Cookbook::Metadata takes, or took. */
const words: ReadonlySet<string> = new Set([
  ...["maintainer", "maintainer_email", "license", "description", "long_description", "supports", "provides"],
  ...["recipe", "attribute", "grouping", "recommends", "suggests", "conflicts", "replaces", "privacy", "gem"],
  ...["chef_version", "ohai_version", "source_url", "issues_url", "eager_load_libraries"],
]);

function readVersion(reading: Reading, call: Call): void {
  if (call.arguments.length === 0) return;
  const text = textArgument(reading, call);
  reading.version = text === undefined ? undefined : parseVersion(text);
  if (text !== undefined && reading.version === undefined) {
    const problem = `"${text}" is no version of two or three numbers, such as 1.2.0.`;
    reading.diagnostics.push(badMetadata(placeOf(reading, call), { problem }));
  }
}

function readDepends(reading: Reading, call: Call): void {
  const place = placeOf(reading, call);
  const refuse = (problem: string): void => void reading.diagnostics.push(badMetadata(place, { problem }));
  const values = listOf(call.arguments, reading.scopes);
  const [first] = call.arguments;
  const given = values?.[0] ?? (first && plainOf(first, reading.scopes));
  const name = typeof given === "string" ? given : undefined;
  const wanted = values && constraintsOf(values.slice(1));
  if (name === undefined || wanted === undefined) leaveUnread(reading, call, "depends");
  if (values === undefined) for (const argument of call.arguments) leave(reading, argument);
  if (name === undefined) return;
  if (name === reading.name) return refuse("A cookbook cannot depend on itself.");
  const [text, ...more] = wanted ?? [];
  if (more.length > 0) {
    return refuse(`A cookbook takes one version constraint, and "${name}" gets ${more.length + 1}.`);
  }
  const constraint = text === undefined ? undefined : parseConstraint(text);
  if (text !== undefined && constraint === undefined) {
    return refuse(`"${text}" is no version constraint, such as ">= 1.2".`);
  }
  reading.dependencies.set(name, { name, constraint, place });
}

/** The constraints of a dependency, one of which may stand in a list (Chef::VersionConstraint#parse_from_array). */
function constraintsOf(given: readonly Plain[]): readonly string[] | undefined {
  const [only, ...more] = given;
  const list = only !== undefined && more.length === 0 && typeof only !== "string" ? only : given;
  const texts = list.filter((one) => typeof one === "string");
  return texts.length === list.length ? texts : undefined;
}

/** The text of a call's only argument; without one the call asks for the value and sets nothing. */
function textArgument(reading: Reading, call: Call): string | undefined {
  const [argument] = call.arguments;
  if (argument === undefined) return undefined;
  const text = plainOf(argument, reading.scopes);
  if (typeof text === "string") return text;
  leaveUnread(reading, argument, call.name);
  leave(reading, argument);
  return undefined;
}

/** `depends 'x' if respond_to?(:depends)`: what Chef's metadata knows, it responds to. */
function asksForWord(condition: Expression): boolean {
  if (condition.kind !== "call" || condition.name !== "respond_to?" || condition.receiver !== undefined)
    return false;
  const [argument] = condition.arguments;
  const word = argument === undefined ? undefined : plainOf(argument, []);
  return typeof word === "string" && ["name", "version", "depends"].includes(word);
}

/** Leaves code out: what it may say is told, and what it may change is no longer known. */
function leave(reading: Reading, code: Argument): void {
  const { left, scopes } = reading;
  const known = left.get(code);
  const unread = known ?? unreadIn(code, reading.recipe);
  if (known === undefined) {
    left.set(code, unread);
    for (const word of unread.words) leaveUnread(reading, code, word);
  }
  // A text or a list may be known by several names.
  if ([...unread.names].some((name) => scopeOf(name, scopes) !== undefined)) {
    for (const scope of scopes) scope.clear();
    reading.changes += 1;
  }
}

function leaveUnread(reading: Reading, span: Span, word: string): void {
  if (word === "depends") reading.complete = false;
  if (word === "name") reading.named = true;
  reading.diagnostics.push(unreadMetadata(placeOf(reading, span), { word }));
}

function placeOf({ recipe }: Reading, { start, end }: Span): Origin {
  return { source: recipe.source, start, end };
}
