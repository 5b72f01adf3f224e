import { foldCharacter, foldClass } from "./case-folding.js";
import { complement, everything, onlyCharacter, rangesOf } from "./character-set.js";
import type { CharacterSet } from "./character-set.js";
import { PatternCursor } from "./cursor.js";
import { readClass } from "./parse-class.js";
import type { CharacterClass } from "./parse-class.js";
import { readGroupHead } from "./parse-group.js";
import type { GroupHead } from "./parse-group.js";
import type { Characters, Literal, Pattern, PatternNode, PatternOptions, PatternProblem } from "./pattern.js";
import { quantify } from "./quantify.js";
import { readSigns } from "./signs.js";
import { readToken } from "./tokens.js";
import type { Token } from "./tokens.js";

/** How deep groups may nest: the project's limit for nesting. */
const DEEPEST = 100;

/** Reading and compiling a pattern takes time and memory that no budget bounds. */
const LONGEST = 16_384;

/** Groups may refer to one another, as deep as there are groups. */
const MOST_GROUPS = 500;

const empty: PatternNode = { kind: "sequence", nodes: [] };

/**
 * Reads a pattern as Onigmo does with Ruby's syntax for UTF-8 (regparse.c): what stands between the delimiters of a
 * literal, its escapes untouched. The first problem ends the reading.
 */
export function parsePattern(text: string, options: PatternOptions): Pattern | PatternProblem {
  if (text.length > LONGEST)
    return { kind: "unsupported", offset: LONGEST, message: `a pattern of more than ${LONGEST} characters` };
  const { signs, fixed, problem } = readSigns(text);
  if (problem !== undefined) return problem;
  const parser = new Parser(new PatternCursor(signs, text.length, options));
  const tree = readAlternation(parser, 0, undefined);
  const { cursor } = parser;
  if (cursor.groups > MOST_GROUPS)
    cursor.fail("unsupported", 0, `a pattern of more than ${MOST_GROUPS} groups`);
  return cursor.problem ?? { tree, groups: cursor.groups, names: cursor.names, fixed };
}

/** A cursor and the token in front of it. */
class Parser {
  token: Token;

  constructor(readonly cursor: PatternCursor) {
    this.token = readToken(cursor);
  }

  advance(): void {
    this.token = readToken(this.cursor);
  }
}

/** Alternatives up to the end, or to the `)` of the group that opened at `open`. */
function readAlternation(parser: Parser, start: number, open: number | undefined): PatternNode {
  const { cursor } = parser;
  if (++cursor.depth > DEEPEST) cursor.fail("unsupported", start, `a pattern nested deeper than ${DEEPEST}`);
  const nodes = [readBranch(parser, open)];
  while (parser.token.kind === "alternative") {
    parser.advance();
    nodes.push(readBranch(parser, open));
  }
  if (open !== undefined && parser.token.kind === "end")
    cursor.fail("invalid", open, "end pattern with unmatched parenthesis");
  cursor.depth--;
  const [only] = nodes;
  return only !== undefined && nodes.length === 1 ? only : { kind: "alternation", nodes };
}

function readBranch(parser: Parser, open: number | undefined): PatternNode {
  const nodes: PatternNode[] = [];
  for (;;) {
    const { kind, start } = parser.token;
    if (kind === "end" || kind === "alternative" || (kind === "close" && open !== undefined)) break;
    if (kind === "close") {
      parser.cursor.fail("invalid", start, "unmatched close parenthesis");
      parser.advance();
    } else nodes.push(...readTerm(parser, open));
  }
  const [only] = nodes;
  return only !== undefined && nodes.length === 1 ? only : { kind: "sequence", nodes };
}

/** One term with its quantifiers, which belong to the last character of a literal. */
function readTerm(parser: Parser, open: number | undefined): readonly PatternNode[] {
  const { token, cursor } = parser;
  switch (token.kind) {
    case "character":
      return readLiteral(parser, token.point, token.alone);
    case "open":
      return readGroup(parser, token.start, open);
    case "class": {
      const found = readClass(cursor, token.start);
      const only = found === undefined || found.negated ? undefined : onlyCharacter(found.set);
      if (only !== undefined) return readLiteral(parser, only, false);
      parser.advance();
      return quantified(parser, found === undefined ? empty : classNode(parser, token.start, found));
    }
    case "repeat":
      cursor.fail("invalid", token.start, "target of repeat operator is not specified");
      break;
  }
  const node = simpleNode(parser, token);
  parser.advance();
  return quantified(parser, node);
}

function simpleNode({ cursor }: Parser, token: Token): PatternNode {
  const { start } = token;
  const { ignoreCase } = cursor.options;
  switch (token.kind) {
    case "set": {
      const { set, negated } = token;
      if (!token.folds || !ignoreCase) return characters(negated ? complement(set) : set, start);
      return foldedNode(start, { set, crossing: set, negated });
    }
    case "dot":
      return dotNode(cursor.options.multiLine, start);
    case "anchor":
      return { kind: "anchor", anchor: token.anchor };
    case "backreference": {
      const { groups, named } = token.reference;
      const within = groups.some((group) => isOpen(cursor, group));
      return { kind: "backreference", groups, named, ignoreCase, within, start };
    }
    case "keep":
      return { kind: "keep" };
    case "line break":
      return lineBreak(start);
    default:
      return empty;
  }
}

