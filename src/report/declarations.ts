import type {
  Declaration,
  DeclaredAttribute,
  DeclaredEntry,
  DeclaredInstance,
  DeclaredProperty,
  DeclaredValue,
  ResourceDeclaration,
} from "../model/declaration.js";
import { assertNever } from "../source/assert-never.js";
import { positionOf } from "../source/source.js";

/** An object of JSON under the keys that a recipe gives: a record would sort those that look like numbers. */
type JsonFields = ReadonlyMap<string, unknown>;

/** A declaration in the form of `inspect --json` (CONTRACT.md), for `jsonText`. */
export function jsonDeclaration(declaration: Declaration) {
  const { keyword, name, attributes, keywordOrigin } = declaration;
  const { line, column } = positionOf(keywordOrigin.source, keywordOrigin.start);
  const source = { file: keywordOrigin.source.name, line, column };
  const head = { type: keyword, name: jsonValue(name) };
  const conditional =
    declaration.conditional === undefined ? {} : { conditional: jsonValue(declaration.conditional) };
  if (declaration.kind === "script") {
    const code = attributes.filter((attribute) => isCode(attribute.name));
    const rest = attributes.filter((attribute) => !isCode(attribute.name));
    const properties = Object.fromEntries(code.map((attribute) => ["code", jsonAttribute(attribute)]));
    return {
      ...head,
      resource: undefined,
      properties,
      attributes: jsonAttributes(rest),
      ...conditional,
      source,
    };
  }
  return {
    ...head,
    ...jsonResource(declaration),
    properties: jsonProperties(declaration.properties),
    attributes: jsonAttributes(attributes),
    ...conditional,
    source,
  };
}

/** `configuration` is the RFC's word for the `code` of a dsc_configuration. */
function isCode(name: string): boolean {
  return name === "code" || name === "configuration";
}

function jsonResource({ resource, moduleName, moduleVersion, actions }: ResourceDeclaration) {
  return {
    resource: resource === undefined ? undefined : jsonValue(resource),
    module_name: moduleName === undefined ? undefined : jsonValue(moduleName),
    module_version: moduleVersion === undefined ? undefined : jsonValue(moduleVersion),
    action: actions.length === 1 ? actions[0] : actions,
  };
}

/** A value as JSON; what JSON has no kind for is an object with one `$` key. */
function jsonValue(value: DeclaredValue): unknown {
  switch (value.kind) {
    case "string":
    case "symbol":
    case "scriptBlock":
      return value.text;
    case "integer":
      return Number.isSafeInteger(Number(value.text)) ? Number(value.text) : value.text;
    case "real":
      return value.number;
    case "boolean":
      return value.value;
    case "null":
      return null;
    case "array":
      return value.items.map(jsonValue);
    case "hash":
      return jsonHash(value.entries);
    case "instance":
      return jsonInstance(value);
    case "secret":
      return { $secret: true };
    case "unknown":
      return { $unknown: value.reason };
    default:
      return assertNever(value);
  }
}

function jsonHash(entries: readonly DeclaredEntry[]): JsonFields {
  return new Map(
    entries.map(({ key, value }) => {
      const name = keyText(key);
      return [name, isPassword(name) ? jsonPassword(value) : jsonValue(value)];
    }),
  );
}

function keyText(key: DeclaredValue): string {
  const json = jsonValue(key);
  return typeof json === "string" ? json : JSON.stringify(json);
}

/** A credential shows its user alone. */
function jsonInstance({ className, properties }: DeclaredInstance): unknown {
  if (className?.toLowerCase() !== "msft_credential") {
    const shown = properties.map((property) => {
      const { name, value } = property;
      return [name, isPassword(name) ? jsonPassword(value) : jsonProperty(property)] as const;
    });
    return { $instance: className ?? null, properties: new Map(shown) };
  }
  const user = properties.find(({ name }) => name.toLowerCase() === "username");
  return { $credential: { username: user === undefined ? null : jsonValue(user.value) } };
}

function isPassword(name: string): boolean {
  return name.toLowerCase() === "password";
}

/** What a hash or an instance has under that name may become the password of a credential. */
function jsonPassword(value: DeclaredValue): unknown {
  return value.kind === "null" || value.kind === "unknown" || value.kind === "instance"
    ? jsonValue(value)
    : { $secret: true };
}

function jsonProperties(properties: readonly DeclaredProperty[]): JsonFields {
  return new Map(properties.map((property) => [property.name, jsonProperty(property)]));
}

/** A property under a condition that could not be decided says so beside its value. */
function jsonProperty({ value, conditional }: DeclaredProperty): unknown {
  return conditional === undefined
    ? jsonValue(value)
    : { $conditional: conditional.reason, value: jsonValue(value) };
}

/** An attribute given several times (notifies, guards) is a list of all. */
function jsonAttributes(attributes: readonly DeclaredAttribute[]): Readonly<Record<string, unknown>> {
  const byName = new Map<string, unknown[]>();
  for (const attribute of attributes) {
    const given = byName.get(attribute.name) ?? [];
    given.push(jsonAttribute(attribute));
    byName.set(attribute.name, given);
  }
  return Object.fromEntries(
    [...byName].map(([name, given]) => [name, given.length === 1 ? given[0] : given]),
  );
}

function jsonAttribute({ values }: DeclaredAttribute): unknown {
  const [only] = values;
  return values.length === 1 && only !== undefined ? jsonValue(only) : values.map(jsonValue);
}
