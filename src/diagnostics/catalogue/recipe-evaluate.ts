import { define } from "../define.js";
import { excerpt, firstLine } from "../excerpt.js";
import { didYouMean } from "../suggest.js";
import { wayRoundDangerous, wayRoundRefused } from "../ways-out.js";

/** What a recipe means: its values, calls and blocks. Text that cannot be read at all is in `recipe.ts`. */

const writeValue = "Write the value itself, or read it from a node attribute.";

const assignConstant = "Assign the constant in the recipe, or write the value itself; text stands in quotes.";

function declareResult(name: string, method: string): string {
  return `Write the value itself, or declare what this gives with --stub ${excerpt(`${name}.${method}`)}=JSON.`;
}
const evaluated =
  "Write the value itself, or use what recipes need most: conditions, loops over lists, and interpolation.";

/** The help for something unknown: what is certainly meant, else what is near, else advice. */
function insteadOf(instead: string | undefined, suggestions: readonly string[], otherwise: string): string {
  return instead === undefined ? didYouMean(suggestions.map(excerpt)) || otherwise : `Write ${instead}.`;
}

export const unknownMethod = define<{
  readonly name: string;
  readonly suggestions: readonly string[];
  /** What is certainly meant. */
  readonly instead: string | undefined;
  /** What `--stub` calls it; undefined for a method of a value. */
  readonly stub: string | undefined;
  /** It stands alone, as a local would. */
  readonly bare: boolean;
}>("recipe/unknown-method", {
  severity: "warning",
  summary: "A recipe calls a method that mofsmith does not evaluate; an error where the result is needed.",
  why: "Nothing of Ruby is run, so the result of such a method cannot be known.",
  mend: writeValue,
  message: ({ name }) =>
    `The method "${excerpt(name)}" is not one that mofsmith evaluates; its result is unknown.`,
  help: ({ name, suggestions, instead, stub, bare }) => {
    const first = bare ? `Assign "${excerpt(name)}" before this line` : "Write the value itself";
    const declare = `${first}, or declare what it gives with --stub ${excerpt(stub ?? "")}=JSON.`;
    return insteadOf(instead, suggestions, stub === undefined ? writeValue : declare);
  },
});

export const attributeMethod = define<{ readonly path: string; readonly name: string }>(
  "recipe/attribute-method",
  {
    severity: "warning",
    summary: "A node attribute is read as if it were a method.",
    why: "Chef has not taken that since version 13; a recipe with it ends there.",
    mend: "Write the key in brackets: node['web']['port'].",
    message: ({ name }) => `"${excerpt(name)}" is an attribute, and is read like a method here.`,
    help: ({ path }) => `Write ${path}.`,
  },
);

export const unknownConstant = define<{
  readonly name: string;
  readonly suggestions: readonly string[];
  /** What is certainly meant. */
  readonly instead: string | undefined;
  /** What is asked of it; undefined where it stands alone. */
  readonly method: string | undefined;
}>("recipe/unknown-constant", {
  severity: "warning",
  summary:
    "A recipe names a constant, class or module that it has not assigned and mofsmith does not know; an error where its value is needed.",
  why: "The constant is defined in code that mofsmith does not run, so its value cannot be known.",
  mend: assignConstant,
  message: ({ name }) => `"${excerpt(name)}" is no constant that this recipe assigns or that mofsmith knows.`,
  help: ({ name, suggestions, instead, method }) =>
    insteadOf(instead, suggestions, method === undefined ? assignConstant : declareResult(name, method)),
});

export const refusedConstruct = define<{
  readonly construct: string;
  /** What is certainly meant. */
  readonly instead?: string | undefined;
}>("recipe/refused", {
  severity: "warning",
  summary:
    "A recipe uses a part of Ruby that mofsmith does not evaluate; an error where its result is needed.",
  why: "Whatever depends on the result is unknown, and cannot be written into a document.",
  mend: evaluated,
  message: ({ construct }) => `This uses ${excerpt(construct)}, which mofsmith does not evaluate.`,
  help: ({ construct, instead }) => insteadOf(instead, [], wayRoundRefused(construct) ?? evaluated),
});

const giveFound = "Give what it would have found as a node attribute";

export const dangerousConstruct = define<{
  readonly construct: string;
  /** What `--stub` calls it; undefined where nothing can be declared. */
  readonly stub?: string | undefined;
}>("recipe/dangerous", {
  severity: "error",
  summary: "A recipe asks to run a program or code, or to read the machine it is compiled on.",
  why: "A compiler that runs what it compiles cannot be used on a text from elsewhere, and its result would depend on the machine it ran on.",
  mend: `${giveFound}, or declare what a function gives with --stub NAME=JSON.`,
  message: ({ construct }) =>
    `This uses ${excerpt(construct)}, which could run or read something; it is never done.`,
  help: ({ construct, stub }) => {
    const declare = stub === undefined ? "" : `, or declare what it gives with --stub ${excerpt(stub)}=JSON`;
    return wayRoundDangerous(construct) ?? `${giveFound}${declare}.`;
  },
});

