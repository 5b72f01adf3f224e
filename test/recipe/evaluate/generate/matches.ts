import { withValue } from "./constructs.js";
import { expression } from "./values.js";
import type { Lines, Statements, Surroundings, Writer } from "./writer.js";

/** What was matched last, and the locals that a regular expression assigns. */
function matched(writer: Writer, around: Surroundings): Lines {
  // Every object had `=~` until Ruby 3.2.
  const text = `"#{${expression(writer, around, "string", 1)}}"`;
  const [one, two, result] = [writer.fresh("w"), writer.fresh("w"), writer.fresh("r")];
  const named = `/(?<${one}>[a-w]+)\\W?(?<${two}>.)?/`;
  const seen = writer.pick("[$~.nil?, $1, $&]", "[$1, $2, $`, $']", "$~.to_a", "$+");
  const lines = writer.pick<readonly string[]>(
    [`${named} =~ ${text}`, `${result} = [${one}, ${two}, ${seen}]`],
    [`${result} = [${text} =~ /(\\w)(.)/, ${seen}]`],
    [
      `${result} = case ${text} when /^(w)(.*)/ then [$1, $2] when /[[:digit:]]/, 'db' then $& else ${seen} end`,
    ],
    [`${result} = if ${text} =~ /(b)/ then ${seen} else $~.inspect end`],
    [`${text}.gsub(/(.)b/) { $1 }`, `${result} = ${seen}`],
    [`${result} = %w(a1 b2 c).map { |x| x =~ /(\\d)/ ? $1 : ${seen} }`],
    [`${result} = ${text}.match(/(?<a>.)(?<b>.)?/)&.named_captures.inspect`],
  );
  return withValue(writer, around, lines, result);
}

/** Rows for tables of statements. */
export const matches: Statements = [[2, matched]];
