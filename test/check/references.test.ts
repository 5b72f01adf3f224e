import * as fc from "fast-check";
import { expect, test } from "vitest";
import { check } from "../../src/check/check.js";
import { findCycles } from "../../src/check/graph.js";
import {
  all,
  catalogue,
  declare,
  defaults,
  idsOf,
  resourcesOf,
  run,
  unknown,
  valueOf,
  type Short,
  type ShortBlock,
} from "./kit.js";

const two = (name: string, a: Short, n: Short, rest: Readonly<Record<string, Short>> = {}) => ({
  type: "Two",
  name,
  properties: Object.entries({ A: a, N: n, ...rest }),
});

test("DependsOn is written in the target's spelling, each target once", () => {
  const { document, brief } = run([
    all("Web Server"),
    all("b", { DependsOn: ["[all]web server", "[All]Web Server"] }),
  ]);
  expect(brief).toEqual([]);
  expect(valueOf(resourcesOf(document)[1], "DependsOn")).toEqual(["[All]Web Server"]);
});

const helpFor = (text: string) => {
  const { brief, diagnostics } = run([all("InstallAD"), all("b", { DependsOn: text })]);
  return [brief[0], diagnostics[0]?.help];
};

test("a target that is not there, or no ResourceID, names the nearest", () => {
  expect(helpFor("[All]InstalAD")).toEqual([
    "unknown-dependency@'[All]InstalAD'",
    'Did you mean "[All]InstallAD"?',
  ]);
  expect(helpFor("All]InstallAD")).toEqual([
    "malformed-dependency@'All]InstallAD'",
    'Did you mean "[All]InstallAD"?',
  ]);
  expect(helpFor("dsc_resource[InstallAD]")[1]).toBe('Did you mean "[All]InstallAD"?');
  expect(helpFor("installad")[1]).toBe('Did you mean "[All]InstallAD"?');
  expect(helpFor("[Directory]InstallAD")[1]).toBe('Did you mean "[All]InstallAD"?');
  expect(helpFor("[Other]thing")[0]).toBe("unknown-dependency@'[Other]thing'");
  expect(helpFor("")[0]).toBe("malformed-dependency@''");
});

test("of many that have the name three are proposed", () => {
  const twos = ["Two", "All", "List", "Bare"].map((type, index) => {
    const key = type === "List" ? ["k"] : `k${index}`;
    if (type === "All") return all("x", { K: "k" });
    const properties = [["A", key], ...(type === "Two" ? [["N", 1] as const] : [])] as const;
    return { type, name: "x", properties };
  });
  const { diagnostics } = run([...twos, all("b", { DependsOn: "[Other]x" })]);
  expect(diagnostics.find(({ code }) => code === "check/unknown-dependency")?.help).toBe(
    'Did you mean "[Two]x" or "[All]x" or "[List]x"?',
  );
});

test("cycles are shown whole, at the entry that closes them, once each", () => {
  const { brief, diagnostics } = run([
    all("a", { DependsOn: "[All]b" }),
    all("b", { DependsOn: ["[All]c"] }),
    all("c", { DependsOn: "[all]A" }),
    all("self", { DependsOn: "[All]self" }),
    all("d", { DependsOn: "[All]a" }),
  ]);
  expect(brief).toEqual(["dependency-cycle@'[All]b'", "dependency-cycle@'[All]self'"]);
  expect(diagnostics.map(({ message }) => message.slice(message.indexOf("[")))).toEqual([
    "[All]a -> [All]b -> [All]c -> [All]a.",
    "[All]self -> [All]self.",
  ]);
});

const ring = (length: number) =>
  Array.from({ length }, (_, n) => all(`r${n}`, { DependsOn: `[All]r${(n + 1) % length}` }));

test("a long cycle is cut in the message, and a long chain is no deep recursion", () => {
  const { diagnostics } = run(ring(20_000));
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.message).toMatch(/\[All\]r7 -> … -> \[All\]r0\.$/);
});

