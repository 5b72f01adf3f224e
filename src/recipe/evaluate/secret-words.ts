import { argumentCount, wrongArgument } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { secretNotGiven } from "../../diagnostics/catalogue/recipe-secrets.js";
import { Secret } from "../../model/secret.js";
import type { Origin } from "../../source/source.js";
import type { Call } from "../tree.js";
import { endsInPairs, evaluateArguments } from "./arguments.js";
import { callBlock } from "./blocks.js";
import { charge, fail, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { rememberIn } from "./password-texts.js";
import { refuseSecret, refuseText } from "./secrets.js";
import { textOfValue } from "./text.js";
import { setEntry } from "./collections.js";
import { describe, hashObject, nilObject, symbolObject, unknownIn } from "./value.js";
import type { HashObject, RuntimeValue, UnknownObject } from "./value.js";

/** Chef::SecretFetcher::SECRET_FETCHERS */
const services: readonly string[] = [
  ...["example", "aws_secrets_manager", "azure_key_vault", "hashi_vault", "akeyless_vault"],
];

/** Chef::DSL::Secret#secret */
const keywords: ReadonlySet<string> = new Set(["name", "version", "service", "config"]);

/**
 * `secret(name: 'db', version: 'v1', service: :azure_key_vault, config: { … })`. The service is not asked: the text comes
 * from the command line. Only that of :example, which is its `config`, stands in the recipe.
 */
export function secret(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const given = keywordsOf(machine, call, origin);
  if (given.kind === "unknown") return given;
  const service = named(given, "service");
  const problem = wrongService(machine, call, service, origin);
  if (problem !== undefined) return problem;
  const name = textOfValue(machine, named(given, "name"), origin);
  const version = textOfValue(machine, named(given, "version"), origin);
  if (typeof name !== "string") return name;
  if (typeof version !== "string") return version;
  // Chef::Exceptions::Secret::MissingSecretName
  if (name === "") return refuse(machine, call, "none", "a name, as in secret(name: 'db')", origin);
  if (service.kind === "symbol" && service.text === "example")
    return exampleOf(machine, call, name, named(given, "config"), origin);
  const text = machine.secrets.get(`${name}@${version}`) ?? machine.secrets.get(name);
  const values =
    text === undefined && mayGiveHash(service) ? valuesOf(machine, name, version, origin) : undefined;
  const keys = mayGiveHash(service) ? keysBehind(origin) : [];
  if (values !== undefined && holds(values, keys)) return values;
  // What is left out of the document needs no text.
  const needed = machine.missing === "error" && machine.resource?.kind !== "other";
  if (text === undefined && needed)
    return fail(machine, origin, "a secret", secretNotGiven(origin, { name, version, keys }));
  return { kind: "secret", secret: text, interpolation: undefined, origin };
}

/** Chef::SecretFetcher::HashiVault#do_fetch, which that of Akeyless inherits; without a service another recipe may have named one. */
function mayGiveHash(service: RuntimeValue): boolean {
  return (
    service.kind === "nil" || (service.kind === "symbol" && /^(?:hashi|akeyless)_vault$/.test(service.text))
  );
}

/** A key that a Hash is asked for: `[:data]`, `.dig(:data, :password)`, `.fetch(:data)`. */
const askedKey = /\s*&?(?:\[\s*(:\w+)\s*\]|\.\s*(?:dig|fetch)\s*\(\s*(:\w+(?:\s*,\s*:\w+)*)\s*\))/y;

/** The keys that a value is asked for by right behind the call that gives a secret. */
function keysBehind({ source, end }: Origin): readonly string[] {
  const keys: string[] = [];
  askedKey.lastIndex = end;
  for (let asked = askedKey.exec(source.text); asked !== null; asked = askedKey.exec(source.text)) {
    const [, only, several = ""] = asked;
    for (const [, key = ""] of (only ?? several).matchAll(/:(\w+)/g)) keys.push(key);
  }
  return keys;
}

/** Whether a Hash that was given value by value has the one that is asked for. */
function holds(whole: HashObject, keys: readonly string[]): boolean {
  let value: RuntimeValue | undefined = whole;
  for (const key of keys) {
    if (value.kind !== "hash") return true;
    value = value.entries.get(`:${key}`)?.value;
    if (value === undefined) return false;
  }
  return true;
}

/**
 * The Hash that such a service gives, of the values that were given each by itself as `NAME:key:key`. Its keys are
 * symbols, as those that the library `vault` reads from JSON.
 */
function valuesOf(machine: Machine, name: string, version: string, origin: Origin): HashObject | undefined {
  let whole: HashObject | undefined;
  for (const start of [`${name}:`, `${name}@${version}:`]) {
    for (const [given, text] of machine.secrets) {
      if (!charge(machine, 1)) return whole;
      if (!given.startsWith(start)) continue;
      whole ??= hashObject(new Map(), origin);
      const keys = given.slice(start.length).split(":");
      const last = keys.pop() ?? "";
      let holder = whole;
      for (const key of keys) holder = hashIn(machine, holder, key, origin);
      const value = { kind: "secret", secret: text, interpolation: undefined, origin } as const;
      setEntry(machine, holder, symbolObject(last, origin), value);
    }
  }
  return whole;
}

function hashIn(machine: Machine, holder: HashObject, key: string, origin: Origin): HashObject {
  const known = holder.entries.get(`:${key}`)?.value;
  if (known?.kind === "hash") return known;
  const made = hashObject(new Map(), origin);
  setEntry(machine, holder, symbolObject(key, origin), made);
  return made;
}

/** Chef::SecretFetcher::Example: its secrets are its configuration. */
function exampleOf(
  machine: Machine,
  call: Call,
  name: string,
  config: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  const doubt = unknownIn(config);
  if (doubt !== undefined) return doubt;
  if (config.kind === "hash" && charge(machine, config.entries.size))
    for (const entry of config.entries.values()) rememberIn(machine, entry.value);
  const value = config.kind === "hash" ? config.entries.get(`"${name}`)?.value : undefined;
  if (value === undefined)
    return refuse(
      machine,
      call,
      "none of that name",
      "config: with the secrets of the service :example",
      origin,
    );
  if (value.kind !== "string" || value.taint !== undefined) return value;
  return { kind: "secret", secret: new Secret(value.text), interpolation: undefined, origin };
}

/** What is given by name, with nothing else. */
function keywordsOf(machine: Machine, call: Call, origin: Origin): HashObject | UnknownObject {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const last = endsInPairs(call) ? values.at(-1) : undefined;
  const [first] = values;
  if (first !== undefined && (last?.kind !== "hash" || values.length > 1)) {
    const doubt = unknownIn(first);
    return doubt ?? refuse(machine, call, describe(first), "its name as in secret(name: 'db')", origin);
  }
  if (last?.kind !== "hash") return hashObject(new Map(), origin);
  for (const { key } of last.entries.values()) {
    if (key.kind === "symbol" && keywords.has(key.text)) continue;
    const other = key.kind === "symbol" ? `${key.text}:` : "another key";
    return refuse(machine, call, other, "no keyword but name:, version:, service: and config:", origin);
  }
  return last.taint ?? last;
}

function named({ entries, origin }: HashObject, keyword: string): RuntimeValue {
  return entries.get(`:${keyword}`)?.value ?? nilObject(origin);
}

/** Chef::SecretFetcher.for_service; without a service another recipe may have named the one that is asked. */
function wrongService(
  machine: Machine,
  call: Call,
  service: RuntimeValue,
  origin: Origin,
): UnknownObject | undefined {
  if (service.kind === "nil") return undefined;
  if (service.kind === "symbol" && services.includes(service.text)) return undefined;
  const given = service.kind === "symbol" ? `:${service.text}` : describe(service);
  const wanted = `one of the services :${services.join(", :")}`;
  return unknownIn(service) ?? refuse(machine, call, given, wanted, service.origin ?? origin);
}

function refuse(machine: Machine, call: Call, given: string, wanted: string, origin: Origin): UnknownObject {
  return fail(machine, origin, "a secret", wrongArgument(origin, { name: call.name, given, wanted }));
}

/** `default_secret_service :azure_key_vault`; without a service it asks which one that is. */
export function defaultService(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const { length } = values;
  if (length > 1) {
    const problem = argumentCount(origin, { name: call.name, given: length, least: 0, most: 1 });
    return fail(machine, origin, "a service", problem);
  }
  const [service = nilObject(origin)] = values;
  if (service.kind === "nil") return asked(origin, "the service of secrets");
  return wrongService(machine, call, service, origin) ?? service;
}

/** `default_secret_config region: 'eu'`; without any it asks for what was set. */
export function defaultConfig(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  return values[0] ?? asked(origin, "what the service of secrets is told");
}

function asked(origin: Origin, reason: string): UnknownObject {
  return unknown(origin, reason, "Write the value itself.");
}

/** `with_secret_service :hashi_vault do … end`, `with_secret_config region: 'eu' do … end`. */
export function withDefault(
  set: (machine: Machine, call: Call, origin: Origin) => RuntimeValue,
): (machine: Machine, call: Call, origin: Origin) => RuntimeValue {
  return (machine, call, origin) => {
    if (call.block === undefined) return refuse(machine, call, "none", "a block", origin);
    const value = set(machine, call, origin);
    if (value.kind === "unknown" && value.diagnostic === "error") return value;
    machine.statement = call.block.statements[0];
    return callBlock(machine, call.block, []);
  };
}

/** A password for `ps_credential`: a String, or a secret as it is; else why there is none. */
export function passwordProblem(machine: Machine, value: RuntimeValue): UnknownObject | undefined {
  if (value.kind !== "secret" || value.interpolation === undefined) return undefined;
  return refuseText(machine, value.interpolation);
}

/** The error of a secret as the name of a credential. */
export function refuseUser(machine: Machine, place: Origin): UnknownObject {
  return refuseSecret(machine, "the user of a credential, which documents show", place);
}
