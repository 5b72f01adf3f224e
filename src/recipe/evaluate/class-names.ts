/** The names of the classes of values in Ruby, where a kind has but one. */
export const classNames = {
  string: "String",
  symbol: "Symbol",
  integer: "Integer",
  float: "Float",
  nil: "NilClass",
  array: "Array",
  hash: "Hash",
  range: "Range",
  enumerator: "Enumerator",
  regexp: "Regexp",
  match: "MatchData",
  credential: "Credential",
  secret: "String",
  instance: "CimInstance",
  proc: "Proc",
  scriptBlock: "Proc",
  node: "Node",
  level: "VividMash",
  "new resource": "Resource",
  module: "Module",
  unknown: "Unknown",
} as const;

/** What a message calls a value that is the only one of its kind, or that no recipe names by its class. */
export const descriptions: ReadonlyMap<string, string> = new Map([
  ["node", "the node"],
  ["new resource", "the resource"],
  ["credential", "a credential"],
  ["secret", "a secret"],
]);
