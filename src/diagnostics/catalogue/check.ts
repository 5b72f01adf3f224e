import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

export * from "./check-document.js";
export * from "./check-layout.js";
export * from "./check-meta.js";
export * from "./check-properties.js";
export * from "./check-references.js";
export * from "./check-values.js";

/** `A, B and C`, each in quotes. */
function list(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} and ${last}`;
}

export const scriptNotCompiled = define<{ readonly keyword: string }>("check/script-not-compiled", {
  severity: "error",
  summary: "A block that holds a PowerShell configuration cannot be compiled by this version.",
  why: "Its resources would be missing from the document without anybody noticing.",
  mend: "Write each resource of the block as a `dsc_resource` block of its own.",
  message: ({ keyword }) => `This version does not compile the body of a \`${keyword}\` block yet.`,
});

export const missingResource = define<{ readonly name: string | undefined }>("check/missing-resource", {
  severity: "error",
  summary: "A block does not say which DSC resource it configures.",
  why: "Without a resource there is no schema to check the properties against and nothing to apply.",
  mend: "Add the resource's name, for example `resource :File`.",
  message: ({ name }) =>
    `The block${name === undefined ? "" : ` "${name}"`} does not say which DSC resource it is for.`,
});

export const invalidName = define<{ readonly problem: string }>("check/invalid-name", {
  severity: "error",
  summary: "The name of a block cannot be used in a document.",
  why: "The name becomes part of the ResourceID, by which other resources and reports refer to this one.",
  mend: "Give the block a text of at least one character, without control characters.",
  message: ({ problem }) => `This block cannot be named so: ${problem}.`,
});

export const unknownResource = define<{
  readonly name: string;
  readonly moduleName: string | undefined;
  readonly suggestions: readonly string[];
  readonly elsewhere: readonly string[];
  /** Schema files that could not be read in full and may describe it. */
  readonly unread: readonly string[];
}>("check/unknown-resource", {
  severity: "error",
  summary: "No schema describes a DSC resource of this name.",
  why: "Properties can only be checked, and a document only be written, with the resource's schema.",
  mend: "Correct the name, or add the folder with the module's schemas by `--schemas`.",
  message: ({ name, moduleName }) =>
    moduleName === undefined
      ? `No DSC resource is called "${name}".`
      : `Module "${moduleName}" has no DSC resource "${name}".`,
  help: ({ suggestions, elsewhere, unread }) => {
    if (unread.length > 0)
      return `Mend ${list(unread)} first: not all of the schema could be read, and it may describe this resource.`;
    if (elsewhere.length > 0) return `Module ${list(elsewhere)} has it: change \`module_name\`.`;
    if (suggestions.length > 0) return didYouMean(suggestions);
    return "Correct the name, or add the folder with the module's schemas by `--schemas DIR`. `mofsmith schema list` shows what is known.";
  },
});

export const unknownModule = define<{ readonly name: string; readonly suggestions: readonly string[] }>(
  "check/unknown-module",
  {
    severity: "error",
    summary: "No module of this name is known.",
    why: "The module decides which resource is meant, and its name is written into the document.",
    mend: "Correct the name, or add the folder with the module's schemas by `--schemas`.",
    message: ({ name }) => `No module is called "${name}".`,
    help: ({ suggestions }) =>
      suggestions.length > 0
        ? didYouMean(suggestions)
        : "Correct the name, or add the folder that holds the module by `--schemas DIR`.",
  },
);

export const unknownVersion = define<{
  readonly module: string;
  readonly version: string;
  readonly versions: readonly string[];
}>("check/unknown-version", {
  severity: "error",
  summary: "The module is known, but not in the version asked for.",
  why: "Another version may have other properties; the machine would refuse the document or apply something else.",
  mend: "Ask for a version that is there, or add the folder that holds the wanted one by `--schemas`.",
  message: ({ module, version }) => `Version ${version} of module "${module}" is not known.`,
  help: ({ versions }) =>
    versions.length === 0
      ? "Add the folder that holds this version by `--schemas DIR`."
      : `Known: ${versions.join(", ")}. Ask for one of these, or add the folder that holds the wanted version by \`--schemas DIR\`.`,
});