test("what cannot be known is not missed: refused blocks, unknown names, scripts", () => {
  const needsX = all("a", { DependsOn: "[File]x" });
  expect(run([{ name: "x", type: "Nope" }, needsX]).brief).toEqual(["unknown-resource@'Nope'"]);
  expect(run([all("u", {}, { name: unknown("node['n']") }), needsX]).brief).toEqual([
    "unknown-value@node['n']",
  ]);
  expect(run(["script", needsX]).brief).toEqual(["script-not-compiled@dsc_script"]);
});

test("identical blocks of one name are merged, and stay a target", () => {
  const { brief, document } = run([
    all("a", { S: "x" }),
    all("A", { K: "a", S: "x" }),
    all("a", { S: "x" }),
    all("b", { DependsOn: "[All]a" }),
  ]);
  expect(brief).toEqual(["w identical-resources@'A'"]);
  expect(idsOf(document)).toEqual(["[All]a", "[All]b"]);
});

test("blocks of one name and different keys are numbered, past names that are taken", () => {
  const { brief, document } = run([
    all("a", { K: "1" }),
    all("a", { K: "2" }),
    all("a 3", { K: "3" }),
    all("a", { K: "4" }),
    all("b", { DependsOn: "[All]a" }),
  ]);
  expect(idsOf(document)).toEqual(["[All]a", "[All]a 2", "[All]a 3", "[All]a 4", "[All]b"]);
  expect(brief).toEqual(["w renamed-resources@'a'", "ambiguous-dependency@'[All]a'"]);
});

test("one name, the same keys and something else different is refused with what differs", () => {
  const { brief, diagnostics } = run([
    all("a", { S: "x", B: true }),
    all("a", { S: "y", DependsOn: "[All]b" }),
    all("b"),
  ]);
  expect(brief).toEqual(["same-key@'a'"]);
  expect(diagnostics[0]?.message).toBe("Two blocks [All]a have the same K, but differ in B, S, DependsOn.");
  expect(diagnostics[0]?.related).toHaveLength(1);
});

test("different names and the same keys are refused", () => {
  expect(run([two("a", "x", 1), two("b", "x", 1)]).brief).toEqual(["same-key@'b'"]);
  expect(run([two("a", "x", 1), two("b", "x", 2)]).brief).toEqual([]);
  expect(run([two("a", "x1", 1), two("b", "x", 11)]).brief).toEqual([]);
  expect(run([two("a", "x", 1), two("b", "X", 1, { X: "other" })]).brief).toEqual(["same-key@'b'"]);
});

test("keys that differ in case only are one thing on Windows when anything else differs, and two on Linux", () => {
  const blocks = [two("a", "x", 1), two("b", "X", 1, { X: "other" })];
  expect(run(blocks).brief).toEqual(["same-key@'b'"]);
  expect(run(blocks, { target: "linux" }).brief).toEqual([]);
  expect(run([two("a", "x", 1), two("b", "X", 1)]).brief).toEqual([]);
});

const listOf = (name: string) => ({
  type: "List",
  name,
  properties: [
    ["A", ["x"]],
    ["X", name],
  ] as const,
});

test("a key that is an array never equals another", () => {
  expect(run([listOf("a"), listOf("b")]).brief).toEqual([]);
});

const log = (name: string, message: string) => ({
  type: "Log",
  name,
  properties: [["Message", message]] as const,
});

const wait = (name: string, node: string) => ({
  type: "WaitForAll",
  name,
  properties: [
    ["ResourceName", "[File]x"],
    ["NodeName", node],
  ] as const,
});

test("resources without keys may say the same; those that wait may not, since an LCM knows no exemption", () => {
  const { brief, document } = run([log("a", "hi"), log("b", "hi"), log("a", "ho"), log("a", "hi")]);
  expect(idsOf(document)).toEqual(["[Log]a", "[Log]b", "[Log]a 2"]);
  expect(brief).toEqual(["w identical-resources@'a'", "w renamed-resources@'a'"]);
  expect(run([wait("a", "n1"), wait("b", "n2")]).brief).toEqual(["same-key@'b'"]);
});

