import { beforeReading, state, type LcmRule } from "./lcm-rule.js";
import { settings } from "./lcm-rules-settings.js";

export type { LcmRule } from "./lcm-rule.js";

const document = ["document"] as const;
const both = ["document", "recipe"] as const;
const declared = ["document", "schema"] as const;
const schema = ["schema"] as const;

const mandatory = "Could not find mandatory property %1. Add this property and try again.";
const oneDocument = "Instance document must contain exactly one OMI_ConfigurationDocument instance.";

/** While the document is parsed. */
const parsing: readonly LcmRule[] = [
  {
    id: "P1",
    rule: "The class of every instance is known.",
    words: "Undefined class: %1",
    codes: ["check/unknown-class", "check/unknown-resource"],
    places: both,
  },
  {
    id: "P2",
    rule: "Every property exists in the class or its superclasses.",
    words: "Undefined property %1",
    codes: ["check/unknown-property"],
    places: both,
  },
  {
    id: "P3",
    rule: "An instance sets a property once.",
    words: "Class feature already defined: %1",
    codes: ["mof/duplicate-property", "check/duplicate-property"],
    places: both,
  },
  {
    id: "P4",
    rule: "A literal is of the property's type.",
    words: "Convert property '%1' value from type '%2' to type '%3' failed",
    codes: [
      ...["check/wrong-type", "check/array-for-scalar", "check/string-for-number", "check/number-for-string"],
      ...[
        "check/string-for-boolean",
        "check/real-for-integer",
        "check/nested-array",
        "check/not-a-character",
      ],
    ],
    places: both,
  },
  {
    id: "P5",
    rule: "An integer fits the property's type.",
    words: "Initializer out of range: %1",
    codes: ["check/out-of-range"],
    places: both,
  },
  {
    id: "P6",
    rule: "The elements of an array are literals of one kind.",
    words: "Initializer not valid",
    codes: ["mof/mixed-array", "check/null-in-array"],
    places: both,
  },
  {
    id: "P7",
    rule: "An alias is defined above the place that names it.",
    words: "Undefined instance alias: %1",
    codes: ["mof/undefined-alias"],
    places: document,
  },
  {
    id: "P8",
    rule: "Two instances have no alias in common.",
    words: "Instance alias: '%1' already declared at line %2",
    codes: ["mof/duplicate-alias"],
    places: document,
  },
  {
    id: "P9",
    rule: "An embedded instance is of the property's class or derived from it.",
    words:
      "Embedded (reference) property value not valid. The value object is of class type '%1', which is not '%2' or its derived classes.",
    codes: ["check/wrong-embedded-class"],
    places: both,
  },
  {
    id: "P10",
    rule: "A datetime is legal.",
    words: "Datetime value not valid. Value %1 of '%2' is out of valid range.",
    codes: ["check/not-a-datetime"],
    places: both,
  },
  {
    id: "P11",
    rule: "A document has 5 bytes to 50 MiB, in a known encoding.",
    words: "Buffer is not supported. Check encoding and length of the buffer",
    codes: ["check/document-size", "source/not-text", "source/unreadable-encoding"],
    places: both,
  },
  {
    id: "P12",
    rule: "The text follows the grammar of MOF.",
    words: "Syntax error: ",
    codes: [
      ...["mof/syntax", "mof/reserved-word", "mof/empty-file", "mof/empty-instance", "mof/missing-semicolon"],
      ...["mof/unterminated-string", "mof/unterminated-comment", "mof/invalid-escape", "mof/invalid-number"],
      ...["mof/integer-overflow", "mof/binary-integer", "schema/unknown-type"],
    ],
    places: document,
  },
];

