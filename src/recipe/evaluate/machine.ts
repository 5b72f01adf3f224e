import { limitExceeded } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { UnknownValue } from "../../model/declaration.js";
import type { AttributeLevel, Json, NodeData } from "../../model/node.js";
import type { Passwords } from "../../model/passwords.js";
import type { Secret } from "../../model/secret.js";
import type { Origin, Source } from "../../source/source.js";
import type { RunPlan } from "../library.js";
import type { Block, Expression, LocalRead, RestTarget, Span, Target } from "../tree.js";
import type { EvaluationLimits } from "./limits.js";
import type { PendingDeclaration, ResourceContext } from "./pending.js";
import { maybe } from "./candidates.js";
import { isOne } from "./same.js";
import { nilObject, stringObject } from "./value.js";
import type {
  Cell,
  CustomInstance,
  CustomResource,
  Frame,
  HashObject,
  MutableObject,
  ProcObject,
  RuntimeValue,
  Scope,
  StringObject,
  UnknownObject,
} from "./value.js";

/** What variables were before a branch that may not be taken; undefined: they did not exist. */
export type Journal = Map<Cell, RuntimeValue>;

/**
 * How evaluation leaves the code it is in: a round of a block, the call the block belongs to, the recipe; all of it,
 * since a limit is exceeded or the recipe ends the run.
 */
export type Exit = "next" | "break" | "return" | "end";

/** For each exit why it may have been taken already, so that what is evaluated now may not be reached. */
export interface MayHaveLeft {
  readonly next: UnknownObject | undefined;
  readonly break: UnknownObject | undefined;
  readonly return: UnknownObject | undefined;
}

/** Everything that changes while the recipes of one node are evaluated. */
export interface Machine {
  readonly node: NodeData;
  readonly target: "windows" | "linux";
  readonly fileCachePath: string;
  /** Whether what is missing or not evaluated is an error where it is needed, or a warning. */
  readonly missing: "error" | "warning";
  readonly limits: EvaluationLimits;
  readonly diagnostics: Diagnostic[];
  /** What the recipes, or the action being run, have declared so far. */
  pending: PendingDeclaration[];
  /** Where a block that is declared goes, when it is a value: into what runs. */
  nested: PendingDeclaration[] | undefined;
  /** What the words of DSC blocks gave, by what that is a reference to. */
  readonly blocks: WeakMap<RuntimeValue, PendingDeclaration>;
  /** Of blocks that a property has taken as its value: their origins, which are those of no other block. */
  readonly embedded: Set<Origin>;
  /** All recipes have ended: what they declared is being read off. */
  converging: boolean;
  /** A block is applied as soon as it ends: the action of a custom resource in unified mode is being run. */
  unified: boolean;
  readonly plan: RunPlan;
  /** Node attributes, all levels merged, by their first key: as far as they were read since a level changed. */
  readonly attributes: Map<string, RuntimeValue>;
  /** The recipe has changed node attributes in a way that is not evaluated: none is known from there on. */
  lostAttributes: UnknownObject | undefined;
  /** What is in each level of node attributes, as far as it was read or changed. */
  readonly levels: Map<AttributeLevel, HashObject>;
  /** The levels whose hash has all that is in them: the node's data count no more. */
  readonly wholeLevels: Set<AttributeLevel>;
  /** `node.name` and `node.chef_environment`, which are the same objects each time. */
  readonly nodeName: StringObject;
  readonly environmentName: StringObject;
  /** `node.run_state`. */
  readonly runState: HashObject;
  /** Recipes that are not evaluated may have run before: what they leave behind is not known. */
  readonly earlier: UnknownObject | undefined;
  /** Results of functions that the user has declared. */
  readonly stubs: ReadonlyMap<string, Json>;
  /** The secrets that were given, as the command line names them: by name, or `name@version`. */
  readonly secrets: ReadonlyMap<string, Secret>;
  /** The passwords that credentials took. */
  readonly passwords: Passwords;
  /** Recipes and attribute files that were run, as `cookbook::name`. */
  readonly loaded: Set<string>;
  /** Custom resources by the words that recipes call them by. */
  readonly customResources: Map<string, CustomResource>;
  /** The constants that attribute files assign: all of them are run as the node. */
  readonly nodeConstants: Map<string, Cell>;
  /** What the recipe has done to ENV, which is not evaluated: what it holds is not known from there on. */
  changedEnvironment: UnknownObject | undefined;
  /** Leaving out what no document can hold is an error. */
  readonly strict: boolean;
  /** Diagnostics already given, with their index: a loop must not tell the same thing a thousand times. */
  readonly told: Map<string, number>;
  /** `evaluateExpression`, reached through the machine so that no two files need each other. */
  readonly evaluate: (machine: Machine, expression: Expression) => RuntimeValue;
  /** `prepareTarget`, and below `callProc`: reached through the machine for the same reason. */
  readonly prepareTarget: (machine: Machine, target: Target | RestTarget) => (value: RuntimeValue) => void;
  readonly callProc: (
    machine: Machine,
    proc: ProcObject,
    values: readonly RuntimeValue[],
    instance?: CustomInstance,
    place?: Origin,
  ) => RuntimeValue;
  readonly mayCall: (machine: Machine, proc: ProcObject, doubt: UnknownObject) => RuntimeValue | undefined;
  frame: Frame;
  scope: Scope;
  /** The statement being evaluated: a call that stands alone is an attribute, one inside it a value. */
  statement: Expression | undefined;
  /** The innermost statement being run: where the steps ran out. */
  running: Span;
  /** The custom resource whose file is being evaluated: its words define it. */
  defining: CustomResource | undefined;
  steps: number;
  depth: number;
  /** Set while evaluation leaves something: nothing in it is evaluated any more. */
  exit: Exit | undefined;
  /** What the round or the call gives that is being left. */
  exitValue: RuntimeValue;
  mayHaveLeft: MayHaveLeft;
  /** The condition round the place that could not be decided. */
  conditional: UnknownObject | undefined;
  /** The same, of conditions inside the current resource block only. */
  within: UnknownObject | undefined;
  /** A `next` or `break` that may have been taken: a variable that outlives the block may keep what it was. */
  unsettled: UnknownObject | undefined;
  journal: Journal | undefined;
  /** How often something's contents have become unknown: tells whether another walk of a block could find more. */
  taints: number;
  /** When the oldest of the variables was made that the branch behind which this is has made unknown, for the same. */
  oldestDoubt: number;
  /** The kept blocks that are being walked since they may be called. */
  readonly walking: Set<Block>;
  /** How often a block was called: tells whether a method ran the one it was given. */
  blockCalls: number;
  resource: ResourceContext | undefined;
  /** Code of a resource that is left out is being run: only what ends the run is told. */
  quiet: boolean;
  /** The `ruby_block`s so far, and the names of those that are notified at once; `*` for all. */
  readonly rubyBlocks: PendingDeclaration[];
  readonly notified: Set<string>;
  /** What is a key of a hash, or is in one, and may be changed: the hash would lose the entry. */
  readonly heldKeys: WeakSet<MutableObject>;
  /** Resources of Chef's own and of cookbooks that were not given, by file, which no document holds. */
  readonly leftOut: Map<Source, LeftOut>;
}

