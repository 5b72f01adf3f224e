import type { CimType } from "./resource-class.js";

/** Where a qualifier may stand: at a class, an association, a property, a reference, a method or a parameter. */
export type Scope = "class" | "association" | "property" | "reference" | "method" | "parameter";

/** What a subclass has of a qualifier; a word behind the qualifier itself goes before what its declaration says. */
export interface Flavors {
  /** Restricted: a subclass does not inherit it. */
  readonly restricted: boolean;
  /** DisableOverride: a subclass does not give it another value. */
  readonly fixed: boolean;
}

/** A qualifier as it is declared: the type of its value and where it may stand. */
export interface DeclaredQualifier extends Flavors {
  readonly name: string;
  readonly type: CimType;
  readonly array: boolean;
  readonly scopes: ReadonlySet<Scope>;
}

const scopesByName: Readonly<Record<string, readonly Scope[]>> = {
  class: ["class"],
  association: ["association"],
  indication: ["class"],
  property: ["property"],
  reference: ["reference"],
  method: ["method"],
  parameter: ["parameter"],
  any: ["class", "association", "property", "reference", "method", "parameter"],
};

/** The scopes that words of a declaration name. */
export function scopesOf(words: readonly string[]): ReadonlySet<Scope> {
  return new Set(words.flatMap((word) => scopesByName[word.toLowerCase()] ?? []));
}

/** What flavor words say, where they say nothing what `unsaid` has. */
export function flavorsOf(words: readonly string[], unsaid: Flavors): Flavors {
  const said = new Set(words.map((word) => word.toLowerCase()));
  return {
    restricted: said.has("restricted") || (unsaid.restricted && !said.has("tosubclass")),
    fixed: said.has("disableoverride") || (unsaid.fixed && !said.has("enableoverride")),
  };
}

const letters: Readonly<Record<string, Scope>> = {
  c: "class",
  A: "association",
  p: "property",
  r: "reference",
  m: "method",
  a: "parameter",
};

/**
 * The standard qualifiers (DSP0004 §5.6.3 and those that an LCM has beside them): the type of the value, where they may
 * stand, and their names, with `!` those whose value a subclass does not change and with `-` those that it does not
 * inherit (the flavors of the LCM's own table, LCM/codec/mof/parser/utility.c).
 */
const rows = `
boolean   cA      Abstract- Amendment! Association! Exception! Indication! Singleton Terminal
boolean   c       DynProps
boolean   A       Aggregation! Composition!
boolean   Ar      Delete IfDeleted
boolean   cAp     Display Dynamic Large
boolean   cAprm   Invisible
boolean   cAprma  Expensive Experimental-
boolean   p       CIM_Key Read Write
boolean   pr      Key!
boolean   prma    Required!
boolean   pm      Static!
boolean   pma     Counter DN! EmbeddedObject! Gauge IsPUnit Octetstring!
boolean   r       Aggregate! Weak!
boolean   m       Bypass_GetObject- Implemented-
boolean   ma      Stream!
boolean   a       In! Optional- Out!
string    c       ClassContext
string    cA      ClassVersion- FriendlyName- Revision Source UMLPackagePath UUID Version-
string    cAr     SourceType
string    cAprm   TriggerType
string    cAprma  Description DisplayDescription DisplayName Provider
string    p       NullValue! Propagated! PropertyContext PropertyUsage SubType
string    pa      ArrayType!
string    pm      Schema!
string    pma     CIMTYPE EmbeddedInstance PUnit Units
string    prm     Alias Override-
string    prma    Syntax SyntaxType
string    r       Nonlocal NonlocalType
string[]  cA      ClassConstraint
string[]  cAprma  Deprecated- MappingStrings ModelCorrespondence
string[]  p       Correlatable UnknownValues! UnsupportedValues! WritePrivileges
string[]  pr      PropertyConstraint
string[]  pm      Privileges
string[]  pma     BitMap BitValues ValueMap Values
string[]  m       MethodConstraint
sint32    cA      Locale-
sint32    pa      ID!
sint64    pma     MaxValue MinValue
uint32    pma     MaxLen MinLen
uint32    r       Max Min`;

const types: ReadonlyMap<string, CimType> = new Map(
  (["boolean", "string", "sint32", "sint64", "uint32"] as const).map((type) => [type, type]),
);

/** By name in lower case. */
export const standardQualifiers: ReadonlyMap<string, DeclaredQualifier> = new Map(
  rows
    .trim()
    .split("\n")
    .flatMap((row) => {
      const [written = "", where = "", ...words] = row.split(/ +/);
      const type = types.get(written.replace("[]", ""));
      const scopes = new Set([...where].flatMap((letter) => letters[letter] ?? []));
      const array = written.endsWith("[]");
      if (type === undefined) return [];
      return words.map((word): [string, DeclaredQualifier] => {
        const name = word.replace(/[!-]$/, "");
        const flavors = { restricted: word.endsWith("-"), fixed: word.endsWith("!") };
        return [name.toLowerCase(), { name, type, array, scopes, ...flavors }];
      });
    }),
);
