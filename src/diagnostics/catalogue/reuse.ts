import { define } from "../define.js";

/** What is wrong with `--reuse`: the folder with the passwords of earlier runs, and the key to it. */

export const unfitReuseKey = define<{ readonly path: string; readonly reason: string }>(
  "cli/unfit-reuse-key",
  {
    severity: "error",
    summary: "The key for --reuse cannot be used.",
    why: "What --reuse keeps tells nothing of passwords only as long as nobody has the key who has the folder, or could guess it.",
    mend: "Make a key with `openssl rand -base64 32 > FILE`, keep it as you keep passwords, and give --reuse-key FILE.",
    message: ({ path, reason }) =>
      path === ""
        ? `There is no key for --reuse: ${reason}.`
        : `The key for --reuse in ${path} cannot be used: ${reason}.`,
  },
);

export const reuseKeyAlone = define("cli/reuse-key-alone", {
  severity: "error",
  summary: "There is a --reuse-key but no --reuse.",
  why: "The key is for the encrypted passwords that --reuse keeps, and is of no use without them.",
  mend: "Say where they are kept: --reuse DIR.",
  message: () => "--reuse-key was given without --reuse.",
});

export const unreadableReuse = define<{ readonly reason: string }>("cli/unreadable-reuse", {
  severity: "error",
  summary: "What --reuse has kept cannot be read.",
  why: "Without it every password would be encrypted anew, and every document with one would change.",
  mend: "Take the file back from where you keep its history. If it is lost, delete it: the passwords are then encrypted anew, once.",
  message: ({ reason }) => `The encrypted passwords of earlier runs cannot be read: ${reason}.`,
});

export const otherReuseKey = define<{ readonly path: string }>("cli/other-reuse-key", {
  severity: "error",
  summary: "What --reuse has kept belongs to another key.",
  why: "Only with its key can a kept password be told to be the same: with another one all would be encrypted anew, and their documents change.",
  mend: "Give the key of the earlier runs, with --reuse-key FILE. If it is lost, delete the files *.passwords.json: all passwords are then encrypted anew, once.",
  message: ({ path }) => `The passwords of earlier runs were not kept with the key in ${path}.`,
});

export const changedReuse = define<{ readonly documents: readonly string[] }>("cli/changed-reuse", {
  severity: "warning",
  summary: "An encrypted password that --reuse has kept was changed by somebody who has not the key.",
  why: "Anybody can encrypt a password for a certificate. Taken from the folder, it would become the password on the machine.",
  mend: "Find out who has changed the file. The password of the recipe was encrypted anew.",
  message: ({ documents: [first, ...more] }) =>
    `A kept password of ${first}${more.length === 0 ? "" : ` and of ${more.length} more documents`} was changed, and is not taken.`,
});
