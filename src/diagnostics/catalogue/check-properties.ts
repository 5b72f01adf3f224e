import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

export const unknownAction = define<{ readonly action: string; readonly suggestions: readonly string[] }>(
  "check/unknown-action",
  {
    severity: "error",
    summary: "A DSC block does not know this action.",
    why: "An action that does not exist would never be carried out.",
    mend: "Use `:run` (or its other name `:set`) or `:nothing`.",
    message: ({ action }) => `There is no action \`:${action}\` for a DSC block.`,
    help: ({ suggestions }) =>
      `${didYouMean(suggestions)} The actions are \`:run\`, \`:set\` and \`:nothing\`.`.trimStart(),
  },
);

export const leftOut = define<{ readonly name: string }>("check/left-out", {
  severity: "note",
  summary: "A block with `action :nothing` that no DSC block notifies is not written.",
  why: "Nothing else in a document could notify it; what Chef's own resources notify is not compiled.",
  mend: "Remove the block, or notify it from another DSC block.",
  message: ({ name }) => `"${name}" has \`action :nothing\` and no DSC block notifies it, so it is left out.`,
});

export const nowUnconditional = define<{ readonly name: string; readonly notifier: string }>(
  "check/now-unconditional",
  {
    severity: "warning",
    summary: "A block that should run only when notified is written as an ordinary resource.",
    why: "A document has no notifications: the resource is applied every time, not only after a change.",
    mend: "Make sure that applying it every time does no harm.",
    message: ({ name, notifier }) =>
      `"${name}" should run only when "${notifier}" has changed something; in a document it is always applied.`,
  },
);

export const notificationIgnored = define<{
  readonly target: string;
  readonly reason: string;
  readonly suggestions?: readonly string[];
}>("check/notification-ignored", {
  severity: "warning",
  summary: "A notification has no effect in a document.",
  why: "A document holds resources and their order, and no notifications.",
  mend: "Remove the notification, or say the order with `property :DependsOn`.",
  message: ({ target, reason }) => `The notification of "${target}" is ignored: ${reason}.`,
  help: ({ suggestions }) =>
    didYouMean(suggestions ?? []) || "Remove the notification, or say the order with `property :DependsOn`.",
});

export const notificationConflict = define<{
  readonly name: string;
  readonly before: string;
  readonly after: string;
}>("check/notification-conflict", {
  severity: "error",
  summary: "Notifications ask for a block in two places at once.",
  why: "A document holds a block once, and its resources in one order; Chef would run the block several times.",
  mend: "Declare the block once for each notifier, under names of their own, or remove one of the notifications.",
  message: ({ name, before, after }) =>
    `"${name}" would have to come before "${before}" and after "${after}", which cannot both be.`,
});

export const attributeIgnored = define<{ readonly attribute: string; readonly effect: string }>(
  "check/attribute-ignored",
  {
    severity: "warning",
    summary: "A document cannot express this attribute of a block.",
    why: "What the attribute asks for does not happen when the document is applied.",
    mend: "Remove the attribute, or set what corresponds to it where the document is applied.",
    message: ({ attribute, effect }) => `\`${attribute}\` is ignored: a document cannot ${effect}.`,
  },
);

export const guardNotEvaluated = define<{
  readonly guard: string;
  /** What it depends on that is not known; undefined for a command. */
  readonly reason: string | undefined;
  readonly remedy: string | undefined;
}>("check/guard-not-evaluated", {
  severity: "error",
  summary: "A block has a guard that only the machine can answer, and a document has no guards.",
  why: "Without the guard the resource would be applied on every machine.",
  mend: "Put an `if` round the block whose condition uses node data, or give --ignore-guards to apply it everywhere.",
  message: ({ guard, reason }) =>
    reason === undefined
      ? `\`${guard}\` asks the machine itself, which a document cannot.`
      : `\`${guard}\` depends on ${reason}, which is not known.`,
  help: ({ guard, remedy }) =>
    `Put \`${guard === "not_if" ? "unless" : "if"} …\` with a condition on node data round the block${
      remedy === undefined || remedy === ""
        ? ""
        : `, or: ${remedy.charAt(0).toLowerCase()}${remedy.slice(1, -1)}`
    }.`,
});

export const unknownProperty = define<{
  readonly property: string;
  readonly owner: string;
  readonly suggestions: readonly string[];
  /** All that there are, of a class that `schema show` does not know. */
  readonly known?: readonly string[];
}>("check/unknown-property", {
  severity: "error",
  summary: "The schema of the resource has no property of this name.",
  why: "A machine refuses a document that sets a property it does not know.",
  mend: "Correct the name; `mofsmith schema show NAME` lists the properties.",
  message: ({ property, owner }) => `${owner} has no property "${property}".`,
  help: ({ suggestions, owner, known }) =>
    suggestions.length > 0
      ? didYouMean(suggestions)
      : known !== undefined
        ? `Remove it; ${owner} has ${known.join(", ")}.`
        : `Remove it, or correct the name: \`mofsmith schema show ${owner}\` lists the properties.`,
});

export const duplicateProperty = define<{ readonly property: string }>("check/duplicate-property", {
  severity: "error",
  summary: "A block sets the same property twice.",
  why: "Only one value can be written; case does not make two names different.",
  mend: "Remove one of the two.",
  message: ({ property }) => `Property "${property}" is set twice.`,
});

export const missingProperty = define<{
  readonly owner: string;
  readonly properties: readonly string[];
  /** What each takes, for the lines to write in a recipe; undefined in a document. */
  readonly takes?: readonly string[];
  /** They are an embedded instance's. */
  readonly embedded?: boolean;
}>("check/missing-property", {
  severity: "error",
  summary: "A property that the resource cannot do without is not set.",
  why: "Key and required properties say what is configured; a machine refuses a resource that lacks one.",
  mend: "Set every key and required property.",
  message: ({ owner, properties }) =>
    properties.length === 1
      ? `${owner} lacks the mandatory property "${properties[0]}".`
      : `${owner} lacks the mandatory properties ${properties.map((name) => `"${name}"`).join(", ")}.`,
  help: ({ properties, takes, embedded }) => {
    if (takes === undefined) return "Set every key and required property.";
    return `Add ${properties.map((name, index) => `\`${embedded === true ? `${name}:` : `property :${name},`} …\` with ${takes[index] ?? ""}`).join(", and ")}.`;
  },
});

export const readOnlyProperty = define<{ readonly property: string; readonly owner: string }>(
  "check/read-only-property",
  {
    severity: "error",
    summary: "The property can only be read.",
    why: "The resource reports it and never applies it, so setting it has no effect.",
    mend: "Remove the property.",
    message: ({ property, owner }) => `Property "${property}" of ${owner} can only be read.`,
  },
);

export const reservedProperty = define<{ readonly property: string }>("check/reserved-property", {
  severity: "error",
  summary: "The property is filled in by the compiler.",
  why: "It ties the document to the recipe and the module; a value of your own would contradict them.",
  mend: "Remove the property; name, module and version are attributes of the block.",
  message: ({ property }) => `Property "${property}" is filled in by the compiler and cannot be set.`,
  help: ({ property }) => {
    const attribute = { modulename: "module_name", moduleversion: "module_version" }[property.toLowerCase()];
    return attribute === undefined ? "Remove it." : `Use the attribute \`${attribute}\` instead.`;
  },
});
