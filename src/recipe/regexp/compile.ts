import { caseVariants, foldCharacter, keepsLength, startsFold } from "./case-folding.js";
import { contains, onlyCharacter } from "./character-set.js";
import type { CharacterSet } from "./character-set.js";
import { leadingDotOf } from "./leading-dot.js";
import { behindsOf, captures, groupsOf, mayBeEmpty } from "./measure.js";
import type { Groups } from "./measure.js";
import { parsePattern } from "./parse.js";
import type {
  Characters,
  Condition,
  Literal,
  Look,
  Pattern,
  PatternNode,
  PatternOptions,
  PatternProblem,
  Repetition,
} from "./pattern.js";
import type { Instruction, Program, SetTest } from "./program.js";
import { resolveGroups } from "./resolve.js";

/** What holds for the whole of a pattern being compiled. */
interface Compilation {
  readonly pattern: Pattern;
  readonly groups: Groups;
  registers: number;
  asciiOnly: boolean;
  problem: PatternProblem | undefined;
}

/** Where a node stands. */
interface Place {
  /** In something that repeats. */
  readonly repeated: boolean;
  readonly behind: boolean;
}

type Code = readonly Instruction[];

/**
 * The program of a pattern, or why it has none. `text` is what stands between the delimiters of a literal, its escapes
 * untouched.
 *
 * This engine is mofsmith's own because none in npm keeps both promises. What Ruby matches: RE2 and its kin know no
 * backreferences and no look-behind, Oniguruma (vscode-oniguruma, oniguruma-parser) parted from Ruby's Onigmo in 2011.
 * And that a hostile pattern ends: JavaScript's RegExp, to which oniguruma-to-es translates, and Oniguruma in
 * WebAssembly backtrack without a bound.
 */
export function compilePattern(text: string, options: PatternOptions): Program | PatternProblem {
  const parsed = parsePattern(text, options);
  if ("kind" in parsed) return parsed;
  const pattern = resolveGroups(parsed);
  if ("kind" in pattern) return pattern;
  const whole: Compilation = {
    pattern,
    groups: groupsOf(pattern.tree),
    registers: 0,
    asciiOnly: false,
    problem: undefined,
  };
  const code = compileNode(whole, pattern.tree, { repeated: false, behind: false });
  const { groups, names } = pattern;
  const leadingDot = leadingDotOf(pattern.tree, whole.groups);
  const { registers, asciiOnly, problem } = whole;
  return problem ?? { code, groups, names, registers, leadingDot, asciiOnly };
}

function refuse(whole: Compilation, kind: PatternProblem["kind"], offset: number, message: string): Code {
  whole.problem ??= { kind, offset, message };
  return [];
}

function takeRegisters(whole: Compilation, count: number): number {
  const register = whole.registers;
  whole.registers += count;
  return register;
}

function compileNode(whole: Compilation, node: PatternNode, place: Place): Code {
  switch (node.kind) {
    case "literal":
      if (place.behind && node.ignoreCase && node.points.some((_, at) => startsFold(node.points, at)))
        limitBehind(whole, node.start);
      return literalCode(node, 1, true);
    case "characters":
      return compileCharacters(whole, node, place);
    case "sequence":
      return node.nodes.flatMap((part) => compileNode(whole, part, place));
    case "alternation":
      return alternatives(node.nodes.map((part) => compileNode(whole, part, place)));
    case "repetition":
      return compileRepetition(whole, node, place);
    case "capture": {
      const { group } = node;
      return [
        { kind: "group start", group },
        ...compileNode(whole, node.target, place),
        { kind: "group end", group },
      ];
    }
    case "options":
      return compileNode(whole, node.target, place);
    case "atomic":
      if (isEndless(node.target))
        return refuse(whole, "unsupported", node.target.start, "a possessive repeat of nothing");
      return compileAtomic(whole, compileNode(whole, node.target, place));
    case "look":
      return node.behind ? compileBehind(whole, node, place) : compileAhead(whole, node, place);
    case "backreference":
      // Of groups with one name the last one comes first.
      return [{ kind: "backreference", groups: node.groups.toReversed(), ignoreCase: node.ignoreCase }];
    case "condition":
      return compileCondition(whole, node, place);
    case "anchor":
    case "keep":
      return [node];
  }
}

