import { limitExceeded } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { UnknownValue } from "../../model/declaration.js";
import type { NodeData } from "../../model/node.js";
import type { Origin, Source } from "../../source/source.js";
import type { Expression, Span } from "../tree.js";
import type { EvaluationLimits } from "./limits.js";
import type { PendingDeclaration, ResourceContext } from "./pending.js";
import { nilObject, stringObject } from "./value.js";
import type { RuntimeValue, StringObject, UnknownObject } from "./value.js";

/** A variable; closures and branches share it. */
export interface Cell {
  value: RuntimeValue;
}

/** Locals by name; a block's scope sees the one around it. */
export interface Scope {
  /** Made with the first local: most blocks of a recipe have none. */
  cells: Map<string, Cell> | undefined;
  readonly outer: Scope | undefined;
}

/** What variables were before a branch that may not be taken; undefined: they did not exist. */
export type Journal = Map<Cell, RuntimeValue>;

/** Everything that changes while the recipes of one node are evaluated. */
export interface Machine {
  readonly node: NodeData;
  readonly target: "windows" | "linux";
  readonly fileCachePath: string;
  /** Whether a missing attribute that is used is an error, or a warning and Ruby's nil. */
  readonly missing: "error" | "warning";
  readonly limits: EvaluationLimits;
  readonly diagnostics: Diagnostic[];
  readonly pending: PendingDeclaration[];
  readonly constants: Map<string, Cell>;
  /** Node attributes by their first key, as far as they were read. */
  readonly attributes: Map<string, RuntimeValue>;
  /** Diagnostics already given: a loop must not tell the same thing a thousand times. */
  readonly told: Set<string>;
  /** `evaluateExpression`, reached through the machine so that no two files need each other. */
  readonly evaluate: (machine: Machine, expression: Expression) => RuntimeValue;
  source: Source;
  scope: Scope;
  /** The statement being evaluated: a call that stands alone is an attribute, one inside it a value. */
  statement: Expression | undefined;
  steps: number;
  depth: number;
  /** Set while evaluation leaves the recipe: nothing more is evaluated. */
  exit: "return" | "limit" | undefined;
  /** The condition round the place that could not be decided. */
  conditional: UnknownObject | undefined;
  /** The same, of conditions inside the current resource block only. */
  within: UnknownObject | undefined;
  /** A `return` or `raise` that may have ended the recipe: all that follows is conditional on it. */
  mayHaveEnded: UnknownObject | undefined;
  journal: Journal | undefined;
  /** How often a block was called: tells whether a method ran the one it was given. */
  blockCalls: number;
  resource: ResourceContext | undefined;
  /** Chef's own resources in the current recipe, which no document holds; the first one's place. */
  readonly leftOut: Set<string>;
  firstLeftOut: Origin | undefined;
}

export function originOf(machine: Machine, span: Span): Origin {
  return { source: machine.source, start: span.start, end: span.end };
}

/** Adds a diagnostic, once. */
export function report(machine: Machine, diagnostic: Diagnostic): void {
  const { code, origin, message } = diagnostic;
  const key = `${code} ${origin?.source.name} ${origin?.start} ${origin?.end} ${message}`;
  if (machine.told.has(key)) return;
  machine.told.add(key);
  machine.diagnostics.push(diagnostic);
}

/** Reports a mistake; its result is unknown, and nothing that depends on it is reported again. */
export function fail(
  machine: Machine,
  origin: Origin,
  reason: string,
  diagnostic: Diagnostic,
): UnknownObject {
  report(machine, diagnostic);
  return {
    kind: "unknown",
    origin,
    cause: origin,
    reason,
    remedy: "Mend the mistake that is reported there.",
    reported: true,
    attribute: undefined,
  };
}

/** A value that cannot be known, and what would make it known. */
export function unknown(origin: Origin, reason: string, remedy: string): UnknownObject {
  return { kind: "unknown", origin, cause: origin, reason, remedy, reported: false, attribute: undefined };
}

/** As the model has it, without the evaluation's own mark. */
export function unknownValue(value: UnknownObject, origin: Origin | undefined = value.origin): UnknownValue {
  const { reason, cause, remedy } = value;
  return { kind: "unknown", origin, reason, cause, remedy };
}

/** Ends evaluation because a limit is exceeded. */
export function exceed(machine: Machine, origin: Origin, limit: keyof EvaluationLimits): UnknownObject {
  const parameters = { limit, allowed: machine.limits[limit] };
  const failed = fail(machine, origin, "a result beyond a limit", limitExceeded(origin, parameters));
  machine.exit = "limit";
  return failed;
}

/**
 * Counts `steps` more; false when the limit is exceeded (reported at `origin`). Whatever makes or walks a
 * collection is charged by its size, so that time stays linear in the limit.
 */
export function charge(machine: Machine, steps: number, origin: Origin | undefined): boolean {
  machine.steps += steps;
  if (machine.steps <= machine.limits.steps) return true;
  if (machine.exit !== "limit") exceed(machine, origin ?? wholeSource(machine), "steps");
  return false;
}

/** A made text, if it is not too long. */
export function makeString(machine: Machine, text: string, origin: Origin): StringObject | UnknownObject {
  if (text.length > machine.limits.string) return exceed(machine, origin, "string");
  // Sixty-four units are about as cheap as a step.
  if (!charge(machine, text.length >>> 6, origin)) return exceed(machine, origin, "steps");
  return stringObject(text, origin);
}

function wholeSource(machine: Machine): Origin {
  return { source: machine.source, start: 0, end: machine.source.text.length };
}

export function openScope(outer: Scope | undefined): Scope {
  return { cells: undefined, outer };
}

function findCell(scope: Scope, name: string): Cell | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const cell = at.cells?.get(name);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

/** A local's value; nil, as in Ruby, when its assignment has not been reached. */
export function readLocal(machine: Machine, name: string, origin: Origin): RuntimeValue {
  return findCell(machine.scope, name)?.value ?? nilObject(origin);
}

/** Assigns the nearest local of that name, or makes one in the current scope. */
export function assignLocal(machine: Machine, name: string, value: RuntimeValue): void {
  let cell = findCell(machine.scope, name);
  if (cell === undefined) {
    cell = { value: nilObject(undefined) };
    defineLocal(machine.scope, name, cell);
  }
  assignCell(machine, cell, value);
}

/** Makes a local in a scope, whatever the scopes round it have. */
export function defineLocal(scope: Scope, name: string, cell: Cell): void {
  scope.cells ??= new Map();
  scope.cells.set(name, cell);
}

/** Changes a variable, keeping what it was when the branch may not be taken. */
export function assignCell(machine: Machine, cell: Cell, value: RuntimeValue): void {
  if (machine.journal !== undefined && !machine.journal.has(cell)) machine.journal.set(cell, cell.value);
  cell.value = value;
}

/** Names of the locals that can be seen, for suggestions. */
export function visibleLocals(machine: Machine): readonly string[] {
  const names: string[] = [];
  for (let at: Scope | undefined = machine.scope; at !== undefined; at = at.outer)
    names.push(...(at.cells?.keys() ?? []));
  return names;
}
