import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { dangerousMethods } from "../builtins/names.js";
import type { Argument, Block, Call, DoubleSplat, HashEntry } from "../tree.js";
import { countsOf } from "./arity.js";
import { walkUnknownBlock } from "./blocks.js";
import { bounded } from "./branches.js";
import { refuseDanger } from "./danger.js";
import { inFrame } from "./files.js";
import { originOf, readLocal, unknown, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import type { BlockLike } from "./pending.js";
import { unknownIn } from "./value.js";
import type { ProcObject, RuntimeValue, UnknownObject } from "./value.js";

/** The block of a call: `do … end`, the method that `&:name` names, or the block that was kept; `&nil` passes none. */
export function blockOf(
  machine: Machine,
  call: Call,
  receiver: RuntimeValue,
): BlockLike | UnknownObject | undefined {
  if (call.block !== undefined) return call.block;
  const value = passedOf(machine, call);
  return value?.kind === "proc" ? blockOfProc(machine, call, value, receiver) : value;
}

/** What `&` passes. */
function passedOf(
  machine: Machine,
  call: Call,
): Exclude<BlockLike, { kind: "block" }> | ProcObject | UnknownObject | undefined {
  if (call.blockArgument === undefined) return undefined;
  const value = machine.evaluate(machine, call.blockArgument);
  if (value.kind === "nil") return undefined;
  if (value.kind === "proc") return value;
  const origin = originOf(machine, call.blockArgument);
  if (value.kind !== "symbol")
    return unknownIn(value) ?? unknown(origin, "what this block does", "Write the block itself.");
  const { text } = value;
  return dangerousMethods.has(text)
    ? refuseDanger(machine, call, origin, text)
    : { kind: "symbolBlock", method: text, call };
}

/**
 * A lambda stays one when it is passed, and takes as many values as it is given. What an enumerator gives it is not
 * known so exactly, nor that `map` and `to_h` take an array apart for it (`rb_yield_force_blockarg`).
 */
function blockOfProc(
  machine: Machine,
  call: Call,
  proc: ProcObject,
  receiver: RuntimeValue,
): BlockLike | UnknownObject {
  const origin = originOf(machine, call.blockArgument ?? call);
  const refuse = (): UnknownObject => {
    const construct = "a lambda as a block of other values";
    const doubt = warn(machine, origin, "what this lambda gives", refusedConstruct(origin, { construct }));
    for (const kept of keptBy(proc)) walkKept(machine, kept, doubt);
    return doubt;
  };
  if (proc.lambda && receiver.kind === "enumerator") return refuse();
  const { least, most } = countsOf(proc);
  return {
    kind: "nativeBlock",
    run: (values) =>
      proc.lambda && (values.length < least || values.length > most)
        ? refuse()
        : machine.callProc(machine, proc, values),
  };
}

/** What was written in braces, and what it sees. */
type Kept = Pick<ProcObject, "frame" | "scope"> & { readonly block: Block };

/**
 * Walks what a call that is not evaluated may call, any number of times: its block, and those that it is given, so
 * that nothing they declare or assign is lost.
 */
export function walkBlocks(machine: Machine, call: Call, cause: UnknownObject): void {
  if (call.block !== undefined) walkUnknownBlock(machine, call.block, cause);
  const given = call.blockArgument === undefined ? call.arguments : [...call.arguments, call.blockArgument];
  for (const kept of given.flatMap((argument) => keptIn(machine, argument))) walkKept(machine, kept, cause);
}

function walkKept(machine: Machine, { block, frame, scope }: Kept, cause: UnknownObject): void {
  // One that is given itself in its own block is walked already.
  if (machine.walking.has(block)) return;
  machine.walking.add(block);
  inFrame(machine, frame, scope, () => {
    machine.statement = block.statements[0];
    bounded(machine, "return", () => walkUnknownBlock(machine, block, cause));
  });
  machine.walking.delete(block);
}

/** The blocks that an argument hands on, as far as its text tells; nothing in it is evaluated again. */
function keptIn(machine: Machine, argument: Argument | HashEntry | DoubleSplat): readonly Kept[] {
  switch (argument.kind) {
    case "local":
      return keptBy(readLocal(machine, argument, originOf(machine, argument)));
    case "constant":
      return keptBy(machine.frame.constants.get(argument.name)?.value);
    case "call": {
      const { receiver, name, block } = argument;
      const made = receiver === undefined && (name === "lambda" || name === "proc");
      return made && block !== undefined ? [{ block, frame: machine.frame, scope: machine.scope }] : [];
    }
    case "array":
      return argument.elements.flatMap((element) => keptIn(machine, element));
    case "hash":
      return argument.entries.flatMap((entry) => keptIn(machine, entry));
    case "entry":
    case "splat":
    case "double splat":
      return keptIn(machine, argument.value);
    default:
      return [];
  }
}

function keptBy(value: RuntimeValue | undefined): readonly Kept[] {
  switch (value?.kind) {
    case "proc":
      return value.block.kind === "block" ? [{ ...value, block: value.block }] : [];
    case "array":
      return value.items.flatMap((item) => (item.kind === "proc" ? keptBy(item) : []));
    case "hash":
      return [...value.entries.values()].flatMap(({ value: item }) =>
        item.kind === "proc" ? keptBy(item) : [],
      );
    default:
      return [];
  }
}

/** `proc(&:name)` and `lambda(&:name)`: the method as a lambda; of a block that was kept the same one. */
export function procOfBlock(machine: Machine, call: Call): RuntimeValue {
  const passed = passedOf(machine, call);
  const origin = originOf(machine, call);
  if (passed?.kind === "symbolBlock") {
    const { frame, scope } = machine;
    return { kind: "proc", lazy: false, lambda: true, block: passed, frame, scope, origin };
  }
  return passed === undefined || passed.kind === "nativeBlock"
    ? unknown(origin, `the result of "${call.name}"`, "Write the block in braces.")
    : passed;
}
