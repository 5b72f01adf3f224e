import { extname } from "node:path";
import { unknownDataFormat } from "../diagnostics/catalogue/config.js";
import type { Staged } from "../diagnostics/diagnostic.js";
import type { Host } from "../source/host.js";
import type { Data } from "../data/data.js";
import { readText } from "../data/read.js";

const languages: ReadonlyMap<string, "JSON" | "YAML" | "PowerShell data"> = new Map([
  [".json", "JSON"],
  [".jsonc", "JSON"],
  [".yaml", "YAML"],
  [".yml", "YAML"],
  [".psd1", "PowerShell data"],
]);

/**
 * Reads a data file in the language its name tells: `.json`, `.jsonc`, `.yaml`, `.yml`, `.psd1`; what reads YAML
 * and PowerShell data is loaded only for such a file. Diagnostics: `config/unknown-data-format` and those of the readers; the value
 * is then undefined.
 */
export async function readDataFile(host: Host, path: string): Promise<Staged<Data | undefined>> {
  const extension = extname(path).toLowerCase();
  const language = languages.get(extension);
  if (language === undefined && host.kind(path) === "file") {
    return { value: undefined, diagnostics: [unknownDataFormat({ file: path }, { extension })] };
  }
  const source = readText(host, path);
  if (source.value === undefined) return { value: undefined, diagnostics: source.diagnostics };
  if (language === "YAML") return (await import("../data/yaml.js")).readYaml(source.value);
  if (language === "JSON") return (await import("../data/json.js")).readJson(source.value);
  const { value, diagnostics } = (await import("../powershell/data-file.js")).readPowerShellData(
    source.value,
  );
  return { value: diagnostics.length === 0 ? value : undefined, diagnostics };
}
