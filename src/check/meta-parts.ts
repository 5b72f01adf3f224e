import { wrongPlatform } from "../diagnostics/catalogue/check.js";
import type { DeclaredProperty, DeclaredValue } from "../model/declaration.js";
import type { LcmPart, NamedLcmPart } from "../model/lcm-settings.js";
import { Secret } from "../model/secret.js";
import { lcmKeywords, lcmSectionClass, type LcmKeyword } from "../schema/builtin/lcm-keywords.js";
import type { CimClass, CimProperty, Module } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { embeddedShapeOf } from "./class-shape.js";
import type { Context } from "./context.js";
import type { DraftProperty, WrittenDependency } from "./draft.js";
import { readMembers, type Setting } from "./members.js";
import { withSecrets, type SecretTexts } from "./meta-secrets.js";
import { blockName } from "./names.js";
import { convert } from "./values.js";

/** A block of an LCM's settings whose class is known and whose values are converted. */
export interface MetaPart {
  readonly keyword: LcmKeyword;
  readonly cimClass: CimClass;
  /** `[Keyword]Name`; of the settings, which have no name, the keyword. */
  readonly id: string;
  /** Where its name stands, or else its keyword. */
  readonly place: Origin;
  readonly keywordOrigin: Origin;
  /** Side by side with the properties of the class. */
  readonly properties: readonly (DraftProperty | undefined)[];
  /** Properties are unknown or wrong: that one is missing proves nothing. */
  readonly certain: boolean;
}

/** A part before its name and values are looked at; `Settings` has no name. */
type GivenPart = LcmPart & Partial<Pick<NamedLcmPart, "name">>;

/**
 * A block, checked against its class as a resource is. Undefined where the target has no such class or the name cannot
 * be used. Diagnostics: `check/wrong-platform`, those of `blockName`, `withSecrets`, `readMembers` and `convert`.
 */
export function readPart(part: GivenPart, texts: SecretTexts, context: Context): MetaPart | undefined {
  const { target } = context.settings;
  const keyword = lcmKeywords.find((one) => one.keyword === part.keyword);
  const cimClass = keyword && lcmSectionClass(keyword, target);
  if (keyword === undefined || cimClass === undefined) {
    const names = { name: part.keyword, platform: "windows", target };
    context.diagnostics.push(wrongPlatform(part.name?.origin ?? part.keywordOrigin, names));
    return undefined;
  }
  const name = part.name && blockName({ name: part.name, conditional: undefined }, context);
  if (part.name !== undefined && name === undefined) return undefined;
  const shape = embeddedShapeOf(cimClass);
  const place = part.name?.origin ?? part.keywordOrigin;
  const members = {
    ...{ cimClass, shape, mandatory: shape.mandatory, embedded: true, incomplete: false },
    ...{ owner: keyword.keyword, place, unlisted: true as const },
    declared: withSecrets(part.properties, texts, context.diagnostics),
  };
  const module = moduleFor(target);
  const { properties, certain } = readMembers(members, context, (property, declared) =>
    setProperty(property, declared, module, context),
  );
  const id = name === undefined ? keyword.keyword : `[${keyword.keyword}]${name}`;
  return { keyword, cimClass, id, place, keywordOrigin: part.keywordOrigin, properties, certain };
}

/** The module of these classes (powershell-configuration.md §1.7), which documents do not name. */
function moduleFor(platform: Module["platform"]): Module {
  return { name: "PSDesiredStateConfigurationEngine", inBox: true, platform, classes: [] };
}

function setProperty(
  property: CimProperty,
  { value, nameOrigin }: DeclaredProperty,
  module: Module,
  context: Context,
): Setting {
  const valueOrigin = value.origin;
  const slot = { property, nameOrigin, valueOrigin, module, coercion: "chef" as const, context };
  const converted = convert(plainKey(property, value), slot);
  if (converted === undefined) return "wrong";
  const { items } = converted;
  const origins = { name: nameOrigin, value: valueOrigin, ...(items === undefined ? {} : { items }) };
  return { value: converted.value, origins };
}

/** A document holds a registration key as it is: its property takes no credential, and no LCM decrypts it there. */
function plainKey({ name }: CimProperty, value: DeclaredValue): DeclaredValue {
  if (value.kind !== "secret" || name !== "RegistrationKey") return value;
  return { kind: "string", text: Secret.reveal(value.secret), origin: value.origin };
}

/** What a block sets of a property; undefined where it does not, or not rightly. */
export function propertyOf({ cimClass, properties }: MetaPart, name: string): DraftProperty | undefined {
  return properties[cimClass.properties.findIndex((property) => property.name === name)];
}

/** The text of a property. */
export function textOf(part: MetaPart, name: string): string | undefined {
  const value = propertyOf(part, name)?.value;
  return value?.kind === "string" ? value.text : undefined;
}

/** The texts of a property that holds a list, with their places. */
export function entriesOf(part: MetaPart, name: string): readonly WrittenDependency[] {
  const set = propertyOf(part, name);
  if (set?.value.kind !== "array") return [];
  return set.value.items.flatMap((item, index) => {
    const origin = set.origins.items?.[index] ?? set.origins.value;
    return item.kind === "string" ? [{ text: item.text, origin }] : [];
  });
}
