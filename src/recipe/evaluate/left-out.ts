import { evaluateArguments } from "./arguments.js";
import { setAttribute } from "./attribute.js";
import { attributeRow } from "./attribute-table.js";
import { walkAllWays } from "./branches.js";
import { guardVerdicts, isGuard } from "./guards.js";
import { reportLostIn } from "./lost-blocks.js";
import { originOf, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { noteNotified } from "./notified.js";
import { attributeOf } from "./pending.js";
import type { PendingDeclaration, ResourceContext } from "./pending.js";
import { actionDoubt } from "./read-off.js";
import { refuseShown } from "./secrets.js";
import { nilObject, stringObject } from "./value.js";
import type { ProcObject, RuntimeValue, UnknownObject } from "./value.js";
import type { Block, Call } from "../tree.js";

// Chef's own resources are in no document, but Chef runs them between those that are: what their code does to the
// recipe, `lazy` and the guards of later blocks see. What mofsmith cannot follow in it is no mistake of the recipe.

/** The lines of a `ruby_block` that say whether and when it runs (Chef::Resource::RubyBlock). */
const rubyLines: ReadonlySet<string> = new Set(["action", "not_if", "only_if"]);

/** A line in the block of a resource that is left out: what it may run later is kept. */
export function leftOutLine(machine: Machine, context: ResourceContext, call: Call): RuntimeValue {
  const { name, block } = call;
  const nameOrigin = { source: machine.frame.source, start: call.nameStart, end: call.nameEnd };
  const isRuby = context.keyword === "ruby_block";
  const row = isRuby && rubyLines.has(name) ? attributeRow(name, "custom") : undefined;
  if (row !== undefined) return setAttribute(machine, context, row, call);
  const values = evaluateArguments(machine, call.arguments);
  const given = Array.isArray(values) ? values : [];
  if (context.keyword === "log") refuseShown(machine, given, nameOrigin);
  if (name === "notifies") noteNotified(machine, given[1], given[2]);
  if (name === "subscribes" && isRuby)
    noteNotified(machine, context.name === undefined ? undefined : targetOf(context.name), given[2]);
  const use = { name, nameOrigin, values: [], conditional: machine.within };
  for (const value of given)
    if (value.kind === "proc") context.repeated.push({ ...use, name: "lazy", guard: value });
  if (block === undefined) return nilObject(originOf(machine, call));
  reportLostIn(machine, block, `\`${name}\``, call);
  const kept = { ...use, guard: keptBlock(machine, block) };
  if (!isRuby || name !== "block") context.repeated.push({ ...kept, name: "lazy" });
  else {
    const at = context.attributes.findIndex((attribute) => attribute.name === "block");
    context.attributes.splice(at < 0 ? context.attributes.length : at, 1, kept);
  }
  return nilObject(originOf(machine, call));
}

function keptBlock(machine: Machine, block: Block): ProcObject {
  const { frame, scope } = machine;
  return { kind: "proc", lazy: false, lambda: false, block, frame, scope, origin: originOf(machine, block) };
}

/** What a notification calls a `ruby_block` of this name. */
function targetOf(name: RuntimeValue): RuntimeValue {
  return name.kind === "string" ? stringObject(`ruby_block[${name.text}]`, name.origin) : name;
}

/** Runs what a resource that is left out runs in its place. */
export function runLeftOut(machine: Machine, block: PendingDeclaration): void {
  quietly(machine, () => {
    if (block.context.keyword === "ruby_block") runRubyBlock(machine, block);
    for (const { name, nameOrigin, guard } of block.context.repeated)
      if (name === "lazy" && guard !== undefined)
        mayRun(machine, guard, unknown(nameOrigin, "what a resource runs that is left out", ""));
  });
}

/** Chef::Provider::RubyBlock calls the block once for each action, when the guards let it. */
function runRubyBlock(machine: Machine, block: PendingDeclaration): void {
  const { context } = block;
  const held = attributeOf(context, "block");
  if (held?.guard === undefined) return;
  const doubt = block.conditional ?? context.doubt ?? held.conditional ?? actionDoubt(context);
  for (const action of actionsOf(context)) {
    if (action === "nothing") continue;
    const verdicts = [...guardVerdicts(machine, context).values()];
    if (verdicts.includes("fails")) continue;
    const open = doubt ?? verdicts.find((verdict) => typeof verdict === "object") ?? commandGuard(context);
    if (open === undefined) machine.callProc(machine, held.guard, []);
    else mayRun(machine, held.guard, open);
  }
}

function actionsOf(context: ResourceContext): readonly string[] {
  const given = attributeOf(context, "action")?.values ?? [];
  const actions = given.flatMap(({ value }) => (value.kind === "array" ? value.items : [value]));
  const names = actions.flatMap((one) =>
    one.kind === "symbol" || one.kind === "string" ? [one.text] : ["run"],
  );
  return names.length === 0 ? ["run"] : names;
}

/** A guard that is a command is asked on the machine. */
function commandGuard({ repeated }: ResourceContext): UnknownObject | undefined {
  const guard = repeated.find((attribute) => isGuard(attribute) && attribute.guard === undefined);
  return guard === undefined ? undefined : unknown(guard.nameOrigin, "what this command answers", "");
}

/** Runs the blocks that a notification may run next to any other resource; those of its end change nothing more. */
export function wakeRubyBlocks(machine: Machine): void {
  const { notified, rubyBlocks } = machine;
  if (notified.size === 0) return;
  quietly(machine, () => {
    for (const { context, keywordOrigin } of rubyBlocks) {
      const held = attributeOf(context, "block")?.guard;
      const { name } = context;
      const named = notified.has("*") || name?.kind !== "string" || notified.has(name.text);
      if (held !== undefined && named)
        mayRun(machine, held, unknown(keywordOrigin, "whether this ruby_block is notified", ""));
    }
  });
}

function mayRun(machine: Machine, proc: ProcObject, doubt: UnknownObject): void {
  walkAllWays(machine, doubt, 2, (way) =>
    way === 0 ? machine.callProc(machine, proc, []) : nilObject(undefined),
  );
}

function quietly(machine: Machine, run: () => void): void {
  const { quiet } = machine;
  machine.quiet = true;
  run();
  machine.quiet = quiet;
}
