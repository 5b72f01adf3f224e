import { badMetadata, unreadMetadata } from "../../diagnostics/catalogue/cookbook.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import type { Origin, Source } from "../../source/source.js";
import { parseRecipe } from "../parse.js";
import type { Argument, Call, Expression, Span } from "../tree.js";
import type { Dependency, Metadata } from "./metadata.js";
import { parseConstraint, parseVersion } from "./version.js";
import type { Version } from "./version.js";

/** What has been read so far; names of block parameters are known while their block is. */
interface Reading {
  readonly source: Source;
  readonly dependencies: Map<string, Dependency>;
  readonly diagnostics: Diagnostic[];
  name: string | undefined;
  version: Version | undefined;
  /** No dependency was left unread. */
  complete: boolean;
  /** Statements read so far, each as often as a loop has it. */
  steps: number;
}

/** Far more than anybody's metadata has, and few enough that loops in loops end. */
const mostSteps = 100_000;

type Locals = ReadonlyMap<string, string>;

/**
 * Reads `metadata.rb`, which is Ruby, by its literals: `name`, `version` and `depends`, also in a loop over
 * literals. Everything else in it is for people and for Chef's tools. Diagnostics: those of the parser,
 * `cookbook/bad-metadata` for what Chef refuses, `cookbook/unread-metadata` for what is beyond literals.
 */
export function readRubyMetadata(source: Source): Staged<Metadata> {
  const parsed = parseRecipe(source);
  const reading: Reading = {
    ...{ source, dependencies: new Map(), diagnostics: [...parsed.diagnostics] },
    ...{ name: undefined, version: undefined, complete: true, steps: 0 },
  };
  readStatements(reading, parsed.value.statements, new Map());
  const { name, version, complete, diagnostics } = reading;
  return {
    value: { name, version, dependencies: [...reading.dependencies.values()], complete },
    diagnostics,
  };
}

function readStatements(reading: Reading, statements: readonly Expression[], locals: Locals): void {
  for (const statement of statements) {
    reading.steps += 1;
    if (reading.steps > mostSteps) return;
    if (reading.steps < mostSteps) readStatement(reading, statement, locals);
    else leaveUnread(reading, statement, "depends");
  }
}

function readStatement(reading: Reading, statement: Expression, locals: Locals): void {
  if (statement.kind === "call" && statement.receiver === undefined && statement.block === undefined) {
    return readWord(reading, statement, locals);
  }
  if (statement.kind === "call" && statement.receiver !== undefined) {
    const rounds = roundsOf(statement, locals);
    if (rounds !== undefined) {
      for (const round of rounds) readStatements(reading, statement.block?.statements ?? [], round);
      return;
    }
  }
  if (statement.kind === "if" && asksForWord(statement.condition)) {
    return readStatements(reading, statement.then, locals);
  }
  const { start, end } = statement;
  const word = /^\s*(name|version|depends)\b/m.exec(reading.source.text.slice(start, end))?.[1];
  if (word !== undefined) leaveUnread(reading, statement, word);
}

function readWord(reading: Reading, call: Call, locals: Locals): void {
  switch (call.name) {
    case "name":
      reading.name = textArgument(reading, call, locals) || reading.name;
      return;
    case "version":
      return readVersion(reading, call, locals);
    case "depends":
      return readDepends(reading, call, locals);
    default:
      return; // `maintainer`, `supports` and the rest change nothing in a document.
  }
}

function readVersion(reading: Reading, call: Call, locals: Locals): void {
  if (call.arguments.length === 0) return;
  const text = textArgument(reading, call, locals);
  reading.version = text === undefined ? undefined : parseVersion(text);
  if (text !== undefined && reading.version === undefined) {
    const problem = `"${text}" is no version of two or three numbers, such as 1.2.0.`;
    reading.diagnostics.push(badMetadata(placeOf(reading, call), { problem }));
  }
}

function readDepends(reading: Reading, call: Call, locals: Locals): void {
  const place = placeOf(reading, call);
  const refuse = (problem: string): void => void reading.diagnostics.push(badMetadata(place, { problem }));
  const texts = call.arguments.map((argument) => textOf(argument, locals));
  const [name, wanted] = texts;
  if (texts.length === 0 || texts.includes(undefined)) leaveUnread(reading, call, "depends");
  if (name === undefined) return;
  if (texts.length > 2) {
    return refuse(`A cookbook takes one version constraint, and "${name}" gets ${texts.length - 1}.`);
  }
  if (name === reading.name) return refuse("A cookbook cannot depend on itself.");
  const constraint = wanted === undefined ? undefined : parseConstraint(wanted);
  if (wanted !== undefined && constraint === undefined) {
    return refuse(`"${wanted}" is no version constraint, such as ">= 1.2".`);
  }
  reading.dependencies.set(name, { name, constraint, place });
}

/** The text of a call's only argument; without one the call asks for the value and sets nothing. */
function textArgument(reading: Reading, call: Call, locals: Locals): string | undefined {
  const [argument] = call.arguments;
  if (argument === undefined) return undefined;
  const text = textOf(argument, locals);
  if (text === undefined) leaveUnread(reading, argument, call.name);
  return text;
}

function textOf(argument: Argument, locals: Locals): string | undefined {
  if (argument.kind === "local") return locals.get(argument.name);
  if (argument.kind !== "string" && argument.kind !== "symbol") return undefined;
  const parts = argument.parts.map((part) => {
    if (part.kind === "text") return part.text;
    const [only, ...more] = part.statements;
    return only === undefined || more.length > 0 ? undefined : textOf(only, locals);
  });
  return parts.includes(undefined) ? undefined : parts.join("");
}

/** The locals of each round of `%w(a b).each { |x| … }` and `{ 'a' => '>= 1' }.each { |x, y| … }`. */
function roundsOf({ receiver, name, block }: Call, locals: Locals): readonly Locals[] | undefined {
  if (block === undefined || receiver === undefined || !["each", "each_pair"].includes(name))
    return undefined;
  const names = block.parameters.flatMap((one) => (one.kind === "parameter" ? [one.name] : []));
  const rows =
    receiver.kind === "array"
      ? receiver.elements.map((element) => [textOf(element, locals)])
      : receiver.kind === "hash"
        ? receiver.entries.map((entry) =>
            entry.kind === "entry" ? [textOf(entry.key, locals), textOf(entry.value, locals)] : [undefined],
          )
        : undefined;
  if (names.length < block.parameters.length) return undefined;
  if (rows === undefined || rows.some((row) => row.length !== names.length || row.includes(undefined)))
    return undefined;
  return rows.map(
    (row) => new Map([...locals, ...names.map((one, at): [string, string] => [one, row[at] ?? ""])]),
  );
}

/** `depends 'x' if respond_to?(:depends)`: what Chef's metadata knows, it responds to. */
function asksForWord(condition: Expression): boolean {
  if (condition.kind !== "call" || condition.name !== "respond_to?" || condition.receiver !== undefined)
    return false;
  const [argument] = condition.arguments;
  const word = argument === undefined ? undefined : textOf(argument, new Map());
  return word !== undefined && ["name", "version", "depends"].includes(word);
}

function leaveUnread(reading: Reading, span: Span, word: string): void {
  if (word === "depends") reading.complete = false;
  reading.diagnostics.push(unreadMetadata(placeOf(reading, span), { word }));
}

function placeOf({ source }: Reading, { start, end }: Span): Origin {
  return { source, start, end };
}