/** Whether a group has begun and not ended. */
function isOpen(cursor: PatternCursor, group: number): boolean {
  return group <= cursor.groups && !cursor.closed.has(group);
}

function dotNode(multiLine: boolean, start: number): PatternNode {
  return { ...characters(multiLine ? everything : notLineFeed, start), dot: { multiLine } };
}

const notLineFeed = complement(rangesOf([[10, 10]]));

function characters(set: CharacterSet, start: number): Characters {
  return { kind: "characters", set, sequences: [], dot: undefined, start };
}

/** `\R` is `(?>\r\n|[\n-\r\u0085\u2028\u2029])`. */
function lineBreak(start: number): PatternNode {
  const pair: Literal = { kind: "literal", points: [13, 10], ignoreCase: false, start };
  const set = rangesOf([
    [10, 13],
    [0x85, 0x85],
    [0x2028, 0x2029],
  ]);
  return { kind: "atomic", target: { kind: "alternation", nodes: [pair, characters(set, start)] } };
}

function classNode({ cursor }: Parser, start: number, found: CharacterClass): PatternNode {
  if (cursor.options.ignoreCase) return foldedNode(start, found);
  return characters(found.negated ? complement(found.set) : found.set, start);
}

function foldedNode(start: number, found: CharacterClass): PatternNode {
  const { set, sequences } = foldClass(found.set, found.crossing, found.negated);
  return { ...characters(found.negated ? complement(set) : set, start), sequences };
}

/** Characters that stand together make one literal; one by its number (`\x41`) stands alone. */
function readLiteral(parser: Parser, first: number, alone: boolean): readonly PatternNode[] {
  const { cursor } = parser;
  const { ignoreCase } = cursor.options;
  const points = [first];
  const { start } = parser.token;
  parser.advance();
  while (!alone && parser.token.kind === "character" && !parser.token.alone) {
    points.push(parser.token.point);
    parser.advance();
  }
  if (ignoreCase && points.some((point) => foldCharacter(point).length > 1))
    cursor.fail("unsupported", start, "letters that are two in another case");
  return quantifiedLiteral(parser, { kind: "literal", points, ignoreCase, start });
}

function quantifiedLiteral(parser: Parser, literal: Literal): readonly PatternNode[] {
  while (parser.token.kind === "repeat" && isOnce(parser.token)) parser.advance();
  const { points } = literal;
  if (parser.token.kind !== "repeat") return [literal];
  const tail = quantified(parser, { ...literal, points: points.slice(-1) });
  return points.length === 1 ? tail : [{ ...literal, points: points.slice(0, -1) }, ...tail];
}

/** `{1}` and `{1,1}` count for nothing. */
function isOnce(token: Token & { readonly kind: "repeat" }): boolean {
  return token.repeat.lower === 1 && token.repeat.upper === 1;
}

function quantified(parser: Parser, target: PatternNode): readonly PatternNode[] {
  const { cursor } = parser;
  let node = target;
  let depth = cursor.depth;
  for (; parser.token.kind === "repeat"; parser.advance()) {
    const { token } = parser;
    if (isOnce(token)) continue;
    if (++depth > DEEPEST) cursor.fail("unsupported", token.start, `a pattern nested deeper than ${DEEPEST}`);
    const { lower, upper, greedy, possessive } = token.repeat;
    node = quantify({ kind: "repetition", target: node, lower, upper, greedy, start: token.start });
    if (possessive) node = { kind: "atomic", target: node };
  }
  return [node];
}

function readGroup(parser: Parser, start: number, outer: number | undefined): readonly PatternNode[] {
  const { cursor } = parser;
  const { options } = cursor;
  const head = readGroupHead(cursor, start);
  if (head?.kind === "options") cursor.options = head.options;
  const alone = head?.kind === "options" && head.alone;
  parser.advance();
  const target = readAlternation(parser, start, alone ? outer : start);
  cursor.options = options;
  if (head === undefined) return [target];
  if (alone) return [{ kind: "options", target }];
  if (head.kind === "capture") cursor.closed.add(head.group);
  parser.advance();
  return quantified(parser, groupNode(parser, start, head, target));
}

function groupNode({ cursor }: Parser, start: number, head: GroupHead, target: PatternNode): PatternNode {
  switch (head.kind) {
    case "plain":
      return target;
    case "atomic":
    case "options":
      return { kind: head.kind, target };
    case "capture":
      return { kind: "capture", group: head.group, name: head.name, target };
    case "look":
      return { kind: "look", behind: head.behind, negated: head.negated, target, start };
    case "condition": {
      // Onigmo makes alternatives of such a class, which then are yes and no.
      if (target.kind === "characters" && target.sequences.length > 0)
        cursor.fail("unsupported", start, "a condition for such a class");
      // (?:a|b) is its alternatives, so that they are yes and no in (?(1)(?:a|b)) as well.
      const [yes = empty, no = empty, ...more] = target.kind === "alternation" ? target.nodes : [target];
      if (more.length > 0) cursor.fail("invalid", start, "invalid conditional pattern");
      const { groups, named } = head.reference;
      // Whether it has matched then depends on whether Onigmo restores the group (regexec.c, `OP_MEMORY_START`).
      if (groups.some((group) => isOpen(cursor, group)))
        cursor.fail("unsupported", start, "a condition on the group round it");
      return { kind: "condition", group: groups[0] ?? 0, named, yes, no, start };
    }
  }
}
