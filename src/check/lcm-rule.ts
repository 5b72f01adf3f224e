/** Where a rule can be broken: in a document, which `verify` tells; in a recipe, which `compile` tells; in a schema. */
export type Place = "document" | "recipe" | "schema";

/** A rule of the Local Configuration Manager, as `lcm-rules.md` §3 observed it on the open-source one. */
export interface LcmRule {
  /** L before a document is read, P its parser, D documents, M meta configurations, S schema files. */
  readonly id: string;
  readonly rule: string;
  /** The LCM's own words, with %1 … for what it fills in; undefined where nobody has seen them. */
  readonly words?: string;
  /** Its words for a resource without SourceInfo, which the last %n of `words` is. */
  readonly wordsWithoutSource?: string;
  /** What mofsmith tells; none for a rule that no document can break. */
  readonly codes: readonly string[];
  readonly places: readonly Place[];
  /** Why no document can break it. */
  readonly reason?: string;
}

/** What stands beside the reason of a rule that no document can break. */
export const state = { codes: [], places: [] } as const;

/** Before the document is read. */
export const beforeReading: readonly LcmRule[] = [
  {
    id: "L1",
    rule: "The LCM's folder for configurations exists.",
    words:
      "The validation of the Configuration directory did not succeed. Ensure that the directory exists and try again.",
    ...state,
    reason: "It is about the machine's disk.",
  },
  {
    id: "L2",
    rule: "An LCM that pulls takes no push without force.",
    words: "A PUSH operation was requested without -Force while configured for PULL processing.",
    ...state,
    reason: "It is about the LCM's settings and how the document is sent.",
  },
  {
    id: "L3",
    rule: "With partial configurations defined, a document can only be published.",
    words:
      "The only way DSC Partial Configurations can be used in Push mode is if the Publish-DscConfiguration Cmdlet is used. …",
    ...state,
    reason: "It is about the LCM's settings and how the document is sent.",
  },
  {
    id: "L4",
    rule: "No other configuration is pending, unless force is used.",
    words:
      "An old configuration is still pending. Please wait for the pending configuration to finish. If the problem persists, execute Start-DSCConfiguration command with -Force parameter.",
    ...state,
    reason: "It is about what was sent before.",
  },
];
