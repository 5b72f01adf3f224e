import { argumentCount } from "../../diagnostics/catalogue/recipe-evaluate.js";
import {
  propertyBlock,
  propertyName,
  propertyWithoutValue,
  unknownPropertyName,
} from "../../diagnostics/catalogue/recipe-resource.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import { textOf } from "../../source/source.js";
import type { Origin } from "../../source/source.js";
import type {
  Argument,
  Block,
  Call,
  HashEntry,
  HashLiteral,
  Span,
  StringLiteral,
  SymbolLiteral,
} from "../tree.js";
import { placeOf, placedArguments } from "./arguments.js";
import { attributeRow } from "./attribute-table.js";
import { recipeFunctions } from "./functions.js";
import { fail, originOf, report } from "./machine.js";
import type { Machine } from "./machine.js";
import { addProperty, indexOfProperty } from "./pending.js";
import type { PlacedValue, ResourceContext } from "./pending.js";
import { refuseSecret } from "./secrets.js";
import { forced } from "./lazy.js";
import { textOfValue } from "./text.js";
import { classNameOf, nilObject, symbolObject, unknownIn } from "./value.js";
import type { RuntimeValue, UnknownObject } from "./value.js";

/** `property :Name, value`. A name in another form is reported, and means the property all the same. */
export function setProperty(machine: Machine, context: ResourceContext, call: Call): RuntimeValue {
  if (call.block !== undefined) return refuseBlock(machine, context, call, call.block);
  const given = call.arguments;
  const name = given[0];
  const value = given[1];
  const plain = name?.kind === "symbol" && given.length === 2 ? plainText(name) : undefined;
  if (name === undefined || plain === undefined || value === undefined || value.kind === "splat") {
    return setUnusual(machine, context, call);
  }
  const result = machine.evaluate(machine, value);
  if (machine.exit !== undefined) return result;
  setNamed(machine, context, plain, originOf(machine, name), result, placeOf(machine, result, value));
  return result;
}

/** `property :Name, list.map do |x| … end`: the block is given to `property`, which does nothing with it. */
function refuseBlock(machine: Machine, context: ResourceContext, call: Call, block: Block): RuntimeValue {
  const place = originOf(machine, {
    start: block.start,
    end: block.start + (isBraced(machine, block) ? 1 : 2),
  });
  const last = call.arguments.at(-1);
  const method = last?.kind === "call" && last.block === undefined ? last : undefined;
  // Braces belong to the call right before them, which behind bare arguments would be the last of those.
  const fixable = method !== undefined && (method.arguments.length === 0 || endsInBracket(machine, method));
  const fixes = fixable && !isBraced(machine, block) ? [writeBraces(machine, block)] : [];
  const problem = propertyBlock(place, { method: method?.name }, { fixes });
  const value = fail(machine, place, "a property with a block", problem);
  const [name] = call.arguments;
  const plain = name?.kind === "symbol" ? plainText(name) : undefined;
  if (name === undefined || plain === undefined) context.incomplete = true;
  else setNamed(machine, context, plain, originOf(machine, name), value, place);
  return value;
}

function isBraced({ frame }: Machine, { start }: Span): boolean {
  return frame.source.text.startsWith("{", start);
}

function endsInBracket({ frame }: Machine, { end }: Span): boolean {
  return frame.source.text.charAt(end - 1) === ")";
}

function writeBraces({ frame }: Machine, { start, end }: Span): Fix {
  const { source } = frame;
  const edits = [
    { origin: { source, start, end: start + 2 }, text: "{" },
    { origin: { source, start: end - 3, end }, text: "}" },
  ];
  return { title: "Write { … }", safe: false, edits };
}

function setNamed(
  machine: Machine,
  context: ResourceContext,
  name: string,
  nameOrigin: Origin,
  value: RuntimeValue,
  valueOrigin: Origin,
): void {
  const doubtful = machine.within;
  const at = doubtful === undefined ? -1 : indexOfProperty(context, name);
  // Of two ways that may both be taken, nobody knows which value stays.
  if (at >= 0 && doubtful !== undefined) {
    context.properties[at] = { name, nameOrigin, value: doubtful, valueOrigin, conditional: undefined };
  } else addProperty(context, { name, nameOrigin, value, valueOrigin, conditional: doubtful });
}

/** Any other form of `property`. */
function setUnusual(machine: Machine, context: ResourceContext, call: Call): RuntimeValue {
  const [first] = call.arguments;
  if (first?.kind === "hash" && !first.braces && call.arguments.length === 1) {
    return setPairs(machine, context, first);
  }
  const word = first === undefined ? undefined : bareWord(machine, first);
  const placed = placedArguments(
    machine,
    call,
    word === undefined ? call.arguments : call.arguments.slice(1),
  );
  if (machine.exit !== undefined) return nilObject(undefined);
  if (!Array.isArray(placed)) {
    return doubtName(machine, context, placed, originOf(machine, call));
  }
  if (word !== undefined && first !== undefined) placed.unshift(symbolFor(machine, call, first, word));
  const [name, value] = placed;
  if (name === undefined || placed.length > 2) {
    context.incomplete = true;
    const origin = originOf(machine, call);
    const parameters = { name: "property", given: placed.length, least: 2, most: 2 };
    return fail(machine, origin, "a property", argumentCount(origin, parameters));
  }
  const doubt =
    name.value.kind === "secret"
      ? refuseSecret(machine, "the name of a property", name.place)
      : unknownIn(name.value);
  if (doubt !== undefined) return doubtName(machine, context, doubt, name.place);
  const text = name.value.kind === "symbol" ? name.value.text : misnamed(machine, context, call, name);
  if (text === undefined) return nilObject(undefined);
  if (value === undefined) return askProperty(machine, context, call, text);
  setNamed(machine, context, text, name.place, value.value, value.place);
  return value.value;
}

