import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

export const identicalResources = define<{
  readonly id: string;
  readonly count: number;
  /** The ResourceID of a copy whose name differs in case. */
  readonly other: string | undefined;
  /** The same block, in several rounds of a loop. */
  readonly loop: boolean;
}>("check/identical-resources", {
  severity: "warning",
  summary: "The same block stands in the recipe more than once.",
  why: "A document can hold a resource only once; the copies are merged into one.",
  mend: "Remove the copies.",
  message: ({ id, count, other, loop }) => {
    const name = other === undefined ? "" : `, also as ${other}`;
    const round = loop ? ", first in an earlier round of the loop" : "";
    return `${id} is declared ${count === 2 ? "twice" : `${count} times`} with the same properties${name}${round}; it is written once.`;
  },
  help: ({ loop }) =>
    loop ? "Put the block outside of the loop, or use the loop's variable in it." : "Remove the copies.",
});

export const renamedResources = define<{
  readonly id: string;
  readonly count: number;
  readonly last: string;
  readonly loop: boolean;
}>("check/renamed-resources", {
  severity: "warning",
  summary: "Several blocks of one resource have the same name.",
  why: "Names in a document are unique, so numbers are added, and no DependsOn can refer to such a name.",
  mend: "Give every block a name of its own, in a loop for example with the loop's variable in it.",
  message: ({ id, count, last, loop }) =>
    `${count} blocks are called ${id}${loop ? ", the first in an earlier round of the loop" : ""}; they are told apart by numbers, up to ${last}.`,
});

export const sameKey = define<{
  readonly first: string;
  readonly second: string;
  readonly keys: readonly string[];
  readonly differing: readonly string[];
  readonly loop: boolean;
  /** The keys differ in case, which neither PowerShell nor Windows tells apart. */
  readonly caseOnly: boolean;
}>("check/same-key", {
  severity: "error",
  summary: "Two resources configure the same thing.",
  why: "Resources that agree in all key properties would undo each other's work; a machine refuses them, or PowerShell where only case differs.",
  mend: "Make one block of the two, or change a key property.",
  message: ({ first, second, keys, differing, loop, caseOnly }) => {
    const both = first === second ? `Two blocks ${first}` : `${second} and ${first}`;
    const round = loop ? ", the other one from an earlier round of the loop," : "";
    const same = `${both}${round} have the same ${keys.join(", ")}${caseOnly ? " but for case" : ""}`;
    return differing.length === 0 ? `${same}.` : `${same}, but differ in ${differing.join(", ")}.`;
  },
});

export const duplicateId = define<{ readonly id: string }>("check/duplicate-id", {
  severity: "error",
  summary: "Two resources of a document have the same ResourceID.",
  why: "A machine refuses the document, since DependsOn and reports could not tell the two apart.",
  mend: "Give each resource a ResourceID of its own; case does not make a difference.",
  message: ({ id }) => `The ResourceID ${id} is used twice.`,
});

export const malformedDependency = define<{ readonly text: string; readonly suggestions: readonly string[] }>(
  "check/malformed-dependency",
  {
    severity: "error",
    summary: "An entry of DependsOn does not have the form of a ResourceID.",
    why: "DependsOn finds resources by type and name together.",
    mend: "Write `[Type]Name`, with the resource's type and the name of its block.",
    message: ({ text }) => `"${text}" is not of the form [Type]Name.`,
    help: ({ suggestions }) =>
      suggestions.length > 0
        ? didYouMean(suggestions)
        : "Write `[Type]Name`, with the resource's type and the name of its block.",
  },
);

export const unknownDependency = define<{
  readonly text: string;
  readonly leftOut: boolean;
  readonly suggestions: readonly string[];
}>("check/unknown-dependency", {
  severity: "error",
  summary: "DependsOn names a resource that is not in the document.",
  why: "A machine refuses the whole document.",
  mend: "Correct the name, or declare the resource.",
  message: ({ text }) => `The document has no resource ${text}.`,
  help: ({ leftOut, suggestions }) => {
    if (leftOut)
      return "A block of this name was left out because of `action :nothing`: notify it, or give it `action :run`.";
    return suggestions.length > 0 ? didYouMean(suggestions) : "Correct the name, or declare the resource.";
  },
});

export const ambiguousDependency = define<{ readonly text: string; readonly ids: readonly string[] }>(
  "check/ambiguous-dependency",
  {
    severity: "error",
    summary: "DependsOn names several blocks at once.",
    why: "Which of them has to come first is not clear.",
    mend: "Give every block a name of its own.",
    message: ({ text, ids }) =>
      `${text} could be any of ${ids.length} blocks: ${ids.slice(0, 3).join(", ")}${ids.length > 3 ? ", …" : ""}.`,
  },
);

/** So many links of a cycle are shown in full; of a longer one the beginning and the end. */
const shownLinks = 10;

export const dependencyCycle = define<{ readonly ids: readonly string[] }>("check/dependency-cycle", {
  severity: "error",
  summary: "Resources depend on one another in a circle.",
  why: "None of them can be the first, so a machine refuses the document.",
  mend: "Remove one of the DependsOn entries of the circle.",
  message: ({ ids }) => {
    const shown = ids.length <= shownLinks ? ids : [...ids.slice(0, shownLinks - 2), "…", ...ids.slice(-1)];
    return `The resources depend on one another in a circle: ${shown.join(" -> ")}.`;
  },
});
