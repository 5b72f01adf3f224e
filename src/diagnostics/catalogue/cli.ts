import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

/** What the command line names and mofsmith does not have. */

export const unknownId = define<{ readonly id: string; readonly near: readonly string[] }>("cli/unknown-id", {
  severity: "error",
  summary: "The id given to explain is that of no diagnostic.",
  why: "Every message starts with the id of its diagnostic, such as check/unknown-property.",
  mend: 'Copy the id from the message, or see them all with "mofsmith explain".',
  message: ({ id }) => `There is no diagnostic "${id}".`,
  help: ({ near }) => didYouMean(near) || 'Type "mofsmith explain" to see all ids.',
});

export const unknownClass = define<{ readonly name: string; readonly near: readonly string[] }>(
  "cli/unknown-class",
  {
    severity: "error",
    summary: "The name given to schema show is that of no resource or class.",
    why: "Only the resources of Windows, of DSC for Linux and of the folders given with --schemas are known.",
    mend: "Check the name, or give the folder of the module that brings the resource with --schemas.",
    message: ({ name }) => `There is no resource or class "${name}".`,
    help: ({ near }) =>
      didYouMean(near) || 'Type "mofsmith schema list" to see all, or give its module with --schemas.',
  },
);

export const manyForStdout = define<{ readonly count: number }>("cli/many-for-stdout", {
  severity: "error",
  summary: "Several documents cannot be printed to standard output.",
  why: "A document is a file of its own; two in a row are no MOF document that an LCM reads.",
  mend: "Choose one node with --node, leave out --each, or write to a folder with --out.",
  message: ({ count }) => `This run makes ${count} documents, and --stdout prints one.`,
});

export const layoutForStdout = define<undefined>("cli/layout-for-stdout", {
  severity: "error",
  summary: "Documents of a resource each cannot be printed to standard output.",
  why: "A document is a file of its own; several in a row are no MOF document that an LCM reads.",
  mend: "Leave out --stdout or --layout resource.",
  message: () => "--layout resource makes a document a resource, and --stdout prints one.",
});

export const layoutAndOrder = define<undefined>("cli/layout-and-order", {
  severity: "error",
  summary: "A strict order cannot be written into documents of a resource each.",
  why: "An order inside of a document is told by DependsOn, which finds nothing in other documents.",
  mend: "Leave out one of the two; the names of the documents tell in which order to apply them.",
  message: () => "--order strict and --layout resource exclude one another.",
});

/** So many names are shown. */
const shownNames = 3;

export const staleDocuments = define<{
  readonly names: readonly string[];
  /** --clean has not removed them. */
  readonly kept: boolean;
}>("cli/stale-documents", {
  severity: "warning",
  summary: "Documents of an earlier run stand among those of this one.",
  why: "Whoever applies the folder applies what the recipe does not ask for any more.",
  mend: "Remove them with --clean, or compile to an empty folder.",
  message: ({ names, kept }) => {
    const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : "";
    const shown = `${names.slice(0, shownNames).join(", ")}${more}`;
    const verb = names.length === 1 ? "is" : "are";
    return kept
      ? `${shown} ${verb} not of this run, and ${verb} kept: mofsmith would have written other bytes.`
      : `${shown} ${verb} not of this run.`;
  },
  help: ({ kept }) =>
    kept
      ? "--clean removes only what mofsmith has written, in its own form: look at these, and remove what is not wanted."
      : "Remove them with --clean, or compile to an empty folder.",
});

export const unfinishedRun = define<{ readonly [none: string]: never }>("cli/unfinished-run", {
  severity: "warning",
  summary: "A compile was killed, or is still at work, while it put documents into this folder.",
  why: "Some of the documents may be those of that run, and others older ones.",
  mend: "Compile again: the next run finishes what that one had decided before it does anything else.",
  message: () => "Not all documents of a run have been put in their places here.",
});

export const invalidName = define<{ readonly name: string }>("cli/invalid-configuration-name", {
  severity: "error",
  summary: "The configuration's name has characters that none may have.",
  why: "Partial configurations, reports and pull servers find a configuration by its name: a letter, then letters, digits and underscores.",
  mend: "Give another name with --name, or in the settings file.",
  message: ({ name }) => `"${name}" cannot be the name of a configuration.`,
});

export const stdoutAndJson = define<{ readonly [none: string]: never }>("cli/stdout-and-json", {
  severity: "error",
  summary: "Both --stdout and --json want standard output.",
  why: "A document with JSON behind it is neither a document nor JSON.",
  mend: "Leave out one of the two.",
  message: () => "--stdout prints the document and --json a result, both to standard output.",
});

