import { define } from "../define.js";
import { excerpt } from "../excerpt.js";
import { didYouMean } from "../suggest.js";

/** What stands in and round resource blocks. */

export const otherResources = define<{
  /** Chef's own ones. */
  readonly names: readonly string[];
  /** Those that neither Chef has nor a cookbook of the run. */
  readonly foreign: readonly string[];
}>("recipe/other-resources", {
  severity: "warning",
  summary: "A recipe declares resources of Chef's own, or of cookbooks that were not given, and not DSC's.",
  why: "A DSC document cannot hold them, so what they do has to be done some other way.",
  mend: "Use the DSC resource that does the same, where there is one; give a custom resource's cookbook with --cookbooks DIR.",
  message: ({ names, foreign }) =>
    [leftOut("of Chef's own", names), leftOut("of another cookbook or library", foreign)]
      .filter((sentence) => sentence !== "")
      .join(" "),
  help: ({ foreign }) =>
    foreign.length === 0
      ? "Use the DSC resource that does the same, where there is one."
      : "Give the cookbook of a custom resource with --cookbooks DIR, and depend on it; else use the DSC resource that does the same.",
});

function leftOut(whose: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const [what, is] = names.length === 1 ? ["A resource", "is"] : ["Resources", "are"];
  return `${what} ${whose} ${is} left out of this file's documents: ${names.map(excerpt).join(", ")}.`;
}

export const misspeltResource = define<{
  readonly name: string;
  /** Whether words of custom resources are meant, and not of DSC blocks. */
  readonly custom: boolean;
  readonly suggestions: readonly string[];
}>("recipe/misspelt-resource", {
  severity: "error",
  summary: "A block starts with a word that is almost that of a DSC block or of a custom resource.",
  why: "Chef has no such resource, so what the block declares would be missing.",
  mend: "Write dsc_resource, dsc_script or dsc_configuration, or a custom resource's word as its file gives it.",
  message: ({ name, custom }) =>
    custom
      ? `"${excerpt(name)}" is no resource of Chef's, nor of a cookbook of the run.`
      : `"${excerpt(name)}" starts no DSC block.`,
  help: ({ suggestions }) => didYouMean(suggestions),
});

export const misspeltKeyword = define<{ readonly name: string; readonly keyword: string }>(
  "recipe/misspelt-keyword",
  {
    severity: "error",
    summary: "A word is almost one of Ruby's own, and is none.",
    why: "Ruby takes the word for a method, so that what stands behind it belongs to the branch before.",
    mend: "Write the word as Ruby spells it.",
    message: ({ name, keyword }) => `Ruby has no "${name}"; another condition starts with "${keyword}".`,
    help: ({ keyword }) => didYouMean([keyword]),
  },
);

export const missingDo = define<{ readonly keyword: string }>("recipe/missing-do", {
  severity: "error",
  summary: "A DSC block has lines and an end, but no do.",
  why: "Without do the lines belong to nothing, and the resource would be empty.",
  mend: "Write do at the end of the block's first line.",
  message: ({ keyword }) => `"do" is missing behind this ${keyword}.`,
  help: ({ keyword }) => `Write: ${keyword} 'name' do.`,
});

export const blockInRefused = define<{ readonly keyword: string; readonly construct: string }>(
  "recipe/block-in-refused",
  {
    severity: "error",
    summary: "A resource or an include_recipe stands inside a part of Ruby that mofsmith does not evaluate.",
    why: "Whether and how often it would run is not known, so what it declares would be missing from the document.",
    mend: "Write a loop as list.each do |item|, and what is used once outside of definitions.",
    message: ({ keyword, construct }) =>
      `This ${keyword} stands inside ${excerpt(construct)}, which mofsmith does not evaluate.`,
    help: ({ construct }) =>
      loops.has(construct)
        ? "Write the loop over a list: list.each do |item| … end."
        : `Write it outside of ${excerpt(construct)}; to declare several alike, use list.each do |item| … end.`,
  },
);

const loops: ReadonlySet<string> = new Set(["`while`", "`until`"]);

export const nestedResource = define<{ readonly keyword: string; readonly outer: string }>(
  "recipe/nested-resource",
  {
    severity: "error",
    summary: "A resource block stands inside another one, and is no value of a property.",
    why: "Inside a block Ruby asks the resource, which knows no such word, so Chef ends the recipe here.",
    mend: "Put the inner block after the outer one; one that is meant as a value is given to a property: property :Name, dsc_resource('x') { … }.",
    message: ({ keyword, outer }) =>
      `This ${keyword} stands inside the block of ${keyword === outer ? "another" : "the resource"} ${outer}.`,
  },
);

export const embeddedAttribute = define<{ readonly name: string }>("recipe/embedded-attribute", {
  severity: "error",
  summary: "A block that is a property's value has an attribute that only resources have.",
  why: "As a value the block is a part of another resource: nobody runs, notifies or waits for it.",
  mend: "Leave the attribute out, or write it in the block round this one.",
  message: ({ name }) => `This block is the value of a property, so that "${name}" means nothing in it.`,
});

