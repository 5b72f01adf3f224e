import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

/** The settings file, node data and what the command line says of nodes. */

export const unreadableFile = define<{ readonly reason: string }>("config/unreadable-file", {
  severity: "error",
  summary: "A file of settings, of node data or of Chef's own data cannot be read.",
  why: "Without it, nodes would get other values than the ones that were meant.",
  mend: "Check that the path is spelt as on disk and that you are allowed to read it, and save the file as UTF-8.",
  message: ({ reason }) => `This file cannot be read: ${reason}.`,
});

export const badData = define<{
  readonly language: "JSON" | "YAML" | "PowerShell data";
  readonly problem: string;
}>("config/bad-data", {
  severity: "error",
  summary: "A settings or node data file is not written in the language its name promises.",
  why: "A file that is read only in part would give nodes values that nobody wrote.",
  mend: "Mend the file at the place shown. Settings and JSON data may hold comments and trailing commas.",
  message: ({ language, problem }) => `This is not ${language}: ${problem}.`,
});

export const deepData = define<{ readonly limit: number }>("config/deep-data", {
  severity: "error",
  summary: "Data is nested deeper than mofsmith reads.",
  why: "Nobody writes data that deep by hand; a program that went wrong does.",
  mend: "Nest the data less deeply.",
  message: ({ limit }) => `Data is nested more than ${limit} levels deep here.`,
});

export const notPlainData = define<{ readonly problem: string }>("config/not-plain-data", {
  severity: "error",
  summary: "A PowerShell data file holds something that PowerShell would have to work out.",
  why: "Data files are only read, never run: a value that had to be guessed would reach machines.",
  mend: "Write the value itself: texts in single quotation marks, numbers, $true, $false, $null, @( … ) and @{ … } of these.",
  message: ({ problem }) => `This is no plain value: ${problem}.`,
});

export const duplicateKey = define<{ readonly key: string }>("config/duplicate-key", {
  severity: "error",
  summary: "A key is given twice in one object of a settings or node data file.",
  why: "Only one of the two values could count, and which one differs from program to program.",
  mend: "Remove one of the two.",
  message: ({ key }) => `The key "${key}" is given twice in this object.`,
});

export const unknownSetting = define<{ readonly key: string; readonly near: readonly string[] }>(
  "config/unknown-setting",
  {
    severity: "error",
    summary: "The settings file has a key that mofsmith does not know.",
    why: "A misspelt setting would be ignored, and the default used instead.",
    mend: "Spell the setting as in grammar/config.schema.json, or remove it.",
    message: ({ key }) => `There is no setting "${key}".`,
    help: ({ near }) => didYouMean(near) || "Remove it, or see grammar/config.schema.json for what there is.",
  },
);

export const badSetting = define<{ readonly path: string; readonly expected: string }>("config/bad-setting", {
  severity: "error",
  summary: "A setting has a value of the wrong kind.",
  why: "A setting that cannot be understood would be ignored, and the default used instead.",
  mend: "Give the setting a value of the kind that is named.",
  message: ({ path, expected }) => `The setting "${path}" must be ${expected}.`,
  help: ({ expected }) => `Write ${expected} here.`,
});

export const unknownRule = define<{ readonly code: string; readonly near: readonly string[] }>(
  "config/unknown-rule",
  {
    severity: "error",
    summary: "The settings give a weight to a finding of lint that does not exist.",
    why: "A misspelt rule would keep the weight it has.",
    mend: 'Copy the id from a message, or see them all with "mofsmith explain".',
    message: ({ code }) => `There is no diagnostic "${code}".`,
    help: ({ near }) => didYouMean(near) || 'Type "mofsmith explain" to see all ids.',
  },
);

export const fixedSeverity = define<{ readonly code: string }>("config/fixed-severity", {
  severity: "error",
  summary: "The settings give another weight to an error.",
  why: "An error is what no document can be made of; it would come again when the recipe is compiled.",
  mend: "Remove it: settings decide about rules of lint (lint/…) and about warnings, infos and notes.",
  message: ({ code }) => `${code} is an error, whatever settings say.`,
});

export const unknownDataFormat = define<{ readonly extension: string }>("config/unknown-data-format", {
  severity: "error",
  summary: "Node data is in a kind of file that mofsmith does not read.",
  why: "The name of the file decides how it is read; guessing could give nodes wrong values.",
  mend: "Write the data as JSON (.json), YAML (.yaml, .yml) or a PowerShell data file (.psd1).",
  message: ({ extension }) => `Node data in a file whose name ends in "${extension}" cannot be read.`,
});

export const noObject = define<{ readonly what: string }>("config/no-object", {
  severity: "error",
  summary: "Node data is not an object of names and values where it must be one.",
  why: "Attributes are looked up by name, so they have to have names.",
  mend: 'Write an object, for example { "web": { "port": 80 } } in JSON or "web: { port: 80 }" in YAML.',
  message: ({ what }) => `${what} must be an object of names and values.`,
});

export const nodesAsAttributes = define<{ readonly file: string }>("config/nodes-as-attributes", {
  severity: "error",
  summary: "A file of nodes was given as one of node attributes.",
  why: "None of its nodes would be compiled for; one node would have the list of them for an attribute.",
  mend: "Give it with --nodes, and keep --attributes for files of attributes.",
  message: () => "This file holds nodes (AllNodes), not the attributes of one.",
  help: ({ file }) => `Write --nodes ${file}.`,
});