test("blocks under a condition that cannot be decided may be alternatives", () => {
  const one = all("a", { S: "x" }, { conditional: "node['x']" });
  const other = all("a", { S: "y" }, { conditional: "node['x']" });
  expect(run([one, other]).brief).toEqual([
    "unknown-condition@dsc_resource",
    "unknown-condition@dsc_resource",
  ]);
});

/** Kahn's algorithm, which knows nothing of components: whether any node is left when all free ones are gone. */
function hasCycle(edges: readonly (readonly number[])[]): boolean {
  const incoming = edges.map(() => 0);
  for (const target of edges.flat()) incoming[target] = (incoming[target] ?? 0) + 1;
  const free = [...incoming.keys()].filter((node) => incoming[node] === 0);
  for (const node of free) {
    for (const target of edges[node] ?? []) {
      const left = (incoming[target] ?? 0) - 1;
      incoming[target] = left;
      if (left === 0) free.push(target);
    }
  }
  return free.length < edges.length;
}

const graph = fc
  .integer({ min: 1, max: 12 })
  .chain((size) =>
    fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }),
  );

test("a cycle is found exactly when there is one, and is one", () => {
  fc.assert(
    fc.property(graph, (edges) => {
      const cycles = findCycles(edges);
      expect(cycles.length > 0).toBe(hasCycle(edges));
      for (const cycle of cycles) {
        expect(new Set(cycle).size).toBe(cycle.length);
        for (const [at, node] of cycle.entries()) {
          expect(edges[node]).toContain(cycle[(at + 1) % cycle.length]);
        }
      }
      const inCycles = cycles.flat();
      expect(new Set(inCycles).size).toBe(inCycles.length);
    }),
    { numRuns: 500 },
  );
});

test("DependsOn graphs: a cycle is reported exactly when there is one", () => {
  fc.assert(
    fc.property(graph, (edges) => {
      const blocks = edges.map((targets, node) =>
        all(`n${node}`, { DependsOn: targets.map((t) => `[All]n${t}`) }),
      );
      const { brief, document } = run(blocks);
      expect(brief.some((one) => one.startsWith("dependency-cycle"))).toBe(hasCycle(edges));
      expect(resourcesOf(document)).toHaveLength(edges.length);
    }),
  );
});

/** The same block twice, as two rounds of a loop declare it. */
function inLoop(...rounds: readonly ShortBlock[]) {
  const declarations = declare(...rounds);
  const [first] = declarations;
  if (first === undefined) throw new Error("no block");
  const { keywordOrigin, origin } = first;
  return declarations.map((one) => ({
    ...one,
    ...{ keywordOrigin, origin, name: { ...one.name, origin: first.name.origin } },
  }));
}

test("of a block in a loop the earlier round is named, not the same place again", () => {
  const messages = (...rounds: readonly ShortBlock[]) => {
    const { diagnostics } = check(inLoop(...rounds), catalogue, defaults);
    expect(diagnostics.flatMap(({ related }) => related)).toEqual([]);
    return diagnostics.map(({ message }) => message);
  };
  expect(messages(all("a"), all("a"))).toEqual([
    "[All]a is declared twice with the same properties, first in an earlier round of the loop; it is written once.",
  ]);
  expect(messages(all("a", { K: "1" }), all("a", { K: "2" }))).toEqual([
    "2 blocks are called [All]a, the first in an earlier round of the loop; they are told apart by numbers, up to [All]a 2.",
  ]);
  expect(messages(all("a", { K: "1" }), all("a", { K: "1", S: "x" }))).toEqual([
    "Two blocks [All]a, the other one from an earlier round of the loop, have the same K, but differ in S.",
  ]);
});

test("names that differ in case are told as they are written", () => {
  const { diagnostics } = run([all("a", { K: "k" }), all("A", { K: "k" })]);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "[All]a is declared twice with the same properties, also as [All]A; it is written once.",
  ]);
});
