import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { metaClassesOf } from "../../src/schema/builtin/meta.js";
import { baseClasses, baseClassesOf, builtInModules } from "../../src/schema/builtin/index.js";
import type { CimClass, CimProperty } from "../../src/schema/resource-class.js";

const shared = "../shared";
const resources = builtInModules.flatMap((module) => module.classes);
const allClasses = [...resources, ...baseClasses, ...baseClassesOf("windows"), ...baseClassesOf("linux")];

function resourceOf(moduleName: string, friendlyName: string): CimClass {
  const module = builtInModules.find(({ name }) => name === moduleName);
  const found = module?.classes.find((cimClass) => cimClass.friendlyName === friendlyName);
  if (found === undefined) throw new Error(`no built-in resource ${friendlyName} in ${moduleName}`);
  return found;
}

function baseOf(cimClass: CimClass): CimClass {
  const platform = cimClass.name.startsWith("MSFT_nx") ? "linux" : "windows";
  const base = baseClassesOf(platform).find(({ name }) => name === "OMI_BaseResource");
  if (base === undefined) throw new Error("no OMI_BaseResource");
  return base;
}

function ownProperties(cimClass: CimClass): readonly CimProperty[] {
  return cimClass.properties.slice(0, cimClass.properties.length - baseOf(cimClass).properties.length);
}

function duplicates(names: readonly string[]): readonly string[] {
  const lower = names.map((name) => name.toLowerCase());
  return lower.filter((name, index) => lower.indexOf(name) !== index);
}

test("the modules are the in-box one of Windows and nx of Linux", () => {
  expect(
    builtInModules.map(({ name, version, platform, inBox }) => [name, version, platform, inBox]),
  ).toEqual([
    ["PSDesiredStateConfiguration", "1.1", "windows", true],
    ["nx", "1.0", "linux", true],
  ]);
});

test("every resource that Windows PowerShell 5.1 and DSC for Linux bring is there", () => {
  const names = builtInModules.map((module) => module.classes.map(({ friendlyName }) => friendlyName).sort());
  expect(names.map((list) => list.join(" "))).toEqual([
    "Archive Environment File Group Log Package Registry Script Service User WaitForAll WaitForAny WaitForSome " +
      "WindowsFeature WindowsOptionalFeature WindowsPackageCab WindowsProcess",
    "nxArchive nxAvailableUpdates nxEnvironment nxFile nxFileLine nxGroup nxPackage nxScript nxService " +
      "nxSshAuthorizedKeys nxUser",
  ]);
});

test("no two classes share a name, no two properties of a class do", () => {
  expect(duplicates([...resources, ...baseClasses].map(({ name }) => name))).toEqual([]);
  expect(duplicates(resources.map(({ friendlyName }) => friendlyName ?? ""))).toEqual([]);
  for (const cimClass of allClasses) {
    expect(duplicates(cimClass.properties.map(({ name }) => name)), cimClass.name).toEqual([]);
  }
});

test("every class and property is described in a sentence", () => {
  for (const cimClass of allClasses) {
    for (const part of [cimClass, ...cimClass.properties]) {
      expect(part.description, `${cimClass.name} ${part.name}`).toMatch(/^[A-Z].*[^ ]\.$/s);
    }
  }
});

test("every resource names its page", () => {
  const hosts = new Set(resources.map(({ link }) => new URL(link ?? "").host));
  expect([...hosts].sort()).toEqual(["github.com", "learn.microsoft.com"]);
});

test("every resource inherits the properties of its platform's base class, last", () => {
  for (const cimClass of resources) {
    const base = baseOf(cimClass);
    expect(cimClass.superClass).toBe("OMI_BaseResource");
    expect(cimClass.properties.slice(-base.properties.length), cimClass.name).toEqual(base.properties);
    expect(ownProperties(cimClass).length, cimClass.name).toBeGreaterThan(0);
  }
});

test("only Windows can run a resource under another account", () => {
  const withAccount = resources.filter(({ properties }) =>
    properties.some(({ name }) => name === "PsDscRunAsCredential"),
  );
  expect(withAccount).toEqual(builtInModules.find(({ platform }) => platform === "windows")?.classes);
});

