import { expect, test } from "vitest";
import { unreadableFile } from "../../src/diagnostics/catalogue/source.js";
import { collector } from "../../src/diagnostics/collector.js";
import { withShortNames } from "../../src/diagnostics/excerpt.js";
import { nearest } from "../../src/diagnostics/suggest.js";

const file = { file: "a" };
const error = unreadableFile(file, { reason: "x" });
const warning = unreadableFile(file, { reason: "x" }, { severity: "warning" });

test("errors and the rest are kept up to a number each, and counted behind it", () => {
  const some = collector(2);
  for (const one of [warning, warning, warning, error]) some.add(one);
  expect(some.full()).toBe(false);
  some.add(error);
  expect(some.full()).toBe(true);
  expect(
    some
      .found(file)
      .map(({ message }) => message)
      .at(-1),
  ).toBe("One more problem of this file is not told.");
  some.add(error);
  expect(some.found(file).map(({ severity }) => severity)).toEqual([
    ...["warning", "warning", "error", "error", "note"],
  ]);
  expect(some.found(file).at(-1)?.message).toBe("2 more problems of this file are not told.");
});

test("suggestions are looked for a hundred times, however much is kept", () => {
  const all = collector(Infinity);
  let looked = 0;
  const find = () => [`${++looked}`];
  const told = Array.from({ length: 102 }, () => all.suggest(find));
  expect([looked, told[99], told[100]]).toEqual([100, ["100"], []]);
});

test("a name is cut, a sentence is not", () => {
  const sentence = "word ".repeat(100);
  expect(withShortNames(sentence)).toBe(sentence);
  expect(withShortNames(`"${"Nä".repeat(60)}" is "${"x".repeat(100)}".`)).toBe(
    `"${"Nä".repeat(50)}…" is "${"x".repeat(100)}".`,
  );
});

test("nothing is near to a name that is longer than any", () => {
  const long = "n".repeat(100);
  expect(nearest(`${long.slice(1)}m`, [long])).toEqual([long]);
  expect(nearest(`${long}m`, [long])).toEqual([]);
});
