import type { Origin } from "../../source/source.js";
import type { Match } from "../regexp/match.js";
import type { PatternOptions } from "../regexp/pattern.js";
import type { Program } from "../regexp/program.js";

/** A regular expression. */
export interface RegexpObject {
  readonly kind: "regexp";
  readonly origin: Origin | undefined;
  readonly source: string;
  readonly options: PatternOptions;
  readonly program: Program;
}

/** What is looked for in a text: a text, or what a regular expression matches. */
export type Pattern = string | RegexpObject;

/** What `match` gives: Ruby's MatchData. */
export interface MatchObject {
  readonly kind: "match";
  readonly origin: Origin | undefined;
  readonly pattern: Pattern;
  readonly text: string;
  readonly match: Match;
}

/** The groups of a pattern by name. */
export function namesIn(pattern: Pattern): Program["names"] {
  return typeof pattern === "string" ? none : pattern.program.names;
}

const none: Program["names"] = new Map();