function alternatives(codes: readonly Code[]): Code {
  // A choice and a jump come with each but the last.
  let rest = codes.reduce((sum, code) => sum + code.length + 2, -2);
  return codes.flatMap((code, index): Code => {
    if (index === codes.length - 1) return code;
    rest -= code.length + 2;
    return [{ kind: "choice", other: code.length + 1 }, ...code, { kind: "jump", by: rest }];
  });
}

function literalCode({ points, ignoreCase }: Literal, times: number, spread: boolean): Code {
  const all = Array.from({ length: times }, () => points).flat();
  if (ignoreCase && all.some(hasCase)) {
    const [only] = all;
    if (only !== undefined && all.length === 1 && keepsLength(only))
      return [{ kind: "set", test: setTest(caseVariants(only)) }];
    return [{ kind: "folded text", points: all.flatMap(foldCharacter), spread }];
  }
  return all.length === 0
    ? []
    : [{ kind: "text", text: all.map((point) => String.fromCodePoint(point)).join("") }];
}

function hasCase(point: number): boolean {
  return onlyCharacter(caseVariants(point)) === undefined;
}

function setTest(set: CharacterSet): SetTest {
  return { ascii: Uint8Array.from({ length: 128 }, (_, point) => (contains(set, point) ? 1 : 0)), set };
}

/** A class without case may match sequences, too. */
function compileCharacters(whole: Compilation, { set, sequences, start }: Characters, place: Place): Code {
  const one: Code = [{ kind: "set", test: setTest(set) }];
  if (sequences.length === 0) return one;
  if (place.behind) {
    limitBehind(whole, start);
    return one;
  }
  const { fixed } = whole.pattern;
  const longer = [2, 3].flatMap((length): Code[] => {
    const texts = sequences.filter((points) => points.length === length);
    if (texts.length === 0) return [];
    return [
      [{ kind: "one of", length, texts: new Set(texts.map((one) => String.fromCodePoint(...one))), fixed }],
    ];
  });
  return alternatives([one, ...longer]);
}

/**
 * Without case, what several characters fold to has no fixed length in UTF-8. Ruby 3.1 refuses it in a look-behind,
 * but not until it matches such a text, unless the pattern is fixed to UTF-8.
 */
function limitBehind(whole: Compilation, start: number): void {
  if (whole.pattern.fixed) refuse(whole, "unsupported", start, "ignoring the case in such a look-behind");
  whole.asciiOnly = true;
}

/** `(?:)*+`: Ruby never comes to its end. */
function isEndless(node: PatternNode): node is Repetition {
  if (node.kind !== "repetition" || node.upper !== Infinity || node.lower > 1 || !node.greedy) return false;
  return node.target.kind === "sequence" && node.target.nodes.length === 0;
}

function compileAtomic(whole: Compilation, code: Code): Code {
  const [loop] = code;
  if (code.length === 1 && loop?.kind === "set loop" && loop.mode === "greedy")
    return [{ ...loop, mode: "possessive" }];
  const register = takeRegisters(whole, 1);
  return [{ kind: "atomic start", register }, ...code, { kind: "atomic end", register }];
}

function compileAhead(whole: Compilation, { negated, target }: Look, place: Place): Code {
  const code = compileNode(whole, target, place);
  if (negated) return notCode(whole, code, undefined);
  const register = takeRegisters(whole, 3);
  return [{ kind: "ahead start", register }, ...code, { kind: "ahead end", register }];
}

function notCode(whole: Compilation, code: Code, back: number | undefined): Code {
  const register = takeRegisters(whole, 1);
  return [{ kind: "not start", register, back, by: code.length + 1 }, ...code, { kind: "not end", register }];
}

/** Look-behind steps back and matches forward; it is not atomic in Onigmo. */
function compileBehind(whole: Compilation, look: Look, place: Place): Code {
  const behinds = behindsOf(look);
  if (behinds === undefined) return refuse(whole, "invalid", look.start, "invalid pattern in look-behind");
  const codes = behinds.map(({ target, length }): Code => {
    const code = compileNode(whole, target, { ...place, behind: true });
    return look.negated ? notCode(whole, code, length) : [{ kind: "step back", length }, ...code];
  });
  return look.negated ? codes.flat() : alternatives(codes);
}

