import { define } from "../../diagnostics/define.js";
import type { StringLiteral } from "../../recipe/tree.js";
import { positionOf } from "../../source/source.js";
import { at, fix, type LintedFile, type Replacement, type Rule } from "../rule.js";
import { quotingOf } from "../text.js";

const finding = define<{ readonly escape: string; readonly becomes: string }>("lint/lost-backslash", {
  severity: "warning",
  summary: "A backslash that looks like part of a path or pattern is an escape to Ruby.",
  why: 'Ruby takes the backslash away or makes another character of it: "C:\\Users\\temp" is C:Users, a tab and "emp". The document then names another path, and nobody is told.',
  mend: "Write every backslash twice, or use single quotes, in which a backslash stands for itself (at the start of \\\\server\\share write four).",
  message: ({ escape, becomes }) => `"${escape}" is ${becomes}.`,
});

/** An escape in a text, by its offset. */
interface Escape {
  readonly start: number;
  readonly character: string;
  /** The start of the word it stands in: where a path would say what it is. */
  readonly head: string;
  /** A backslash before a capital letter stood in front of it in the same word: those are names, not escapes. */
  readonly behindName: boolean;
  /** What follows. */
  readonly behind: string;
}

/** What Ruby makes of the letters that are escapes; any other letter stands for itself. */
const meanings: Readonly<Record<string, string>> = {
  a: "a bell character",
  b: "a backspace",
  e: "an escape character",
  f: "a form feed",
  n: "a line break",
  r: "a carriage return",
  s: "a space",
  t: "a tab",
  v: "a vertical tab",
};

/** What a path starts with: a drive, a share, a key of the registry, a variable that holds a folder. */
const pathStart = /^(?:[A-Z]:|\\\\[\w.$-]+|HK(?:LM|CU|CR|U|CC|EY_\w+):?|%[\w()]+%|\$env:\w+)(?:[\\/]|$)/i;

/** Escapes in double quotes that Ruby does not know, or that stand in a path; `\\server\share` in single quotes. */
export const lostBackslash: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, \"C:\\Web\\temp\"\nend\n",
      fixed:
        "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, \"C:\\\\Web\\\\temp\"\nend\n",
      good: "dsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:\\Web\\temp'\nend\n",
    },
    {
      bad: "dsc_resource 'web' do\n  resource :File\n  property :SourcePath, '\\\\server\\share'\n  property :DestinationPath, 'C:\\web'\nend\n",
      fixed:
        "dsc_resource 'web' do\n  resource :File\n  property :SourcePath, '\\\\\\\\server\\share'\n  property :DestinationPath, 'C:\\web'\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      string: (node, ancestors) => {
        const quoting = quotingOf(file, node, ancestors.at(-1));
        if (quoting === "double") reportDouble(file, node);
        else if (quoting === "single") reportShare(file, node);
      },
    },
  }),
};

/** So many escapes of one line are mended by one fix; more would be no path. */
const mostInLine = 100;

/** One finding a line, since a heredoc may hold many paths. */
function reportDouble(file: LintedFile, node: StringLiteral): void {
  const lines = new Map<number, Escape[]>();
  const { source } = file.recipe;
  for (const { kind, start, end } of node.parts) {
    if (kind !== "text") continue;
    for (const escape of escapesIn(source.text, start, end)) {
      if (!isSuspicious(escape)) continue;
      const { line } = positionOf(source, escape.start);
      const others = lines.get(line);
      if (others === undefined) lines.set(line, [escape]);
      else if (others.length <= mostInLine) others.push(escape);
    }
  }
  for (const escapes of lines.values()) {
    const [first] = escapes;
    if (first === undefined) continue;
    const place = at(file, { start: first.start, end: first.start + 2 });
    const mend = () => fix(file, "Double the backslashes", false, escapes.flatMap(doubled));
    const fixes = escapes.length > mostInLine ? [] : [mend()];
    const escape = `\\${first.character}`;
    file.report(finding(place, { escape, becomes: meaningOf(first) }, { fixes }));
  }
}

function* escapesIn(text: string, start: number, end: number): Iterable<Escape> {
  const pattern = /\\[^]|[\s"'`(),;=<>|]/g;
  pattern.lastIndex = start;
  let word = start;
  let behindName = false;
  for (let found = pattern.exec(text); found !== null && found.index < end; found = pattern.exec(text)) {
    const { index } = found;
    const [, character = ""] = found[0];
    if (character === "") {
      word = index + 1;
      behindName = false;
      continue;
    }
    const head = text.slice(word, Math.min(index, word + 60));
    yield {
      start: index,
      character,
      head,
      behindName,
      behind: text.slice(index + 2, Math.min(end, index + 4)),
    };
    if (/[A-Z]/.test(character)) behindName = true;
    if (/["'`\s]/.test(character)) {
      word = index + 2;
      behindName = false;
    }
  }
}

function isSuspicious({ character, head, behindName, behind }: Escape): boolean {
  if (/[\\"'`\s]/.test(character)) return false;
  const inPath = behindName || pathStart.test(head);
  if (character === "#") return inPath && behind.startsWith("{");
  if (/[a-z]/i.test(character) && !/[abefnrstvxuMcC]/.test(character)) return true;
  return inPath && /^\w/.test(behind);
}

function meaningOf({ character }: Escape): string {
  if (character === "#") return 'the text "#" here, so that nothing is interpolated';
  const known = meanings[character];
  if (known !== undefined) return `${known} here`;
  if (/[0-7xuMcC]/.test(character)) return "the start of a character's number here";
  return `"${character}" here: the backslash is lost`;
}

/** The two backslashes of `\\server` become four with the ones behind. */
function doubled({ start, head }: Escape): readonly Replacement[] {
  const own = { place: { start, end: start }, text: "\\" };
  const share = /^\\\\[\w.$-]+$/.test(head) ? start - head.length : undefined;
  return share === undefined ? [own] : [{ place: { start: share, end: share }, text: "\\\\" }, own];
}

/** In single quotes `\\` is one backslash, and any other backslash is one too: `'\\server\share'` lost its first. */
function reportShare(file: LintedFile, { parts: [part] }: StringLiteral): void {
  if (part?.kind !== "text") return;
  const { start } = part;
  const text = file.recipe.source.text.slice(start, part.end);
  if (!/^\\\\[\w.$-]+\\[\w.$-]/.test(text)) return;
  const fixes = [
    fix(file, "Write four backslashes", false, [{ place: { start, end: start }, text: "\\\\" }]),
  ];
  const place = at(file, { start, end: start + 2 });
  file.report(finding(place, { escape: "\\\\", becomes: "one backslash in single quotes" }, { fixes }));
}
