import { define } from "../define.js";
import { excerpt } from "../excerpt.js";

/** What a recipe does with what `secret` gives. */

export const secretNotGiven = define<{ readonly name: string; readonly version: string }>(
  "recipe/secret-not-given",
  {
    severity: "error",
    summary: "A recipe, or a node's LCM settings, need a secret that was not given.",
    why: "mofsmith asks no service for secrets, so that a recipe cannot reach any: whoever compiles hands them over.",
    mend: "Give the secret with --secret NAME=@FILE, or with --secret NAME=- on standard input.",
    message: ({ name, version }) =>
      `The secret "${excerpt(name)}"${version === "" ? "" : ` in version "${excerpt(version)}"`} was not given.`,
    help: ({ name }) =>
      `Write it into a file and add --secret '${excerpt(name)}=@file', or pipe it in and add --secret '${excerpt(name)}=-'.`,
  },
);

export const secretUsed = define<{ readonly use: string }>("recipe/secret-used", {
  severity: "error",
  summary: "A recipe looks at the text of a secret.",
  why: "What comes of a secret tells of it, and documents, logs and reports are read by many.",
  mend: "Give the secret to a credential as it is: ps_credential('user', secret(name: 'db')).",
  message: ({ use }) => `A secret cannot be ${use}.`,
});

export const secretInText = define("recipe/secret-in-text", {
  severity: "error",
  summary: "A secret stands in a text that is not the body of a script.",
  why: "Such a text is written where many can read it; only the body of a script is looked through for secrets.",
  mend: "Give the secret to a credential as it is: ps_credential('user', secret(name: 'db')). Only the code of a dsc_script or dsc_configuration may have one in its text.",
  message: () => "This puts a secret into a text that is not the body of a script.",
});
