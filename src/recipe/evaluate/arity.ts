import type { Parameter } from "../tree.js";
import type { ProcObject } from "./value.js";

/** How many values a block takes; what is optional is so for a lambda alone, others take any number. */
export interface Arity {
  readonly least: number;
  readonly most: number;
}

/** So many values a lambda has to be given. The comma behind the only parameter is no rest for it. */
export function countsOf({ block, frame }: ProcObject): Arity {
  if (block.kind === "symbolBlock") return { least: 1, most: Infinity };
  const { parameters } = block;
  const least = parameters.filter(isRequired).length;
  const rest = parameters.find(({ kind }) => kind === "rest parameter");
  const open = rest !== undefined && frame.source.text.charAt(rest.start) !== ",";
  const optional = parameters.filter(({ kind }) => kind === "optional parameter").length;
  return { least, most: open ? Infinity : least + optional };
}

/** Ruby's `arity`: below zero for a number that is not fixed; what is optional counts for lambdas alone. */
export function arityOf(proc: ProcObject): number {
  const { least, most } = countsOf(proc);
  const open = proc.lambda ? most > least : most === Infinity;
  return open ? -least - 1 : least;
}

function isRequired({ kind }: Parameter): boolean {
  return kind === "parameter" || kind === "parameters";
}
