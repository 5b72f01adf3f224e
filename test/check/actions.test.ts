import { expect, test } from "vitest";
import { all, idsOf, resourcesOf, run, symbol, valueOf, type Short } from "./kit.js";

const notifies = (target: string, ...timer: readonly Short[]) =>
  ["notifies", symbol("run"), `dsc_resource[${target}]`, ...timer] as const;
const nothing = { actions: ["nothing"] };

test("run and set are the same, anything else is unknown", () => {
  expect(run([all("a", {}, { actions: ["set"] })]).brief).toEqual([]);
  const { brief, diagnostics } = run([all("a", {}, { actions: ["run", "rnu"], writtenActions: true })]);
  expect(brief).toEqual(["unknown-action@:rnu"]);
  expect(diagnostics[0]?.help).toContain(":nothing");
});

test("a notification may only ask for what a DSC block can do", () => {
  const create = ["notifies", symbol("create"), "dsc_resource[b]"] as const;
  const { brief, diagnostics } = run([all("a", {}, { attributes: [create] }), all("b", {}, nothing)]);
  expect(brief).toEqual(["unknown-action@:create"]);
  expect(diagnostics[0]?.message).toBe("There is no action `:create` for a DSC block.");
});

test("nothing without a notifier is left out with a note", () => {
  const { brief, document } = run([all("a", {}, nothing), all("b")]);
  expect(brief).toEqual(["n left-out@'a'"]);
  expect(idsOf(document)).toEqual(["[All]b"]);
});

test("a notified block stands right after its notifier and depends on it", () => {
  const blocks = [all("n", {}, nothing), all("a", {}, { attributes: [notifies("n")] }), all("b")];
  const { brief, document } = run(blocks);
  expect(brief).toEqual(["w now-unconditional@'dsc_resource[n]'"]);
  expect(idsOf(document)).toEqual(["[All]a", "[All]n", "[All]b"]);
  expect(valueOf(resourcesOf(document)[1], "DependsOn")).toEqual(["[All]a"]);
});

test("with :before it stands before, and the notifier depends on it", () => {
  const notifier = all("a", {}, { attributes: [notifies("n", symbol("before"))] });
  const { document } = run([all("z"), notifier, all("n", {}, nothing)]);
  expect(idsOf(document)).toEqual(["[All]z", "[All]n", "[All]a"]);
  expect(valueOf(resourcesOf(document)[2], "DependsOn")).toEqual(["[All]n"]);
});

test("subscribes is a notification seen from the other side", () => {
  const subscriber = all(
    "n",
    {},
    { ...nothing, attributes: [["subscribes", symbol("run"), "dsc_resource[a]"]] },
  );
  const { document, brief } = run([subscriber, all("a"), all("b")]);
  expect(brief).toEqual(["w now-unconditional@'dsc_resource[a]'"]);
  expect(idsOf(document)).toEqual(["[All]a", "[All]n", "[All]b"]);
});

test("of several notifiers the last has it beside it, and all come first", () => {
  const { document } = run([
    all("a", {}, { attributes: [notifies("n")] }),
    all("b", {}, { attributes: [notifies("n")] }),
    all("n", {}, nothing),
  ]);
  expect(idsOf(document)).toEqual(["[All]a", "[All]b", "[All]n"]);
  expect(valueOf(resourcesOf(document)[2], "DependsOn")).toEqual(["[All]b", "[All]a"]);
});

test("notified blocks can notify others; a circle that nothing running enters is left out", () => {
  const { document, brief } = run([
    all("c", {}, { ...nothing, attributes: [notifies("d")] }),
    all("d", {}, nothing),
    all("a", {}, { attributes: [notifies("c")] }),
    all("x", {}, { ...nothing, attributes: [notifies("y")] }),
    all("y", {}, { ...nothing, attributes: [notifies("x")] }),
  ]);
  expect(idsOf(document)).toEqual(["[All]a", "[All]c", "[All]d"]);
  expect(brief.filter((one) => one.startsWith("n "))).toEqual(["n left-out@'x'", "n left-out@'y'"]);
});

test("notifications that a document cannot express are warnings", () => {
  const { brief } = run([
    all("a", {}, { attributes: [["notifies", symbol("reboot_now"), "reboot[now]"], notifies("b")] }),
    all("b"),
    all("c", {}, { attributes: [["notifies", symbol("nothing"), "dsc_resource[d]"]] }),
    all("d", {}, nothing),
  ]);
  expect(brief).toEqual([
    "w notification-ignored@'reboot[now]'",
    "w notification-ignored@'dsc_resource[b]'",
    "w notification-ignored@'dsc_resource[d]'",
    "n left-out@'d'",
  ]);
});

test("DependsOn on a block that was left out says so", () => {
  const { brief, diagnostics } = run([all("n", {}, nothing), all("a", { DependsOn: "[All]n" })]);
  expect(brief).toEqual(["n left-out@'n'", "unknown-dependency@'[All]n'"]);
  expect(diagnostics[1]?.help).toContain("left out");
});

test("a long chain of notified blocks is no deep recursion", () => {
  const chain = Array.from({ length: 20_000 }, (_, n) =>
    all(
      `n${n}`,
      {},
      { ...(n === 0 ? {} : nothing), attributes: n === 19_999 ? [] : [notifies(`n${n + 1}`)] },
    ),
  );
  expect(resourcesOf(run(chain).document)).toHaveLength(20_000);
});
