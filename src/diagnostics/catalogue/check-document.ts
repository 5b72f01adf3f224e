import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

export const noResources = define<{ readonly node: string }>("check/no-resources", {
  severity: "error",
  summary: "A document holds no resource.",
  why: "A machine refuses an empty document.",
  mend: "Declare at least one resource.",
  message: ({ node }) => `The document for ${node} has no resource.`,
});

export const documentSize = define<{ readonly bytes: number | undefined }>("check/document-size", {
  severity: "error",
  summary: "A document is larger or smaller than a machine takes.",
  why: "A machine refuses a document of fewer than 5 bytes or more than 50 MiB before it reads it.",
  mend: "Split a large document's resources over several machines' documents or partial configurations.",
  message: ({ bytes }) =>
    bytes === undefined
      ? "The document is larger than 50 MiB."
      : `The document has ${bytes} ${bytes === 1 ? "byte" : "bytes"}, and a machine reads none of fewer than 5.`,
  help: ({ bytes }) =>
    bytes === undefined
      ? "Split its resources over several documents."
      : "Write the document again: this is what is left of one that was not written to its end.",
});

export const unknownClass = define<{
  readonly className: string;
  readonly suggestions: readonly string[];
}>("check/unknown-class", {
  severity: "error",
  summary: "A document holds an instance of a class that no schema describes.",
  why: "A machine without the class refuses the document, and nothing in the instance can be checked.",
  mend: "Add the folder that holds the module's schemas by `--schemas DIR`, or correct the class.",
  message: ({ className }) => `No schema describes the class ${className}.`,
  help: ({ suggestions }) =>
    didYouMean(suggestions) || "Add the folder that holds the module's schemas by `--schemas DIR`.",
});

export const wrongEmbeddedClass = define<{
  readonly property: string;
  readonly expected: string;
  readonly found: string;
  /** What `ps_credential` makes stands where a class is asked for that has more than a user and a password. */
  readonly credential?: boolean;
}>("check/wrong-embedded-class", {
  severity: "error",
  summary: "An embedded instance is of another class than the property takes.",
  why: "A machine refuses the document.",
  mend: "Embed an instance of the property's class, or of a class derived from it.",
  message: ({ property, expected, found }) =>
    `"${property}" takes an instance of ${expected}, and this is one of ${found}.`,
  help: ({ expected, credential }) =>
    credential === true
      ? `Write \`cim_instance('${expected}', UserName: …, Password: …)\`, or a Hash of its properties.`
      : "Embed an instance of the property's class, or of a class derived from it.",
});

export const configurationDocument = define<{ readonly count: number }>("check/configuration-document", {
  severity: "error",
  summary: "A document needs exactly one OMI_ConfigurationDocument.",
  why: "It tells which versions can read the document; a machine refuses one without it or with two.",
  mend: "Have exactly one `instance of OMI_ConfigurationDocument`.",
  message: ({ count }) =>
    count === 0
      ? "The document has no instance of OMI_ConfigurationDocument."
      : `The document has ${count} instances of OMI_ConfigurationDocument.`,
});

export const documentVersion = define<{ readonly version: string; readonly meta: boolean }>(
  "check/document-version",
  {
    severity: "error",
    summary: "The Version of the OMI_ConfigurationDocument is not accepted.",
    why: "A machine decides by it whether it can read the document.",
    mend: 'Write `Version = "2.0.0"`.',
    message: ({ version, meta }) =>
      meta
        ? `The Version of a meta configuration must be 1.0.0 or 2.0.0, and this is "${version}".`
        : `The Version of a document has three numbers with dots between, and this is "${version}".`,
  },
);

export const inventoryDocument = define<Record<string, never>>("check/inventory-document", {
  severity: "error",
  summary: "An inventory document stands where a configuration is expected.",
  why: "A machine refuses to apply it.",
  mend: "Remove DocumentType, or take the document for what it is.",
  message: () => "This is an inventory document, which cannot be applied as a configuration.",
});

