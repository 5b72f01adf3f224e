import { isMade } from "../check/class-shape.js";
import type { Catalogue } from "../schema/catalogue.js";
import { findClass } from "../schema/lookup.js";
import type { CimClass, CimProperty, Module, Resource } from "../schema/resource-class.js";

/** A block that declares a resource with the properties it cannot do without; it compiles as it stands. */
export function sampleBlock({ name, module, cimClass }: Resource, catalogue: Catalogue): string {
  const properties = needed(cimClass).map((property) => {
    return `  property :${property.name}, ${sampleValue(property, { catalogue, module, depth: 0 })}\n`;
  });
  const from = module.inBox ? "" : `  module_name "${module.name}"\n`;
  return `dsc_resource "sample" do\n  resource :${name}\n${from}${properties.join("")}end\n`;
}

/** Keys and required properties; where a class has none, its first one. */
function needed({ properties }: CimClass): readonly CimProperty[] {
  const writable = properties.filter(({ name, readOnly }) => !readOnly && !isMade(name.toLowerCase()));
  const must = writable.filter(({ key, required }) => key || required);
  return must.length > 0 ? must : writable.slice(0, 1);
}

interface Surroundings {
  readonly catalogue: Catalogue;
  readonly module: Module;
  readonly depth: number;
}

function sampleValue(property: CimProperty, surroundings: Surroundings): string {
  const one = sampleElement(property, surroundings);
  return property.array && property.embeddedClass !== "MSFT_KeyValuePair" ? `[${one}]` : one;
}

function sampleElement({ type, values, embeddedClass }: CimProperty, surroundings: Surroundings): string {
  if (embeddedClass !== undefined) return sampleInstance(embeddedClass, surroundings);
  const [allowed] = values ?? [];
  if (allowed !== undefined) return JSON.stringify(allowed);
  if (type === "boolean") return "true";
  if (type === "string") return '"text"';
  if (type === "char16") return '"x"';
  if (type === "datetime") return '"20260101000000.000000+000"';
  return type.startsWith("real") ? "1.0" : "1";
}

/** A class may embed itself: samples end at the second level. */
function sampleInstance(className: string, { catalogue, module, depth }: Surroundings): string {
  if (className === "MSFT_Credential") return 'ps_credential("user", "password")';
  if (className === "MSFT_KeyValuePair") return '{ "key" => "value" }';
  const embedded = findClass(catalogue, className, module);
  if (embedded === undefined || depth > 1) return "{}";
  const inside = { catalogue, module, depth: depth + 1 };
  const entries = needed(embedded).map(
    (property) => `"${property.name}" => ${sampleValue(property, inside)}`,
  );
  return `{ ${entries.join(", ")} }`;
}
