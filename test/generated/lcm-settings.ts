import fc from "fast-check";
import type { Target } from "../../src/mof/literal.js";
import { lcmKeywords, lcmSectionClass } from "../../src/schema/builtin/lcm-keywords.js";
import type { CimProperty } from "../../src/schema/resource-class.js";
import type { Plain } from "../support/json.js";

type Table = Readonly<Record<string, Plain>>;

/** A section `Lcm` that nothing is wrong with, for a target. */
export interface GeneratedSection {
  readonly target: Target;
  readonly section: Table;
}

/** Texts of every kind that a document can hold on both systems. */
const text = fc.oneof(
  fc.string({ unit: "grapheme-ascii", maxLength: 12 }),
  fc.constantFrom("C:\\dsc\\", 'say "so"', "two\nlines\ttab", "größer", ""),
);

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ._-]{0,8}$/);

const secretText = fc.constantFrom<Plain>({ Secret: "key" }, { secret: "key" }, "3f1c8a40-0b3d");

const credential = fc
  .tuple(fc.constantFrom("dsc", ".\\dsc"), secretText)
  .map(([UserName, Password]): Plain => ({ UserName, Password }));

const guid = fc.uuid();

const thumbprint = fc.string({
  unit: fc.constantFrom(..."0123456789abcdefABCDEF"),
  minLength: 40,
  maxLength: 40,
});

/** Properties that name things, or that have to be of a form. */
const special: Readonly<Record<string, fc.Arbitrary<Plain>>> = {
  CertificateID: thumbprint,
  ConfigurationID: guid,
  RegistrationKey: secretText,
  DebugMode: fc.constantFrom<Plain>("None", ["ForceModuleImport"], "all", []),
  DownloadManagerCustomData: fc.dictionary(fc.constantFrom("ServerUrl", "Mode", "x y"), text).map(pairs),
};

function pairs(table: Readonly<Record<string, string>>): Plain {
  return { ServerUrl: "https://first.example/", ...table };
}

/** A value for a property, by its class alone. */
function valueOf(property: CimProperty): fc.Arbitrary<Plain> {
  const known = special[property.name];
  if (known !== undefined) return known;
  if (property.embeddedClass === "MSFT_Credential") return credential;
  const one = scalarOf(property);
  return property.array ? fc.oneof(one, fc.array(one, { maxLength: 3 })) : one;
}

function scalarOf({ type, valueMap, limits }: CimProperty): fc.Arbitrary<Plain> {
  if (valueMap !== undefined)
    return fc.constantFrom(...valueMap, ...valueMap.map((word) => word.toLowerCase()));
  if (type === "boolean") return fc.boolean();
  if (type === "string") return text;
  return fc.integer({ min: Number(limits?.minValue ?? 0), max: Number(limits?.maxValue ?? 4294967295) });
}

/** Each property or not, in the spelling of the class or in lower case. */
function blockOf(properties: readonly CimProperty[]): fc.Arbitrary<Table> {
  const settings = properties.map((property) => {
    const spelling = fc.constantFrom(property.name, property.name.toLowerCase());
    return fc.option(fc.tuple(spelling, valueOf(property)), { nil: undefined });
  });
  return fc
    .tuple(...settings)
    .map((given) => Object.fromEntries(given.flatMap((entry) => (entry === undefined ? [] : [entry]))));
}

/** Partial configurations and keys are written by `joined`. */
const joinedProperties: ReadonlySet<string> = new Set([
  ...["ServerURL", "SourcePath", "ConfigurationSource", "ResourceModuleSource", "ExclusiveResources"],
  ...["DependsOn"],
]);

export function sectionFor(target: Target): fc.Arbitrary<GeneratedSection> {
  const blocks = lcmKeywords.flatMap(({ keyword }) => {
    const cimClass = lcmSectionClass({ keyword, className: "", listed: undefined }, target);
    if (cimClass === undefined) return [];
    const block = blockOf(
      cimClass.properties.filter(({ name: one, readOnly }) => !readOnly && !joinedProperties.has(one)),
    );
    const named: fc.Arbitrary<Plain> =
      keyword === "Settings"
        ? block
        : fc
            .uniqueArray(fc.tuple(name, block), { maxLength: 3, selector: ([one]) => one.toLowerCase() })
            .map((entries) => Object.fromEntries(entries));
    return [fc.tuple(fc.constant(keyword), named)];
  });
  return fc
    .tuple(
      fc.shuffledSubarray(blocks, { minLength: 1 }).chain((chosen) => fc.tuple(...chosen)),
      fc.boolean(),
    )
    .map(([chosen, pulls]) => ({ target, section: joined(Object.fromEntries(chosen), target, pulls) }));
}

/** Gives the blocks what ties them together: keys, references, resources of their own. */
function joined(section: Readonly<Record<string, Plain>>, target: Target, pulls: boolean): Table {
  const blocksOf = (keyword: string) => {
    return Object.entries(isTable(section[keyword]) ? section[keyword] : {}).flatMap(([one, block]) =>
      isTable(block) ? [[one, block] as const] : [],
    );
  };
  const idsOf = (...keywords: readonly string[]) =>
    keywords.flatMap((keyword) => blocksOf(keyword).map(([one]) => `[${keyword}]${one}`));
  const configurations = idsOf("ConfigurationRepositoryWeb", "ConfigurationRepositoryShare");
  const modules = target === "linux" ? [] : idsOf("ResourceRepositoryWeb", "ResourceRepositoryShare");
  const sources = configurations.slice(0, target === "linux" ? 1 : 3);
  const result: Record<string, Plain> = { ...section };
  for (const { keyword } of lcmKeywords) {
    if (keyword === "Settings" || section[keyword] === undefined) continue;
    const entries = blocksOf(keyword).map(([one, block], index, all): readonly [string, Plain] => {
      if (keyword === "SignatureValidation") return [one, block];
      if (keyword !== "PartialConfiguration") {
        const isShare = keyword.endsWith("Share");
        const key = isShare ? { SourcePath: `\\\\files\\${index}` } : { ServerURL: `https://host${index}/` };
        return [one, { ...block, ...key }];
      }
      const { RefreshMode: _, refreshmode: __, ...rest } = block;
      const before = all.slice(0, index).map(([other]) => `[partialconfiguration]${other.toUpperCase()}`);
      return [
        one,
        {
          ...rest,
          RefreshMode: pulls && sources.length > 0 ? "Pull" : "Push",
          ExclusiveResources: [`Resource${index}`, `Module${index}\\*`],
          ...(sources.length > 0 && { ConfigurationSource: sources }),
          ...(modules.length > 0 && { ResourceModuleSource: modules }),
          ...(before.length > 0 && { DependsOn: before }),
        },
      ];
    });
    result[keyword] = Object.fromEntries(entries);
  }
  return settled(result, configurations.length > 0);
}

/** Nothing is pulled where there is nothing to pull from. */
function settled(section: Record<string, Plain>, canPull: boolean): Table {
  const { Settings } = section;
  if (!isTable(Settings) || canPull) return section;
  const { RefreshMode: _, refreshmode: __, ...rest } = Settings;
  return { ...section, Settings: rest };
}

function isTable(value: Plain | undefined): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