function compileCondition(whole: Compilation, { group, yes, no }: Condition, place: Place): Code {
  const then = compileNode(whole, yes, place);
  const otherwise = compileNode(whole, no, place);
  return [
    { kind: "condition", group, otherwise: then.length + 1 },
    ...then,
    { kind: "jump", by: otherwise.length },
    ...otherwise,
  ];
}

function compileRepetition(whole: Compilation, node: Repetition, place: Place): Code {
  const { target, lower } = node;
  if (target.kind === "literal" && target.ignoreCase && lower > 1) {
    const expanded = expandLiteral(node, target);
    if (expanded !== undefined)
      return [...literalCode(target, expanded, false), ...compileRest(whole, node, expanded, place)];
  }
  return compileLoop(whole, node, place);
}

function compileLoop(whole: Compilation, node: Repetition, place: Place): Code {
  const { target, lower, upper, greedy } = node;
  const repeated = place.repeated || upper > 1;
  const code = compileNode(whole, target, { ...place, repeated });
  if (upper === 0 && greedy) return [];
  const [only] = code;
  if (code.length === 1 && only?.kind === "set")
    return [{ kind: "set loop", test: only.test, lower, upper, mode: greedy ? "greedy" : "lazy" }];
  if (upper === 1 && lower === 0)
    return greedy ? [{ kind: "choice", other: code.length }, ...code] : lazy(code);
  if (!mayBeEmpty(target, whole.groups)) return repeatCode(whole, node, code);
  // Onigmo writes a counted repeat out when that is short, and only else asks whether a round was empty; a `+` in
  // another repeat likewise. What matches, and what its groups hold in the end, depends on the length of its code.
  const capturing = captures(target);
  if (upper !== Infinity || lower > 1 || (lower === 1 && place.repeated && capturing))
    return refuse(whole, "unsupported", node.start, "counting what may match nothing");
  const register = takeRegisters(whole, 2);
  return repeatCode(whole, node, [
    { kind: "empty start", register },
    ...code,
    { kind: "empty end", register, captures: capturing },
  ]);
}

/** Prefers to pass the code. */
function lazy(code: Code): Code {
  return [{ kind: "choice", other: 1 }, { kind: "jump", by: code.length }, ...code];
}

function repeatCode(whole: Compilation, { lower, upper, greedy }: Repetition, code: Code): Code {
  const back = -(code.length + 1);
  if (upper === Infinity && lower <= 1) {
    if (!greedy) {
      const enter: Code = lower === 0 ? [{ kind: "jump", by: code.length }] : [];
      return [...enter, ...code, { kind: "choice", other: back }];
    }
    const enter: Code = lower === 1 ? [{ kind: "jump", by: 1 }] : [];
    return [...enter, { kind: "choice", other: code.length + 1 }, ...code, { kind: "jump", by: back - 1 }];
  }
  const register = takeRegisters(whole, 1);
  const loop: Code = [...code, { kind: "count", register, lower, upper, greedy, back }];
  const body =
    lower > 0 ? loop : greedy ? [{ kind: "choice", other: loop.length } as const, ...loop] : lazy(loop);
  return [{ kind: "count start", register }, ...body];
}

/** No expanded literal has more bytes (`EXPAND_STRING_MAX_LENGTH`). */
const LONGEST_EXPANDED = 100;

/**
 * How many times Onigmo writes a repeated literal out, so that it matches as one: `s{2}` matches "ß" without case.
 * Undefined: not at all, because it has been taken apart already.
 */
function expandLiteral({ lower }: Repetition, { points }: Literal): number | undefined {
  if (points.some((_, at) => startsFold(points, at))) return undefined;
  const bytes = new TextEncoder().encode(String.fromCodePoint(...points.flatMap(foldCharacter))).length;
  return Math.max(1, Math.min(lower, Math.floor(LONGEST_EXPANDED / bytes)));
}

/** What of a repeat is left when its literal has been written out so many times. */
function compileRest(whole: Compilation, node: Repetition, times: number, place: Place): Code {
  const lower = node.lower - times;
  const upper = node.upper - times;
  return upper === 0 ? [] : compileLoop(whole, { ...node, lower, upper }, place);
}