/** What is asked of a document as a whole. */
const documents: readonly LcmRule[] = [
  {
    id: "D1",
    rule: "A document has a root instance.",
    words: "You must specify at least one configuration resource per MOF file.",
    ...state,
    reason: "The grammar refuses an empty document before (P12).",
  },
  {
    id: "D2",
    rule: "Every root instance sets its key and required properties.",
    words: mandatory,
    codes: ["check/missing-property", "check/null-mandatory"],
    places: both,
  },
  {
    id: "D3",
    rule: "A configuration holds no settings of an LCM.",
    words:
      "The current document contains Local Configuration Manager settings, which is not supported. Send Local Configuration Manager settings seperately.",
    codes: ["check/meta-configuration"],
    places: document,
  },
  {
    id: "D4",
    rule: "No two root instances have the same ResourceId, ignoring case.",
    words: "Found more than one instance with the same ResourceId %1. Correct that and try again.",
    codes: ["check/duplicate-id", "check/renamed-resources"],
    places: both,
  },
  {
    id: "D5",
    rule: "There is at most one OMI_ConfigurationDocument.",
    words: "The instance document contains multiple OMI_ConfigurationDocument instances.",
    codes: ["check/configuration-document"],
    places: document,
  },
  {
    id: "D6",
    rule: "There is exactly one OMI_ConfigurationDocument.",
    words: oneDocument,
    codes: ["check/configuration-document"],
    places: document,
  },
  {
    id: "D7",
    rule: "Every resource has a ResourceId.",
    words: "Not all instances within the instance document contain ResourceId.",
    ...state,
    reason: "D2 is always told before, since ResourceId is required.",
  },
  {
    id: "D8",
    rule: "The OMI_ConfigurationDocument has a Version.",
    words: mandatory,
    codes: ["check/missing-property"],
    places: document,
  },
  {
    id: "D9",
    rule: "The Version has three numbers with dots between.",
    words:
      "The Version property of the OMI_ConfigurationDocument class is not properly formatted. Check the formatting and try again.",
    codes: ["check/document-version"],
    places: document,
  },
  {
    id: "D10",
    rule: "A configuration is no inventory.",
    words:
      "Configuration mof contains the DocumentType = 'inventory' in the OMI_ConfigurationDocument instance, which is not allowed for configuration mofs.",
    codes: ["check/inventory-document"],
    places: document,
  },
  {
    id: "D11",
    rule: "A document has a resource.",
    words:
      "The instance document does not specify any resource. Add at least one resource to the document and try again.",
    codes: ["check/no-resources"],
    places: both,
  },
  {
    id: "D12",
    rule: "No two resources of a class agree in all key properties.",
    words:
      "The following resources '%1' ('%2' and '%3') have the same key property '%4'. Ensure that key property combinations are unique for each resource.",
    codes: ["check/same-key"],
    places: both,
  },
  {
    id: "D13",
    rule: "DependsOn names resources of the document, ignoring case.",
    words:
      "ResourceId %1 could not be found in any of the resources specified in the instance document. The ResourceId specified in the Requires property may be incorrect. Correct the instance %2 defined in %3, then try again.",
    wordsWithoutSource:
      "ResourceId %1 could not be found in any of the resources specified in the instance document. The ResourceId specified in the Requires property may be incorrect. Correct the instance %2, then try again.",
    codes: ["check/unknown-dependency", "check/malformed-dependency"],
    places: both,
  },
  {
    id: "D14",
    rule: "Resources do not depend on one another in a circle.",
    words:
      "A circular dependency was found in the resources specified in instance document. Check and correct the Requires property of instance %1 defined in %2, then try again.",
    wordsWithoutSource:
      "A circular dependency was found in the resources specified in the instance document. Check and correct the Requires property of instance %1, then try again.",
    codes: ["check/dependency-cycle"],
    places: both,
  },
  {
    id: "D15",
    rule: "The class of every resource is registered.",
    words: "The class is not registered as a configuration class.",
    codes: ["check/class-in-document"],
    places: document,
  },
  {
    id: "D16",
    rule: "A resource that depends on a failed one is skipped.",
    words: "Failed to apply the configuration.  These resources produced errors: %1",
    ...state,
    reason: "It is about what happens on the machine.",
  },
];

