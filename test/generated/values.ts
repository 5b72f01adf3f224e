import fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { integerRanges } from "../../src/schema/numbers.js";
import type { Target } from "../../src/mof/literal.js";
import type { CimType } from "../../src/schema/resource-class.js";
import { byName, propertiesOf, type GeneratedProperty } from "./schema.js";
import type { Tree } from "./tree.js";

/** A value as a recipe writes it, on one line, and as a document has to hold it. */
export interface Written {
  readonly ruby: string;
  readonly tree: Tree;
}

/** A text between double quotes; nothing of it is a line of its own. */
function quoted(text: string): string {
  const body = text.replace(/["\\#]|\p{Cc}/gu, (unit) => {
    return /\p{Cc}/u.test(unit) ? `\\u{${unit.charCodeAt(0).toString(16)}}` : `\\${unit}`;
  });
  return `"${body}"`;
}

const common = ["a", " ", '"', "'", "\\", "\n", "\t", "#{", "};", "é", "€", "\u{1F600}"] as const;

/** U+0000 ends a text; Linux has no way to write the control characters that have no escape of their own. */
const unwritable: Readonly<Record<Target, RegExp>> = { windows: /\0/, linux: /(?![\b\t\n\f\r])\p{Cc}/u };

function textsFor(target: Target): Arbitrary<string> {
  const controls = target === "windows" ? ["\x01", "\x1b", "\x7f", "\x80"] : ["\b", "\f", "\r"];
  const characters = fc.constantFrom(...common, ...controls);
  return fc
    .string({ unit: fc.oneof(characters, fc.string({ unit: "binary", minLength: 1, maxLength: 1 })) })
    .filter((text) => !unwritable[target].test(text));
}

const texts = { windows: textsFor("windows"), linux: textsFor("linux") };

function stringFor(target: Target): Arbitrary<Written> {
  return texts[target].chain((text) => {
    const forms = [quoted(text)];
    if (!/[\p{Cc}]/u.test(text)) forms.push(`'${text.replace(/[\\']/g, "\\$&")}'`);
    if (/^[a-z]\w*$/.test(text)) forms.push(`:${text}`);
    return fc.constantFrom(...forms).map((ruby) => ({ ruby, tree: { kind: "string", text } as const }));
  });
}

/** One unit: what stands in quotes as it is, what has an escape, and what Linux does not read at all. */
function charFor(target: Target): Arbitrary<Written> {
  const most = target === "windows" ? 0xffff : 0x7e;
  const any = fc
    .integer({ min: 1, max: most })
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCharCode(code));
  return fc
    .oneof(fc.constantFrom("'", '"', "\\", " ", "~", "\b", "\t", "\n", "\f", "\r"), any)
    .filter((text) => !unwritable[target].test(text))
    .map((text) => ({ ruby: quoted(text), tree: { kind: "char", text } }));
}

/** A Float of Ruby: digits on both sides of the dot. */
function float(number: number): string {
  const text = Object.is(number, -0) ? "-0.0" : String(number);
  if (text.includes(".")) return text;
  return text.includes("e") ? text.replace("e", ".0e") : `${text}.0`;
}

function realOf(number: Arbitrary<number>): Arbitrary<Written> {
  return fc.oneof(
    fc
      .oneof({ weight: 9, arbitrary: number }, fc.constantFrom(0, -0, 0.1, 1e-5, 1e21, 16777217, 33554433))
      .map((one) => ({ ruby: float(one), tree: { kind: "real", number: one } as const })),
    fc.integer({ min: -1000, max: 1000 }).map((one) => ({
      ruby: String(one),
      tree: { kind: "real", number: one } as const,
    })),
  );
}

/** What 32 bits hold, and what lies between two such numbers or is written with fewer digits than they have. */
const singles = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ noNaN: true, min: -3.4e38, max: 3.4e38 }).filter((one) => Math.fround(one) !== 0),
  // Above a power of two the gaps are twice as wide as below.
  fc.integer({ min: -149, max: 127 }).map((exponent) => 2 ** exponent),
  fc
    .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: -44, max: 29 }))
    .map(([digits, exponent]) => Number(`${digits}e${exponent}`)),
);

function integerOf(type: CimType): Arbitrary<Written> {
  const range = integerRanges.get(type);
  if (range === undefined) throw new Error(`${type} is no integer`);
  return fc
    .bigInt({ min: range.low, max: range.high })
    .map((integer) => ({ ruby: String(integer), tree: { kind: "integer", text: String(integer) } }));
}

