import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

/** Comments that silence findings, and what lint says of a run; its rules are in `lint/rules/`. */

export const malformedSuppression = define<{ readonly problem: string; readonly near: readonly string[] }>(
  "lint/malformed-suppression",
  {
    severity: "warning",
    summary: "A comment that starts with `mofsmith:` cannot be read.",
    why: "What it was to silence is told all the same.",
    mend: "Write `# mofsmith:ignore lint/rule: reason`, or at the top of the file `# mofsmith:ignore-file lint/rule: reason`.",
    message: ({ problem }) => `This comment has no effect: ${problem}.`,
    help: ({ near }) =>
      didYouMean(near) ||
      "Write `# mofsmith:ignore lint/rule: reason`, or at the top of the file `# mofsmith:ignore-file lint/rule: reason`.",
  },
);

export const suppressionWithoutReason = define<{ readonly code: string }>("lint/suppression-without-reason", {
  severity: "warning",
  summary: "A comment silences a finding without a reason.",
  why: "Whoever reads the recipe next cannot tell whether the finding was looked at or merely put away; the comment has no effect.",
  mend: "Write the reason behind a colon: `# mofsmith:ignore lint/rule: reason`.",
  message: ({ code }) => `The reason for silencing ${code} is missing.`,
  help: ({ code }) => `Write it behind a colon: # mofsmith:ignore ${code}: reason.`,
});

export const unknownSuppression = define<{ readonly code: string; readonly near: readonly string[] }>(
  "lint/unknown-suppression",
  {
    severity: "warning",
    summary: "A comment silences a diagnostic that does not exist.",
    why: "What it was to silence is told all the same.",
    mend: 'Copy the id from the message, or see them all with "mofsmith explain".',
    message: ({ code }) => `There is no diagnostic "${code}".`,
    help: ({ near }) => didYouMean(near) || 'Type "mofsmith explain" to see all ids.',
  },
);

export const suppressedError = define<{ readonly code: string }>("lint/suppressed-error", {
  severity: "warning",
  summary: "A comment tries to silence an error.",
  why: "An error is what no document can be made of; to silence it would only move it to where nobody looks.",
  mend: "Mend the error, and take the comment out.",
  message: ({ code }) => `${code} is an error here, and errors cannot be silenced.`,
});

export const unusedSuppression = define<{ readonly code: string }>("lint/unused-suppression", {
  severity: "warning",
  summary: "A comment silences nothing.",
  why: "It may hide a finding that comes later, and makes readers look for a problem that is gone.",
  mend: "Take the comment out.",
  message: ({ code }) => `There is no ${code} here to be silenced.`,
});

export const tooManyWarnings = define<{ readonly count: number; readonly most: number }>(
  "lint/too-many-warnings",
  {
    severity: "error",
    summary: "There are more warnings than the run allows.",
    why: "A number that may only fall keeps the warnings of today without letting new ones in.",
    mend: "Mend warnings, or raise the number given with --max-warnings or in the settings.",
    message: ({ count, most }) =>
      `There ${count === 1 ? "is 1 warning" : `are ${count} warnings`}, and ${most === 0 ? "none is" : `${most} ${most === 1 ? "is" : "are"}`} allowed.`,
  },
);

export const noLintFiles = define<{ readonly [none: string]: never }>("lint/no-files", {
  severity: "error",
  summary: "A folder that is to be linted has no recipes.",
  why: "A run that looks at nothing finds nothing, and would be taken for a good one.",
  mend: "Name a recipe, a cookbook, or a folder with .rb files in it.",
  message: () => "There is no .rb file to be looked at in this folder.",
});

export const notLinted = define<{ readonly purpose: string }>("lint/not-linted", {
  severity: "note",
  summary: "A file that was named is none that declares something.",
  why: "Roles, environments, libraries and tests have languages of their own: what is right in them would be wrong in a recipe.",
  mend: "Name recipes, attribute files, custom resources, or the folders round them.",
  message: ({ purpose }) => `This file is ${purpose}, not a recipe: lint has not looked at it.`,
});
