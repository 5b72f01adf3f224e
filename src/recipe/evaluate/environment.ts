import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import { unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { stringObject } from "./value.js";
import type { RuntimeValue } from "./value.js";
import { windowsEnvironment } from "./windows-environment.js";

/** `ENV['NAME']`: declared input first, then what every Windows has. The process's own is never read. */
export function readEnvironment(machine: Machine, key: RuntimeValue, origin: Origin): RuntimeValue {
  if (machine.changedEnvironment !== undefined) return machine.changedEnvironment;
  if (key.kind !== "string") return unknown(origin, "a variable of ENV", "Write the name as a string.");
  const name = key.text;
  const declared = machine.node.environment.get(name) ?? ignoringCase(machine, name);
  if (declared !== undefined) return { ...stringObject(declared, origin), frozen: true };
  const shown = excerpt(name);
  return unknown(origin, `ENV["${shown}"]`, `Give it with --env ${shown}=VALUE.`);
}

// Windows asks for its variables ignoring case.
function ignoringCase(machine: Machine, name: string): string | undefined {
  if (machine.target !== "windows") return undefined;
  const wanted = name.toUpperCase();
  for (const [candidate, value] of machine.node.environment) {
    if (candidate.toUpperCase() === wanted) return value;
  }
  return windowsEnvironment.get(wanted);
}

/** `Chef::Config[:file_cache_path]`; any other setting of the client is not known. */
export function readConfiguration(machine: Machine, key: RuntimeValue, origin: Origin): RuntimeValue {
  const name = key.kind === "symbol" || key.kind === "string" ? key.text : "…";
  if (name === "file_cache_path") return stringObject(machine.fileCachePath, origin);
  return unknown(
    origin,
    `Chef::Config[:${excerpt(name)}]`,
    "Write the value itself, or read it from a node attribute.",
  );
}
