import { rubyString } from "./text.js";

/** A resource block of PowerShell that holds literals alone; values as Ruby writes them. */
export interface PlainBlock {
  readonly type: string;
  /** Undefined when the block has none. */
  readonly name: string | undefined;
  readonly properties: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads `Type Name { Property = literal … }`, the only thing in a text (powershell-configuration.md §1.2); undefined
 * for everything else: comments, variables, expressions, a second block.
 */
export function readPlainBlock(text: string): PlainBlock | undefined {
  const cursor = new Cursor(text);
  cursor.blank();
  const type = cursor.take(/[A-Za-z_]\w*/y);
  cursor.space();
  const name = cursor.take(/[A-Za-z_][\w.-]*/y) ?? cursor.string();
  cursor.blank();
  if (type === undefined || reserved.has(type.toLowerCase()) || cursor.take(/\{/y) === undefined)
    return undefined;
  const properties: (readonly [string, string])[] = [];
  for (cursor.blank(); cursor.take(/\}/y) === undefined; cursor.blank()) {
    const property = cursor.take(/[A-Za-z_]\w*/y);
    cursor.space();
    const equals = cursor.take(/=/y);
    cursor.space();
    const value = cursor.value();
    if (property === undefined || equals === undefined || value === undefined || !cursor.endsStatement())
      return undefined;
    properties.push([property, value]);
  }
  cursor.blank();
  return cursor.atEnd && properties.length > 0 ? { type, name, properties } : undefined;
}

/** Words that start something else. */
const reserved: ReadonlySet<string> = new Set([
  ...[
    "configuration",
    "do",
    "else",
    "for",
    "foreach",
    "function",
    "if",
    "node",
    "param",
    "switch",
    "try",
    "while",
  ],
]);

class Cursor {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** The text that a sticky pattern finds here. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  /** White space within a line. */
  space(): void {
    this.take(/[ \t]*/y);
  }

  /** White space, line breaks and semicolons. */
  blank(): void {
    this.take(/[\s;]*/y);
  }

  endsStatement(): boolean {
    this.space();
    return /[\r\n;}]/.test(this.#text.charAt(this.#at));
  }

  /** `'…'`, with '' for a quote in it, or `"…"` in which nothing is replaced. */
  string(): string | undefined {
    const single = this.take(/'(?:[^'\r\n]|'')*'/y);
    if (single !== undefined) return single.slice(1, -1).replaceAll("''", "'");
    return this.take(/"[^"$`\r\n]*"/y)?.slice(1, -1);
  }

  /** A literal or a list of them, as Ruby writes it. */
  value(): string | undefined {
    const opened = this.take(/@\(/y) !== undefined;
    if (opened) this.blank();
    const items: string[] = [];
    for (;;) {
      if (opened && items.length === 0 && this.take(/\)/y) !== undefined) return "[]";
      const item = this.#scalar();
      if (item === undefined) return undefined;
      items.push(item);
      if (opened) this.blank();
      else this.space();
      if (this.take(/,/y) === undefined) break;
      this.blank();
    }
    if (opened && this.take(/\)/y) === undefined) return undefined;
    return opened || items.length > 1 ? `[${items.join(", ")}]` : items[0];
  }

  #scalar(): string | undefined {
    const text = this.string();
    if (text !== undefined) return rubyString(text);
    const truth = this.take(/\$(?:true|false)\b/iy);
    if (truth !== undefined) return truth.slice(1).toLowerCase();
    return this.take(/-?(?:0|[1-9]\d{0,17})(?![\w.])/y);
  }
}
