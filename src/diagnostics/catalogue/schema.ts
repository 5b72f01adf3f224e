import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

/** A `--schemas` folder that is not there. */
export const noFolder = define<{ folder: string; isFile: boolean }>("schema/no-folder", {
  severity: "error",
  summary: "A folder given for schemas does not exist, cannot be read or is a file.",
  why: "Without its schemas, the resources of a module are unknown and nothing that uses them can be checked.",
  mend: "Give the folder that holds the modules, such as one that has NetworkingDsc/ in it, or one module's own folder.",
  message: ({ folder, isFile }) =>
    isFile
      ? `"${folder}" is a file, and schemas are given by the folder that they lie in.`
      : `The schema folder "${folder}" does not exist, or it cannot be read.`,
});

/** A `--schemas` folder with nothing in it that could be used. */
export const noSchemas = define<{ folder: string }>("schema/no-schemas", {
  severity: "warning",
  summary: "A folder given for schemas holds no resource schema.",
  why: "The folder adds no resource, so it was probably not the one that was meant.",
  mend: "Give the folder that holds the modules; the schemas in it are the files that end in .mof and declare classes.",
  message: ({ folder }) => `The folder "${folder}" holds no MOF file that declares a class.`,
});

/** A schema file whose bytes or text cannot be had. */
export const unreadableFile = define<{ file: string; reason: string }>("schema/unreadable-file", {
  severity: "warning",
  summary: "A schema file cannot be read, so its resources are unknown.",
  why: "The resources of this file cannot be used until it can be read; those of other files can.",
  mend: "Make the file readable, and save it as UTF-8 or as UTF-16 with a byte order mark.",
  message: ({ file, reason }) => `The schema file "${file}" is left out: ${reason}.`,
});

/** A manifest or module.json that does not tell the module's version. */
export const badManifest = define<{ file: string; reason: string }>("schema/bad-manifest", {
  severity: "warning",
  summary: "A module's manifest does not tell the module's version.",
  why: "Every resource in a document names its module's version, and the machine loads exactly that version.",
  mend: 'Write the version as plain text, such as ModuleVersion = \'1.2.0\' in a .psd1 file, or as "version": "1.2.0" in module.json.',
  message: ({ file, reason }) => `The manifest "${file}" does not tell its module's version: ${reason}.`,
});

/** A type that CIM does not have. */
export const unknownType = define<{ type: string; property: string; suggestions: readonly string[] }>(
  "schema/unknown-type",
  {
    severity: "error",
    summary: "A property of a schema has a type that does not exist.",
    why: "The Local Configuration Manager refuses a schema with such a property, and how to write its values is unknown.",
    mend: "Use string, boolean, datetime, char16, real32, real64, or a whole number type from uint8 to sint64.",
    message: ({ type, property }) =>
      `The property "${property}" has the type "${type}", which does not exist.`,
    help: ({ suggestions }) =>
      suggestions.length > 0
        ? didYouMean(suggestions)
        : "Use string, boolean, datetime, char16, real32, real64, or a whole number type from uint8 to sint64.",
  },
);

/** Two properties of one name in one class. */
export const propertyTwice = define<{ property: string; className: string }>("schema/property-twice", {
  severity: "error",
  summary: "A class in a schema declares a property twice.",
  why: "The Local Configuration Manager refuses such a schema; upper and lower case make no difference to it.",
  mend: "Remove one of the two declarations. Only the first one is used.",
  message: ({ property, className }) => `The class "${className}" declares the property "${property}" twice.`,
});

/** Two methods of a class, or two parameters of a method, of one name. */
export const memberTwice = define<{ kind: string; name: string }>("schema/member-twice", {
  severity: "error",
  summary: "A class declares a method twice, or one of its methods a parameter.",
  why: "The Local Configuration Manager refuses the file; upper and lower case make no difference to it.",
  mend: "Remove one of the two declarations.",
  message: ({ kind, name }) => `The ${kind} "${name}" is declared twice.`,
});

/** A qualifier that the parser of an LCM does not take. */
export const invalidQualifier = define<{
  qualifier: string;
  reason: string;
  suggestions: readonly string[];
}>("schema/invalid-qualifier", {
  severity: "error",
  summary: "A qualifier in a document or a schema cannot stand as it does.",
  why: "The Local Configuration Manager refuses a document or a schema with such a qualifier.",
  mend: "Remove the qualifier, or declare it, give it a value of its type and write it where it may stand.",
  message: ({ qualifier, reason }) => `The qualifier "${qualifier}" cannot stand so: ${reason}.`,
  help: ({ suggestions }) =>
    didYouMean(suggestions) ||
    "Remove the qualifier, or declare it, give it a value of its type and write it where it may stand.",
});

/** A default value that does not fit. */
export const invalidDefault = define<{ name: string; problem: string }>("schema/invalid-default", {
  severity: "error",
  summary: "A default value in a document or a schema does not fit its property or qualifier.",
  why: "The Local Configuration Manager refuses a document or a schema with such a default.",
  mend: "Write a value of the type and within its limits, or no default.",
  message: ({ name, problem }) => `The default value of "${name}" does not fit: ${problem}.`,
});

/** Two classes of one name in one file. */
export const classTwice = define<{ className: string }>("schema/class-twice", {
  severity: "error",
  summary: "A schema file declares a class twice.",
  why: "The Local Configuration Manager refuses such a schema file.",
  mend: "Remove one of the two declarations. Only the first one is used.",
  message: ({ className }) => `The class "${className}" is declared twice in this file.`,
});

