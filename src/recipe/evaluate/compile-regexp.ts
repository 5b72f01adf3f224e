import { invalidRegexp } from "../../diagnostics/catalogue/recipe.js";
import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { compilePattern } from "../regexp/compile.js";
import type { PatternOptions, PatternProblem } from "../regexp/pattern.js";
import type { Program } from "../regexp/program.js";
import { charge, exceed, fail, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import type { RegexpObject } from "./regexp-value.js";
import type { UnknownObject } from "./value.js";

/** A regular expression of a text that is not a literal; `origin` is where it is made. */
export function makeRegexp(
  machine: Machine,
  source: string,
  options: PatternOptions,
  origin: Origin,
): RegexpObject | UnknownObject {
  const program = compileText(machine, source, options, origin);
  if (!("kind" in program)) return { kind: "regexp", origin, source, options, program };
  return program.kind === "unknown" ? program : refusePattern(machine, program, origin, origin);
}

/** What a pattern is compiled to, charged for its length. */
export function compileText(
  machine: Machine,
  source: string,
  options: PatternOptions,
  origin: Origin,
): Program | PatternProblem | UnknownObject {
  if (!charge(machine, source.length, origin)) return exceed(machine, origin, "steps");
  return compilePattern(source, options);
}

/** Tells why a pattern, or a part of it at a place, is not taken. */
export function refusePattern(
  machine: Machine,
  { kind, message }: PatternProblem,
  origin: Origin,
  place: Origin,
): UnknownObject {
  const reason = "a regular expression";
  if (kind === "invalid") return fail(machine, origin, reason, invalidRegexp(place, { problem: message }));
  const instead = "a simpler pattern, or several that are matched one after another";
  return warn(machine, origin, reason, refusedConstruct(place, { construct: message, instead }));
}
