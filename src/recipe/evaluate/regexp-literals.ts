import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import type { Match, Span } from "../regexp/match.js";
import { compileLiteral, optionsOf, patternOf, spanAt } from "../regexp/literal.js";
import type { PatternText } from "../regexp/literal.js";
import { readSigns } from "../regexp/signs.js";
import type { MatchAssignment, RegexpLiteral, TextSegment } from "../tree.js";
import { textOfParts } from "./literals.js";
import { compileText, refusePattern } from "./compile-regexp.js";
import { forgetMatch } from "./last-match.js";
import { assignLocal, mistake, originOf, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { positionOf, searchValue, spanNamed, textAt } from "./matching.js";
import type { RegexpObject } from "./regexp-value.js";
import { nilObject } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** `/…/`: a value that never changes. */
export function evaluateRegexp(machine: Machine, node: RegexpLiteral): RegexpObject | UnknownObject {
  const origin = originOf(machine, node);
  const refused = refusedOption(node);
  const made = compileLiteral(node);
  const pattern = made === undefined ? composed(machine, node, origin) : patternOf(node);
  if (pattern === undefined) return mistake(origin, "a regular expression");
  if ("kind" in pattern) return pattern;
  if (refused !== undefined)
    return warn(machine, origin, "a regular expression", refusedConstruct(origin, { construct: refused }));
  const { text: source } = pattern;
  const options = optionsOf(node.options);
  const program = made ?? compileText(machine, source, options, origin);
  if (!("kind" in program)) return { kind: "regexp", origin, source, options, program };
  if (program.kind === "unknown") return program;
  // Of a literal without `#{}` the parser has told.
  if (program.kind === "invalid" && made !== undefined) return mistake(origin, "a regular expression");
  const place = { ...origin, ...spanAt(pattern, program.offset, node) };
  return refusePattern(machine, program, origin, place);
}

/** An option that changes more than what matches. */
function refusedOption({ options, parts }: RegexpLiteral): string | undefined {
  if (/[nesu]/.test(options)) return "a regular expression in another encoding";
  const once = options.includes("o") && parts.some(({ kind }) => kind === "interpolation");
  return once ? "the option `o` of a regular expression" : undefined;
}

/** The pattern of a literal with `#{}`. Each of the texts put together must be whole by itself. */
function composed(machine: Machine, node: RegexpLiteral, origin: Origin): PatternText | UnknownObject {
  const segments: TextSegment[] = [];
  const text = textOfParts(machine, node.parts, origin, segments);
  if (typeof text !== "string") return text;
  for (const [index, { at, start, end }] of segments.entries()) {
    const part = text.slice(at, segments[index + 1]?.at);
    const { problem } = readSigns(part);
    // What stands in the literal itself has been looked at by the parser.
    const written = node.parts.some((one) => one.kind === "text" && one.start <= start && end <= one.end);
    if (problem !== undefined && !written)
      return refusePattern(machine, problem, origin, { ...origin, start, end });
  }
  return { text, segments };
}

/** `/(?<name>…)/ =~ value`: the locals are what the groups have matched, or nil. */
export function evaluateMatchAssignment(machine: Machine, node: MatchAssignment): RuntimeValue {
  const origin = originOf(machine, node);
  const regexp = evaluateRegexp(machine, node.pattern);
  const value = machine.evaluate(machine, node.value);
  if (machine.exit !== undefined) return value;
  if (regexp.kind === "unknown") forgetMatch(machine, regexp);
  const found = regexp.kind === "unknown" ? regexp : searchValue(machine, regexp, value, origin);
  const text = value.kind === "string" || value.kind === "symbol" ? value.text : "";
  for (const local of node.locals) {
    const span = found === undefined || "kind" in found ? found : namedIn(regexp, found, local.name);
    const matched =
      span === undefined ? nilObject(origin) : "kind" in span ? span : textAt(machine, text, span, origin);
    assignLocal(machine, local, matched);
  }
  return positionOf(machine, value, found, origin);
}

function namedIn(regexp: RegexpObject | UnknownObject, found: Match, name: string): Span | undefined {
  return regexp.kind === "regexp" ? spanNamed(regexp, found, name) : undefined;
}