/** What is asked of classes that a document declares (S1 to S6) and of schema files (all). */
const schemas: readonly LcmRule[] = [
  { id: "S1", rule: "A class is declared once.", codes: ["schema/class-twice"], places: declared },
  { id: "S2", rule: "A superclass is declared.", codes: ["schema/unknown-superclass"], places: declared },
  {
    id: "S3",
    rule: "A property, method or parameter is declared once.",
    codes: ["schema/property-twice", "schema/member-twice"],
    places: declared,
  },
  {
    id: "S4",
    rule: "A qualifier is declared, stands once and where it may, has a value of its type, and keeps it in a subclass unless it may change.",
    codes: ["schema/invalid-qualifier"],
    places: declared,
  },
  { id: "S5", rule: "The size of an array is positive.", codes: ["mof/array-size"], places: declared },
  {
    id: "S6",
    rule: "A default value fits its type and its limits.",
    codes: ["schema/invalid-default"],
    places: declared,
  },
  {
    id: "S7",
    rule: "A schema file declares exactly one subclass of OMI_BaseResource.",
    words: "There must be exactly one configuration resource per MOF file.",
    codes: ["schema/refused-file"],
    places: schema,
  },
  {
    id: "S8",
    rule: "Every other class can be reached from the resource through EmbeddedInstance.",
    words: "All classes must have a reference to ConfigurationResource.",
    codes: ["schema/refused-file"],
    places: schema,
  },
  {
    id: "S9",
    rule: "Every class has ClassVersion.",
    words: "ClassVersion Qualifier not found.",
    codes: ["schema/refused-file"],
    places: schema,
  },
  { id: "S10", rule: "No class has a method.", codes: ["schema/refused-file"], places: schema },
  { id: "S11", rule: "No property is a reference.", codes: ["schema/unknown-type"], places: schema },
  {
    id: "S12",
    rule: "Read does not stand beside Key, Write or Required.",
    codes: ["schema/read-conflict"],
    places: schema,
  },
  { id: "S13", rule: "The resource has a key.", codes: ["schema/refused-file"], places: schema },
  {
    id: "S14",
    rule: "A property of the base class keeps its type.",
    codes: ["schema/base-property"],
    places: schema,
  },
  {
    id: "S15",
    rule: "A resource has one registration on the machine, and a registration one resource.",
    ...state,
    reason: "It is about what is installed on the machine.",
  },
];

/** Every rule, in the order in which an LCM looks at them. */
export const lcmRules: readonly LcmRule[] = [
  ...beforeReading,
  ...parsing,
  ...documents,
  ...settings,
  ...schemas,
];

const byId: ReadonlyMap<string, LcmRule> = new Map(lcmRules.map((one) => [one.id, one]));

/** A name may be as long as a document, and a report may not. */
function shown(value: string): string {
  return value.length <= longest ? value : `${value.slice(0, longest)}…`;
}

const longest = 200;

/** The LCM's own words for a broken rule, filled in as it would, for a diagnostic; nothing where nobody has seen them. */
export function lcmSays(id: string, ...values: readonly string[]): { readonly lcm?: string } {
  return filledIn(byId.get(id)?.words, values);
}

/** As `lcmSays`, of a resource that may have no SourceInfo. */
export function lcmSaysOf(
  id: string,
  sourceInfo: string | undefined,
  ...values: readonly string[]
): { readonly lcm?: string } {
  return sourceInfo === undefined
    ? filledIn(byId.get(id)?.wordsWithoutSource, values)
    : lcmSays(id, ...values, sourceInfo);
}

function filledIn(words: string | undefined, values: readonly string[]): { readonly lcm?: string } {
  if (words === undefined) return {};
  const filled = words.replace(/%([1-9])/g, (_, digit: string) => shown(values[Number(digit) - 1] ?? ""));
  return { lcm: filled.trimEnd() };
}
