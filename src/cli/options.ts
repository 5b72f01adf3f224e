import { InvalidArgumentError } from "commander";
import type { DocumentEncoding } from "../mof/encode.js";
import type { Target } from "../mof/literal.js";

/** The options every command takes, as the command line gives them. */
export interface CommonOptions {
  readonly node?: readonly string[];
  readonly nodes?: string;
  readonly attributes?: readonly string[];
  readonly env?: ReadonlyMap<string, string>;
  readonly schemas?: readonly string[];
  readonly target?: Target;
  readonly format: string;
  readonly config?: string;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly stats?: boolean;
}

/** The options of `compile`. */
export interface CompileOptions {
  readonly out?: string;
  readonly each?: boolean;
  readonly name?: string;
  readonly stdout?: boolean;
  readonly encoding?: DocumentEncoding;
  readonly timestamp?: boolean;
  readonly author?: string;
}

/** The options of `lint`. */
export interface LintOptions {
  readonly maxWarnings?: number;
}

/** The options of `schema show`. */
export interface ShowOptions {
  readonly mof?: boolean;
}

/** A path as the command line gives it, which an unset variable of a shell leaves empty. */
export function onePath(word: string): string {
  if (word === "") throw new InvalidArgumentError("A path cannot be empty.");
  return word;
}

/** As `onePath`, for what may be given several times. */
export function addPath(word: string, words: readonly string[] = []): readonly string[] {
  return [...words, onePath(word)];
}

/** A whole number, 0 or more. */
export function wholeNumber(word: string): number {
  if (!/^\d{1,9}$/.test(word)) throw new InvalidArgumentError("A whole number, 0 or more, is wanted.");
  return Number(word);
}
