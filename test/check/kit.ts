import { check, type CheckSettings } from "../../src/check/check.js";
import { verifyDocument, type VerifySettings } from "../../src/check/verify.js";
import { collector } from "../../src/diagnostics/collector.js";
import type { Diagnostic, Staged } from "../../src/diagnostics/diagnostic.js";
import type {
  Declaration,
  DeclaredAttribute,
  DeclaredProperty,
  DeclaredValue,
  ResourceDeclaration,
  UnknownValue,
} from "../../src/model/declaration.js";
import type { Document, Instance, LocatedDocument } from "../../src/model/document.js";
import { Secret } from "../../src/model/secret.js";
import type { Value } from "../../src/model/value.js";
import { parseMof } from "../../src/mof/parse.js";
import { readDocument } from "../../src/mof/read-document.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import type { Catalogue } from "../../src/schema/catalogue.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { positionOf, textOf, type Origin, type Source } from "../../src/source/source.js";
import { memoryHost } from "../support/memory-host.js";

/*
 * Declarations are written as plain data and turned into a recipe-like text while they are made, so that every
 * origin points at real text: the tests name a place by what stands there.
 */

/** A value in short: a string, a whole number, a boolean and nil stand for themselves, the rest is made below. */
export type Short = string | number | bigint | boolean | null | readonly Short[] | Special | Compound;

/** A value that holds others: it writes itself. */
interface Compound {
  readonly compound: (writer: Writer) => DeclaredValue;
}

interface Special {
  readonly special: (origin: Origin) => DeclaredValue;
  readonly text: string;
}

export const symbol = (text: string): Special => ({
  text: `:${text}`,
  special: (origin) => ({ kind: "symbol", text, origin }),
});

export const real = (number: number): Special => ({
  text: String(number),
  special: (origin) => ({ kind: "real", number, origin }),
});

/** An unknown whose cause has been reported as an error. */
export const told = (reason: string): Special => ({
  text: reason,
  special: (origin) => ({ ...unknownAt(reason, origin), told: true }),
});

export const unknown = (reason: string): Special => ({
  text: reason,
  special: (origin) => unknownAt(reason, origin),
});

export const hash: Special = { text: "{}", special: (origin) => ({ kind: "hash", entries: [], origin }) };

export const codeBlock: Special = {
  text: "{ true }",
  special: (origin) => ({ kind: "scriptBlock", text: "true", origin }),
};

export const secret: Special = {
  text: "secret('x')",
  special: (origin) => ({ kind: "secret", secret: new Secret("hidden"), origin }),
};

export const instanceOf = (className: string): Special => ({
  text: `${className}()`,
  special: (origin) => ({ kind: "instance", className, properties: [], origin }),
});

export const credential: Special = instanceOf("MSFT_Credential");

/** A string whose place is an expression with an escape in it: `"a\0b"`, told by segments. */
export const escaped = (before: string, character: string, after: string): Special => ({
  text: `"${before}\\z${after}"`,
  special: (origin) => {
    const { start } = origin;
    const escape = start + 1 + before.length;
    const segments = [
      { at: 0, start: start + 1, end: escape },
      { at: before.length, start: escape, end: escape + 2 },
      { at: before.length + 1, start: escape + 2, end: escape + 2 + after.length },
    ];
    return { kind: "string", text: before + character + after, segments, origin };
  },
});

/** A string kept in a variable elsewhere: its literal is not the property's own. */
export const elsewhere = (value: string): Special => ({
  text: "variable",
  special: (origin) => ({ kind: "string", text: value, origin }),
});

function unknownAt(reason: string, origin: Origin): UnknownValue {
  return { kind: "unknown", reason, cause: origin, remedy: `Tell ${reason}.`, told: false, origin };
}

type Entries = readonly (readonly [key: Short, value: Short])[];

/** `{ 'Id' => 'x' }`, of names or of pairs. */
export function hashOf(content: Readonly<Record<string, Short>> | Entries): Compound {
  return {
    compound(writer) {
      const { start } = writer.put("{");
      const entries = entriesOf(content).map(([key, value]) => putPair(key, value, writer));
      const { end } = writer.put("}");
      return { kind: "hash", entries, origin: { source: writer.source, start, end } };
    },
  };
}