test("every resource but Log has a key, Log has a required property", () => {
  const keyless = resources.filter((cimClass) => !cimClass.properties.some(({ key }) => key));
  expect(keyless.map(({ friendlyName }) => friendlyName)).toEqual(["Log"]);
  expect(
    ownProperties(resourceOf("PSDesiredStateConfiguration", "Log")).map(({ required }) => required),
  ).toEqual([true]);
});

test("what is only reported is neither key nor required", () => {
  const odd = allClasses.flatMap(({ properties }) =>
    properties.filter(({ readOnly, key, required }) => readOnly && (key || required)),
  );
  expect(odd).toEqual([]);
});

test("allowed values come in pairs, without repetition", () => {
  for (const { name, values, valueMap } of allClasses.flatMap(({ properties }) => properties)) {
    expect(values?.length, name).toBe(valueMap?.length);
    expect(duplicates(values ?? []), name).toEqual([]);
    expect(values?.length, name).not.toBe(0);
  }
});

test("an embedded instance is of a class that is built in", () => {
  const known = new Set(allClasses.map(({ name }) => name));
  for (const { name, type, embeddedClass } of allClasses.flatMap(({ properties }) => properties)) {
    if (embeddedClass === undefined) continue;
    expect(type, name).toBe("string");
    expect(known, name).toContain(embeddedClass);
  }
});

// ---- against schemas and documents of others; the readers below share no code with src/mof and src/schema ----

test.skipIf(!existsSync(shared))("the nx resources are those of DSC for Linux, to the property", () => {
  const schemas = schemasIn("nx");
  expect(schemas.size).toBe(11);
  for (const [friendlyName, schema] of schemas) {
    const cimClass = resourceOf("nx", friendlyName);
    expect(cimClass.name).toBe(schema.name);
    expect(ownProperties(cimClass).map(signature), friendlyName).toEqual(schema.properties);
  }
});

test.skipIf(!existsSync(shared))("File, Log, Script and WindowsFeature are those of their schemas", () => {
  const schemas = schemasIn("PSDesiredStateConfiguration");
  expect(schemas.size).toBe(4);
  for (const [friendlyName, schema] of schemas) {
    const cimClass = resourceOf("PSDesiredStateConfiguration", friendlyName);
    expect(cimClass.name).toBe(schema.name);
    expect(ownProperties(cimClass).map(signature), friendlyName).toEqual(schema.properties);
  }
});

/** How the open resources of PSDscResources have moved on from the in-box ones, property by property. */
const descendants: Readonly<
  Record<string, { readonly inBox: readonly string[]; readonly open: readonly string[] }>
> = {
  Archive: { inBox: [], open: [] },
  Environment: { inBox: [], open: ["string[] Target Process|Machine"] },
  Group: { inBox: [], open: [] },
  // Two of the values are spelled otherwise.
  Registry: {
    inBox: ["string ValueType String|Binary|Dword|Qword|MultiString|ExpandString"],
    open: ["string ValueType String|Binary|DWord|QWord|MultiString|ExpandString"],
  },
  Script: { inBox: [], open: [] },
  // The open one can leave the state alone and wait; it no longer reports Status.
  Service: {
    inBox: ["string State Running|Stopped", "read string Status"],
    open: [
      "boolean DesktopInteract",
      "string State Running|Stopped|Ignore",
      "uint32 StartupTimeout",
      "uint32 TerminateTimeout",
    ],
  },
  User: { inBox: [], open: [] },
  WindowsFeature: { inBox: ["string Source"], open: [] },
  // The page of the in-box one agrees that Ensure takes Enable and Disable.
  WindowsOptionalFeature: {
    inBox: ["string Ensure Enable|Disable", "string[] Source"],
    open: ["string Ensure Present|Absent"],
  },
  // The page gives the values in the other order too.
  WindowsPackageCab: {
    inBox: ["required string Ensure Absent|Present"],
    open: ["required string Ensure Present|Absent"],
  },
  WindowsProcess: { inBox: [], open: ["read sint32 ProcessCount"] },
};

