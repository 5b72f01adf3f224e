import { define } from "../define.js";
import { firstLine } from "../excerpt.js";

/** What a recipe does with what `secret` gives. */

/** So long may the names be that services give; whoever types one in needs all of it. */
const longestName = 2048;

function whole(name: string): string {
  return firstLine(name, longestName);
}

export const secretNotGiven = define<{
  readonly name: string;
  readonly version: string;
  /** Those that a value of it is asked for by. */
  readonly keys?: readonly string[];
}>("recipe/secret-not-given", {
  severity: "error",
  summary: "A recipe, or a node's LCM settings, need a secret that was not given.",
  why: "mofsmith asks no service for secrets, so that a recipe cannot reach any: whoever compiles hands them over.",
  mend: "Give the secret with --secret NAME=@FILE, or with --secret NAME=- on standard input; a value of a Hash, as :hashi_vault gives one, with --secret NAME:KEY=@FILE, or NAME:KEY:KEY for one in a Hash in it.",
  message: ({ name, version }) =>
    `The secret "${whole(name)}"${version === "" ? "" : ` in version "${whole(version)}"`} was not given.`,
  help: ({ name, keys = [] }) => {
    const value = [whole(name), ...keys.map(whole)].join(":");
    if (keys.length > 0)
      return `Write the value that is asked for into a file and add --secret '${value}=@file', or pipe it in and add --secret '${value}=-'.`;
    return `Write it into a file and add --secret '${whole(name)}=@file', or pipe it in and add --secret '${whole(name)}=-'. A value of a Hash, as :hashi_vault gives one, is --secret '${whole(name)}:key=@file'.`;
  },
});

const asItIs = "Give the secret to a credential as it is: ps_credential('user', secret(name: 'db')).";

export const secretUsed = define<{ readonly use: string }>("recipe/secret-used", {
  severity: "error",
  summary: "A recipe looks at the text of a secret.",
  why: "What comes of a secret tells of it, and documents, logs and reports are read by many.",
  mend: asItIs,
  message: ({ use }) => `A secret cannot be ${use}.`,
  help: ({ use }) =>
    /"(?:\[\]|fetch|dig)"$/.test(use)
      ? "The service :hashi_vault gives a Hash: give its values instead, each by itself, with --secret 'NAME:key=@FILE', for data in data with --secret 'NAME:data:key=@FILE'."
      : asItIs,
});

export const secretInText = define("recipe/secret-in-text", {
  severity: "error",
  summary: "A secret stands in a text that is not the body of a script.",
  why: "Such a text is written where many can read it; only the body of a script is looked through for secrets.",
  mend: "Give the secret to a credential as it is: ps_credential('user', secret(name: 'db')). Only the code of a dsc_script or dsc_configuration may have one in its text.",
  message: () => "This puts a secret into a text that is not the body of a script.",
});
