import type { StringLiteral } from "../recipe/tree.js";

/** A lone backslash by its offset in the file, and what stands behind it. */
export interface Escape {
  readonly start: number;
  readonly character: string;
}

/** Backslashes of one path, or one word, that were hardly meant to be escapes. */
export interface LostBackslashes {
  /** At least one. */
  readonly escapes: readonly Escape[];
  /** Where the two backslashes of `\\server` stand, which have to be four. */
  readonly share: number | undefined;
  /** Whether there is no doubt that all of them belong to the path: a line break might be one. */
  readonly isCertain: boolean;
}

/** What a path starts with: a drive, a share, a key of the registry, a variable that holds a folder. */
const head =
  /(?:[A-Za-z]:|\\\\(?:\\\\)?[\w.$-]+|(?:HK|hk)(?:LM|CU|CR|U|CC|EY_\w+|lm|cu|cr|u|cc):?|%[\w()]+%|\$[Ee][Nn][Vv]:\w+)(?=[\\/])/y;

/** Words behind a space that a path goes on with: `C:\Program Files (x86)\new`. */
const furtherWords = /(?: [^\s\\/:*?"'`,;=<>|]+){1,3}(?=\\(?:[^nrt]|[nrt]\w))/y;

/** Stands for each character of an interpolation. */
const value = "\uE000";

/** A part of a string up to the next space or quote, with the escapes in it. */
interface Stretch {
  readonly start: number;
  /** Where its head ends; undefined without one. */
  readonly headEnd: number | undefined;
  readonly lone: Escape[];
  /** Whether it has a backslash that is written twice, as it should be. */
  hasDoubled: boolean;
}

/** What is lost in a string in double quotes, in the text of its file. */
export function backslashesLost(text: string, { parts }: StringLiteral): readonly LostBackslashes[] {
  const from = parts[0]?.start ?? 0;
  const raw = parts.reduce((before, { kind, start, end }) => {
    const between = text.slice(from + before.length, start);
    return before + between + (kind === "text" ? text.slice(start, end) : value.repeat(end - start));
  }, "");
  if (!raw.includes("\\")) return [];
  const { stretches, isLined } = stretchesOf(raw);
  return stretches.flatMap(({ stretch, end }) => {
    const isWhole = stretch.start === 0 && end === raw.length;
    const { escapes, ...lost } = lostIn(raw, stretch, isLined, isWhole);
    if (escapes.length === 0) return [];
    const share = lost.share === undefined ? undefined : from + lost.share;
    return [{ ...lost, share, escapes: escapes.map((one) => ({ ...one, start: from + one.start })) }];
  });
}

/** Cuts a string; `isLined` when it certainly has line breaks or tabs that were meant, so that others may be too. */
function stretchesOf(raw: string): {
  readonly stretches: readonly { readonly stretch: Stretch; readonly end: number }[];
  readonly isLined: boolean;
} {
  const stretches: { readonly stretch: Stretch; readonly end: number }[] = [];
  const stop = /\\[^]|[\s"'`(),;=<>|]/g;
  let isLined = false;
  let open = openAt(raw, 0);
  const close = (end: number, next: number): void => {
    if (open.lone.length > 0) stretches.push({ stretch: open, end });
    open = openAt(raw, next);
  };
  for (let match = stop.exec(raw); match !== null; match = stop.exec(raw)) {
    const { index, 0: found } = match;
    const [, character] = found;
    furtherWords.lastIndex = index;
    if (character === undefined) {
      if (kindOf(raw, open) !== "text" && furtherWords.test(raw)) stop.lastIndex = furtherWords.lastIndex;
      else close(index, index + 1);
    } else if (/[nrt]/.test(character) && isMeant(raw, index + 2)) {
      isLined = true;
      close(index, index + 2);
    } else if (/["'`\s]/.test(character)) {
      close(index, index + 2);
    } else if (character !== "\\") {
      open.lone.push({ start: index, character });
    } else if (index >= (open.headEnd ?? 0)) {
      open.hasDoubled = true;
    }
  }
  close(raw.length, raw.length);
  return { stretches, isLined };
}

function openAt(raw: string, start: number): Stretch {
  return { start, headEnd: headEndAt(raw, start), lone: [], hasDoubled: false };
}

function headEndAt(raw: string, start: number): number | undefined {
  head.lastIndex = start;
  return head.test(raw) ? head.lastIndex : undefined;
}

/** What a stretch is from its start: a path, a value that may be a folder, or any text. */
function kindOf(raw: string, { start, headEnd }: Stretch): "path" | "value" | "text" {
  if (headEnd !== undefined) return "path";
  return raw[start] === value ? "value" : "text";
}

/** Whether a line break or a tab was meant as one: no name follows, or a path of its own. */
function isMeant(raw: string, behind: number): boolean {
  return !isWordAt(raw, behind) || headEndAt(raw, behind) !== undefined;
}

function isWordAt(raw: string, index: number): boolean {
  return /\w/.test(raw[index] ?? "");
}

/** What is lost in a stretch; no escapes when nothing is. */
function lostIn(raw: string, stretch: Stretch, isLined: boolean, isWhole: boolean): LostBackslashes {
  const { start, headEnd, lone } = stretch;
  const certain: Escape[] = [];
  const doubtful: Escape[] = [];
  let within = kindOf(raw, stretch);
  for (const one of lone) {
    const { character } = one;
    if (/[a-zA-Z]/.test(character) && !/[abefnrstvxuMcC]/.test(character)) {
      certain.push(one);
      // Escapes of a pattern are small letters mostly, names have a capital.
      if (within === "text" && /[A-Z]/.test(character)) within = "path";
    } else if (within !== "text" && mayBeName(raw, one)) {
      const isFirst = one.start === headEnd && !isLined;
      (isFirst || isHardlyMeant(one, within === "path") ? certain : doubtful).push(one);
    }
  }
  const escapes = [...certain, ...doubtful].sort((a, b) => a.start - b.start);
  const isShare = escapes[0]?.start === headEnd && /^\\\\[^\\]/.test(raw.slice(start, start + 3));
  const share = isShare ? start : undefined;
  if (certain.length > 0) return { escapes, share, isCertain: doubtful.length === 0 || !isLined };
  // Who writes some backslashes twice may well mean a line break, but not in what is nothing but a path.
  const isBroken = headEnd !== undefined && isWhole && stretch.hasDoubled && !isLined;
  return { escapes: isBroken ? escapes : [], share, isCertain: false };
}

/** Whether a name of a path may start behind the backslash. */
function mayBeName(raw: string, { start, character }: Escape): boolean {
  if (character === "#") return raw[start + 2] === "{";
  return character !== "u" && isWordAt(raw, start + 2);
}

/** Whether what Ruby makes of an escape stands in no text, and not in a path at all. */
function isHardlyMeant({ character }: Escape, inPath: boolean): boolean {
  return inPath ? !/[nrtx]/.test(character) : /[#abfv]/.test(character);
}
