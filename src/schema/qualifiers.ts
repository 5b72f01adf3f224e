import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { misspeltQualifier, qualifierIgnored } from "../diagnostics/catalogue/schema.js";
import { nearest } from "../diagnostics/suggest.js";
import type { Value } from "../model/value.js";
import type { Name, Qualifier } from "../mof/tree.js";
import type { Origin, Source } from "../source/source.js";

/** The qualifiers of one class or property, asked for by name in lower case. */
export interface Qualifiers {
  /** A boolean qualifier: true when it stands without a value (DSP0004 §5.6.1), false when it is absent. */
  flag(name: string): boolean;
  text(name: string): string | undefined;
  /** A list of strings; a single string is a list of one. */
  list(name: string): readonly string[] | undefined;
  /** An integer, in decimal digits. */
  integer(name: string): string | undefined;
  /** The place of a qualifier that is there. */
  origin(name: string): Origin;
  /** Reports that a qualifier is not used, for a reason that reads well after a colon. */
  ignore(name: string, reason: string): void;
}

/** Those that say something to DSC; a name near one of them and unknown otherwise is a slip. */
const meaningful = [
  "ClassVersion",
  "Description",
  "EmbeddedInstance",
  "FriendlyName",
  "Key",
  "Read",
  "Required",
  "ValueMap",
  "Values",
  "Write",
];

/** The one standard qualifier (DSP0004 §5.6.3) whose name comes near one of the above and is no slip. */
const lookalike = "bitvalues";

/** Makes the qualifiers of `owner` ready to be asked; reports those that stand twice and those misspelt. */
export function readQualifiers(
  source: Source,
  owner: Name,
  qualifiers: readonly Qualifier[],
  report: (diagnostic: Diagnostic) => void,
): Qualifiers {
  const placeOf = ({ start, end }: Qualifier): Origin => ({ source, start, end });
  const ignore = (qualifier: Qualifier, reason: string): void =>
    report(
      qualifierIgnored(placeOf(qualifier), { qualifier: qualifier.name.text, owner: owner.text, reason }),
    );
  const table = new Map<string, Qualifier>();
  for (const qualifier of qualifiers) {
    const name = qualifier.name.text;
    if (table.has(name.toLowerCase())) ignore(qualifier, "it stands there already");
    else table.set(name.toLowerCase(), qualifier);
    const suggestions = isSlip(name) ? nearest(name, meaningful) : [];
    if (suggestions.length > 0) {
      report(misspeltQualifier(placeOf(qualifier), { qualifier: name, owner: owner.text, suggestions }));
    }
  }
  /** The qualifier's value as `convert` reads it, or a diagnostic that tells what it should be. */
  const valueOf = <T>(
    name: string,
    convert: (value: Value) => T | undefined,
    wanted: string,
  ): T | undefined => {
    const qualifier = table.get(name);
    if (qualifier === undefined) return undefined;
    const value = qualifier.value && convert(qualifier.value.value);
    if (value === undefined) ignore(qualifier, `its value has to be ${wanted}`);
    return value;
  };
  return {
    flag: (name) =>
      table.has(name) &&
      (table.get(name)?.value === undefined || (valueOf(name, booleanOf, "True or False") ?? true)),
    text: (name) => valueOf(name, stringOf, "one string in quotes"),
    integer: (name) => valueOf(name, integerOf, "a whole number"),
    list: (name) => valueOf(name, stringsOf, "a list of strings"),
    origin: (name) => {
      const { start, end } = table.get(name) ?? owner;
      return { source, start, end };
    },
    ignore: (name, reason) => {
      const qualifier = table.get(name);
      if (qualifier !== undefined) ignore(qualifier, reason);
    },
  };
}

function isSlip(name: string): boolean {
  const lower = name.toLowerCase();
  return lower !== lookalike && !meaningful.some((known) => known.toLowerCase() === lower);
}

function booleanOf(value: Value): boolean | undefined {
  return value.kind === "boolean" ? value.value : undefined;
}

function integerOf(value: Value): string | undefined {
  return value.kind === "integer" ? value.text : undefined;
}

function stringOf(value: Value): string | undefined {
  return value.kind === "string" ? value.text : undefined;
}

/** Schemas in the wild write the entries of a ValueMap as numbers too. */
function stringsOf(value: Value): readonly string[] | undefined {
  const items = value.kind === "array" ? value.items : [value];
  const texts = items.flatMap((item) =>
    item.kind === "string" || item.kind === "integer" ? [item.text] : [],
  );
  return texts.length === items.length ? texts : undefined;
}
