import { segmentsOf } from "../segments.js";
import type { Expression, RegexpLiteral, Span, StringPart, TextSegment } from "../tree.js";
import { compilePattern } from "./compile.js";
import type { PatternOptions, PatternProblem } from "./pattern.js";
import type { Program } from "./program.js";
import { readSigns } from "./signs.js";

/** A pattern, and how it maps back to the recipe. */
export interface PatternText {
  readonly text: string;
  readonly segments: readonly TextSegment[];
}

/** What a literal is compiled to; undefined where texts are put into it. */
export function compileLiteral(literal: RegexpLiteral): Program | PatternProblem | undefined {
  const known = compiled.get(literal);
  if (known !== undefined) return known;
  const pattern = patternOf(literal);
  if (pattern === undefined) return undefined;
  const made = compilePattern(pattern.text, optionsOf(literal.options));
  compiled.set(literal, made);
  return made;
}

/**
 * The names of the groups of a literal that Ruby takes. What looks like a name counts in a pattern that is not read
 * to its end, so that no local keeps a value that Ruby gives it anew.
 */
export function groupNames(literal: RegexpLiteral): readonly string[] {
  const made = compileLiteral(literal);
  if (made === undefined) return [];
  if (!("kind" in made)) return [...made.names.keys()];
  if (made.kind === "invalid") return [];
  const { signs } = readSigns(patternOf(literal)?.text ?? "");
  const text = signs
    .map(({ kind, point }) => (kind === "escape" ? "\\" : "") + String.fromCodePoint(point))
    .join("");
  const names = Array.from(
    text.matchAll(/\(\?(?:<([^>]+)>|'([^']+)')/g),
    ([, angled, quoted]) => angled ?? quoted,
  );
  return names.filter((name) => name !== undefined);
}

const compiled = new WeakMap<RegexpLiteral, Program | PatternProblem>();

/** What the letters behind a literal mean to the pattern. */
export function optionsOf(letters: string): PatternOptions {
  return {
    ignoreCase: letters.includes("i"),
    multiLine: letters.includes("m"),
    extended: letters.includes("x"),
  };
}

/** The pattern of a literal without `#{}`, other than with nothing but a text in it. */
export function patternOf({ parts }: RegexpLiteral): PatternText | undefined {
  const segments: TextSegment[] = [];
  let text = "";
  for (const part of parts.flatMap(partsIn)) {
    if (part.kind !== "text") return undefined;
    for (const segment of segmentsOf(part)) segments.push({ ...segment, at: text.length + segment.at });
    text += part.text;
  }
  return { text, segments };
}

/** Of `#{'text'}` the text, which Ruby's parser takes for a part of what is round it (parse.y, `literal_concat`). */
function partsIn(part: StringPart): readonly StringPart[] {
  return part.kind === "text" ? [part] : (textsOf(part.statements) ?? [part]);
}

/** Literals before the text are dropped, since nobody takes their values. */
function textsOf(statements: readonly Expression[]): readonly StringPart[] | undefined {
  const last = statements.at(-1);
  if (!statements.slice(0, -1).every(isPlain)) return undefined;
  if (last?.kind === "sequence") return textsOf(last.statements);
  return last?.kind === "string" && isPlain(last) ? last.parts : undefined;
}

function isPlain(node: Expression): boolean {
  switch (node.kind) {
    case "integer":
    case "float":
    case "boolean":
    case "nil":
      return true;
    case "string":
    case "symbol":
    case "regexp":
      return node.parts.every(({ kind }) => kind === "text");
    default:
      return false;
  }
}

/** Where a character of a pattern stands in the recipe: one character, or the whole of what was put in there. */
export function spanAt({ text, segments }: PatternText, offset: number, otherwise: Span): Span {
  const index = segments.findLastIndex(({ at }) => at <= offset);
  const segment = segments[index];
  if (segment === undefined) return otherwise;
  const length = (segments[index + 1]?.at ?? text.length) - segment.at;
  const { start, end } = segment;
  if (length !== end - start) return { start, end };
  const position = start + offset - segment.at;
  return { start: position, end: position + 1 };
}

/** Why Ruby does not take a literal, and where: as a whole, or of one with `#{}` an escape. */
export function refusalOf(
  literal: RegexpLiteral,
): { readonly span: Span; readonly message: string } | undefined {
  const pattern = patternOf(literal);
  if (pattern !== undefined) {
    const made = compileLiteral(literal);
    if (made === undefined || !("kind" in made) || made.kind !== "invalid") return undefined;
    return { span: spanAt(pattern, made.offset, literal), message: made.message };
  }
  for (const part of literal.parts) {
    const problem = part.kind === "text" ? readSigns(part.text).problem : undefined;
    if (part.kind !== "text" || problem === undefined) continue;
    const span = spanAt({ text: part.text, segments: segmentsOf(part) }, problem.offset, literal);
    return { span, message: problem.message };
  }
  return undefined;
}