/** Which property is set is not known, so that the block as a whole is doubtful. */
function doubtName(
  machine: Machine,
  context: ResourceContext,
  doubt: UnknownObject,
  place: Origin,
): UnknownObject {
  if (context.doubt !== undefined) return doubt;
  const { reason, remedy, diagnostic } = doubt;
  const severity = machine.missing;
  context.doubt = {
    ...doubt,
    diagnostic: diagnostic ?? report(machine, unknownPropertyName(place, { reason, remedy }, { severity })),
  };
  return context.doubt;
}

/** `property :Name` alone gives the value that was set before; one that is `lazy` is made for that. */
function askProperty(machine: Machine, context: ResourceContext, call: Call, name: string): RuntimeValue {
  const origin = originOf(machine, call);
  report(machine, propertyWithoutValue(origin, { name }));
  const set = context.properties.findLast((property) => property.name === name);
  return set?.conditional ?? forced(machine, set?.value ?? nilObject(origin));
}

/** `property Name, 'x'`, `property name, 'x'`: a word in the place of a symbol that means nothing else. */
function bareWord(machine: Machine, node: Argument): string | undefined {
  if (node.kind === "constant") {
    return node.scope === undefined && !machine.frame.constants.has(node.name) ? node.name : undefined;
  }
  if (node.kind !== "call" || node.receiver !== undefined || node.end !== node.nameEnd) return undefined;
  const known = recipeFunctions.has(node.name) || attributeRow(node.name, "resource") !== undefined;
  return known ? undefined : node.name;
}

function symbolFor(machine: Machine, call: Call, node: Argument, word: string): PlacedValue {
  const place = originOf(machine, node);
  const instead = correctLine(machine, word, call.arguments[1]);
  const parameters = { shown: word, given: undefined, instead };
  report(machine, propertyName(place, parameters, { fixes: writeSymbol(place, word) }));
  return { value: symbolObject(word, place), place };
}

/** Reports a name that is a value of another kind, `property 'Name', 'x'`; gives what it means, if anything. */
function misnamed(
  machine: Machine,
  context: ResourceContext,
  call: Call,
  { value, place }: PlacedValue,
): string | undefined {
  const text = textOfValue(machine, value, place);
  const shown = typeof text === "string" ? text : "…";
  const meant = value.kind === "string" ? shown : undefined;
  if (meant === undefined) context.incomplete = true;
  const instead = meant === undefined ? undefined : correctLine(machine, meant, call.arguments[1]);
  const literal = meant !== undefined && textOf(place).slice(1, -1) === meant;
  const fixes = literal ? writeSymbol(place, meant) : [];
  report(machine, propertyName(place, { shown, given: classNameOf(value), instead }, { fixes }));
  return meant;
}

/** `property Name: 'x'`, `property :Name => 'x'`: a hash in the place of a name and a value. */
function setPairs(machine: Machine, context: ResourceContext, pairs: HashLiteral): RuntimeValue {
  for (const entry of pairs.entries) {
    const value = machine.evaluate(machine, entry.value);
    if (entry.kind === "double splat") {
      const place = originOf(machine, entry);
      context.incomplete = true;
      report(machine, propertyName(place, { shown: textOf(place), given: "Hash", instead: undefined }));
      continue;
    }
    const { key } = entry;
    const name = key.kind === "symbol" || key.kind === "string" ? plainText(key) : undefined;
    reportPair(machine, entry, name, pairs.entries.length === 1);
    const place = originOf(machine, entry.value);
    if (name === undefined) context.incomplete = true;
    else setNamed(machine, context, name, originOf(machine, key), value, place);
  }
  return nilObject(undefined);
}

function reportPair(machine: Machine, entry: HashEntry, name: string | undefined, only: boolean): void {
  const place = originOf(machine, entry);
  const instead = name === undefined ? undefined : correctLine(machine, name, entry.value);
  const text = `:${name}, ${textOf(originOf(machine, entry.value))}`;
  const fixable = only && name !== undefined && isPlain(name);
  const fixes = fixable ? [{ title: "Write a comma", safe: true, edits: [{ origin: place, text }] }] : [];
  report(machine, propertyName(place, { shown: textOf(place), given: "Hash", instead }, { fixes }));
}

/** The text of a symbol or string without interpolation. */
function plainText({ parts }: SymbolLiteral | StringLiteral): string | undefined {
  const part = parts[0];
  return parts.length === 1 && part?.kind === "text" ? part.text : undefined;
}

function correctLine(machine: Machine, name: string, value: Argument | undefined): string {
  return `property :${excerpt(name)}, ${textOfArgument(machine, value)}`;
}

/** An argument as it is written, for a message. */
export function textOfArgument(machine: Machine, node: Argument | undefined): string {
  return node === undefined ? "value" : excerpt(textOf(originOf(machine, node)));
}

function writeSymbol(place: Origin, name: string): readonly Fix[] {
  if (!isPlain(name)) return [];
  return [{ title: `Write :${name}`, safe: true, edits: [{ origin: place, text: `:${name}` }] }];
}

/** Whether a symbol of that text needs no quotes. */
function isPlain(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}