const two = (number: number): string => String(number).padStart(2, "0");

const moment: Arbitrary<Written> = fc
  .record({
    date: fc.date({ min: new Date("0001-01-01"), max: new Date("9998-12-31"), noInvalidDate: true }),
    micro: fc.integer({ min: 0, max: 999_999 }),
    offset: fc.oneof(fc.integer({ min: 0, max: 999 }), fc.constantFrom(0, 1, 59, 60, 840, 999)),
    ...{ west: fc.boolean(), iso: fc.boolean() },
  })
  .map(({ date, micro, offset, west, iso }) => {
    const [day = "", clock = ""] = date.toISOString().slice(0, 19).split("T");
    const fraction = String(micro).padStart(6, "0");
    const sign = west ? "-" : "+";
    const minutes = String(offset).padStart(3, "0");
    const written = `${day.replaceAll("-", "")}${clock.replaceAll(":", "")}.${fraction}`;
    const isoZone =
      offset === 0 && !west ? "Z" : `${sign}${two(Math.floor(offset / 60))}:${two(offset % 60)}`;
    return {
      ruby: iso ? `'${day}T${clock}.${fraction}${isoZone}'` : `'${written}${sign}${minutes}'`,
      // No minutes west of Greenwich are none east of it.
      tree: { kind: "string", text: `${written}${offset === 0 ? "+" : sign}${minutes}` },
    };
  });

const interval: Arbitrary<Written> = fc
  .record({
    days: fc.integer({ min: 0, max: 99_999_999 }),
    ...{ hours: fc.integer({ min: 0, max: 23 }), minutes: fc.integer({ min: 0, max: 59 }) },
    ...{ seconds: fc.integer({ min: 0, max: 59 }), micro: fc.integer({ min: 0, max: 999_999 }) },
    iso: fc.boolean(),
  })
  .map(({ days, hours, minutes, seconds, micro, iso }) => {
    const fraction = String(micro).padStart(6, "0");
    const clock = `${two(hours)}${two(minutes)}${two(seconds)}`;
    const text = `${String(days).padStart(8, "0")}${clock}.${fraction}:000`;
    const duration = `P${days}DT${hours}H${minutes}M${seconds}.${fraction}S`;
    return { ruby: iso ? `'${duration}'` : `'${text}'`, tree: { kind: "string", text } };
  });

function scalarsFor(target: Target): Partial<Record<CimType, Arbitrary<Written>>> {
  return {
    string: stringFor(target),
    char16: charFor(target),
    boolean: fc.boolean().map((value) => ({ ruby: String(value), tree: { kind: "boolean", value } })),
    datetime: fc.oneof(moment, interval),
    real32: realOf(singles),
    real64: realOf(fc.double({ noNaN: true, noDefaultInfinity: true })),
  };
}

const scalars = { windows: scalarsFor("windows"), linux: scalarsFor("linux") };

function scalarOf(type: CimType, target: Target): Arbitrary<Written> {
  return scalars[target][type] ?? integerOf(type);
}

/** Properties whose schema allows less than their type. */
const narrowed: Readonly<Record<string, Arbitrary<Written>>> = {
  Mode: fc
    .constantFrom("On", "Off")
    .chain((text) =>
      fc
        .constantFrom(`'${text}'`, `:${text.toLowerCase()}`, `'${text.toUpperCase()}'`)
        .map((ruby) => ({ ruby, tree: { kind: "string", text } as const })),
    ),
  Level: fc.constantFrom(
    { ruby: "1", tree: { kind: "integer", text: "1" } as const },
    { ruby: "'two'", tree: { kind: "integer", text: "2" } as const },
  ),
  Short: fc
    .string({ unit: "grapheme-ascii", maxLength: 5 })
    .map((text) => ({ ruby: quoted(text), tree: { kind: "string", text } })),
  Middle: fc
    .integer({ min: -5, max: 5 })
    .map((integer) => ({ ruby: String(integer), tree: { kind: "integer", text: String(integer) } })),
};

const nothing: Written = { ruby: "nil", tree: { kind: "null" } };

/** Any value that a property takes. */
export function valueOf(property: GeneratedProperty, target: Target): Arbitrary<Written> {
  const { name, type, array, embedded, mandatory } = property;
  if (name === "Pairs") return pairsFor(target);
  const item =
    embedded === undefined ? (narrowed[name] ?? scalarOf(type, target)) : instanceOf(embedded, target);
  const value = array ? arrayOf(item) : item;
  return mandatory === true ? value : fc.oneof({ weight: 9, arbitrary: value }, fc.constant(nothing));
}