/** Such resources in a file: their names and the place of the first. */
interface LeftOut {
  readonly first: Origin;
  readonly names: Set<string>;
}

export function originOf(machine: Machine, span: Span): Origin {
  return { source: machine.frame.source, start: span.start, end: span.end };
}

/** What ends a run, whatever runs. */
const loud: ReadonlySet<string> = new Set(["recipe/limit", "recipe/raised"]);

/** Adds a diagnostic, once; gives its index, or -1 where nothing is told. */
export function report(machine: Machine, diagnostic: Diagnostic): number {
  const { code, origin, message } = diagnostic;
  if (machine.quiet && !loud.has(code)) return -1;
  const key = `${code} ${origin?.source.name} ${origin?.start} ${origin?.end} ${message}`;
  const known = machine.told.get(key);
  if (known !== undefined) return known;
  const index = machine.diagnostics.push(diagnostic) - 1;
  machine.told.set(key, index);
  return index;
}

/** Reports a mistake; its result is unknown, and nothing that depends on it is reported again. */
export function fail(
  machine: Machine,
  origin: Origin,
  reason: string,
  diagnostic: Diagnostic,
): UnknownObject {
  report(machine, diagnostic);
  return machine.quiet ? unknown(origin, reason, diagnostic.help) : mistake(origin, reason);
}

/** The value of something that an error has been given for. */
export function mistake(origin: Origin, reason: string): UnknownObject {
  const remedy = "Mend the mistake that is reported there.";
  return { ...unknown(origin, reason, remedy), diagnostic: "error" };
}

/** Warns of something that is not evaluated; its result is unknown. */
export function warn(machine: Machine, origin: Origin, reason: string, warning: Diagnostic): UnknownObject {
  const diagnostic = machine.quiet ? undefined : report(machine, warning);
  return { ...unknown(origin, reason, warning.help), diagnostic };
}

/** A value that cannot be known, and what would make it known. */
export function unknown(origin: Origin, reason: string, remedy: string): UnknownObject {
  return {
    kind: "unknown",
    origin,
    cause: origin,
    reason,
    remedy,
    diagnostic: undefined,
    attribute: undefined,
    mayBe: [],
    mayHold: [],
    parts: [],
  };
}

