import { argumentCount } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { unknownCustomAction } from "../../diagnostics/catalogue/recipe-include.js";
import { attributeTwice, attributeValue } from "../../diagnostics/catalogue/recipe-resource.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Origin } from "../../source/source.js";
import type { Block, Call } from "../tree.js";
import { placedArguments } from "./arguments.js";
import { attributeRow } from "./attribute-table.js";
import type { AttributeRow } from "./attribute-table.js";
import { reportLostIn } from "./lost-blocks.js";
import { fail, originOf, report } from "./machine.js";
import type { Machine } from "./machine.js";
import { noteNotified } from "./notified.js";
import { attributeOf } from "./pending.js";
import type { PendingAttribute, PlacedValue, ResourceContext } from "./pending.js";
import { arrayObject, booleanObject, describe, nilObject, symbolObject } from "./value.js";
import type { ProcObject, RuntimeValue } from "./value.js";

/** An attribute of a DSC block: keeps its values, or gives them when the attribute stands alone. */
export function setAttribute(
  machine: Machine,
  context: ResourceContext,
  row: AttributeRow,
  call: Call,
): RuntimeValue {
  const placed = placedArguments(machine, call);
  if (machine.exit !== undefined) return nilObject(undefined);
  const values = Array.isArray(placed) ? placed : [{ value: placed, place: originOf(machine, call) }];
  const guard = row.block && call.block !== undefined ? guardOf(machine, row, call, call.block) : undefined;
  if (guard !== undefined && call.block !== undefined) values.push(guardText(machine, call.block));
  // Without arguments it asks for the value, as every attribute of Chef's does.
  if (values.length === 0) {
    return currentValue(context, row, originOf(machine, call));
  }
  if (Array.isArray(placed) && (values.length < row.least || values.length > row.most)) {
    context.incomplete = true;
    const origin = originOf(machine, call);
    const parameters = { name: row.name, given: values.length, least: row.least, most: row.most };
    return fail(machine, origin, `the attribute "${row.name}"`, argumentCount(origin, parameters));
  }
  const problem = problemOf(row, values);
  if (problem !== undefined) return refuseValue(machine, context, row, problem);
  const nameOrigin = { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
  keep(machine, context, row, {
    ...{ name: row.name, nameOrigin, values, conditional: machine.within },
    ...(guard === undefined ? {} : { guard }),
  });
  if (row.name === "notifies") noteNotified(machine, values[1]?.value, values[2]?.value);
  if (row.name === "action") return setActions(machine, context, values);
  if (row.notification) return booleanObject(true, nameOrigin);
  return values[0]?.value ?? nilObject(undefined);
}

/** What a custom resource gives for an attribute that every block has; undefined for any other name. */
export function commonValue(
  context: ResourceContext,
  name: string,
  origin: Origin,
): RuntimeValue | undefined {
  const row = attributeRow(name, "custom");
  return row === undefined ? undefined : currentValue(context, row, origin);
}

/** What an attribute is that stands alone: what was set, else Chef's default. */
function currentValue(context: ResourceContext, row: AttributeRow, origin: Origin): RuntimeValue {
  if (row.name === "action") return symbolList(actionsOf(context), origin);
  const known = row.repeats ? undefined : attributeOf(context, row.name);
  return known?.conditional ?? known?.values[0]?.value ?? row.standard?.(origin) ?? nilObject(origin);
}

function symbolList(names: readonly string[], origin: Origin): RuntimeValue {
  return arrayObject(
    names.map((name) => symbolObject(name, origin)),
    origin,
  );
}

function actionsOf(context: ResourceContext): readonly string[] {
  if (context.instance !== undefined) return context.instance.actions;
  return actionNames(attributeOf(context, "action")?.values ?? []) ?? ["run"];
}

/** The actions that values name; undefined when they name none. */
function actionNames(values: readonly PlacedValue[]): readonly string[] | undefined {
  const items = values.flatMap(({ value }) => (value.kind === "array" ? value.items : [value]));
  const names = items.flatMap((item) =>
    item.kind === "symbol" || item.kind === "string" ? [item.text] : [],
  );
  return names.length === 0 ? undefined : names;
}

/** Asks a custom resource for actions, which it has to have (Chef::Resource#action). */
function setActions(
  machine: Machine,
  context: ResourceContext,
  values: readonly PlacedValue[],
): RuntimeValue {
  const names = actionNames(values) ?? [];
  const { instance } = context;
  const place = values[0]?.place ?? originOf(machine, machine.running);
  if (instance === undefined) return symbolList(names, place);
  const { actions, defaultActions } = instance.resource;
  const refused = names.find(
    (name) => name !== "nothing" && !actions.has(name) && !defaultActions.includes(name),
  );
  if (refused !== undefined) {
    const suggestions = nearest(refused, actions.keys());
    report(machine, unknownCustomAction(place, { action: refused, keyword: instance.keyword, suggestions }));
    instance.actions = [];
  } else if (names.length > 0) instance.actions = names;
  return symbolList(names, place);
}

function keep(machine: Machine, context: ResourceContext, row: AttributeRow, use: PendingAttribute): void {
  if (row.repeats) {
    context.repeated.push(use);
    return;
  }
  const at = context.attributes.findIndex(({ name }) => name === row.name);
  const known = context.attributes[at];
  if (known === undefined) {
    context.attributes.push(use);
    return;
  }
  context.attributes[at] = use;
  if (use.conditional !== undefined) return;
  const related = [{ message: "It is set first here.", origin: known.nameOrigin }];
  report(machine, attributeTwice(use.nameOrigin, { name: row.name }, { related }));
}

interface Problem {
  readonly wanted: string;
  readonly given: string;
  readonly place: PlacedValue["place"];
  readonly instead?: string | undefined;
}

function problemOf(row: AttributeRow, values: readonly PlacedValue[]): Problem | undefined {
  const [first, , timer] = values;
  if (first === undefined) return undefined;
  const { value, place } = first;
  const later = value.kind === "unknown" || (value.kind === "proc" && value.lazy);
  if (row.kinds !== undefined && !later && !row.kinds.has(value.kind)) {
    const wanted = row.wanted ?? "another value";
    return { wanted, given: describe(value), place, instead: converted(row.kinds, value) };
  }
  return row.notification ? notificationProblem(first, timer) : undefined;
}

/** The value in the kind that an attribute takes, as a recipe writes it: `'1.1'` for `1.1`, `:run` for `'run'`. */
function converted(kinds: ReadonlySet<string>, value: RuntimeValue): string | undefined {
  if (value.kind === "integer") return kinds.has("string") ? `'${value.value}'` : undefined;
  if (value.kind === "float") return kinds.has("string") ? `'${value.number}'` : undefined;
  if (value.kind !== "string") return undefined;
  if (kinds.has("symbol")) return /^[a-z_]\w*$/i.test(value.text) ? `:${value.text}` : undefined;
  return kinds.has("integer") && /^[1-9]\d{0,8}$/.test(value.text) ? value.text : undefined;
}

const timers: ReadonlySet<string> = new Set(["before", "delayed", "immediate", "immediately"]);

/** `notifies :action, 'type[name]', :timer`, where Chef ends the recipe at any other timer. */
function notificationProblem(action: PlacedValue, timer: PlacedValue | undefined): Problem | undefined {
  if (action.value.kind === "string" && action.value.text.endsWith("]")) {
    const given = `the target '${excerpt(action.value.text)}'`;
    return { wanted: "an action such as :run first and the target behind it", given, place: action.place };
  }
  if (timer === undefined || timer.value.kind === "unknown") return undefined;
  const named = timer.value.kind === "symbol" || timer.value.kind === "string" ? timer.value.text : undefined;
  if (named !== undefined && timers.has(named)) return undefined;
  const given = named === undefined ? describe(timer.value) : `:${excerpt(named)}`;
  return { wanted: ":delayed, :immediately or :before in its last place", given, place: timer.place };
}

function refuseValue(
  machine: Machine,
  context: ResourceContext,
  row: AttributeRow,
  { wanted, given, place, instead }: Problem,
): RuntimeValue {
  context.incomplete = true;
  const problem = attributeValue(place, { name: row.name, wanted, given, instead });
  return fail(machine, place, `the attribute "${row.name}"`, problem);
}

/** A guard's block, which Chef calls when all recipes have ended. */
function guardOf(machine: Machine, row: AttributeRow, call: Call, block: Block): ProcObject {
  reportLostIn(machine, block, `\`${row.name}\``, call);
  const { scope, resource } = machine;
  const frame = { ...machine.frame, self: resource?.instance };
  return { kind: "proc", lazy: false, lambda: false, block, frame, scope, origin: originOf(machine, block) };
}

/** A guard's code as it is written between the block's delimiters. */
function guardText(machine: Machine, block: Block): PlacedValue {
  const first = block.statements[0]?.start ?? block.start;
  const last = block.statements.at(-1)?.end ?? block.start;
  const place = { source: machine.frame.source, start: first, end: last };
  return {
    value: { kind: "scriptBlock", text: machine.frame.source.text.slice(first, last), origin: place },
    place,
  };
}