export const argumentCount = define<{
  readonly name: string;
  readonly given: number;
  readonly least: number;
  readonly most: number;
}>("recipe/argument-count", {
  severity: "error",
  summary: "A method is given more or fewer arguments than it takes.",
  why: "Ruby ends the whole recipe at such a call.",
  mend: "Give the number of arguments that the message names.",
  message: ({ name, given, least, most }) => {
    const wanted =
      least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
    return `"${excerpt(name)}" takes ${wanted} ${most === 1 ? "argument" : "arguments"}, and ${given} ${given === 1 ? "is" : "are"} given.`;
  },
});

export const wrongArgument = define<{
  readonly name: string;
  readonly given: string;
  readonly wanted: string;
}>("recipe/wrong-argument", {
  severity: "error",
  summary: "A method is given an argument of a kind that it does not take.",
  why: "Ruby ends the whole recipe at such a call.",
  mend: "Give an argument of the kind that the message names.",
  message: ({ name, given, wanted }) => `"${excerpt(name)}" takes ${wanted}, and ${given} is given.`,
});

export const malformedFormat = define<{ readonly problem: string }>("recipe/format", {
  severity: "error",
  summary: "A format of `format`, `sprintf` or `%` cannot be filled in with the values that are given.",
  why: "Ruby ends the whole recipe at such a call.",
  mend: 'Correct the format, or the values: "%s" takes any value, "%d" integers, "%.2f" numbers.',
  message: ({ problem }) => `This format cannot be filled in: ${problem}.`,
});

export const wrongOperands = define<{
  readonly operator: string;
  readonly left: string;
  readonly right: string;
}>("recipe/wrong-operands", {
  severity: "error",
  summary: "An operator stands between values that it cannot join or compare.",
  why: "Ruby never converts one kind of value into another by itself; it ends the recipe here.",
  mend: 'Convert one side first: "to_s" makes a string, "to_i" an integer.',
  message: ({ operator, left, right }) => `"${operator}" cannot work on ${left} and ${right}.`,
  help: ({ left, right }) => {
    if ([left, right].some((side) => side.startsWith("a negative")))
      return "Give a number that is not negative.";
    return [left, right].every((side) => /^an? (?:String|Integer|Float|Symbol)$/.test(side))
      ? 'Convert one side first: "to_s" makes a string, "to_i" an integer.'
      : "Give values of one kind on both sides.";
  },
});

export const zeroDivision = define("recipe/zero-division", {
  severity: "error",
  summary: "An integer is divided by zero, or a remainder by zero is asked for.",
  why: "There is no such number; Ruby ends the recipe here.",
  mend: "Check the divisor before dividing.",
  message: () => "This divides by zero.",
});

export const nilReceiver = define<{ readonly name: string }>("recipe/nil-receiver", {
  severity: "error",
  summary: "Something is asked of nil that nil cannot do.",
  why: "Ruby ends the whole recipe at such a call; most often a lookup before it found nothing.",
  mend: 'Check that the value is there first, or write "&." so that nil gives nil.',
  message: ({ name }) => `The value here is nil, and nil has no "${excerpt(name)}".`,
});

export const missingAttribute = define<{
  readonly path: string;
  /** The longer path that was asked for. */
  readonly wanted: string | undefined;
  readonly files: readonly string[];
}>("check/missing-attribute", {
  severity: "error",
  summary: "A recipe uses a node attribute that no node data set.",
  why: "In Chef it would be nil, which ends the recipe or silently leaves the value out.",
  mend: "Set the attribute in one of the files given as node data.",
  message: ({ path, wanted }) =>
    wanted === undefined ? `${path} is not set.` : `${wanted} cannot be read, since ${path} is not set.`,
  help: ({ files }) =>
    files.length === 0
      ? "Set it in a file given with --attributes."
      : `Set it in one of the files that were searched: ${files.join(", ")}.`,
});

export const keyNotFound = define<{ readonly key: string; readonly suggestions: readonly string[] }>(
  "recipe/key-not-found",
  {
    severity: "error",
    summary: '"fetch" is asked for something that is not there.',
    why: 'Unlike "[]", which gives nil, "fetch" ends the recipe in Ruby.',
    mend: 'Correct the key, or give "fetch" a second argument to use instead.',
    message: ({ key }) => `There is no ${excerpt(key)} here.`,
    help: ({ suggestions }) =>
      didYouMean(suggestions) || 'Correct the key, or give "fetch" a second argument to use instead.',
  },
);

export const noSuchGroup = define<{ readonly name: string }>("recipe/no-such-group", {
  severity: "error",
  summary: "A group of a regular expression is asked for by a name that none of its groups has.",
  why: "Ruby ends the whole recipe there.",
  mend: "Name the group in the regular expression, (?<name>…), or ask for it by its number.",
  message: ({ name }) => `The regular expression has no group named "${excerpt(name)}".`,
});