test.skipIf(!existsSync(shared))(
  "the in-box resources differ from their open descendants only where known",
  () => {
    const schemas = schemasIn("PSDscResources");
    // MsiPackage is no descendant: its keys are other ones than Package's.
    expect([...schemas.keys()].sort()).toEqual([...Object.keys(descendants), "MsiPackage"].sort());
    for (const [friendlyName, difference] of Object.entries(descendants)) {
      const inBox = ownProperties(resourceOf("PSDesiredStateConfiguration", friendlyName)).map(signature);
      const open = schemas.get(friendlyName)?.properties ?? [];
      expect(
        {
          inBox: inBox.filter((line) => !open.includes(line)),
          open: open.filter((line) => !inBox.includes(line)),
        },
        friendlyName,
      ).toEqual(difference);
    }
  },
);

test.skipIf(!existsSync(shared))("the base classes of Windows are those of their schema", () => {
  const schemas = readSchemas(join(shared, "schemas/base/BaseResource.schema.mof"));
  for (const cimClass of baseClassesOf("windows")) {
    const schema = schemas.find(({ name }) => name === cimClass.name);
    expect(cimClass.properties.map(signature), cimClass.name).toEqual(schema?.properties);
  }
});

test.skipIf(!existsSync(shared))("the settings of an LCM are those of the schemas of Windows", () => {
  const schemas = [
    "BaseResource.schema.mof",
    "MSFT_DSCMetaConfiguration.mof",
    "MSFT_MetaConfigurationExtensionClasses.schema.mof",
  ].flatMap((name) => readSchemas(join(shared, "schemas/base", name)));
  for (const cimClass of metaClassesOf("windows")) {
    const schema = schemas.find(({ name }) => name === cimClass.name);
    const own = cimClass.properties.filter(
      ({ name }) => cimClass.superClass === undefined || !["ResourceId", "SourceInfo"].includes(name),
    );
    expect(own.map(signature).sort(), cimClass.name).toEqual([...(schema?.properties ?? [])].sort());
  }
});

test.skipIf(!existsSync(shared))("real documents set only properties that exist, to values that fit", () => {
  const byName = new Map(
    [...resources, ...baseClasses].map((cimClass) => [cimClass.name.toLowerCase(), cimClass]),
  );
  const seen = new Map<string, number>();
  const misfits: string[] = [];
  for (const path of ["powershell51", "nx", "dependency-order"].flatMap(documentsIn)) {
    for (const { className, assignments } of readInstances(path)) {
      const cimClass = byName.get(className.toLowerCase());
      if (cimClass === undefined) continue;
      seen.set(cimClass.name, (seen.get(cimClass.name) ?? 0) + 1);
      for (const { name, first } of assignments) {
        const property = cimClass.properties.find((one) => one.name.toLowerCase() === name.toLowerCase());
        if (property === undefined || !fits(first, property))
          misfits.push(`${path}: ${className}.${name} = ${first}`);
      }
    }
  }
  expect(misfits).toEqual([]);
  expect(Object.fromEntries(seen)).toMatchObject({
    MSFT_RegistryResource: 46,
    MSFT_FileDirectoryConfiguration: 2,
    MSFT_RoleResource: 1,
    MSFT_nxFileLineResource: 2,
    MSFT_nxArchiveResource: 2,
  });
});

interface SchemaClass {
  readonly name: string;
  readonly friendlyName: string;
  readonly properties: readonly string[];
}

/** A property in one line: `key string[] Name <Class> a|b`. */
function signature(property: CimProperty): string {
  const { name, type, array, embeddedClass, key, required, readOnly, valueMap, values } = property;
  return line(
    [...(key ? ["key"] : []), ...(required ? ["required"] : []), ...(readOnly ? ["read"] : [])],
    `${type}${array ? "[]" : ""} ${name}`,
    [...(embeddedClass === undefined ? [] : [`<${embeddedClass}>`]), ...allowed(valueMap, values)],
  );
}

function allowed(valueMap: readonly string[] = [], values: readonly string[] = []): readonly string[] {
  if (valueMap.join("|") !== values.join("|")) return [`${valueMap.join("|")} = ${values.join("|")}`];
  return values.length === 0 ? [] : [values.join("|")];
}

function line(before: readonly string[], middle: string, after: readonly string[]): string {
  return [...before, middle, ...after].join(" ");
}

function schemasIn(folder: string): ReadonlyMap<string, SchemaClass> {
  const path = join(shared, "schemas", folder);
  const files = readdirSync(path).filter((name) => name.endsWith(".schema.mof"));
  const classes = files.flatMap((name) => readSchemas(join(path, name)));
  return new Map(classes.map((schema) => [schema.friendlyName, schema]));
}

