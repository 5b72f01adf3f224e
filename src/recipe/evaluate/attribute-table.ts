import type { Origin } from "../../source/source.js";
import { booleanObject, integerObject, symbolObject } from "./value.js";
import type { RuntimeValue } from "./value.js";

/** An attribute of a DSC block, besides `property`. */
export interface AttributeRow {
  readonly name: string;
  /** The blocks that have it. */
  readonly on: "resource" | "script" | "both";
  /** Every use adds to the ones before (`notifies`), instead of replacing them. */
  readonly repeats: boolean;
  readonly least: number;
  readonly most: number;
  /** A block of code may stand instead of the arguments: a guard. */
  readonly block: boolean;
  /** The kinds its first value may have; absent: any. */
  readonly kinds?: ReadonlySet<string>;
  /** Those kinds as a message names them. */
  readonly wanted?: string;
  /** Its values are an action, a target and a timer. */
  readonly notification: boolean;
  /** What it is as long as nobody sets it; nil when absent. */
  readonly standard?: (origin: Origin) => RuntimeValue;
}

const textual = { kinds: new Set(["string"]), wanted: "a String" };
/** What is run, and may have secrets in its text. */
const body = { kinds: new Set(["string", "secret"]), wanted: "a String" };
const named = { kinds: new Set(["string", "symbol"]), wanted: "a String or a Symbol" };
const numeric = { kinds: new Set(["integer"]), wanted: "an Integer" };
const symbolic = { kinds: new Set(["symbol"]), wanted: "a Symbol" };
const truth = { kinds: new Set(["boolean"]), wanted: "true or false" };

type Kinds = Pick<AttributeRow, "kinds" | "wanted">;

function once(
  name: string,
  on: AttributeRow["on"],
  kinds: Kinds = {},
  standard?: AttributeRow["standard"],
): AttributeRow {
  const row = { name, on, repeats: false, least: 1, most: 1, block: false, notification: false, ...kinds };
  return standard === undefined ? row : { ...row, standard };
}

const no = (origin: Origin): RuntimeValue => booleanObject(false, origin);

function repeated(name: string, on: AttributeRow["on"], least: number, most: number): AttributeRow {
  return { name, on, repeats: true, least, most, block: false, notification: false };
}

function notification(name: string): AttributeRow {
  return {
    ...repeated(name, "both", 2, 3),
    ...named,
    wanted: "an action such as :run first",
    notification: true,
  };
}

const commands = {
  kinds: new Set(["string", "array", "scriptBlock"]),
  wanted: "a command as a String, or a block",
};

function guard(name: string): AttributeRow {
  return { ...repeated(name, "both", 0, 2), ...commands, block: true };
}

const actions = { kinds: new Set(["symbol", "string", "array"]), wanted: "a Symbol or an array of Symbols" };

const rows: readonly AttributeRow[] = [
  once("action", "both", actions),
  once("resource", "resource", named),
  once("resource_name", "resource", named),
  once("module_name", "resource", named),
  once("module_version", "resource", textual),
  once("reboot_action", "resource", symbolic, (origin) => symbolObject("nothing", origin)),
  once("timeout", "both", numeric),
  once("code", "script", body),
  once("configuration", "script", body),
  once("command", "script", textual),
  once("path", "script", textual),
  once("configuration_name", "script", textual),
  once("configuration_data", "script", textual),
  once("configuration_data_script", "script", textual),
  once("flags", "script", { kinds: new Set(["hash"]), wanted: "a Hash" }),
  once("cwd", "script", textual),
  once("environment", "script", { kinds: new Set(["hash"]), wanted: "a Hash" }),
  repeated("imports", "script", 1, Infinity),
  notification("notifies"),
  notification("subscribes"),
  guard("not_if"),
  guard("only_if"),
  once("guard_interpreter", "both", symbolic, (origin) => symbolObject("default", origin)),
  once("ignore_failure", "both", {}, no),
  once("retries", "both", numeric, (origin) => integerObject(0n, origin)),
  once("retry_delay", "both", numeric, (origin) => integerObject(2n, origin)),
  once("sensitive", "both", truth, no),
  once("compile_time", "both", truth, no),
  once("umask", "both"),
  once("provider", "both"),
];

const byName = new Map(rows.map((row) => [row.name, row]));

/** The row of an attribute that such a block has; a custom resource has what all blocks have. */
export function attributeRow(name: string, kind: "resource" | "script" | "custom"): AttributeRow | undefined {
  const row = byName.get(name);
  return row !== undefined && (row.on === kind || row.on === "both") ? row : undefined;
}

/** The words that may start a line in such a block; for suggestions. */
export function attributeNames(kind: "resource" | "script" | "custom"): readonly string[] {
  const names = rows.filter((row) => row.on === kind || row.on === "both").map((row) => row.name);
  return kind === "resource" ? ["property", ...names] : names;
}

/** The words that start a DSC block, and what kind of declaration it makes. */
export const dscKeywords: ReadonlyMap<string, "resource" | "script"> = new Map([
  ["dsc_resource", "resource"],
  ["dsc_script", "script"],
  ["dsc_configuration", "script"],
]);
