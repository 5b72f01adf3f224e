/** Writes JSON as `JSON.stringify(value, undefined, 2)` does, and a Map as an object whose keys stay in their order. */
export function jsonText(value: unknown, indent = ""): string {
  const inside = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => jsonText(item, inside));
    return bracketed("[", items, "]", indent);
  }
  // What says itself how it is written, such as a secret, does so.
  if (typeof value !== "object" || value === null || "toJSON" in value)
    return JSON.stringify(value) ?? "null";
  const fields = [...(value instanceof Map ? value : Object.entries(value))].flatMap(([key, item]) =>
    item === undefined ? [] : [`${JSON.stringify(key)}: ${jsonText(item, inside)}`],
  );
  return bracketed("{", fields, "}", indent);
}

function bracketed(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}