export const noAllNodes = define("config/no-all-nodes", {
  severity: "error",
  summary: "Configuration data has no list AllNodes.",
  why: "AllNodes is where configuration data names its nodes; without it there is nothing to compile for.",
  mend: 'Give the file the form { "AllNodes": [ { "NodeName": "web01" } ] }, or as .psd1 @{ AllNodes = @( @{ NodeName = "web01" } ) }.',
  message: () => "Configuration data must be an object with a list AllNodes.",
});

export const noNodes = define("config/no-nodes", {
  severity: "error",
  summary: "Configuration data names no node.",
  why: "Nothing would be compiled or looked at, and nobody would notice.",
  mend: 'Add an entry such as { "NodeName": "web01" } for each node; the entry "*" is what they have in common.',
  message: () => "AllNodes names no node.",
});

export const badNodeName = define<{ readonly name: string; readonly problem: string }>(
  "config/bad-node-name",
  {
    severity: "error",
    summary: "A node has no name, or one that cannot be the name of a document.",
    why: "Each node's document is written to <node>.mof and must be writable on Windows and on Linux.",
    mend: "Give every node a NodeName that is a legal file name, such as its host name.",
    message: ({ name, problem }) =>
      name === "" ? "This node has no NodeName." : `"${name}" cannot name a node: ${problem}.`,
  },
);

export const duplicateNode = define<{ readonly name: string }>("config/duplicate-node", {
  severity: "error",
  summary: "Two nodes have the same name.",
  why: "Node names ignore case, and both documents would be written to the same file.",
  mend: "Merge the two entries, or rename one.",
  message: ({ name }) => `There is another node of the name "${name}".`,
});

export const noSuchNode = define<{ readonly selector: string; readonly near: readonly string[] }>(
  "config/no-such-node",
  {
    severity: "error",
    summary: "A selector given with --node matches no node of the nodes file.",
    why: "Nothing would be compiled for it, and nobody would notice.",
    mend: "Name a node of the file, or a pattern such as web* that matches some.",
    message: ({ selector }) => `No node of the nodes file is called "${selector}".`,
    help: ({ near }) => didYouMean(near) || "Name a node of the file, or a pattern such as web*.",
  },
);

export const noSuchRole = define<{ readonly role: string; readonly near: readonly string[] }>(
  "config/no-such-role",
  {
    severity: "error",
    summary: "A role given with --role is that of no node of the nodes file.",
    why: "Nothing would be compiled for it, and nobody would notice.",
    mend: "Name a role that an entry of AllNodes has under Role or Roles, or a pattern such as web* that matches some.",
    message: ({ role }) => `No node of the nodes file has the role "${role}".`,
    help: ({ near }) => didYouMean(near) || "Name a role that an entry has under Role or Roles.",
  },
);

export const noNodeSelected = define<{ readonly [none: string]: never }>("config/no-node-selected", {
  severity: "error",
  summary: "No node has both a name that --node and a role that --role gives.",
  why: "Nothing would be compiled, and nobody would notice.",
  mend: "Leave out one of the two: given both, a node is chosen that both match.",
  message: () => "No node of the nodes file is chosen by both --node and --role.",
});

export const roleWithoutNodes = define<{ readonly [none: string]: never }>("config/role-without-nodes", {
  severity: "error",
  summary: "A role is given with --role, and no nodes file whose nodes it could choose.",
  why: "Roles of nodes stand in configuration data; everything would be compiled for one node instead.",
  mend: "Give the nodes file with --nodes. The folder of Chef's roles is --roles.",
  message: () => "--role chooses among the nodes of a nodes file, and there is none.",
});

export const badEnvironment = define<{ readonly what: string }>("config/bad-environment", {
  severity: "error",
  summary: "The environment declared for a node is not an object of names and texts.",
  why: "ENV holds texts only, as on a real machine; a number there would compare differently.",
  mend: 'Write "env": { "NAME": "value" }, every value in quotation marks.',
  message: ({ what }) => `${what} must be a text in quotation marks.`,
});

export const unknownCredentialKey = define<{
  readonly key: string;
  readonly suggestions: readonly string[];
}>("config/unknown-credential-key", {
  severity: "warning",
  summary: "A key of configuration data has a reserved name and no meaning.",
  why: "Keys that begin with PSDsc or Certificate are for the compiler: a recipe finds none of them among the node's attributes.",
  mend: "Correct the name, or give the attribute one that begins otherwise.",
  message: ({ key }) => `${key} says nothing of how credentials are written, and is no attribute either.`,
  help: ({ suggestions }) =>
    didYouMean(suggestions) || "Correct the name, or give the attribute one that begins otherwise.",
});

export const badCredentialKey = define<{ readonly key: string; readonly kind: "text" | "flag" }>(
  "config/bad-credential-key",
  {
    severity: "error",
    summary: "A key of configuration data that decides about credentials holds a value of the wrong kind.",
    why: 'PowerShell would take any text for true, also "false", and passwords would stand in the document as plain text.',
    mend: "Write true or false without quotation marks for PSDscAllowPlainTextPassword and PSDscAllowDomainUser, and a text for CertificateFile and CertificateID.",
    message: ({ key, kind }) =>
      kind === "flag"
        ? `${key} must be true or false, and nothing else.`
        : `${key} must be a text, and not an empty one.`,
    help: ({ key, kind }) =>
      kind === "flag"
        ? "Write true or false, without quotation marks."
        : key === "CertificateFile"
          ? 'Write the path of the certificate, relative to this file: "certificates/web01.cer".'
          : "Write the thumbprint of the certificate in quotation marks.",
  },
);
