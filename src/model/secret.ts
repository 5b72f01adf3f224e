/**
 * A text that must not be seen. It cannot be printed by accident: string conversion, JSON and inspection all
 * give the same placeholder, and the text is reached through `reveal` alone.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text. Call it only where a password is written into a document, or compared with another in memory. */
  static reveal(secret: Secret): string {
    return secret.#text;
  }

  /** How many characters the text has, which is all that a limit has to know of it. */
  static lengthOf(secret: Secret): number {
    return secret.#text.length;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[secret]";
  }
}
