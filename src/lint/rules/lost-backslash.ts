import { define } from "../../diagnostics/define.js";
import type { StringLiteral } from "../../recipe/tree.js";
import { positionOf } from "../../source/source.js";
import { at, fix, type LintedFile, type Replacement, type Rule } from "../rule.js";
import { backslashesLost, type Escape, type LostBackslashes } from "../paths-in-text.js";
import { quotingOf } from "../text.js";

const finding = define<{ readonly escape: string; readonly becomes: string }>("lint/lost-backslash", {
  severity: "warning",
  summary: "A backslash that looks like part of a path or pattern is an escape to Ruby.",
  why: 'Ruby takes the backslash away or makes another character of it: "C:\\Users\\temp" is C:Users, a tab and "emp". The document then names another path, and nobody is told.',
  mend: "Write every backslash twice, or use single quotes, in which a backslash stands for itself (at the start of \\\\server\\share write four).",
  message: ({ escape, becomes }) => `"${escape}" is ${becomes}.`,
});

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
  const lines = new Map<number, LostBackslashes[]>();
  const { source } = file.recipe;
  for (const lost of backslashesLost(source.text, node)) {
    const { line } = positionOf(source, lost.escapes[0]?.start ?? node.start);
    const others = lines.get(line);
    if (others === undefined) lines.set(line, [lost]);
    else if (others.length <= mostInLine) others.push(lost);
  }
  for (const all of lines.values()) {
    const [first, ...others] = all.flatMap(({ escapes }) => escapes);
    if (first === undefined) continue;
    const place = at(file, { start: first.start, end: first.start + 2 });
    const isMended = others.length < mostInLine && all.every(({ isCertain }) => isCertain);
    const mend = () => fix(file, "Double the backslashes", false, all.flatMap(doubled));
    const fixes = isMended ? [mend()] : [];
    const escape = `\\${first.character}`;
    file.report(finding(place, { escape, becomes: meaningOf(first) }, { fixes }));
  }
}

function meaningOf({ character }: Escape): string {
  if (character === "#") return 'the text "#" here, so that nothing is interpolated';
  const known = meanings[character];
  if (known !== undefined) return `${known} here`;
  if (/[0-7xuMcC]/.test(character)) return "the start of a character's number here";
  return `"${character}" here: the backslash is lost`;
}

function doubled({ escapes, share }: LostBackslashes): readonly Replacement[] {
  const own = escapes.map(({ start }) => ({ place: { start, end: start }, text: "\\" }));
  return share === undefined ? own : [{ place: { start: share, end: share }, text: "\\\\" }, ...own];
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
