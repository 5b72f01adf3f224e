import { define } from "../../diagnostics/define.js";
import type { Expression } from "../../recipe/tree.js";
import { isWord } from "../blocks.js";
import { at, written, type LintedFile, type Rule } from "../rule.js";

const finding = define<{ readonly word: string }>("lint/unreachable-code", {
  severity: "warning",
  summary: "A statement stands behind one that always leaves.",
  why: "Nothing behind `return`, `raise`, `next` or `break` is run: a resource that is declared there is in no document.",
  mend: "Put a condition on what leaves, or take out what stands behind it.",
  message: ({ word }) => `Nothing from here on is reached: the \`${word}\` before it always leaves.`,
});

export const unreachableCode: Rule = {
  entry: finding,
  examples: [
    {
      bad: "return\n\ndsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\nend\n",
      good: "return unless platform_family?('windows')\n\ndsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\nend\n",
    },
  ],
  visit: (file) => {
    check(file, file.recipe.statements);
    return {
      enter: {
        block: ({ statements }) => check(file, statements),
        sequence: ({ statements }) => check(file, statements),
        if: ({ then, otherwise }) => {
          check(file, then);
          check(file, otherwise);
        },
        case: ({ whens, otherwise }) => {
          for (const { statements } of whens) check(file, statements);
          check(file, otherwise);
        },
      },
    };
  },
};

/** Tells of the first statement behind one that leaves. */
function check(file: LintedFile, statements: readonly Expression[]): void {
  const leaving = statements.findIndex(leaves);
  const word = statements[leaving];
  const next = statements[leaving + 1];
  if (leaving < 0 || word === undefined || next === undefined) return;
  const [name = ""] = /^\w+/.exec(written(file, word)) ?? [];
  file.report(
    finding(
      at(file, next),
      { word: name },
      { related: [{ message: "It leaves here.", origin: at(file, word) }] },
    ),
  );
}

function leaves(statement: Expression): boolean {
  return statement.kind === "return" || statement.kind === "jump" || isWord(statement, "raise", "fail");
}
