import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

/** The section `Lcm` of a node: its form. What its blocks hold is checked as the properties of resources are. */

export const lcmForm = define<{ readonly what: string; readonly expected: string }>("config/lcm-form", {
  severity: "error",
  summary: "The section Lcm of a node does not have the form of LCM settings.",
  why: "The machine's Local Configuration Manager would get other settings than the ones that were meant.",
  mend: 'Give it the form { "Settings": { "RefreshMode": "Push" }, "ReportServerWeb": { "reports": { "ServerURL": "https://…" } } }.',
  message: ({ what, expected }) => `${what} must be ${expected}.`,
});

export const unknownLcmBlock = define<{
  readonly keyword: string;
  readonly near: readonly string[];
  readonly known: readonly string[];
}>("config/unknown-lcm-block", {
  severity: "error",
  summary: "The section Lcm of a node has a block that LCM settings do not know.",
  why: "A misspelt block would be left out, and the machine would keep the settings that it has.",
  mend: "Name a block of Microsoft's: Settings, ConfigurationRepositoryWeb, PartialConfiguration and so on.",
  message: ({ keyword }) => `LCM settings have no block "${keyword}".`,
  help: ({ near, known }) => didYouMean(near) || `There are ${known.join(", ")}.`,
});
