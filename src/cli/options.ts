import { InvalidArgumentError } from "commander";
import type { Order } from "../check/check.js";
import type { FileLayout } from "../config/settings.js";
import type { DocumentEncoding } from "../mof/encode.js";
import type { Target } from "../mof/literal.js";
import type { Compat } from "../mof/print.js";

/** The options every command takes, as the command line gives them. */
export interface CommonOptions {
  readonly node?: readonly string[];
  readonly role?: readonly string[];
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

/** The format in which `diff` alone tells its result; what is said about it is text then. */
export const markdown = "markdown";

/** Whether Markdown was asked for. */
export function isMarkdown({ format }: CommonOptions): boolean {
  return format === markdown;
}

/** The options of `diff`. */
export interface DiffOptions extends SourceOptions {
  readonly name?: string;
  readonly exitCode?: boolean;
  readonly reuse?: string;
  readonly reuseKey?: string;
}

/** The options of `compile` besides those of every command that runs recipes. */
export interface CompileOptions extends RunOptions {
  readonly out?: string;
  readonly each?: boolean;
  readonly name?: string;
  readonly stdout?: boolean;
  readonly encoding?: DocumentEncoding;
  readonly compat?: Compat;
  readonly clean?: boolean;
  readonly reuse?: string;
  readonly reuseKey?: string;
  readonly layout?: FileLayout;
  readonly order?: Order;
  readonly timestamp?: boolean;
  readonly author?: string;
}

/** The options of every command that runs recipes. */
export interface RunOptions extends SourceOptions {
  readonly runList?: string;
}

/** The options of every command that evaluates recipes: what they can reach, and what is made of what cannot be known. */
export interface SourceOptions {
  readonly cookbooks?: readonly string[];
  readonly dataBags?: readonly string[];
  readonly roles?: string;
  readonly environments?: string;
  readonly environment?: string;
  readonly stub?: readonly string[];
  readonly secret?: readonly string[];
  readonly strict?: boolean;
  readonly coerce?: boolean;
  readonly ignoreGuards?: boolean;
}

/** The options of `lint`. */
export interface LintOptions extends SourceOptions {
  readonly maxWarnings?: number;
}

/** The options of `decompile`. */
export interface DecompileOptions {
  readonly out?: string;
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

/** Adds a word to those of an option that may be given several times. */
export function append(word: string, words: readonly string[] = []): readonly string[] {
  return [...words, word];
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
