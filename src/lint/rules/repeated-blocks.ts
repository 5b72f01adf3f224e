import { define } from "../../diagnostics/define.js";
import { walk, type Node } from "../../recipe/children.js";
import type { Expression, Span } from "../../recipe/tree.js";
import { asDscBlock, type DscBlock } from "../blocks.js";
import { at, fix, written, type LintedFile, type Rule } from "../rule.js";
import { indentAt, plainText } from "../text.js";

const finding = define<{ readonly count: number }>("lint/repeated-blocks", {
  severity: "info",
  summary: "Blocks that follow one another differ in one text only.",
  why: "A change has to be made in each of them, and is easily forgotten in one.",
  mend: "Write one block in a loop over the texts: %w(a b c).each do |name|.",
  message: ({ count }) => `These ${count} blocks differ in one text only.`,
});

/** As few as make a loop shorter to read (Foodcritic's FC005). */
const least = 3;

export const repeatedBlocks: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_resource 'Web-Server' do\n  resource :WindowsFeature\n  property :Name, 'Web-Server'\nend\n\ndsc_resource 'Web-Asp-Net45' do\n  resource :WindowsFeature\n  property :Name, 'Web-Asp-Net45'\nend\n\ndsc_resource 'Web-Mgmt-Console' do\n  resource :WindowsFeature\n  property :Name, 'Web-Mgmt-Console'\nend\n",
      fixed:
        "%w(Web-Server Web-Asp-Net45 Web-Mgmt-Console).each do |item|\n  dsc_resource item do\n    resource :WindowsFeature\n    property :Name, item\n  end\nend\n",
    },
  ],
  visit: (file) => {
    check(file, file.recipe.statements);
    return {
      enter: {
        block: ({ statements }) => check(file, statements),
        if: ({ then, otherwise }) => {
          check(file, then);
          check(file, otherwise);
        },
      },
    };
  },
};

/** A block as what it says, its plain strings apart. */
interface Shape {
  readonly block: DscBlock;
  readonly key: string;
  readonly strings: readonly { readonly text: string; readonly node: Node }[];
  /** A string goes over several lines: what is put in front of its lines would become part of it. */
  readonly multiline: boolean;
}

function check(file: LintedFile, statements: readonly Expression[]): void {
  let run: Shape[] = [];
  for (const statement of [...statements, undefined]) {
    const block = asDscBlock(statement, "resource");
    const shape = block === undefined ? undefined : shapeOf(file, block);
    if (shape !== undefined && continues(run, shape)) {
      run.push(shape);
      continue;
    }
    if (run.length >= least) reportRun(file, run);
    run = shape === undefined ? [] : [shape];
  }
}

/** The text of a block with a mark in the place of every string in quotes, so that equal texts are equal blocks. */
function shapeOf(file: LintedFile, block: DscBlock): Shape {
  const strings: Shape["strings"][number][] = [];
  let key = "";
  let from = block.start;
  let multiline = false;
  walk([block], {
    enter: (node) => {
      if (node.kind !== "string" || node.start < from) return;
      const literal = written(file, node);
      multiline ||= literal.startsWith("<<") || literal.includes("\n");
      const text = /^['"]/.test(literal) ? plainText(node) : undefined;
      if (text === undefined) return;
      key += `${written(file, { start: from, end: node.start })}\0`;
      from = node.end;
      strings.push({ text, node });
    },
  });
  key += written(file, { start: from, end: block.end });
  return { block, key: key.replace(/\s+/g, " "), strings, multiline };
}

/** Whether a block belongs to a run: alike, and different from the first at the same places, each time in one text. */
function continues([first, second]: readonly Shape[], shape: Shape): boolean {
  if (first === undefined || first.key !== shape.key) return false;
  const places = differing(first, shape);
  if (!isOneText(places, first) || !isOneText(places, shape)) return false;
  return second === undefined || differing(first, second).join() === places.join();
}

function differing(one: Shape, other: Shape): readonly number[] {
  return one.strings.flatMap(({ text }, index) => (text === other.strings[index]?.text ? [] : [index]));
}

function isOneText(places: readonly number[], { strings }: Shape): boolean {
  return new Set(places.map((index) => strings[index]?.text)).size === 1;
}

function reportRun(file: LintedFile, run: readonly Shape[]): void {
  const [first, second] = run;
  const last = run.at(-1);
  if (first === undefined || second === undefined || last === undefined) return;
  const places = differing(first, second);
  const texts = run.map(({ strings }) => strings[places[0] ?? 0]?.text ?? "");
  const all = { start: first.block.start, end: last.block.end };
  const commented = file.recipe.comments.some(({ start }) => start > all.start && start < all.end);
  const loop = commented || first.multiline ? undefined : loopOf(file, first, places, texts);
  const fixes = loop === undefined ? [] : [fix(file, "Write a loop", false, [{ place: all, text: loop }])];
  const related = [{ message: "The last of them is here.", origin: at(file, headOf(last.block)) }];
  file.report(finding(at(file, headOf(first.block)), { count: run.length }, { related, fixes }));
}

function headOf({ nameStart, nameEnd, arguments: [name] }: DscBlock): Span {
  return { start: nameStart, end: name?.end ?? nameEnd };
}

/** `%w(…).each do |item| … end`; undefined where a text does not go into a word list, or `item` is taken. */
function loopOf(
  file: LintedFile,
  { block, strings }: Shape,
  places: readonly number[],
  texts: readonly string[],
): string | undefined {
  const plain = texts.every((text) => /^[\w.:/@+-]+$/.test(text));
  if (!plain || /\bitem\b/.test(file.recipe.source.text)) return undefined;
  let body = "";
  let from = block.start;
  for (const index of places) {
    const node = strings[index]?.node;
    if (node === undefined) return undefined;
    body += `${written(file, { start: from, end: node.start })}item`;
    from = node.end;
  }
  body += written(file, { start: from, end: block.end });
  const indent = indentAt(file, block.start);
  const inner = body.replace(/\n(?=[^\n])/g, "\n  ");
  return `%w(${texts.join(" ")}).each do |item|\n${indent}  ${inner}\n${indent}end`;
}
