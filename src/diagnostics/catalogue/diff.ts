import { define } from "../define.js";

/** What `diff` cannot compare. */

export const noDocuments = define("diff/no-documents", {
  severity: "error",
  summary: "A folder to compare is no cookbook and holds no documents.",
  why: "Compared with nothing, all of the other side would seem to be new or gone.",
  mend: "Give a folder with .mof files, a cookbook's folder, a recipe or a document.",
  message: () => "There is no recipe and no .mof file in this folder.",
});

export const noCounterpart = define<{ readonly name: string; readonly others: readonly string[] }>(
  "diff/no-counterpart",
  {
    severity: "error",
    summary: "A document is compared with several others, none of which has its name.",
    why: "Which of them takes its place cannot be told.",
    mend: "Choose one of them: its file, or its node with --node.",
    message: ({ name, others }) => {
      const shown = others.slice(0, 3).join(", ");
      return `On the other side there is no ${name}, but ${shown}${others.length > 3 ? " and more" : ""}.`;
    },
  },
);

export const deepDocument = define<{ readonly limit: number }>("diff/deep-document", {
  severity: "error",
  summary: "Instances of a document are nested deeper than mofsmith compares.",
  why: "No configuration nests so deep; a program that went wrong does.",
  mend: "Look with `mofsmith verify` whether the document is what you take it for.",
  message: ({ limit }) => `Instances stand inside one another more than ${limit} levels deep.`,
});

export const markdownOfDiff = define<undefined>("cli/markdown-of-diff", {
  severity: "error",
  summary: "Only diff tells its result as Markdown.",
  why: "Problems are told with their places, for which editors and code hosts have formats of their own.",
  mend: "Use --format text, json, sarif or github.",
  message: () => "--format markdown is for diff alone.",
});
