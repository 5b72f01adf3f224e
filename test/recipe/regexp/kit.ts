import { fileURLToPath } from "node:url";
import { compilePattern } from "../../../src/recipe/regexp/compile.js";
import { match, matchAt, matchBackward } from "../../../src/recipe/regexp/match.js";
import type { MatchResult, Span } from "../../../src/recipe/regexp/match.js";
import type { PatternProblem } from "../../../src/recipe/regexp/pattern.js";
import type { Program } from "../../../src/recipe/regexp/program.js";
import { askRuby } from "../../support/ruby.js";

/** `match` from a position on, `last` from there back, `start` there and nowhere else. Positions count characters. */
export type Call = readonly [text: string, how: "match" | "last" | "start", position: number];

export interface Job {
  readonly source: string;
  /** Of `i`, `m` and `x`. */
  readonly options: string;
  readonly calls: readonly Call[];
}

/** Where the match and its groups are, in characters; null: nowhere; a text: why that is not known. */
export type Found = readonly (readonly [number, number] | null)[] | null | string;

export function compile(source: string, options = ""): Program | PatternProblem {
  return compilePattern(source, {
    ignoreCase: options.includes("i"),
    multiLine: options.includes("m"),
    extended: options.includes("x"),
  });
}

/** What a program finds; a budget that is enough for any test that is not about budgets. */
export function find(program: Program, [text, how, position]: Call): Found {
  const start = unitsOf(text, position);
  const search = { match, last: matchBackward, start: matchAt }[how];
  return found(text, search(program, text, start, 1_000_000));
}

function found(text: string, result: MatchResult): Found {
  if (result.kind === "no match") return null;
  if (result.kind !== "match") return result.kind;
  const pair = ({ start, end }: Span): readonly [number, number] => [
    charactersTo(text, start),
    charactersTo(text, end),
  ];
  return [result.match.whole, ...result.match.groups].map((span) => (span === undefined ? null : pair(span)));
}

/** The UTF-16 offset of a character. */
function unitsOf(text: string, characters: number): number {
  return Array.from(text).slice(0, characters).join("").length;
}

function charactersTo(text: string, units: number): number {
  return Array.from(text.slice(0, units)).length;
}

const script = fileURLToPath(new URL("match.rb", import.meta.url));

/** What Ruby finds, by job: a text when it refuses the pattern, else by call. */
export function askRubyToMatch(jobs: readonly Job[]): readonly (string | readonly Found[])[] {
  const input = jobs.map(({ source, options, calls }) => [source, options, calls]);
  const answers = askRuby(script, input);
  return Array.isArray(answers) ? answers : [];
}