/** `cim_instance('T_Sub', 'Id' => 'x')`. */
export function cimInstance(className: string, content: Readonly<Record<string, Short>>): Compound {
  return {
    compound(writer) {
      const { start } = writer.put(`cim_instance('${className}', `);
      const properties = Object.entries(content).map(([name, given]) => {
        const { key, value } = putPair(name, given, writer);
        return { name, nameOrigin: key.origin, value, conditional: undefined };
      });
      const { end } = writer.put(")");
      return { kind: "instance", className, properties, origin: { source: writer.source, start, end } };
    },
  };
}

/** `dsc_resource('x') { resource :T_Sub; module_name 'Things'; … }` as a value. */
export function blockOf(
  className: string,
  module: string,
  content: Readonly<Record<string, Short>>,
): Compound {
  return {
    compound(writer) {
      const instance = cimInstance(className, content).compound(writer);
      const moduleName: DeclaredValue = { kind: "string", text: module, origin: writer.put(`'${module}'`) };
      return instance.kind === "instance" ? { ...instance, moduleName } : instance;
    },
  };
}

/** `ps_credential('user', 'password')`. */
export function psCredential(user: Short, password: string): Compound {
  const hidden: Special = {
    text: "'…'",
    special: (origin) => ({ kind: "secret", secret: new Secret(password), origin }),
  };
  return cimInstance("MSFT_Credential", { UserName: user, Password: hidden });
}

function entriesOf(content: Readonly<Record<string, Short>> | Entries): Entries {
  return isEntries(content) ? content : Object.entries(content);
}

function isEntries(content: Readonly<Record<string, Short>> | Entries): content is Entries {
  return Array.isArray(content);
}

function putPair(key: Short, value: Short, writer: Writer) {
  const declaredKey = put(key, writer);
  writer.put(" => ");
  const pair = { key: declaredKey, value: put(value, writer) };
  writer.put(", ");
  return pair;
}

/** One block in short. */
export interface ShortBlock {
  readonly type?: Short;
  readonly name?: Short;
  readonly module?: Short;
  readonly version?: Short;
  readonly properties?: readonly (readonly [name: string, value: Short, conditional?: string])[];
  readonly attributes?: readonly (readonly [name: string, ...values: Short[]])[];
  readonly actions?: readonly string[];
  /** Unless they are written out, `actions` stand nowhere. */
  readonly writtenActions?: boolean;
  readonly conditional?: string;
  readonly incomplete?: boolean;
}

/** A block of type All with its key, unless the properties say otherwise. */
export function all(name: string, properties: Readonly<Record<string, Short>> = {}, rest: ShortBlock = {}) {
  const set = { K: name, Req: "r", ...properties };
  return { type: "All", name, properties: Object.entries(set), ...rest };
}

/** Writes a text bit by bit; origins are made when it is finished, since they share one Source. */
class Writer {
  text = "";
  readonly source: Source = new Growing(this);

  put(text: string): Origin {
    const start = this.text.length;
    this.text += text;
    return { source: this.source, start, end: this.text.length };
  }
}

class Growing implements Source {
  readonly name = "web.rb";
  readonly path = "recipes/web.rb";
  readonly #writer: Writer;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  get text(): string {
    return this.#writer.text;
  }
}

/** Blocks as a front end would declare them, over one made source. */
export function declare(...blocks: readonly (ShortBlock | "script")[]): readonly Declaration[] {
  const writer = new Writer();
  return blocks.map((block) => (block === "script" ? declareScript(writer) : declareBlock(block, writer)));
}

function declareScript(writer: Writer): Declaration {
  const keywordOrigin = writer.put("dsc_script");
  writer.put(" ");
  const name: DeclaredValue = { kind: "string", text: "s", origin: writer.put("'s'") };
  writer.put(" do\nend\n");
  const common = { keyword: "dsc_script", name, attributes: [], conditional: undefined, incomplete: false };
  return { kind: "script", ...common, origin: keywordOrigin, keywordOrigin };
}