/** As the model has it, without the evaluation's own marks. */
export function unknownValue(value: UnknownObject, origin: Origin): UnknownValue {
  const { reason, cause, remedy, diagnostic } = value;
  return { kind: "unknown", origin, reason, cause, remedy, told: diagnostic !== undefined };
}

/** The same for a value that a declaration cannot do without: what has been told of it as a warning is an error. */
export function neededValue(machine: Machine, value: UnknownObject, origin: Origin): UnknownValue {
  const { diagnostic: index } = value;
  const warning = typeof index === "number" ? machine.diagnostics[index] : undefined;
  if (typeof index === "number" && warning?.severity === "warning" && machine.missing === "error") {
    const related = covers(warning.origin, origin) ? [] : [{ message: "It is needed here.", origin }];
    machine.diagnostics[index] = { ...warning, severity: "error", related };
  }
  return unknownValue(value, origin);
}

/** Whether one place lies in the other. */
function covers(one: Origin | undefined, other: Origin): boolean {
  if (one === undefined || one.source !== other.source) return false;
  const outer = one.end - one.start < other.end - other.start ? other : one;
  const inner = outer === one ? other : one;
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Ends evaluation because a limit is exceeded; the first one is told. */
export function exceed(machine: Machine, origin: Origin, limit: keyof EvaluationLimits): UnknownObject {
  if (machine.exit !== "end")
    report(machine, limitExceeded(origin, { limit, allowed: machine.limits[limit] }));
  machine.exit = "end";
  return mistake(origin, "a result beyond a limit");
}

/**
 * Counts `steps` more; false when the limit is exceeded, reported at `origin` or else at the statement being run.
 * Whatever makes or walks a collection is charged by its size, so that time stays linear in the limit.
 */
export function charge(machine: Machine, steps: number, origin?: Origin): boolean {
  machine.steps += steps;
  if (machine.steps <= machine.limits.steps) return true;
  exceed(machine, origin ?? originOf(machine, machine.running), "steps");
  return false;
}

/** A made text, if it is not too long. */
export function makeString(machine: Machine, text: string, origin: Origin): StringObject | UnknownObject {
  if (text.length > machine.limits.string) return exceed(machine, origin, "string");
  // Sixty-four units are about as cheap as a step.
  if (!charge(machine, text.length >>> 6, origin)) return exceed(machine, origin, "steps");
  return stringObject(text, origin);
}

export function openScope(outer: Scope | undefined): Scope {
  return { cells: undefined, outer, loops: 0 };
}

/** A local, and how many scopes further out it was made. */
type Local = Pick<LocalRead, "name" | "depth">;

function scopeOf({ scope }: Machine, { depth }: Local): Scope {
  let at = scope;
  for (let out = depth; out > 0 && at.outer !== undefined; out -= 1) at = at.outer;
  return at;
}

/** A local's value; nil, as in Ruby, when its assignment has not been reached. */
export function readLocal(machine: Machine, local: Local, origin: Origin): RuntimeValue {
  return scopeOf(machine, local).cells?.get(local.name)?.value ?? nilObject(origin);
}

/** Assigns a local, which is made where it belongs when this is the first time. */
export function assignLocal(machine: Machine, local: Local, value: RuntimeValue): void {
  const scope = scopeOf(machine, local);
  const cell = scope.cells?.get(local.name);
  if (cell !== undefined) return assignCell(machine, cell, value);
  const made = { value: nilObject(undefined), made: machine.steps };
  defineLocal(scope, local.name, made);
  // What is made in a round that may have been left is seen by nobody else; what outlives the round may be nil.
  if (local.depth === 0 && scope.loops === 0) setCell(machine, made, value);
  else assignCell(machine, made, value);
}

/** Makes a local in a scope, whatever the scopes round it have. */
export function defineLocal(scope: Scope, name: string, cell: Cell): void {
  scope.cells ??= new Map();
  scope.cells.set(name, cell);
}

/** Changes a variable; it is unknown afterwards when the place may not be reached and it would differ. */
export function assignCell(machine: Machine, cell: Cell, value: RuntimeValue): void {
  const { unsettled } = machine;
  const open = unsettled !== undefined && !isOne(cell.value, value);
  setCell(machine, cell, open ? maybe(unsettled, [cell.value, value]) : value);
}

/** Sets a variable, keeping what it was when the branch may not be taken. */
function setCell(machine: Machine, cell: Cell, value: RuntimeValue): void {
  if (machine.journal !== undefined && !machine.journal.has(cell)) machine.journal.set(cell, cell.value);
  cell.value = value;
}

/** Names of the locals that can be seen, for suggestions. */
export function visibleLocals(machine: Machine): readonly string[] {
  const names: string[] = [];
  for (let at: Scope | undefined = machine.scope; at !== undefined; at = at.outer)
    for (const name of at.cells?.keys() ?? []) if (!name.startsWith("$")) names.push(name);
  return names;
}
