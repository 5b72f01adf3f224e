import { walk } from "../children.js";
import type { Argument, Call, Expression, Recipe } from "../tree.js";

/** What Ruby that is not run can be known to be: texts and lists of them. A hash is the list of its pairs. */
export type Plain = string | readonly Plain[];

/** What locals and constants hold, the innermost block last. */
export type Scopes = Map<string, Plain>[];

/** The value of an expression; undefined when Ruby would have to run for it. */
export function plainOf(node: Argument, scopes: Scopes): Plain | undefined {
  switch (node.kind) {
    case "local":
    case "constant":
      return node.kind === "local" || node.scope === undefined
        ? scopeOf(node.name, scopes)?.get(node.name)
        : undefined;
    case "string":
    case "symbol":
      return joined(
        node.parts.map((part) => (part.kind === "text" ? part.text : interpolated(part.statements, scopes))),
      );
    case "array":
      return listOf(node.elements, scopes);
    case "hash":
      return complete(
        node.entries.map((entry) =>
          entry.kind === "entry" ? listOf([entry.key, entry.value], scopes) : undefined,
        ),
      );
    case "call":
      return node.name === "freeze" && node.receiver !== undefined
        ? plainOf(node.receiver, scopes)
        : undefined;
    default:
      return undefined;
  }
}

/** The values of arguments or elements, `*list` among them; undefined when one of them is not plain. */
export function listOf(nodes: readonly Argument[], scopes: Scopes): readonly Plain[] | undefined {
  const values = nodes.map((node) => {
    if (node.kind !== "splat") {
      const value = plainOf(node, scopes);
      return value === undefined ? undefined : [value];
    }
    const list = plainOf(node.value, scopes);
    return typeof list === "string" ? [list] : list;
  });
  const list = complete(values)?.flat();
  return list !== undefined && list.length <= longest ? list : undefined;
}

function interpolated(statements: readonly Expression[], scopes: Scopes): string | undefined {
  const [only, ...more] = statements;
  const value = only === undefined || more.length > 0 ? undefined : plainOf(only, scopes);
  return typeof value === "string" ? value : undefined;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const text = complete(parts)?.join("");
  return text !== undefined && text.length <= longest ? text : undefined;
}

/** Of texts and lists, so that doubling a few dozen times ends. */
const longest = 100_000;

function complete<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

/** The scope that has a name: a block changes what stands outside of it. */
export function scopeOf(name: string, scopes: Scopes): Map<string, Plain> | undefined {
  return scopes.findLast((scope) => scope.has(name));
}

/**
 * The scope of each round of `%w(a b).each { |x| … }`, `[['a', '>= 1']].map { |x, y| … }` and of the like over a
 * hash; undefined when the call is another one.
 */
export function roundsOf(call: Call, scopes: Scopes): readonly Map<string, Plain>[] | undefined {
  const { receiver, name, block } = call;
  if (block === undefined || receiver === undefined || !loops.has(name) || call.arguments.length > 0)
    return undefined;
  const names = block.parameters.flatMap((one) => (one.kind === "parameter" ? [one.name] : []));
  const rows = plainOf(receiver, scopes);
  const isPlain = names.length === block.parameters.length && block.variables === undefined;
  if (!isPlain || rows === undefined || typeof rows === "string") return undefined;
  return rows.map((row) => {
    const values = names.length > 1 && typeof row !== "string" ? row : [row];
    return new Map(
      names.flatMap((one, at): readonly [string, Plain][] => {
        const value = values[at];
        return value === undefined ? [] : [[one, value]];
      }),
    );
  });
}

const loops: ReadonlySet<string> = new Set(["each", "each_pair", "each_entry", "map", "collect"]);

/** `self`, which the parser knows and refuses. */
export function isSelf(node: Expression | undefined): boolean {
  return node?.kind === "refused" && node.construct === "`self`";
}

/** What code that is not gone through may do. */
export interface Unread {
  /** The words of metadata that it may say. */
  readonly words: ReadonlySet<"name" | "version" | "depends">;
  /** The locals and constants that it names, and may change. */
  readonly names: ReadonlySet<string>;
}

/** Looks through code for all that could say a word of metadata, by whatever way. */
export function unreadIn(node: Argument, recipe: Recipe): Unread {
  const words = new Set<"name" | "version" | "depends">();
  const names = new Set<string>();
  walk([node], {
    enter: (one) => {
      switch (one.kind) {
        case "local":
        case "constant":
          names.add(one.name);
          return;
        case "call":
          if (ways.has(one.name)) words.add("depends");
          if ((one.name === "name" || one.name === "version") && isOwn(one) && one.arguments.length > 0)
            words.add(one.name);
          return;
        case "symbol":
          if (joined(one.parts.map((part) => (part.kind === "text" ? part.text : ""))) === "depends")
            words.add("depends");
          return;
        case "jump":
        case "return":
          // What stands behind it may not be reached.
          words.add("depends");
          return;
        case "refused":
          for (const [name] of codeOf(one, recipe).matchAll(/[A-Za-z_]\w*/g)) {
            names.add(name);
            if (ways.has(name)) words.add("depends");
          }
          for (const [, word] of codeOf(one, recipe).matchAll(/^\s*(name|version)\b/gm))
            if (word === "name" || word === "version") words.add(word);
      }
    },
  });
  return { words, names };
}

function isOwn({ receiver }: Call): boolean {
  return receiver === undefined || isSelf(receiver);
}

/** `depends`, and what can call it or stand for it without saying so (Kernel, Object, Chef::Mixin::FromFile). */
const ways: ReadonlySet<string> = new Set([
  ...[
    "depends",
    "dependencies",
    "from_hash",
    "from_json",
    "from_file",
    "eval",
    "instance_eval",
    "instance_exec",
  ],
  ...["send", "__send__", "public_send", "instance_variable_get", "instance_variable_set"],
]);

/** The text of a node without its comments. */
function codeOf({ start, end }: Expression, { source, comments }: Recipe): string {
  let code = "";
  let from = start;
  for (const comment of comments) {
    if (comment.end <= from || comment.start >= end) continue;
    code += source.text.slice(from, comment.start);
    from = comment.end;
  }
  return code + source.text.slice(from, end);
}