function declareBlock(block: ShortBlock, writer: Writer): ResourceDeclaration {
  const keywordOrigin = writer.put("dsc_resource");
  writer.put(" ");
  const name = put(block.name ?? "a", writer);
  writer.put(" do\n");
  const attribute = (written: string, value: Short | undefined): DeclaredValue | undefined => {
    if (value === undefined) return undefined;
    writer.put(`  ${written} `);
    const declared = put(value, writer);
    writer.put("\n");
    return declared;
  };
  const resource = attribute("resource", block.type);
  const moduleName = attribute("module_name", block.module);
  const moduleVersion = attribute("module_version", block.version);
  const actionOrigins =
    block.writtenActions === true ? (block.actions ?? []).map((action) => putAction(action, writer)) : [];
  const properties = (block.properties ?? []).map((property) => putProperty(property, writer));
  const attributes = (block.attributes ?? []).map((one) => putAttribute(one, writer));
  const end = writer.put("end").end;
  writer.put("\n");
  return {
    kind: "resource",
    keyword: "dsc_resource",
    name,
    resource,
    moduleName,
    moduleVersion,
    actions: block.actions ?? ["run"],
    ...(actionOrigins.length === 0 ? {} : { actionOrigins }),
    properties,
    attributes,
    conditional: block.conditional === undefined ? undefined : unknownAt(block.conditional, keywordOrigin),
    incomplete: block.incomplete ?? false,
    coercion: "chef",
    origin: { ...keywordOrigin, end },
    keywordOrigin,
  };
}

function putAction(action: string, writer: Writer): Origin {
  writer.put("  action ");
  const origin = writer.put(`:${action}`);
  writer.put("\n");
  return origin;
}

function putProperty(
  [name, value, conditional]: readonly [string, Short, string?],
  writer: Writer,
): DeclaredProperty {
  writer.put("  property ");
  const nameOrigin = writer.put(`:${name}`);
  writer.put(", ");
  const declared = put(value, writer);
  writer.put("\n");
  const unknownCondition = conditional === undefined ? undefined : unknownAt(conditional, nameOrigin);
  return { name, nameOrigin, value: declared, conditional: unknownCondition };
}

function putAttribute([name, ...values]: readonly [string, ...Short[]], writer: Writer): DeclaredAttribute {
  writer.put("  ");
  const nameOrigin = writer.put(name);
  const declared = values.map((value) => {
    writer.put(" ");
    return put(value, writer);
  });
  writer.put("\n");
  return { name, nameOrigin, values: declared };
}

function put(value: Short, writer: Writer): DeclaredValue {
  if (value === null) return { kind: "null", origin: writer.put("nil") };
  if (typeof value === "string") return { kind: "string", text: value, origin: writer.put(`'${value}'`) };
  if (typeof value === "boolean") return { kind: "boolean", value, origin: writer.put(String(value)) };
  if (typeof value === "number" || typeof value === "bigint") {
    return { kind: "integer", text: String(value), origin: writer.put(String(value)) };
  }
  if ("compound" in value) return value.compound(writer);
  if ("special" in value) return value.special(writer.put(value.text));
  const { start } = writer.put("[");
  const items = value.map((item, index) => {
    if (index > 0) writer.put(", ");
    return put(item, writer);
  });
  const { end } = writer.put("]");
  return { kind: "array", items, origin: { source: writer.source, start, end } };
}