/** Two files of a module that declare one class, not alike. */
export const classDiffers = define<{ className: string; module: string }>("schema/class-differs", {
  severity: "warning",
  summary: "Two schema files of one module declare the same class differently.",
  why: "Only one of the two can be meant, and values are checked against the first.",
  mend: "Make both declarations alike, or give one of the classes another name.",
  message: ({ className, module }) =>
    `The class "${className}" is declared differently in two files of the module "${module}".`,
});

/** Two classes of a module with one friendly name. */
export const resourceTwice = define<{ resource: string; module: string; first: string; second: string }>(
  "schema/resource-twice",
  {
    severity: "warning",
    summary: "Two classes of one module give their resource the same name.",
    why: "The name alone cannot tell which of the two is meant, and the first is taken.",
    mend: "Give one of the classes another FriendlyName, or write the class's name in the recipe.",
    message: ({ resource, module, first, second }) =>
      `The module "${module}" calls both the class "${first}" and the class "${second}" "${resource}".`,
  },
);

/** A class to inherit from that is nowhere. */
export const unknownSuperclass = define<{
  className: string;
  superClass: string;
  suggestions: readonly string[];
}>("schema/unknown-superclass", {
  severity: "error",
  summary: "A class in a schema inherits from a class that does not exist.",
  why: "The properties that it would inherit are unknown, and the Local Configuration Manager refuses such a schema.",
  mend: "A resource inherits from OMI_BaseResource; any other superclass has to be declared in the same module.",
  message: ({ className, superClass }) =>
    `The class "${className}" inherits from "${superClass}", which the module does not declare.`,
  help: ({ suggestions }) =>
    [
      didYouMean(suggestions),
      "A resource inherits from OMI_BaseResource; any other superclass has to be declared in the same module.",
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
});

/** Superclasses in a circle, or too much to inherit. */
export const endlessInheritance = define<{ className: string; limit: number }>("schema/endless-inheritance", {
  severity: "error",
  summary: "The superclasses of a class form a circle, or there is too much to inherit.",
  why: "The properties that the class inherits cannot be told.",
  mend: "Let the class inherit from OMI_BaseResource, or from nothing when it only occurs inside other instances.",
  message: ({ className, limit }) =>
    `The superclasses of "${className}" form a circle, there are more than ${limit} of them, or all classes together inherit more than can be kept.`,
});

/** Read beside a qualifier that says the opposite. */
export const readConflict = define<{ property: string; other: string }>("schema/read-conflict", {
  severity: "warning",
  summary: "A property is marked as one that cannot be set, and as one that has to be or can be set.",
  why: "The Local Configuration Manager refuses a schema in which Read stands beside Key, Required or Write.",
  mend: "Remove Read, or the qualifier that contradicts it. Until then the property can be set.",
  message: ({ property, other }) => `The property "${property}" is marked both Read and ${other}.`,
});

/** A schema file that a machine would not take. */
export const refusedFile = define<{ problem: string }>("schema/refused-file", {
  severity: "warning",
  summary: "A machine would refuse to register the resource of a schema file.",
  why: "A document with the resource can be compiled, but a machine that has this schema does not apply it.",
  mend: "Declare one resource a file, with a key; give every class ClassVersion, no method, and a place in the resource.",
  message: ({ problem }) => `A machine would refuse this schema: ${problem}.`,
});

/** A property of the base class that a resource declares anew. */
export const baseProperty = define<{ property: string; type: string }>("schema/base-property", {
  severity: "error",
  summary: "A resource declares a property of the base class with another type.",
  why: "A machine refuses such a schema, and a document whose properties are not of the types that the base class gives them.",
  mend: "Remove the property from the resource, which has it from OMI_BaseResource, or give it the type that it has there.",
  message: ({ property, type }) =>
    `"${property}" is declared anew, and not as the base class has it: ${type}.`,
});

/** ValueMap without Values. */
export const valueMapAlone = define<{ property: string }>("schema/value-map-alone", {
  severity: "warning",
  summary: "A property has a ValueMap without Values, and its values are not checked.",
  why: "PowerShell only looks at a ValueMap that has Values beside it, so any value is taken.",
  mend: "Add Values with as many entries as ValueMap has.",
  message: ({ property }) =>
    `The property "${property}" has a ValueMap without Values, so any value is taken.`,
});

/** ValueMap and Values that do not pair up. */
export const valueMapLengths = define<{ property: string; valueMap: number; values: number }>(
  "schema/value-map-lengths",
  {
    severity: "warning",
    summary:
      "The ValueMap and the Values of a property have different lengths, and its values are not checked.",
    why: "The entries belong together in pairs. PowerShell does not offer a resource with such a property at all.",
    mend: "Give ValueMap and Values the same number of entries.",
    message: ({ property, valueMap, values }) =>
      `The property "${property}" has ${valueMap} entries in its ValueMap but ${values} in its Values, so any value is taken.`,
  },
);

/** One name twice in Values. */
export const valueTwice = define<{ property: string; value: string }>("schema/value-twice", {
  severity: "warning",
  summary: "The Values of a property name the same value twice.",
  why: "The first entry decides what is written. PowerShell does not offer a resource with such a property at all.",
  mend: "Remove the second entry from Values, and its counterpart from ValueMap.",
  message: ({ property, value }) => `The Values of the property "${property}" name "${value}" twice.`,
});

/** A module whose version neither manifest, folder nor recipe tells. */
export const noModuleVersion = define<{ readonly module: string }>("schema/no-module-version", {
  severity: "error",
  summary: "The version of a module is not known.",
  why: "Every resource in a document must carry the version of its module, or the machine refuses the document.",
  mend: "Add `module_version`, or put the module's manifest beside its schemas.",
  message: ({ module }) => `Nothing tells the version of module "${module}".`,
  help: ({ module }) =>
    `Add \`module_version\`, or put \`${module}.psd1\` or a \`module.json\` with "name" and "version" beside the module's schemas.`,
});
