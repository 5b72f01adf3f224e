import type { Random } from "../../../support/random.js";

/** What a local or an expression holds, as far as the generator keeps count of it. */
export type Type = "string" | "integer" | "boolean" | "symbol" | "names" | "ports" | "hash";

/** What kind of code is being written: it decides which words there are. */
export type Place = "attributes" | "recipe" | "action" | "standard";

export interface KnownLocal {
  /** Its name, or an expression of it, which cannot be assigned. */
  readonly name: string;
  readonly type: Type;
  readonly fixed?: boolean;
}

/** A property of the custom resource whose action is being written. */
export interface KnownProperty {
  readonly name: string;
  readonly type: Type;
}

/** A custom resource that code can call. */
export interface KnownResource {
  readonly word: string;
  readonly properties: readonly KnownProperty[];
  readonly actions: readonly string[];
}

/** Lines of code, and the locals that stand behind them. */
export interface Lines {
  readonly lines: readonly string[];
  readonly locals?: readonly KnownLocal[];
}

export type Statements = Table<[Surroundings], Lines>;

/** What code being written can use. */
export interface Surroundings {
  readonly place: Place;
  /** Locals in sight, with those of the blocks round the place; nested code adds its own. */
  readonly locals: readonly KnownLocal[];
  readonly properties: readonly KnownProperty[];
  readonly resources: readonly KnownResource[];
  readonly recipes: readonly string[];
  /** How many blocks are round the place. */
  readonly depth: number;
  readonly inLoop: boolean;
  /** Levels of node attributes are not read: a default would be frozen with them, and what is walked may not grow. */
  readonly merged?: boolean;
}

/** Draws what a program is made of. */
export interface Writer {
  readonly below: (limit: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(...choices: readonly [T, ...T[]]) => T;
  /** A name that nothing in the program has yet. */
  readonly fresh: (prefix: string) => string;
}

export function newWriter(below: Random): Writer {
  let count = 0;
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick: (...choices) => choices[below(choices.length)] ?? choices[0],
    fresh: (prefix) => {
      count += 1;
      return `${prefix}${count}`;
    },
  };
}

/** Alternatives with their weights. A construct is added by adding a row. */
export type Table<Arguments extends readonly unknown[], Result> = readonly (readonly [
  weight: number,
  write: (writer: Writer, ...given: Arguments) => Result,
])[];

/** Writes one of the alternatives. */
export function choose<Arguments extends readonly unknown[], Result>(
  writer: Writer,
  table: Table<Arguments, Result>,
  ...given: Arguments
): Result {
  let at = writer.below(table.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, write] of table) {
    if (at < weight) return write(writer, ...given);
    at -= weight;
  }
  throw new Error("the table is empty");
}