const schema = `
[ClassVersion("1.0.0"), FriendlyName("All")]
class T_All : OMI_BaseResource {
  [Key] string K; [Required] string Req; [Read] string RO;
  [Write] boolean B; [Write] boolean BA[];
  [Write] uint8 U8; [Write] sint8 S8; [Write] uint16 U16; [Write] sint16 S16;
  [Write] uint32 U32; [Write] sint32 S32; [Write] uint64 U64; [Write] sint64 S64;
  [Write] uint8 U8A[]; [Write] real32 R32; [Write] real64 R64; [Write] real64 R64A[];
  [Write] char16 C; [Write] datetime DT; [Write] string S; [Write] string SA[];
  [Write, EmbeddedInstance("MSFT_Credential")] string Cred;
  [Write, EmbeddedInstance("T_Sub")] string Sub; [Write, EmbeddedInstance("T_Sub")] string Subs[];
  [Write, EmbeddedInstance("T_Shape")] string Shape; [Write, EmbeddedInstance("T_Lost")] string Lost;
  [Write, EmbeddedInstance("T_Other")] string Bag; [Write, EmbeddedInstance("MSFT_KeyValuePair")] string Pairs[];
  [Write, EmbeddedInstance("MSFT_Credential")] string Creds[];
  [Write, ValueMap{"Present", "Absent"}, Values{"Present", "Absent"}] string Ensure;
  [Write, ValueMap{"Present", "Absent"}, Values{"Present", "Absent"}] string EnsureA[];
  [Write, ValueMap{"3", "4"}, Values{"Win2008", "Win2012"}] string Mode;
  [Write, ValueMap{"AB", "CD"}, Values{"Long", "ab"}] string Letters;
  [Write, ValueMap{"1", "3..5", "7", "100.."}, Values{"One", "Some", "Seven", "Many"}] uint32 Level;
  [Write, ValueMap{"1", "0x10", "x"}, Values{"Plain", "Sixteen", "Odd"}] uint32 Hex;
  [Write, ValueMap{"1", "2"}, Values{"2", "1"}] uint8 Swapped; [Write, ValueMap{"1", "2"}, Values{"3", "4"}] uint8 Moved;
  [Write, ValueMap{"a", "A"}, Values{"low", "UP"}] char16 Case; [Write, ValueMap{"a", "A"}, Values{"Low", "low"}] string Cases;
  [Write, ValueMap{"20200101000000.000000-000", "2020-01-02T00:00:00Z"}, Values{"Ny", "Odd"}] datetime Moment;
  [Write, ValueMap{"00000001000000.000000:000"}, Values{"Day"}] datetime Spans[];
  [Write, ValueMap{"a", "b"}, Values{"Ay", "Bee"}] char16 Grade;
  [Write, ValueMap{"0.1", "2"}, Values{"Tenth", "Double"}] real32 Share;
  [Write, EmbeddedInstance("T_Login")] string Login; [Write, EmbeddedObject] string Item; [Write, EmbeddedObject] string Items[];
};
[ClassVersion("1.0.0")] class T_Sub {
  [Key] string Id; [Required] string Need; [EmbeddedInstance("T_Other")] string Inner;
  [EmbeddedInstance("MSFT_Credential")] string Login;
};
[ClassVersion("1.0.0"), FriendlyName("FriendlySub")] class T_SubSub : T_Sub { string More; };
[ClassVersion("1.0.0"), Abstract] class T_Shape { [Key] string Name; };
[ClassVersion("1.0.0")] class T_Other { string X; };
`;

const resource = (className: string, friendlyName: string, body: string) =>
  `[ClassVersion("1.0.0"), FriendlyName("${friendlyName}")]\nclass ${className} : OMI_BaseResource { ${body} };\n`;

/** In another file of the module than the classes that they extend. */
const extensions = `
[ClassVersion("1.0.0")] class T_Deep : T_SubSub { string Deep; };
[ClassVersion("1.0.0")] class T_Circle : T_Shape { uint8 Radius; };
[ClassVersion("1.0.0")] class T_Square : T_Shape { uint8 Side; };
[ClassVersion("1.0.0")] class T_Login : MSFT_Credential { string Realm; };
[ClassVersion("1.0.0")] class T_Made : T_Other { string ResourceID; string PsDscRunAsCredential; };
`;

const files = {
  "/s/Things/module.json": '{"name":"Things","version":"2.1.0"}',
  "/s/Things/All.schema.mof": schema,
  "/s/Things/Extensions.schema.mof": extensions,
  "/s/Things/Two.schema.mof": resource(
    "T_Two",
    "Two",
    "[Key] string A; [Key] uint32 N; string X; string XA[];",
  ),
  "/s/Things/List.schema.mof": resource("T_List", "List", "[Key] string A[]; string X;"),
  "/s/Twin/module.json": '{"name":"Twin","version":"1.0"}',
  "/s/Twin/Two.schema.mof": resource("T_Twin", "Shared", "[Key] string A;"),
  "/s/Twin2/module.json": '{"name":"Twin2","version":"1.0"}',
  "/s/Twin2/Two.schema.mof": resource("T_Twin", "Shared", "[Key] string A;"),
  "/s/Old/1.0/Thing.schema.mof": resource("T_Thing", "Thing", "[Key] string A;"),
  "/s/Old/1.2/Thing.schema.mof": resource("T_Thing", "Thing", "[Key] string A;"),
  "/s/Zone/module.json": '{"name":"Zone","version":"1.0"}',
  "/s/Zone/Sub.schema.mof": '[ClassVersion("1.0.0")] class T_Sub { string FromZone; };',
  "/s/Bare/Bare.schema.mof": resource("T_Bare", "Bare", "[Key] string A;"),
  "/s/Mine/module.json": '{"name":"Mine","version":"3.0"}',
  "/s/Mine/File.schema.mof": resource("My_File", "File", "[Key] string A;"),
};

