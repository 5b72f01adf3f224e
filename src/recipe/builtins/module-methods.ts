import { dangerousConstruct, refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { readConfiguration, readEnvironment } from "../evaluate/environment.js";
import { fail, makeString, unknown, warn } from "../evaluate/machine.js";
import type { Machine } from "../evaluate/machine.js";
import { nilObject } from "../evaluate/value.js";
import type { ModuleObject, RuntimeValue, UnknownObject } from "../evaluate/value.js";
import { moduleMethods } from "./constructors.js";
import { fileNameMethods } from "./file-names.js";
import { wrong } from "./method.js";
import { environmentChangers } from "./names.js";
import type { Invocation } from "./method.js";

type ModuleCall = Invocation<ModuleObject>;

/** `File.join`: one separator between the parts, however many they bring; lists are taken apart. */
function joinPath(call: ModuleCall): RuntimeValue {
  const separator = call.machine.target === "windows" ? /[\\/]/ : /\//;
  const parts: string[] = [];
  const problem = pathParts(call, call.arguments, parts, 0);
  if (problem !== undefined) return problem;
  let path = parts[0] ?? "";
  for (const part of parts.slice(1)) {
    const ends = separator.test(path.slice(-1));
    const starts = separator.test(part.charAt(0));
    if (ends && starts) path = withoutTrailing(path, separator) + part;
    else path += ends || starts ? part : `/${part}`;
  }
  return makeString(call.machine, path, call.origin);
}

function withoutTrailing(path: string, separator: RegExp): string {
  let end = path.length;
  while (end > 0 && separator.test(path.charAt(end - 1))) end -= 1;
  return path.slice(0, end);
}

function pathParts(
  call: ModuleCall,
  values: readonly RuntimeValue[],
  parts: string[],
  depth: number,
): UnknownObject | undefined {
  for (const value of values) {
    if (value.kind === "unknown") return value;
    if (value.kind === "array" && depth < call.machine.limits.nesting) {
      const problem = value.taint ?? pathParts(call, value.items, parts, depth + 1);
      if (problem !== undefined) return problem;
    } else if (value.kind !== "string") return wrong(call, value, "a String");
    else if (value.taint !== undefined) return value.taint;
    else parts.push(value.text);
  }
  return undefined;
}

function fetchVariable(call: ModuleCall): RuntimeValue {
  const [name] = call.arguments;
  // A second argument changes nothing: whether it would be used depends on a variable nobody declared.
  return name === undefined ? nilObject(call.origin) : readEnvironment(call.machine, name, call.origin);
}

/** A method of a module; undefined when mofsmith does not know it. */
export function callModule(call: ModuleCall): RuntimeValue | undefined {
  const { machine, receiver, name, origin } = call;
  switch (receiver.name) {
    case "File":
      if (name === "join") return joinPath(call);
      return fileNameMethods.has(name) || moduleMethods.has(name)
        ? undefined
        : refuseToRead(machine, `File.${name}`, call);
    case "ENV":
      if (name === "fetch" && call.arguments.length > 0) return fetchVariable(call);
      if (environmentChangers.has(name)) return changeEnvironment(call);
      return unknown(origin, `the result of ENV.${name}`, 'Read single variables with ENV["NAME"].');
    case "Chef::Config":
      return name === "file_cache_path"
        ? readConfiguration(machine, { kind: "symbol", text: name, origin }, origin)
        : unknown(
            origin,
            `Chef::Config.${name}`,
            "Write the value itself, or read it from a node attribute.",
          );
    default:
      return undefined;
  }
}

/** What is read of ENV afterwards is unknown. */
function changeEnvironment({ machine, name, origin }: ModuleCall): UnknownObject {
  const told = refusedConstruct(origin, { construct: `\`ENV.${name}\`` });
  return (machine.changedEnvironment ??= warn(machine, origin, "ENV, which the recipe changes", told));
}

function refuseToRead(machine: Machine, construct: string, call: ModuleCall): UnknownObject {
  const reason = `the result of "${construct}"`;
  const parameters = { construct: `"${construct}"`, stub: construct };
  return fail(machine, call.origin, reason, dangerousConstruct(call.origin, parameters));
}
