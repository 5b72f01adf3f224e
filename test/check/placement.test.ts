import { expect, test } from "vitest";
import { check, type CheckSettings } from "../../src/check/check.js";
import { allWell, type Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { Document } from "../../src/model/document.js";
import { randomFrom, type Random } from "../support/random.js";
import {
  all,
  catalogue,
  declare,
  defaults,
  resourcesOf,
  run,
  symbol,
  valueOf,
  verified,
  type ShortBlock,
} from "./kit.js";

const layouts: readonly Partial<CheckSettings>[] = [
  { order: "recipe" },
  { order: "strict" },
  { layout: "resource" },
];

interface Notice {
  readonly from: string;
  readonly to: string;
  readonly timer: "before" | "immediately" | "delayed";
}

/** Blocks by name, in the order of the recipe, and who notifies whom. */
interface Plan {
  readonly blocks: readonly { readonly name: string; readonly runs: boolean }[];
  readonly notices: readonly Notice[];
}

function randomPlan(random: Random): Plan {
  const blocks = Array.from({ length: 2 + random(6) }, (_, index) => ({
    name: `b${index}`,
    runs: random(2) === 0,
  }));
  const name = () => blocks[random(blocks.length)]?.name ?? "";
  const timers = ["before", "immediately", "delayed"] as const;
  const notices = Array.from({ length: random(7) }, () => {
    return { from: name(), to: name(), timer: timers[random(3)] ?? "delayed" };
  });
  return { blocks, notices };
}

function written({ blocks, notices }: Plan): readonly ShortBlock[] {
  return blocks.map(({ name, runs }) => {
    const own = notices.filter(({ from }) => from === name);
    const attributes = own.map(({ to, timer }) => {
      return ["notifies", symbol("run"), `dsc_resource[${to}]`, symbol(timer)] as const;
    });
    return all(name, {}, runs ? { attributes } : { attributes, actions: ["nothing"] });
  });
}

/** What a plan asks for, told by the blocks' names. */
interface Demand {
  readonly running: readonly string[];
  readonly notified: ReadonlySet<string>;
  /** The notifications that count. */
  readonly notices: readonly Notice[];
  /** `[a, b]`: a has to be applied before b. */
  readonly pairs: readonly (readonly [string, string])[];
}

function demanded({ blocks, notices }: Plan): Demand {
  const running = blocks.filter(({ runs }) => runs).map(({ name }) => name);
  const live = new Set(running);
  for (const name of live) for (const { from, to } of notices) if (from === name) live.add(to);
  const counting = notices.filter(({ from, to }) => live.has(from) && !running.includes(to));
  const pairs = counting.map(({ from, to, timer }) => {
    return timer === "before" ? ([to, from] as const) : ([from, to] as const);
  });
  return { running, notified: new Set([...live].slice(running.length)), notices: counting, pairs };
}

/** Takes away what needs nothing that is left, until nothing is left. */
function canBeOrdered({ running, notified, pairs }: Demand): boolean {
  const chain = running.slice(1).map((name, index) => [running[index] ?? "", name] as const);
  const left = new Set([...running, ...notified]);
  const isFree = (name: string) => ![...pairs, ...chain].some(([one, two]) => two === name && left.has(one));
  for (let free = [...left].filter(isFree); free.length > 0; free = [...left].filter(isFree)) {
    for (const name of free) left.delete(name);
  }
  return left.size === 0;
}

/** Right behind the last notifier; what is asked for only `:before`, right before the first. */
function standsRight(name: string, order: readonly string[], { notices, pairs, running }: Demand): boolean {
  const at = order.indexOf(name);
  const own = notices.filter(({ to }) => to === name);
  const first = pairs.filter(([, two]) => two === name).map(([one]) => order.indexOf(one));
  const later = pairs.filter(([one]) => one === name).map(([, two]) => order.indexOf(two));
  const between = own.some(({ timer }) => timer !== "before")
    ? order.slice(Math.max(...first) + 1, at)
    : order.slice(at + 1, Math.min(...later));
  return !between.some((one) => running.includes(one));
}

function namesOf(documents: readonly Document[]): readonly string[] {
  return documents.flatMap((document) =>
    resourcesOf(document).map((instance) => String(valueOf(instance, "ResourceID")).replace("[All]", "")),
  );
}

function compile(blocks: readonly ShortBlock[], settings: Partial<CheckSettings>) {
  const { value, diagnostics } = check(declare(...blocks), catalogue, { ...defaults, ...settings });
  const refused = value.flatMap((document) => verified(document));
  return { documents: value.map(({ document }) => document), diagnostics, refused };
}

const located = ({ severity, origin }: Diagnostic) => severity === "error" && origin !== undefined;

test.each(layouts)("notified blocks stand where notifications want them, or that is told: %o", (settings) => {
  const random = randomFrom(4);
  let conflicts = 0;
  for (let round = 0; round < 1500; round++) {
    const plan = randomPlan(random);
    const demand = demanded(plan);
    const { documents, diagnostics, refused } = compile(written(plan), settings);
    const told = diagnostics.filter(({ code }) => code === "check/notification-conflict");
    const note = JSON.stringify(plan.notices.map((one) => Object.values(one).join(" ")));
    if (!canBeOrdered(demand)) {
      expect(told.some(located), note).toBe(true);
      expect(diagnostics.filter(located), note).toEqual(told);
      conflicts++;
      continue;
    }
    if (demand.running.length === 0) continue;
    expect(
      [...diagnostics, ...refused].filter(({ severity }) => severity === "error"),
      note,
    ).toEqual([]);
    const order = namesOf(documents);
    expect([...order].sort(), note).toEqual([...demand.running, ...demand.notified].sort());
    expect(
      order.filter((name) => demand.running.includes(name)),
      note,
    ).toEqual(demand.running);
    for (const [one, two] of demand.pairs) expect(order.indexOf(one), note).toBeLessThan(order.indexOf(two));
    for (const name of demand.notified)
      expect(standsRight(name, order, demand), `${name} ${order.join()} ${note}`).toBe(true);
  }
  expect(conflicts).toBeGreaterThan(100);
});

test.each(layouts)("blocks that are merged get no document that a machine refuses: %o", (settings) => {
  const random = randomFrom(5);
  let well = 0;
  for (let round = 0; round < 1500; round++) {
    const blocks = written(randomPlan(random));
    const { diagnostics, refused, documents } = compile(
      blocks.toSpliced(random(blocks.length + 1), 0, blocks[random(blocks.length)] ?? {}),
      settings,
    );
    if (!allWell(diagnostics)) expect(diagnostics.some(located)).toBe(true);
    if (!allWell(diagnostics) || documents.length === 0) continue;
    expect(refused.filter(({ severity }) => severity === "error")).toEqual([]);
    well++;
  }
  expect(well).toBeGreaterThan(100);
});

test("blocks that need different blocks first are not the same", () => {
  const before = (target: string) => {
    return all(
      "a",
      {},
      { attributes: [["notifies", symbol("run"), `dsc_resource[${target}]`, symbol("before")]] },
    );
  };
  const nothing = { actions: ["nothing"] };
  const { brief } = run([before("m"), before("n"), all("m", {}, nothing), all("n", {}, nothing)]);
  expect(brief).toContain("same-key@'a'");
});

test("a conflict names both notifications", () => {
  const notice = (timer: string) => {
    return { attributes: [["notifies", symbol("run"), "dsc_resource[n]", symbol(timer)] as const] };
  };
  const { diagnostics } = run([
    all("b", {}, notice("before")),
    all("c", {}, notice("immediately")),
    all("n", {}, { actions: ["nothing"] }),
  ]);
  const told = diagnostics.find(({ code }) => code === "check/notification-conflict");
  expect(told?.message).toContain('"n" would have to come before "b" and after "c"');
  expect(told?.related).toHaveLength(1);
});
