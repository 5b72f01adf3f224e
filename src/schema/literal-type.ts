import type { Value } from "../model/value.js";
import type { Literal } from "../mof/tree.js";
import { datetimeProblem } from "./datetime.js";
import { describeKind, describeType, familyOf } from "./describe.js";
import { fitsStored } from "./numbers.js";
import type { CimType } from "./resource-class.js";

/** What a literal of a declaration has to be. */
export interface Taken {
  readonly type: CimType;
  readonly array: boolean;
  /** It holds an instance, which a declaration cannot name. */
  readonly embedded?: boolean;
}

/** Why a literal cannot be a default or the value of a qualifier, as a clause; undefined when it can (lcm-rules 4.4). */
export function literalProblem({ value, faulty }: Literal, taken: Taken): string | undefined {
  if (faulty || value.kind === "null") return undefined;
  if (value.kind !== "array") {
    return taken.array
      ? `its value has to be an array, and this is ${describeKind(value.kind)}`
      : one(value, taken);
  }
  if (value.items[0]?.kind === "null") return undefined;
  if (!taken.array) return `its value has to be ${describeType(taken.type)}, and this is an array`;
  for (const item of value.items) {
    const problem = one(item, taken);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function one(value: Value, { type, embedded }: Taken): string | undefined {
  const family = familyOf(type);
  const kind = family === "datetime" ? "string" : family;
  if (embedded === true || value.kind !== kind) {
    return `its value has to be ${describeType(type)}, and this is ${describeKind(value.kind)}`;
  }
  if (value.kind === "integer" && !fitsStored(value.text, type)) {
    return `${value.text} does not fit the type ${type}`;
  }
  return type === "datetime" && value.kind === "string" ? datetimeProblem(value.text) : undefined;
}