function documentsIn(folder: string): readonly string[] {
  const path = join(shared, "documents", folder);
  return readdirSync(path).map((name) => join(path, name));
}

/** Splits at tokens: comments vanish, strings stay whole. */
function tokensOf(path: string): readonly string[] {
  const bytes = readFileSync(path);
  const text = new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-8").decode(bytes);
  const pattern =
    /\/\*[^]*?\*\/|\/\/[^\n]*|#pragma[^\n]*|("(?:[^"\\]|\\.)*"|[{}[\](),;:=]|[^\s{}[\](),;:="]+)/g;
  return [...text.matchAll(pattern)].flatMap(([, token]) => (token === undefined ? [] : [token]));
}

/** The classes of a schema file: tokens up to `class`, then statements up to `}`. */
function readSchemas(path: string): readonly SchemaClass[] {
  const tokens = tokensOf(path);
  return tokens.flatMap((token, at) => {
    if (token.toLowerCase() !== "class") return [];
    const qualifiers = tokens.slice(tokens.lastIndexOf("[", at), at);
    const from = tokens.indexOf("{", at) + 1;
    const properties = statements(tokens, from).map(propertySignature);
    const name = tokens[at + 1] ?? "";
    return [{ name, friendlyName: argumentsOf("FriendlyName", qualifiers)[0] ?? name, properties }];
  });
}

/** The statements of a body that starts at `from`, each without its `;`. */
function statements(tokens: readonly string[], from: number): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  let start = from;
  for (let at = from; at < tokens.length && tokens[start] !== "}"; at++) {
    if (tokens[at] !== ";") continue;
    found.push(tokens.slice(start, at));
    start = at + 1;
  }
  return found;
}

function propertySignature(tokens: readonly string[]): string {
  const close = tokens[0] === "[" ? tokens.indexOf("]") : -1;
  const qualifiers = tokens.slice(0, close + 1);
  const [type = "", name = "", bracket] = tokens.slice(close + 1);
  const words = qualifiers.map((word) => word.toLowerCase());
  return line(
    ["key", "required", "read"].filter((word) => words.includes(word)),
    `${type.toLowerCase()}${bracket === "[" ? "[]" : ""} ${name}`,
    [
      ...argumentsOf("EmbeddedInstance", qualifiers).map((embedded) => `<${embedded}>`),
      ...allowed(argumentsOf("ValueMap", qualifiers), argumentsOf("Values", qualifiers)),
    ],
  );
}

/** The strings in `Name("…")` or `Name{"…", "…"}`. */
function argumentsOf(name: string, qualifiers: readonly string[]): readonly string[] {
  const at = qualifiers.findIndex((word) => word.toLowerCase() === name.toLowerCase());
  if (at < 0) return [];
  const rest = qualifiers.slice(at + 2);
  const end = rest.findIndex((word) => word === ")" || word === "}");
  return rest
    .slice(0, end)
    .filter((word) => word !== ",")
    .map((word) => word.slice(1, -1));
}

interface InstanceText {
  readonly className: string;
  readonly assignments: readonly { readonly name: string; readonly first: string }[];
}

/** The instances of a document, each property with the first token of its value, and the second of an array. */
function readInstances(path: string): readonly InstanceText[] {
  const tokens = tokensOf(path);
  return tokens.flatMap((token, at) => {
    if (token.toLowerCase() !== "instance" || tokens[at + 1]?.toLowerCase() !== "of") return [];
    const body = statements(tokens, tokens.indexOf("{", at) + 1);
    const assignments = body.map(([name = "", , first = "", second = ""]) => ({
      name,
      first: first === "{" ? `{${second}` : first,
    }));
    return [{ className: tokens[at + 2] ?? "", assignments }];
  });
}

function fits(first: string, property: CimProperty): boolean {
  if (first.startsWith("{") !== property.array) return false;
  const literal = property.array ? first.slice(1) : first;
  if (property.embeddedClass !== undefined) return literal.startsWith("$");
  if (property.type === "string" || property.type === "datetime") return literal.startsWith('"');
  if (property.type === "boolean") return /^(true|false)$/i.test(literal);
  return /^[+-]?\d+$/.test(literal);
}