/** A list; of one value also the value alone. */
function arrayOf(item: Arbitrary<Written>): Arbitrary<Written> {
  return fc.tuple(fc.array(item, { maxLength: 4 }), fc.boolean()).map(([items, bare]) => {
    const tree = { kind: "array", items: items.map((one) => one.tree) } as const;
    const [only] = items;
    if (bare && items.length === 1 && only !== undefined) return { ruby: only.ruby, tree };
    return { ruby: `[${items.map((one) => one.ruby).join(", ")}]`, tree };
  });
}

function pairsFor(target: Target): Arbitrary<Written> {
  return fc
    .uniqueArray(fc.tuple(texts[target], stringFor(target)), { selector: ([key]) => key, maxLength: 3 })
    .map((entries) => ({
      ruby: `{ ${entries.map(([key, { ruby }]) => `${quoted(key)} => ${ruby}`).join(", ")} }`,
      tree: {
        kind: "array",
        items: entries.map(([key, { tree }]) => ({
          kind: "instance",
          className: "MSFT_KeyValuePair",
          properties: new Map<string, Tree>([
            ["Key", { kind: "string", text: key }],
            ["Value", tree],
          ]),
        })),
      },
    }));
}

function credentialFor(target: Target): Arbitrary<Written> {
  return fc.tuple(texts[target], texts[target], fc.boolean()).map(([user, password, long]) => ({
    ruby: long
      ? `cim_instance('MSFT_Credential', UserName: ${quoted(user)}, Password: ${quoted(password)})`
      : `ps_credential(${quoted(user)}, ${quoted(password)})`,
    tree: {
      kind: "instance",
      className: "MSFT_Credential",
      properties: new Map<string, Tree>([
        ["UserName", { kind: "string", text: user }],
        ["Password", { kind: "string", text: password }],
      ]),
    },
  }));
}

/** An instance of a class or of one derived from it, in each of the ways to write one. */
function instanceOf(className: string, target: Target): Arbitrary<Written> {
  if (className === "MSFT_Credential") return credentialFor(target);
  const fitting = [...byName.values()].filter(
    ({ name, superClass }) => name === className || superClass === className,
  );
  return fc.constantFrom(...fitting).chain(({ name }) => {
    return fc
      .tuple(
        someOf(propertiesOf(name), target),
        fc.constantFrom("hash", "cim", "nested"),
        fc.constantFrom("str", "sym", "low"),
      )
      .map(([given, form, keys]) => written(name, given, { form, keys, named: name !== className }));
  });
}

/** Properties with what they are set to. */
export type Given = readonly (readonly [GeneratedProperty, Written])[];

/** What is mandatory, and some of the rest. */
export function someOf(properties: readonly GeneratedProperty[], target: Target, most = 5): Arbitrary<Given> {
  const mandatory = properties.filter((one) => one.mandatory === true);
  const rest = properties.filter((one) => one.mandatory !== true && one.qualifiers !== "Read");
  return fc.subarray(rest, { maxLength: Math.min(most, rest.length) }).chain((chosen) => {
    const all = [...mandatory, ...chosen];
    return fc.tuple(...all.map((property) => valueOf(property, target))).map((values) => {
      return all.flatMap((property, index) => {
        const value = values[index];
        return value === undefined ? [] : [[property, value] as const];
      });
    });
  });
}

interface Form {
  readonly form: string;
  readonly keys: string;
  /** The class has to be named: it is not that of the property. */
  readonly named: boolean;
}

function written(className: string, given: Given, { form, keys, named }: Form): Written {
  const tree: Tree = {
    kind: "instance",
    className,
    properties: new Map(given.map(([{ name }, value]) => [name, value.tree])),
  };
  if (form === "nested") {
    const resource = named || keys === "str" ? [`resource :${className}`] : [];
    const lines = given.map(([{ name }, { ruby }]) => `property :${name}, ${ruby}`);
    return { ruby: `dsc_resource('n') { ${[...resource, ...lines].join("; ")} }`, tree };
  }
  const entries = given.map(([{ name }, { ruby }]) => `${keyOf(name, keys)}${ruby}`).join(", ");
  return { ruby: form === "cim" ? `cim_instance('${className}', { ${entries} })` : `{ ${entries} }`, tree };
}

function keyOf(name: string, keys: string): string {
  if (keys === "str") return `'${name}' => `;
  return keys === "sym" ? `${name}: ` : `:${name.toLowerCase()} => `;
}
