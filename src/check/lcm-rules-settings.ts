import { state, type LcmRule } from "./lcm-rule.js";

const document = ["document"] as const;

const settingsApart =
  "Local Configuration Manager settings were not found, or the current document contains other configurations. Correct that and try again.";

/** What is asked of the settings of an LCM, and, because of them, of the documents that it gets. */
export const settings: readonly LcmRule[] = [
  {
    id: "M1",
    rule: "A meta configuration holds MSFT_DSCMetaConfiguration and at most one other root instance.",
    words: settingsApart,
    codes: ["check/meta-configuration"],
    places: document,
  },
  {
    id: "M2",
    rule: "The Version of a meta configuration is 1.0.0 or 2.0.0.",
    words: "Undefined error id 1267.",
    codes: ["check/document-version"],
    places: document,
  },
  {
    id: "M3",
    rule: "A partial configuration names managers that the settings define; on Linux one source, none for modules, and no exclusive resource twice.",
    codes: ["check/partial-configuration"],
    places: document,
  },
  {
    id: "M4",
    rule: "A partial configuration has no resource that ExclusiveResources of another one claims.",
    ...state,
    reason: "It is about the machine's settings, which stand in another document.",
  },
  {
    id: "M5",
    rule: "The ConfigurationName of every resource of a partial configuration is its name.",
    ...state,
    reason:
      "No document says which partial configuration it is. `compile` gives all resources one ConfigurationName, which `--name` tells.",
  },
];