export const readOnlyValue = define<{ readonly what: string }>("recipe/read-only", {
  severity: "error",
  summary: "A recipe changes a value in place that cannot be changed.",
  why: "What a recipe reads from the node is read-only in Chef, and what is frozen in Ruby; changing it ends the recipe.",
  mend: 'Work on a copy: "dup" makes one.',
  message: ({ what }) => `${what} cannot be changed in place.`,
  help: ({ what }) =>
    what.startsWith("node[")
      ? `Work on a copy ("dup" makes one), or set it at a level of its own: ${what.replace("node", "node.override")} = ….`
      : 'Work on a copy: "dup" makes one.',
});

export const changedKey = define<{ readonly what: string }>("recipe/changed-key", {
  severity: "error",
  summary: "A recipe changes a value that is the key of a hash, or is in one.",
  why: "Ruby looks for the entry where the key was put as it was then: it finds it no more, or by chance.",
  mend: 'Change a copy: "dup" makes one.',
  message: ({ what }) => `This ${what} is the key of a hash, or is in one, and should not be changed.`,
});

export const changedWhileWalked = define("recipe/changed-while-walked", {
  severity: "error",
  summary: "A recipe adds a key to a hash, or replaces it, in a loop over that hash.",
  why: "Ruby ends the recipe here, since the loop could go on for ever.",
  mend: 'Loop over a copy ("dup"), or gather the new entries in another hash and "merge!" them after the loop.',
  message: () => "This adds a key to a hash while a loop walks it.",
});

export const randomResult = define<{ readonly name: string }>("recipe/random", {
  severity: "warning",
  summary: "A recipe asks for something that differs from run to run; an error where the result is needed.",
  why: "The same recipe has to give the same document every time and on every machine.",
  mend: "Write the value itself, or read it from a node attribute.",
  message: ({ name }) => `"${excerpt(name)}" gives something else on every run; its result is unknown.`,
});

export const raised = define<{ readonly text: string }>("recipe/raised", {
  severity: "error",
  summary: 'A recipe ends itself with "raise".',
  why: "The recipe says itself that it cannot go on; nothing after this place is evaluated.",
  mend: "Mend what the recipe's own message tells.",
  message: ({ text }) => {
    const said = firstLine(text, 200);
    return `The recipe ends itself here${said === "" ? "" : `: ${said}`}${/[.!?…]$/.test(said) ? "" : "."}`;
  },
});

const limitHelp = {
  steps: "Declare less in one node, or look for a loop that never gets smaller.",
  string: "Keep long texts in a file that a resource copies.",
  collection: "Declare less in one node.",
  integerBits: "MOF integers have at most 64 bits; check the calculation.",
  nesting: "Split the expression into several assignments.",
} as const;

const limitName = {
  steps: ["steps", "evaluating this node's recipes"],
  string: ["characters", "one string"],
  collection: ["elements", "one array or hash"],
  integerBits: ["bits", "one integer"],
  nesting: ["levels", "the nesting of expressions and values"],
} as const;

export const limitExceeded = define<{
  readonly limit: keyof typeof limitHelp;
  readonly allowed: number;
}>("recipe/limit", {
  severity: "error",
  summary: "The evaluation of a recipe needs more than mofsmith allows.",
  why: "The limits keep a mistake in a recipe, such as a list that grows in its own loop, from filling the machine.",
  mend: "Make the recipe smaller.",
  message: ({ limit, allowed }) => {
    const [unit, what] = limitName[limit];
    return `This goes beyond the limit of ${allowed} ${unit} for ${what}; evaluation ends here.`;
  },
  help: ({ limit }) => limitHelp[limit],
});

export const notFinite = define<{ readonly value: string }>("recipe/not-finite", {
  severity: "error",
  summary: "A property's value is no finite number.",
  why: "A document has no way to write infinity, or the result of a calculation without one.",
  mend: "Check the calculation: a float was most likely divided by zero.",
  message: ({ value }) => `The value here is ${value}.`,
});

export const notAValue = define<{ readonly given: string }>("recipe/not-a-value", {
  severity: "error",
  summary: "Something that is no plain value is given to a resource.",
  why: "A document holds strings, numbers, booleans, lists and instances; nothing else can be written.",
  mend: "Give a string, a number, a boolean, an array or a hash.",
  message: ({ given }) => `A resource cannot take ${given} as a value.`,
});

export const ignoredCall = define<{ readonly name: string }>("recipe/ignored", {
  severity: "note",
  summary: "A call has no meaning in a document and is left out.",
  why: "It loads a library or writes a message while Chef runs; no document depends on it.",
  mend: "Nothing needs to be done.",
  message: ({ name }) => `"${excerpt(name)}" has no effect on a document and is left out.`,
});
