import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import { badManifest } from "../diagnostics/catalogue/schema.js";
import { isJsonObject } from "../model/node.js";
import { readPowerShellData } from "../powershell/data-file.js";
import type { Origin, Source } from "../source/source.js";
import { isVersion } from "./versions.js";

/** What a manifest says about its module, as far as it says it. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
}

/**
 * The ModuleVersion of a PowerShell module manifest (`.psd1`). The file is data, `@{ Key = value … }`; it is only
 * read, never run, and a version that is not one plain string is reported as schema/bad-manifest.
 */
export function readManifest(source: Source): Staged<Manifest> {
  const whole = { source, start: 0, end: 0 };
  const problem = (place: Origin, reason: string): Staged<Manifest> => {
    return { value: {}, diagnostics: [badManifest(place, { file: source.name, reason })] };
  };
  // What else the file holds, and whether it is plain, is for the module.
  const { value: data, diagnostics } = readPowerShellData(source);
  if (data === undefined) {
    return problem(diagnostics[0]?.origin ?? whole, "it is not a table that starts with @{");
  }
  const entries = isJsonObject(data.value) ? [...data.value] : [];
  const version = entries.find(([key]) => key.toLowerCase() === "moduleversion");
  const { start } = data.valueAt([]);
  if (version === undefined)
    return problem({ source, start, end: start + "@{".length }, "it has no ModuleVersion");
  const [key, value] = version;
  if (typeof value !== "string")
    return problem(data.valueAt([key]), "its ModuleVersion is not one plain string");
  if (!isVersion(value)) return problem(data.valueAt([key]), notAVersion(value));
  return { value: { version: value }, diagnostics: [] };
}

/** Name and version from `module.json`, `{"name": …, "version": …}`. Gives schema/bad-manifest. */
export function readModuleJson(source: Source): Staged<Manifest> {
  const diagnostics: Diagnostic[] = [];
  const problem = (reason: string): void => {
    const place = { source, start: 0, end: source.text.length };
    diagnostics.push(badManifest(place, { file: source.name, reason }));
  };
  const entries = parseObject(source.text);
  if (entries === undefined) {
    problem("it is not a JSON object");
    return { value: {}, diagnostics };
  }
  const { name, version } = entries;
  const isNamed = typeof name === "string" && name !== "";
  if (name !== undefined && !isNamed) problem("its name is not a text");
  const isVersioned = typeof version === "string" && isVersion(version);
  if (version === undefined) problem("it has no version");
  else if (!isVersioned)
    problem(typeof version === "string" ? notAVersion(version) : "its version is not a text");
  return { value: { ...(isNamed && { name }), ...(isVersioned && { version }) }, diagnostics };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function notAVersion(text: string): string {
  return `"${text}" is not two to four numbers with dots between`;
}