export const metaConfiguration = define<{ readonly problem: string }>("check/meta-configuration", {
  severity: "error",
  summary: "Settings of a Local Configuration Manager and a configuration cannot share a document.",
  why: "A machine takes the two by different ways and refuses each in the other's place.",
  mend: "Keep MSFT_DSCMetaConfiguration in a document of its own, named `<node>.meta.mof`.",
  message: ({ problem }) => problem,
});

export const partialConfiguration = define<{ readonly problem: string }>("check/partial-configuration", {
  severity: "error",
  summary: "A partial configuration in a machine's settings does not fit the rest of them.",
  why: "A machine refuses settings that name what they do not define, or that its system does not support.",
  mend: "Name managers that the settings define; on Linux one for configurations and none for modules.",
  message: ({ problem }) => problem,
});

export const noHeader = define<Record<string, never>>("check/no-header", {
  severity: "warning",
  summary: "A document does not begin with the comment that names its machine.",
  why: "A machine takes the document all the same, but people and tools cannot tell whose it is.",
  mend: "Begin the document with `/*`, `@TargetNode='name'` and `*/` on lines of their own.",
  message: () => "The document does not begin with a comment that names its machine.",
});

export const unusualAlias = define<{ readonly alias: string; readonly className: string }>(
  "check/unusual-alias",
  {
    severity: "warning",
    summary: "An alias does not have the usual form.",
    why: "A machine takes it, but tools that read documents expect the class, a number and `ref`.",
    mend: "Write `$`, the name of the class, a number and `ref`.",
    message: ({ alias }) => `The alias "$${alias}" is not of the usual form.`,
    help: ({ className }) => `Write it like \`$${className}1ref\`.`,
  },
);

export const unusedInstance = define<{ readonly className: string }>("check/unused-instance", {
  severity: "warning",
  summary: "An instance is no resource, and no other instance refers to it.",
  why: "A machine drops it without a word.",
  mend: "Refer to it by its alias, or remove it.",
  message: ({ className }) => `Nothing refers to this instance of ${className}.`,
});

export const plainPassword = define<Record<string, never>>("check/plain-password", {
  severity: "warning",
  summary: "A document that says its passwords are encrypted holds one that is not.",
  why: "Anybody who can read the document can read the password, and the machine fails to decrypt it.",
  mend: "Encrypt the password for the machine's certificate, or remove ContentType.",
  message: () => "This password is not encrypted, although the document's ContentType is PasswordEncrypted.",
});

export const minimumVersion = define<{ readonly version: string | undefined }>("check/minimum-version", {
  severity: "warning",
  summary: "A document with PsDscRunAsCredential can be taken by machines that do not know it.",
  why: "A machine with an older LCM would ignore the account and run the resource as Local System.",
  mend: 'Write `MinimumCompatibleVersion = "2.0.0"`.',
  message: ({ version }) =>
    version === undefined
      ? "PsDscRunAsCredential needs MinimumCompatibleVersion 2.0.0, and the document has none."
      : `PsDscRunAsCredential needs MinimumCompatibleVersion 2.0.0, and this is "${version}".`,
});

export const classInDocument = define<{ readonly className: string }>("check/class-in-document", {
  severity: "error",
  summary: "The class of a resource is declared in the document alone.",
  why: "A machine knows resources by their registered schemas: it reads the document and then refuses it.",
  mend: "Add the folder that holds the module's schemas by `--schemas DIR`, and remove the class from the document.",
  message: ({ className }) => `Only the document itself declares the resource's class ${className}.`,
});

export const malformedId = define<{ readonly id: string }>("check/malformed-id", {
  severity: "warning",
  summary: "A ResourceID does not have the usual form.",
  why: "A machine takes it, but tools that read its reports expect [Type]Name.",
  mend: "Write `[Type]Name`.",
  message: ({ id }) => `The ResourceID "${id}" is not of the form [Type]Name.`,
});

export const malformedSourceInfo = define<{ readonly text: string }>("check/malformed-source-info", {
  severity: "warning",
  summary: "A SourceInfo does not have the usual form.",
  why: "A machine takes it, but its reports can then not be traced to a line.",
  mend: "Write `file::line::column::keyword`.",
  message: ({ text }) => `The SourceInfo "${text}" is not of the form file::line::column::keyword.`,
});
