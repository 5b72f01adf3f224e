/** The fields of an object that was read from somewhere; none of anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** The fields of the object that a JSON text is; none when it is another text. */
export function recordIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `Array.isArray` without its `any`. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