export const catalogue: Catalogue = loadCatalogue(memoryHost(files), ["/s"], builtInModules).value;

export const defaults: CheckSettings = {
  node: "web01",
  configurationName: "Web",
  target: "windows",
  layout: "node",
  order: "recipe",
  coerce: false,
  credentials: { passwords: { kind: "refused" }, domainUsers: false },
  unknown: "error",
  failed: false,
  start: { source: { name: "web.rb", path: "web.rb", text: "" }, start: 0, end: 0 },
};

interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly document: Document;
  /** `code@place`, the place being the text that stands there. */
  readonly brief: readonly string[];
}

/** What stands in for the document where there is none. */
const noDocument = { document: { header: {}, instances: [] }, origins: { instances: [] } };

/** The document with its places. */
export function located(
  blocks: readonly (ShortBlock | "script")[],
  settings: Partial<CheckSettings> = {},
): Staged<LocatedDocument> {
  const { value, diagnostics } = check(declare(...blocks), catalogue, { ...defaults, ...settings });
  return { value: value[0] ?? noDocument, diagnostics };
}

export function run(
  blocks: readonly (ShortBlock | "script")[],
  settings: Partial<CheckSettings> = {},
): Checked {
  const { value, diagnostics } = located(blocks, settings);
  return { diagnostics, document: value.document, brief: brief(diagnostics) };
}

/** `code@place` of each diagnostic without the room's name; warnings and notes begin with their first letter. */
function brief(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, code, origin, file }) => {
    const weight = { error: "", warning: "w ", info: "i ", note: "n " }[severity];
    return `${weight}${code.replace("check/", "")}@${origin === undefined ? file : textOf(origin)}`;
  });
}

/** Line of a diagnostic's place. */
export function lineOf({ origin }: Diagnostic): number | undefined {
  return origin === undefined ? undefined : positionOf(origin.source, origin.start).line;
}

/** The resources of a document: what stands before the OMI_ConfigurationDocument. */
export function resourcesOf(document: Document): readonly Instance[] {
  return document.instances.slice(0, -1);
}

/** The value of an instance's property in short: text, number, boolean, null or an array of them. */
export function valueOf(instance: Instance | undefined, name: string): unknown {
  const value = instance?.properties.find((property) => property.name === name)?.value;
  return value === undefined ? undefined : plain(value);
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case "array":
      return value.items.map(plain);
    case "null":
      return null;
    case "real":
      return value.number;
    case "boolean":
      return value.value;
    case "instance":
      return `$${value.alias}`;
    case "integer":
      return BigInt(value.text);
    default:
      return value.text;
  }
}

/** ResourceIDs in the order of the document. */
export function idsOf(document: Document): readonly unknown[] {
  return resourcesOf(document).map((instance) => valueOf(instance, "ResourceID"));
}

/** Checks the text of a document. */
export function verify(text: string, settings: Partial<VerifySettings> = {}): readonly string[] {
  const parsed = parseMof({ name: "web.mof", path: "web.mof", text });
  const read = readDocument(parsed.value);
  return brief([...parsed.diagnostics, ...read.diagnostics, ...verified(read.value, settings)]);
}

/** Checks a document that has been read. */
export function verified(
  document: LocatedDocument,
  settings: Partial<VerifySettings> = {},
): readonly Diagnostic[] {
  const found = collector();
  verifyDocument(found, document, catalogue, {
    ...{ file: "web.mof", target: "windows", meta: false },
    ...settings,
  });
  return found.found({ file: "web.mof" });
}