export const sameFolder = define<{ readonly folder: string; readonly first: string }>("cli/same-folder", {
  severity: "error",
  summary: "Two files that --each compiles have the same base name.",
  why: "The documents of a file go to a folder of its name, so those of one would replace those of the other.",
  mend: "Compile the two in separate runs, with folders of their own (--out), or rename one.",
  message: ({ folder, first }) =>
    `The documents of this file would go to the folder "${folder}", as those of ${first}.`,
});

export const badEpoch = define<{ readonly text: string }>("cli/bad-source-date-epoch", {
  severity: "error",
  summary: "The variable SOURCE_DATE_EPOCH is no number of seconds.",
  why: "It fixes the date that --timestamp writes; with the time of now instead, equal input would give other bytes.",
  mend: "Set it to whole seconds since 1970-01-01 00:00 UTC, as `git log -1 --format=%ct` prints them, or unset it.",
  message: ({ text }) => `SOURCE_DATE_EPOCH is "${text}", which is no number of seconds.`,
});

export const unfitFolder = define<{ readonly folder: string; readonly problem: string }>("cli/unfit-folder", {
  severity: "error",
  summary: "With --each, the base name of a file cannot name the folder of its documents.",
  why: "The documents of a file go to a folder of its name, which has to exist on Windows as on Linux.",
  mend: "Rename the file.",
  message: ({ folder, problem }) => `No folder can be called "${folder}": ${problem}.`,
});

export const unfitAuthor = define<{ readonly [none: string]: never }>("cli/unfit-author", {
  severity: "error",
  summary: "The author given with --author cannot stand in a document's first comment.",
  why: "A line break, another control character, or the end of a comment in it would end the comment early.",
  mend: "Give a name without them.",
  message: () => "The author holds a line break, a control character or the end of a comment.",
});

const resultOfStub =
  "Write NAME=JSON, such as --stub 'valid_users_groups=[\"admins\"]' or --stub 'Tools.version=\"1.2\"'.";

export const badStub = define<{ readonly name: string }>("cli/bad-stub", {
  severity: "error",
  summary: "A stub does not name a function with its result.",
  why: "A stub says what a function gives that a recipe calls and that mofsmith cannot run.",
  mend: resultOfStub,
  message: ({ name }) =>
    name === "secret"
      ? 'What "secret" gives is given with --secret.'
      : `"${name}" is no function's name with its result behind an equals sign.`,
  help: ({ name }) => (name === "secret" ? "Write --secret NAME=@FILE, or --secret NAME=-." : resultOfStub),
});

export const pathWithRunList = define<{ readonly path: string }>("cli/path-with-run-list", {
  severity: "error",
  summary: "A path beside --run-list is no cookbook folder.",
  why: "The run list says what runs; a recipe file beside it would have no place in the order.",
  mend: "Put the recipe into the run list, and give its cookbook's folder.",
  message: ({ path }) => `With --run-list, only folders of cookbooks can be given, and "${path}" is none.`,
});

export const eachWithRunList = define("cli/each-with-run-list", {
  severity: "error",
  summary: "Both --each and --run-list say what makes a document.",
  why: "Which documents the run makes could not be told.",
  mend: "Leave out one of the two.",
  message: () => "--each compiles every path by itself, and --run-list is one whole.",
});

export const moreProblems = define<{ readonly count: number }>("cli/more-problems", {
  severity: "note",
  summary: "There are more problems than are told.",
  why: "Behind the first two hundred of a kind nobody reads on, and most of them have the same cause.",
  mend: "Mend those that are told, and run the command again.",
  message: ({ count }) => `${count.toLocaleString("en-US")} more problems of these kinds are not told.`,
});

export const manyRecipes = define<{ readonly count: number }>("cli/many-recipes", {
  severity: "error",
  summary: "Several documents are to be decompiled to one recipe.",
  why: "A recipe is of one document; joined, the resources of several machines would be applied to each.",
  mend: "Name a folder with --out; each recipe gets the name of its document.",
  message: ({ count }) => `${count} documents make ${count} recipes, and there is one place for them.`,
});

export const recipeExists = define<{ readonly [none: string]: never }>("cli/recipe-exists", {
  severity: "error",
  summary: "Another recipe stands in the place of the one that is to be written.",
  why: "A recipe is written by people: what they have changed would be lost.",
  mend: "Choose another place with --out, or move the recipe that stands there away.",
  message: () => "Another recipe stands here, and is not overwritten.",
});
