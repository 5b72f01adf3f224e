import { characterCount } from "../../evaluate/characters.js";
import { makeRegexp } from "../../evaluate/compile-regexp.js";
import { setEntry } from "../../evaluate/collections.js";
import { readIndex } from "../../evaluate/indexing.js";
import { groupAt, spanNamed, spanOfGroup } from "../../evaluate/matching.js";
import { namesIn } from "../../evaluate/regexp-value.js";
import type { MatchObject } from "../../evaluate/regexp-value.js";
import { inspect } from "../../evaluate/text.js";
import { hashObject, nilObject, stringObject } from "../../evaluate/value.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import type { Span } from "../../regexp/match.js";
import { argument, integerGiven } from "../given.js";
import { noOptions, quote } from "./constructors.js";
import { list, nothing, pure, tableOf, text, textList, whole, wrong } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";

type MatchCall = Invocation<MatchObject>;

function spans({ match }: MatchObject): readonly (Span | undefined)[] {
  return [match.whole, ...match.groups];
}

function textOf(call: MatchCall, span: Span | undefined): RuntimeValue {
  return span === undefined ? nothing(call) : text(call, call.receiver.text.slice(span.start, span.end));
}

/** The stretch of a group by number or by name; undefined: it has not matched. */
function spanGiven(call: MatchCall, index: number): Span | undefined | UnknownObject {
  const key = argument(call, index);
  if (key.kind !== "string" && key.kind !== "symbol") {
    const number = integerGiven(call, index);
    if (typeof number !== "number") return number;
    const all = spans(call.receiver);
    if (call.name !== "values_at" && (number < 0 || number >= all.length))
      return wrong(call, key, "the number of a group");
    return groupAt(call.receiver.match, number);
  }
  const { pattern, match } = call.receiver;
  return spanOfGroup(call.machine, pattern, match, key, call.origin);
}

/** `[…]`: a group, or a part of the array of all. */
function at(call: MatchCall): RuntimeValue {
  const [key, count] = call.arguments;
  if (key?.kind === "string" || key?.kind === "symbol" || (key?.kind === "integer" && count === undefined)) {
    const { pattern, match } = call.receiver;
    const span = spanOfGroup(call.machine, pattern, match, key, call.origin);
    return span !== undefined && "kind" in span ? span : textOf(call, span);
  }
  return readIndex(call.machine, allGroups(call), call.arguments, call.origin);
}

function allGroups(call: MatchCall): RuntimeValue {
  return list(
    call,
    spans(call.receiver).map((span) => textOf(call, span)),
  );
}

function captures(call: MatchCall): RuntimeValue {
  return list(
    call,
    call.receiver.match.groups.map((span) => textOf(call, span)),
  );
}

function namedCaptures(call: MatchCall): RuntimeValue {
  const { pattern, match } = call.receiver;
  const hash = hashObject(new Map(), call.origin);
  for (const name of namesIn(pattern).keys())
    setEntry(
      call.machine,
      hash,
      stringObject(name, call.origin),
      textOf(call, spanNamed(pattern, match, name)),
    );
  return hash;
}

/** `begin`, `end` and `offset`, in characters. */
function offset(call: MatchCall, of: (span: Span) => readonly number[]): RuntimeValue[] | UnknownObject {
  const span = spanGiven(call, 0);
  if (span !== undefined && "kind" in span) return span;
  if (span === undefined) return [nilObject(call.origin), nilObject(call.origin)];
  return of(span).map((unit) => whole(call, characterCount(call.receiver.text.slice(0, unit))));
}

function one(call: MatchCall, found: RuntimeValue[] | UnknownObject): RuntimeValue {
  return Array.isArray(found) ? (found[0] ?? nothing(call)) : found;
}

function valuesAt(call: MatchCall): RuntimeValue | undefined {
  const values: RuntimeValue[] = [];
  for (const [index, key] of call.arguments.entries()) {
    if (key.kind === "range") return undefined;
    const span = spanGiven(call, index);
    if (span !== undefined && "kind" in span) return span;
    values.push(textOf(call, span));
  }
  return list(call, values);
}

/** Methods of what a regular expression has matched. */
export const matchMethods: MethodTable<MatchObject> = tableOf<MatchObject>(
  [
    pure("[]", 1, 2, at),
    pure("to_a", 0, 0, allGroups),
    pure("captures", 0, 0, captures),
    pure("named_captures", 0, 0, namedCaptures),
    pure("names", 0, 0, (call) => textList(call, [...namesIn(call.receiver.pattern).keys()])),
    pure("pre_match", 0, 0, (call) =>
      text(call, call.receiver.text.slice(0, call.receiver.match.whole.start)),
    ),
    pure("post_match", 0, 0, (call) => text(call, call.receiver.text.slice(call.receiver.match.whole.end))),
    pure("to_s", 0, 0, (call) => textOf(call, call.receiver.match.whole)),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("begin", 1, 1, (call) =>
      one(
        call,
        offset(call, ({ start }) => [start]),
      ),
    ),
    pure("end", 1, 1, (call) =>
      one(
        call,
        offset(call, ({ end }) => [end]),
      ),
    ),
    pure("offset", 1, 1, (call) => {
      const found = offset(call, ({ start, end }) => [start, end]);
      return Array.isArray(found) ? list(call, found) : found;
    }),
    pure("size", 0, 0, (call) => whole(call, spans(call.receiver).length)),
    pure("values_at", 0, Infinity, valuesAt),
    pure("string", 0, 0, (call) => ({ ...stringObject(call.receiver.text, call.origin), frozen: true })),
    pure("regexp", 0, 0, ({ machine, receiver: { pattern }, origin }) =>
      typeof pattern === "string" ? makeRegexp(machine, quote(pattern), noOptions, origin) : pattern,
    ),
  ],
  { length: "size" },
);
