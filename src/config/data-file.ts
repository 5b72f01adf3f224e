import { extname } from "node:path";
import { unknownDataFormat } from "../diagnostics/catalogue/config.js";
import type { Staged } from "../diagnostics/diagnostic.js";
import type { Host } from "../source/host.js";
import type { Data } from "../data/data.js";
import { readText } from "../data/read.js";

/** Kinds of file that are node data in PowerShell and that only an evaluator can read. */
const later: ReadonlySet<string> = new Set([".psd1"]);

/**
 * Reads a data file in the language its name tells: `.json`, `.jsonc`, `.yaml`, `.yml`; the YAML library is
 * loaded only for a YAML file. Diagnostics: `config/unknown-data-format` and those of the readers; the value
 * is then undefined.
 */
export async function readDataFile(host: Host, path: string): Promise<Staged<Data | undefined>> {
  const extension = extname(path).toLowerCase();
  const yaml = extension === ".yaml" || extension === ".yml";
  const isThere = host.kind(path) === "file";
  if (isThere && !yaml && extension !== ".json" && extension !== ".jsonc") {
    const problem = unknownDataFormat({ file: path }, { extension, later: later.has(extension) });
    return { value: undefined, diagnostics: [problem] };
  }
  const source = readText(host, path);
  if (source.value === undefined) return { value: undefined, diagnostics: source.diagnostics };
  if (yaml) return (await import("../data/yaml.js")).readYaml(source.value);
  return (await import("../data/json.js")).readJson(source.value);
}
