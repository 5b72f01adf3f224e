import { define } from "../../diagnostics/define.js";
import type { Span } from "../../recipe/tree.js";
import { at, written, type Rule } from "../rule.js";

const finding = define<{ readonly name: string }>("lint/unused-local", {
  severity: "warning",
  summary: "A local variable is assigned and never used.",
  why: "Most often its name is misspelt where it should be used, or a value that was meant for a property does not get there.",
  mend: "Use it, take the assignment out, or let its name start with an underscore when it is there for readers.",
  message: ({ name }) => `"${name}" is assigned and never used.`,
});

export const unusedLocal: Rule = {
  entry: finding,
  examples: [
    {
      bad: "folder = 'C:/web'\n\ndsc_resource 'web' do\n  resource :File\n  property :DestinationPath, 'C:/web'\nend\n",
      good: "folder = 'C:/web'\n\ndsc_resource 'web' do\n  resource :File\n  property :DestinationPath, folder\nend\n",
    },
  ],
  visit: (file) => {
    // Ruby that is not in the tree may use any name that stands in its text.
    const words = new Set<string>();
    const note = (node: Span): void => {
      for (const [word] of written(file, node).matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) words.add(word);
    };
    return {
      enter: { refused: note, broken: note, call: ({ name }) => void words.add(name) },
      end: () => {
        for (const { kind, name, place, isRead } of file.scopes.all) {
          if (kind === "parameter" || isRead || name.startsWith("_") || words.has(name)) continue;
          // Code that is run as text may use any local.
          if (words.has("binding") || words.has("eval")) return;
          file.report(finding(at(file, place), { name }));
        }
      },
    };
  },
};
