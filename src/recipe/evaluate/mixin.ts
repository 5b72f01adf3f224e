import type { Argument, Call } from "../tree.js";

const words: ReadonlySet<string> = new Set(["include", "extend", "prepend"]);
const senders: ReadonlySet<string> = new Set(["__send__", "public_send", "send"]);

/**
 * The word of `include Helper`, `Chef::Recipe.extend(Helper)` or `::Chef::Recipe.send(:include, Helper)`: it takes
 * methods of a library in, of which nothing is evaluated; undefined for any other call. Without a receiver a recipe,
 * which is an object, has `extend` alone; a file of `resources/`, which is a class, has all.
 */
export function mixinWord(
  { name, receiver, arguments: given, block }: Call,
  inClass: boolean,
): string | undefined {
  // Every call of a recipe is asked this.
  if (!words.has(name) && !senders.has(name)) return undefined;
  const [first, ...rest] = given;
  const sent = senders.has(name) && first !== undefined;
  const word = sent ? wordIn(first) : name;
  const modules = sent ? rest : given;
  const takes = receiver === undefined ? inClass || name === "extend" : sent || receiver.kind === "constant";
  const mixes =
    word !== undefined &&
    words.has(word) &&
    block === undefined &&
    takes &&
    modules.length > 0 &&
    modules.every(({ kind }) => kind === "constant");
  return mixes ? word : undefined;
}

function wordIn(argument: Argument): string | undefined {
  if (argument.kind !== "symbol" && argument.kind !== "string") return undefined;
  const [part, ...others] = argument.parts;
  return part?.kind === "text" && others.length === 0 ? part.text : undefined;
}
