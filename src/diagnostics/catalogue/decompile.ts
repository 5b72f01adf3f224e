import { define } from "../define.js";

/** What a document says and a recipe made from it does not. */

export const noSchema = define<{
  readonly className: string;
  readonly module: string | undefined;
  readonly version: string | undefined;
  /** Modules at hand that have such a class, with their versions. */
  readonly elsewhere: readonly string[];
}>("decompile/no-schema", {
  severity: "warning",
  summary: "No schema at hand describes a resource of the document, as the document names it.",
  why: "The kind of a value and the class of an embedded instance are told by the schema; without it they are guessed from how the document writes them. The recipe cannot be compiled without it either.",
  mend: "Give the folder of the module, in the document's version, with --schemas.",
  message: ({ className, module, version, elsewhere }) => {
    const named = module === undefined ? "" : ` of ${module}${version === undefined ? "" : ` ${version}`}`;
    const known = elsewhere.length === 0 ? "" : ` It is known from ${elsewhere.join(", ")}.`;
    return `No schema${named} at hand describes ${className}.${known}`;
  },
});

export const otherId = define<{ readonly id: string | undefined; readonly made: string }>(
  "decompile/other-id",
  {
    severity: "warning",
    summary: "A recipe cannot give a resource the ResourceID that it has in the document.",
    why: "A ResourceID is made of the resource's type and the block's name, [Type]name. Reports and other documents may know the resource by the old one.",
    mend: "Nothing needs to be done where nobody else refers to the resource; DependsOn in the recipe is changed with it.",
    message: ({ id, made }) =>
      id === undefined
        ? `This resource has no ResourceID; compiled again it will have ${made}.`
        : `The ResourceID ${id} will be ${made}.`,
  },
);

export const leftOut = define<{ readonly className: string }>("decompile/left-out", {
  severity: "warning",
  summary: "An instance of the document is left out of the recipe.",
  why: "It is neither a resource nor does any resource refer to it, so that a recipe has no place for it. An LCM does nothing with it.",
  mend: "Nothing needs to be done, unless a resource was meant to refer to it.",
  message: ({ className }) => `This instance of ${className} is left out: no resource refers to it.`,
});

export const lcmSettings = define<undefined>("decompile/lcm-settings", {
  severity: "warning",
  summary: "Settings of a Local Configuration Manager are left out of the recipe.",
  why: "A recipe says what a machine should be, and not how its Local Configuration Manager works.",
  mend: "Write them into the section `Lcm` of the node's entry in the nodes file.",
  message: () => "These settings of a Local Configuration Manager have no place in a recipe.",
});

export const unfitName = define<{ readonly name: string }>("decompile/configuration-name", {
  severity: "warning",
  summary: "The document's configuration has a name that mofsmith gives none.",
  why: "Partial configurations and pull servers find a configuration by its name, and --name takes a letter, then letters, digits and underscores.",
  mend: "Compile with another name, and change it where it is referred to.",
  message: ({ name }) => `"${name}" cannot be given with --name.`,
});

export const unfitNode = define<{ readonly name: string; readonly problem: string }>("decompile/node-name", {
  severity: "warning",
  summary: "The document is for a node with a name that mofsmith compiles for none.",
  why: "A document is a file with the node's name, so that only a name of a file can be one.",
  mend: "Compile with --node and another name.",
  message: ({ name, problem }) => `"${name}" cannot be given with --node: ${problem}.`,
});

export const plainPassword = define<{
  readonly property: string;
  /** The name of the secret that the text holds; undefined where the property is called like one. */
  readonly known: string | undefined;
}>("decompile/plain-password", {
  severity: "warning",
  summary: "The recipe shows a password, as the document does.",
  why: "A property takes the value of secret(…) only for the password of a credential. A password that is the text of another property, or stands within one, is in the recipe as it is in the document, and whoever reads the recipe knows it.",
  mend: "Before anybody else sees the recipe, let the resource take a credential where it can, write a script as the code of a dsc_script, which may have secret(…) in it, or read the password from a node attribute that is not in version control; and change the password.",
  message: ({ property, known }) =>
    known === undefined
      ? `The recipe shows this ${property}: only that of a credential can be a secret(…).`
      : `The recipe shows this ${property}, which holds the secret ${known}.`,
});

export const tooLarge = define<undefined>("decompile/too-large", {
  severity: "error",
  summary: "A recipe of the document would be too large, or too deep, to be compiled.",
  why: "A document names an embedded instance as often as it likes, and a recipe holds it anew each time. A recipe has at most 16 MiB, with at most 100 brackets within one another.",
  mend: "Take the document apart: fewer resources in each.",
  message: () =>
    "Written out, with all embedded instances in their places, this document is larger than a recipe can be.",
});

export const refused = define<{ readonly message: string; readonly code: string }>("decompile/refused", {
  severity: "warning",
  summary: "The compiler refuses the recipe as the document has it.",
  why: "The recipe says what the document says, and the compiler checks more than the one that made the document did.",
  mend: "Correct it in the recipe.",
  message: ({ message, code }) => `The compiler will refuse this: ${message} (${code})`,
  help: ({ code }) => `Correct it in the recipe; "mofsmith explain ${code}" tells more.`,
});

export const differs = define<{
  readonly owner: string;
  /** Undefined where the resource itself is missing. */
  readonly property: string | undefined;
  readonly change: "missing" | "added" | "changed";
}>("decompile/differs", {
  severity: "warning",
  summary: "Compiled again, the recipe gives something else than the document has.",
  why: "The recipe was compiled and compared with the document. The compiler writes one spelling where an LCM takes several, and fills in what is not there.",
  mend: "Look at both documents before the recipe takes the old one's place.",
  message: ({ owner, property, change }) => {
    if (property === undefined) return `Compiled again, the document will not have this ${owner}.`;
    if (change === "missing") return `Compiled again, ${owner} will not have this ${property}.`;
    if (change === "added") return `Compiled again, ${owner} will also have ${property}.`;
    return `Compiled again, the ${property} of ${owner} will be written otherwise.`;
  },
});
