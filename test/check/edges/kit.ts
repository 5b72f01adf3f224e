import type { Target } from "../../../src/mof/literal.js";

/** A document and what is to be said of it. */
export interface Edge {
  readonly what: string;
  readonly text: string;
  readonly target?: Target;
  readonly meta?: boolean;
  /** In one byte a character, not in UTF-8. */
  readonly latin?: boolean;
  /** What verify says: codes of the room `check` unless they name another, warnings behind `w`. */
  readonly ours: readonly string[];
  /** The rules that the strict checker finds broken. */
  readonly theirs: readonly string[];
}

export function bytesOf({ text, latin = false }: Edge): Uint8Array {
  return new Uint8Array(Buffer.from(text, latin ? "latin1" : "utf8"));
}

/** The comment that a document begins with. */
export const header = "/*\n@TargetNode='web01'\n*/\n";

/** The instance that tells of the document itself. */
export const ending = (version = "2.0.0", more = "") =>
  `instance of OMI_ConfigurationDocument { Version = "${version}"; MinimumCompatibleVersion = "1.0.0"; Name = "x";${more} };\n`;

let aliases = 0;

/** An instance of a class of the test's schemas, with what its class demands. */
export function instance(className: string, id: string, body: string): string {
  aliases += 1;
  return `instance of ${className} as $${className}${aliases}ref { ResourceID = "${id}"; ModuleName = "Things"; ModuleVersion = "2.1.0"; ${body} };\n`;
}

/** A resource of the class that has a property of every type. */
export const all = (body = "", name = "a", key = name) =>
  instance("T_All", `[All]${name}`, `K = "${key}"; N = 1; Req = "r"; ${body}`);

/** A document of one resource with these properties, or of these instances. */
export const one = (body: string) => header + all(body) + ending();
export const several = (...instances: readonly string[]) => header + instances.join("") + ending();

/** What verify and the checker say, as lists with commas between. */
export function edge(
  what: string,
  text: string,
  ours: string,
  theirs: string,
  more: Partial<Edge> = {},
): Edge {
  const list = (words: string) => words.split(", ").filter((word) => word !== "");
  return { what, text, ours: list(ours), theirs: list(theirs), ...more };
}