export const resourceName = define<{ readonly keyword: string; readonly problem: string }>(
  "recipe/resource-name",
  {
    severity: "error",
    summary: "A resource block has no name, or one that cannot be used.",
    why: "The name is how errors, dependencies and the document itself speak of the resource.",
    mend: "Write the name as a string after the word: dsc_resource 'web server' do.",
    message: ({ keyword, problem }) => `This ${keyword} ${problem}.`,
    help: ({ keyword }) => `Write the name as a string after the word: ${keyword} 'web server' do.`,
  },
);

export const propertyName = define<{
  readonly shown: string;
  /** Its class; undefined for a word that means nothing. */
  readonly given: string | undefined;
  /** The line as it should be. */
  readonly instead: string | undefined;
}>("recipe/property-name", {
  severity: "error",
  summary: "The name of a property is not written as a symbol.",
  why: "Chef ends the recipe at a property whose name is no symbol.",
  mend: "Write the name with a colon before it: property :Name, 'value'.",
  // Chef's own words, which is what people search for.
  message: ({ shown, given }) =>
    given === undefined
      ? `A property name of type Symbol must be specified, and ${excerpt(shown)} is none.`
      : `A property name of type Symbol must be specified, '${excerpt(shown)}' of type ${given} was given`,
  help: ({ instead }) =>
    instead === undefined
      ? "Write the name with a colon before it: property :Name, 'value'."
      : `Write: ${instead}.`,
});

export const unknownPropertyName = define<{ readonly reason: string; readonly remedy: string }>(
  "recipe/unknown-property-name",
  {
    severity: "error",
    summary: "Which property a line sets depends on something that is not known.",
    why: "What is set would be missing from the document, or stand where something else is meant.",
    mend: "Write the property's name itself, or give what it depends on.",
    message: ({ reason }) => `Which property this sets depends on ${reason}, which is not known.`,
    help: ({ remedy }) => remedy,
  },
);

export const propertyBlock = define<{
  /** The method that the block was meant for. */
  readonly method: string | undefined;
}>("recipe/property-block", {
  severity: "error",
  summary: "A block is given to `property`.",
  why: "A `do` belongs to the first word of its line, so that the method in front of it gets no block, and the value is another one.",
  mend: "Write the block in braces, which belong to the method right before them: property :Name, list.map { |item| … }.",
  message: ({ method }) =>
    method === undefined
      ? 'This block belongs to "property", which takes none.'
      : `This block belongs to "property", not to "${excerpt(method)}".`,
});

export const propertyWithoutValue = define<{ readonly name: string }>("recipe/property-without-value", {
  severity: "warning",
  summary: "A property is named without a value.",
  why: "In Chef this only asks for the value that was set before; it has no effect in Chef.",
  mend: "Write the value after a comma, or take the line out.",
  message: ({ name }) => `"property :${excerpt(name)}" without a value has no effect in Chef.`,
  help: ({ name }) => `Write the value after a comma: property :${excerpt(name)}, 'value'.`,
});

export const unknownAttribute = define<{
  readonly name: string;
  /** What is given to it, as written. */
  readonly value: string;
  readonly keyword: string;
  readonly suggestions: readonly string[];
  /** The other kind of block, which has such an attribute. */
  readonly elsewhere: string | undefined;
  /** The properties of a custom resource. */
  readonly properties: readonly string[] | undefined;
}>("recipe/unknown-attribute", {
  severity: "error",
  summary: "A line in a resource block starts with a word that such a block does not know.",
  why: "Chef ends the recipe at such a word, and the setting that was meant would be missing.",
  mend: "Properties of a DSC resource are written as: property :Name, value.",
  message: ({ name, keyword }) => `"${excerpt(name)}" is no attribute of ${keyword}.`,
  help: ({ name, value, keyword, suggestions, elsewhere, properties }) => {
    if (suggestions.length > 0) return didYouMean(suggestions);
    if (elsewhere !== undefined)
      return `Take it out: "${excerpt(name)}" is an attribute of ${elsewhere}, which this is not.`;
    if (properties !== undefined)
      return properties.length === 0
        ? "Take it out: the resource has no properties."
        : `The resource's properties are: ${properties.map(excerpt).join(", ")}.`;
    return keyword === "dsc_resource"
      ? `If it is a property of the resource, write: property :${excerpt(name)}, ${excerpt(value)}.`
      : `Take it out, or put it into the script itself.`;
  },
});

export const attributeTwice = define<{ readonly name: string }>("recipe/attribute-twice", {
  severity: "warning",
  summary: "An attribute is set twice in one block.",
  why: "The second one replaces the first, which therefore has no effect.",
  mend: "Keep the one that is meant.",
  message: ({ name }) => `"${name}" is already set in this block; only this value counts.`,
});

export const attributeValue = define<{
  readonly name: string;
  readonly wanted: string;
  readonly given: string;
  /** The value as it was most likely meant. */
  readonly instead?: string | undefined;
}>("recipe/attribute-value", {
  severity: "error",
  summary: "An attribute of a block is given a value of a kind that it does not take.",
  why: "Chef ends the recipe when an attribute has the wrong kind of value.",
  mend: "Give a value of the kind that the message names.",
  message: ({ name, wanted, given }) => `"${name}" takes ${wanted}, and ${given} is given.`,
  help: ({ name, instead }) =>
    instead === undefined
      ? "Give a value of the kind that the message names."
      : `Write: ${name} ${excerpt(instead)}.`,
});