export const ambiguousResource = define<{ readonly name: string; readonly modules: readonly string[] }>(
  "check/ambiguous-resource",
  {
    severity: "error",
    summary: "Several modules bring a resource of this name.",
    why: "Resources of one name differ from module to module, so a guess could configure the wrong thing.",
    mend: "Say which module is meant with `module_name`.",
    message: ({ name, modules }) => `"${name}" could be a resource of module ${list(modules)}.`,
    help: ({ modules }) => `Say which is meant, for example \`module_name '${modules[0] ?? ""}'\`.`,
  },
);

export const inBoxChosen = define<{ readonly name: string; readonly module: string }>("check/in-box-chosen", {
  severity: "note",
  summary: "Several modules bring a resource of this name, and the one that ships with the system was taken.",
  why: "Resources of one name differ from module to module.",
  mend: "Say which module is meant with `module_name`.",
  message: ({ name, module }) =>
    `Several modules have a resource "${name}"; the one of "${module}", which ships with the system, is used.`,
});

export const severalVersions = define<{
  readonly module: string;
  readonly version: string;
  readonly others: readonly string[];
}>("check/several-versions", {
  severity: "warning",
  summary: "A module is there in several versions and the block does not say which it wants.",
  why: "The document names one exact version; when a newer one is added later, the same recipe gives another document.",
  mend: "Say which version is meant with `module_version`.",
  message: ({ module, version, others }) =>
    `Version ${version} of module "${module}" is used; ${others.join(", ")} ${others.length === 1 ? "is" : "are"} there too.`,
  help: ({ version }) => `Say which is meant, for example \`module_version '${version}'\`.`,
});

export const unusualVersion = define<{
  readonly module: string;
  readonly version: string;
  readonly usual: readonly string[];
}>("check/unusual-version", {
  severity: "warning",
  summary: "The module that ships with Windows is asked for in a version that Windows does not have.",
  why: "A machine takes the document all the same, but what applies there need not be what was meant.",
  mend: "Leave `module_version` out: documents name 1.0, or 0.0 where a resource runs under another account.",
  message: ({ module, version }) => `Windows has no version ${version} of module "${module}".`,
  help: ({ usual }) =>
    `Leave \`module_version\` out, or write one that documents name: ${usual.map((one) => `'${one}'`).join(", ")}.`,
});

export const invalidVersion = define<{ readonly version: string }>("check/invalid-version", {
  severity: "error",
  summary: "A module version does not have the form of a version.",
  why: "The machine looks for the module by this version and finds none.",
  mend: "Write two to four numbers with dots between, for example `1.2.0`.",
  message: ({ version }) => `"${version}" is no version.`,
});

export const versionWithoutModule = define<{ readonly version: string }>("check/version-without-module", {
  severity: "warning",
  summary: "A block gives the version of a module, but not the module.",
  why: "Chef refuses such a block when it runs, and the version says nothing once another module brings a resource of the same name.",
  mend: "Add `module_name`.",
  message: ({ version }) => `\`module_version '${version}'\` stands without \`module_name\`.`,
});

export const wrongPlatform = define<{
  readonly name: string;
  readonly platform: string;
  readonly target: string;
}>("check/wrong-platform", {
  severity: "error",
  summary: "The resource exists only for the other operating system.",
  why: "The machine does not have the resource and refuses the document.",
  mend: "Choose the other system with `--target`, or another resource.",
  message: ({ name, platform, target }) =>
    `"${name}" is a resource for ${platform}, and the document is for ${target}.`,
  help: ({ platform }) => `Compile with \`--target ${platform}\`, or use a resource of the target's own.`,
});

export const unknownValue = define<{
  readonly subject: string;
  readonly reason: string;
  readonly remedy: string;
}>("check/unknown-value", {
  severity: "error",
  summary: "A value depends on something that is not known.",
  why: "A document holds finished values; it cannot be written with one missing.",
  mend: "Give the missing data, or write the value so that it can be worked out from the recipe.",
  message: ({ subject, reason }) => `${subject} is not known, because it depends on ${reason}.`,
  help: ({ remedy }) => remedy,
});

export const unknownCondition = define<{
  readonly subject: string;
  readonly reason: string;
  readonly remedy: string;
}>("check/unknown-condition", {
  severity: "error",
  summary: "A condition or loop round a block or property cannot be decided.",
  why: "A document either has a resource or has not; which of the two is not known here.",
  mend: "Give the missing data, or write the condition so that it can be worked out from the recipe.",
  message: ({ subject, reason }) =>
    `Whether ${subject} applies is not known, because it depends on ${reason}.`,
  help: ({ remedy }) => remedy,
});
