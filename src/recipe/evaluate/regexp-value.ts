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

/** What `match` gives: Ruby's MatchData. */
export interface MatchObject {
  readonly kind: "match";
  readonly origin: Origin | undefined;
  readonly regexp: RegexpObject;
  readonly text: string;
  readonly match: Match;
}
