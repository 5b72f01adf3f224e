import { contains, fewPoints, rangesOf, union } from "./character-set.js";
import type { CharacterSet, CodeRange } from "./character-set.js";

/** Characters that fold to the same text, which is of one character or of several. */
interface Fold {
  readonly folded: readonly number[];
  /** Without the folded character itself. */
  readonly from: readonly number[];
}

/**
 * Unicode's full case folding of one character (CaseFolding.txt, C and F), by way of JavaScript's case conversions.
 * Those agree but for Cherokee, whose capitals are the folded ones, and for the dotless i, which does not fold.
 */
export function foldCharacter(point: number): readonly number[] {
  const plain = asciiFolds[point];
  if (plain !== undefined) return plain;
  const known = folds.get(point);
  if (known !== undefined) return known;
  const folded = foldedText(point, String.fromCodePoint(point));
  const points = Array.from(folded, (character) => character.codePointAt(0) ?? 0);
  folds.set(point, points);
  return points;
}

const folds = new Map<number, readonly number[]>();

const asciiFolds: readonly (readonly number[])[] = Array.from({ length: 128 }, (_, point) => [
  point >= 0x41 && point <= 0x5a ? point + 0x20 : point,
]);

function foldedText(point: number, text: string): string {
  if (point === 0x131) return text;
  if (/^\p{Script=Cherokee}$/u.test(text)) return text.toUpperCase();
  return text.toLowerCase().toUpperCase().toLowerCase();
}

/** All that a character may be written as when case does not matter: those that fold to the same one character. */
export function caseVariants(point: number): CharacterSet {
  const folded = foldCharacter(point);
  const variants = foldTable().get(String.fromCodePoint(...folded))?.from ?? [];
  return rangesOf([...folded, ...variants].map((one): CodeRange => [one, one]));
}

/** Whether all that a character may be written as has as many bytes in UTF-8: not so for k, which the Kelvin sign is. */
export function keepsLength(point: number): boolean {
  const folded = foldCharacter(point);
  const variants = foldTable().get(String.fromCodePoint(...folded))?.from ?? [];
  return variants.every((variant) => byteLength(variant) === byteLength(point));
}

/** Bytes of a character in UTF-8. */
export function byteLength(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** Every fold there is, by its text; folds to one character come before those to two and three. */
function foldTable(): ReadonlyMap<string, Fold> {
  table ??= makeTable();
  return table;
}

let table: ReadonlyMap<string, Fold> | undefined;

function makeTable(): ReadonlyMap<string, Fold> {
  const byText = new Map<string, { folded: readonly number[]; from: number[] }>();
  for (const point of casedCharacters()) {
    const folded = foldCharacter(point);
    if (folded.length === 1 && folded[0] === point) continue;
    const text = String.fromCodePoint(...folded);
    const fold = byText.get(text);
    if (fold === undefined) byText.set(text, { folded, from: [point] });
    else fold.from.push(point);
  }
  return new Map([...byText].toSorted(([, left], [, right]) => left.folded.length - right.folded.length));
}

/** All characters that case conversion changes; Unicode has none of them beyond its second plane. */
function casedCharacters(): readonly number[] {
  let text = "";
  for (let point = 0; point < 0x20000; point++)
    if (point < 0xd800 || point > 0xdfff) text += String.fromCodePoint(point);
  return Array.from(text.matchAll(/\p{Changes_When_Casemapped}/gu), ([one]) => one.codePointAt(0) ?? 0);
}

/** Whether several characters from `at` on are what one character folds to, as "ss" is what "ß" folds to. */
export function startsFold(points: readonly number[], at: number): boolean {
  const folded = points.slice(at, at + 3).flatMap(foldCharacter);
  const lengths = [2, 3].filter((length) => length <= folded.length);
  return lengths.some((length) => foldTable().has(String.fromCodePoint(...folded.slice(0, length))));
}

/** A character class when case does not matter. */
export interface FoldedClass {
  readonly set: CharacterSet;
  /** Texts of several characters that it matches too, as `[ß]` matches "ss"; the shorter ones first. */
  readonly sequences: readonly (readonly number[])[];
}

/**
 * Adds to a class what its characters fold to and what folds to the same (Onigmo, regparse.c, `i_apply_case_fold`).
 * From ASCII to beyond and back (k and the Kelvin sign) only for characters in `crossing`, which are those of the
 * class but for its `\w`. A negated class matches no sequences.
 */
export function foldClass(set: CharacterSet, crossing: CharacterSet, negated: boolean): FoldedClass {
  const added: CodeRange[] = [];
  const sequences: (readonly number[])[] = [];
  for (const { folded, from } of foldsFor(set)) {
    const present = from.filter((point) => contains(set, point));
    const single = folded.length === 1 ? folded : [];
    if (single.some((point) => contains(set, point))) present.push(...single);
    if (present.length === 0) continue;
    if (folded.length > 1 && !negated) sequences.push(folded);
    for (const point of [...from, ...single]) {
      // Onigmo notes these where it never looks for them: /[-é]/i does not match "É".
      if (point >= 0x80 && point <= 0xff) continue;
      const reached = present.some((source) => point < 0x80 === source < 0x80 || contains(crossing, source));
      if (reached) added.push([point, point]);
    }
  }
  return { set: union([set, rangesOf(added)]), sequences };
}

/** The folds that characters of a set may have a part in. */
function foldsFor(set: CharacterSet): readonly Fold[] {
  const folds = foldTable();
  const points = fewPoints(set);
  if (points === undefined) return [...folds.values()];
  const texts = new Set(points.map((point) => String.fromCodePoint(...foldCharacter(point))));
  const own = Array.from(texts).flatMap((text) => folds.get(text) ?? []);
  return own.toSorted((left, right) => left.folded.length - right.folded.length);
}
