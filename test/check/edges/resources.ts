import { all, instance, one, edge, several, type Edge } from "./kit.js";

/* What is asked of resources beside one another. */

export const keys: readonly Edge[] = [
  edge("keys that differ in case", several(all("", "a", "k"), all("", "b", "K")), "", ""),
  edge("equal keys", several(all("", "a", "k"), all("", "b", "k")), "same-key", "D12"),
  edge(
    "equal keys of a class in any case",
    several(all("", "a", "k"), all("", "b", "k").replace("of T_All", "of t_aLL")),
    "same-key",
    "D12",
  ),
  edge(
    "no text of one key runs into the next",
    several(
      instance("T_Pair", "[Pair]a", 'A = "a"; B = "b string:c";'),
      instance("T_Pair", "[Pair]b", 'A = "a string:b"; B = "c";'),
    ),
    "",
    "",
  ),
  edge("one key of two equal", several(all(), all("", "b", "a").replace("N = 1", "N = 2")), "", ""),
  edge("ids that differ in case", several(all("", "a", "k"), all("", "A", "l")), "duplicate-id", "D4"),
  edge(
    "arrays as keys are never equal",
    several(instance("T_List", "[List]a", 'A = {"a"};'), instance("T_List", "[List]b", 'A = {"a"};')),
    "",
    "",
  ),
  edge(
    "a text ends at U+0000",
    several(all("", "a", "k"), all("", "b", "k\\x0000l")),
    "w mof/nul-escape, same-key",
    "D12, G15",
  ),
  edge(
    "Linux keeps the low byte of an escape",
    several(all("", "a", "A"), all("", "b", "\\x0141")),
    "w mof/low-byte-escape, same-key",
    "D12, G7",
    { target: "linux" },
  ),
  edge("Windows keeps all of it", several(all("", "a", "A"), all("", "b", "\\x0141")), "", ""),
  // In the C locale the byte E9 is the character U+00E9 (lcm-rules 4.5); the checker takes it for none.
  edge(
    "a byte and the escape of the same number",
    several(all("", "a", "é"), all("", "b", "\\x00E9")),
    "w source/unreadable-encoding, same-key",
    "E4",
    { latin: true },
  ),
];

export const dependencies: readonly Edge[] = [
  ...["[All]", "[All]a\\nb", "[]a", "All", "[1]a", "[All] "].map((id) =>
    edge(
      `a dependency on ${id}`,
      one(`DependsOn = {"${id}"};`),
      id === "[All] " ? "unknown-dependency" : "malformed-dependency",
      "D13",
    ),
  ),
  edge("a dependency written twice", several(all(), all('DependsOn = {"[All]a", "[ALL]A"};', "b")), "", ""),
  edge(
    "a circle behind another resource",
    several(
      all('DependsOn = {"[All]b"};'),
      all('DependsOn = {"[All]c"};', "b"),
      all('DependsOn = {"[All]b"};', "c"),
    ),
    "dependency-cycle",
    "D14",
  ),
  edge(
    "two ways to one resource",
    several(
      all('DependsOn = {"[All]b", "[All]c"};'),
      all('DependsOn = {"[All]d"};', "b"),
      all('DependsOn = {"[All]d"};', "c"),
      all("", "d"),
    ),
    "",
    "",
  ),
];
