import { define } from "../define.js";

/** What is wrong with `--secret`. None of these shows what is or may be a secret. */

interface From {
  readonly name: string;
  /** Undefined for standard input. */
  readonly path: string | undefined;
}

function sourceOf({ path }: From): string {
  return path === undefined ? "standard input" : `the file ${path}`;
}

export const badSecret = define<{ readonly index: number; readonly count: number }>("cli/bad-secret", {
  severity: "error",
  summary: "A --secret does not say where the secret is.",
  why: "What stands on a command line can be seen by every user of the machine, and stays in the history of the shell.",
  mend: "Write the secret into a file and give --secret NAME=@FILE, or pipe it in with --secret NAME=-.",
  message: ({ index, count }) =>
    `${count === 1 ? "The value of --secret" : `The value of the --secret at place ${index + 1}`} is neither NAME=@FILE nor NAME=-.`,
});

export const unreadableSecret = define<From & { readonly reason: string }>("cli/secret-unreadable", {
  severity: "error",
  summary: "The text of a secret cannot be read.",
  why: "Without its text no credential with the secret can be written.",
  mend: "Name a file that holds the secret and nothing else: --secret NAME=@FILE.",
  message: (from) => `The secret "${from.name}" cannot be read from ${sourceOf(from)}: ${from.reason}.`,
});

export const emptySecret = define<From>("cli/secret-empty", {
  severity: "error",
  summary: "The text of a secret is empty.",
  why: "An empty password is hardly meant: a file was not filled, or a command in front of a pipe failed.",
  mend: "Write the secret into the file, or look at what is piped in.",
  message: (from) => `The secret "${from.name}" is empty in ${sourceOf(from)}.`,
});

export const standardInputTwice = define<{ readonly first: string; readonly second: string }>(
  "cli/secret-input-twice",
  {
    severity: "error",
    summary: "Two secrets are to be read from standard input.",
    why: "Standard input holds one secret, from its start to its end.",
    mend: "Give the others in files: --secret NAME=@FILE.",
    message: ({ first, second }) => `The secrets "${first}" and "${second}" cannot both be standard input.`,
  },
);
