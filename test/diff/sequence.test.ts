import fc from "fast-check";
import { expect, test } from "vitest";
import { commonSequence, risingPart } from "../../src/diff/sequence.js";

const lists = fc.array(fc.nat({ max: 5 }), { maxLength: 14 });

test("what two lists have in common stands in both, in order", () => {
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      const common = commonSequence(before, after);
      for (const [index, match] of common.entries()) {
        expect(before[match.old]).toBe(after[match.new]);
        const last = common[index - 1];
        expect(last === undefined || (last.old < match.old && last.new < match.new)).toBe(true);
      }
    }),
  );
});

test("it is as long as can be", () => {
  const length = (before: readonly number[], after: readonly number[]): number => {
    const [first, ...rest] = before;
    if (first === undefined) return 0;
    const place = after.indexOf(first);
    const without = length(rest, after);
    return place < 0 ? without : Math.max(without, 1 + length(rest, after.slice(place + 1)));
  };
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      expect(commonSequence(before, after)).toHaveLength(length(before, after));
    }),
  );
});

test("a single element more is that one, however long the lists are", () => {
  const list = Array.from({ length: 100_000 }, (_, index) => index % 7);
  const more = list.toSpliced(50_000, 0, 9);
  const common = commonSequence(list, more);
  expect(common).toHaveLength(list.length);
  expect(common.every((match) => match.new !== 50_000)).toBe(true);
});

test("in long lists that do not repeat, all that stays in order is found", () => {
  const list = Array.from({ length: 50_000 }, (_, index) => index);
  const changed = list.map((element) => (element % 100 === 0 ? -element - 1 : element));
  expect(commonSequence(list, changed)).toHaveLength(49_500);
});

test("lists of many elements that repeat and have little in common end in the time that is allowed", () => {
  const list = (step: number) => Array.from({ length: 200_000 }, (_, index) => (index * step) % 101);
  expect(commonSequence(list(3), list(7)).length).toBeGreaterThanOrEqual(0);
});

test("a longest rising part", () => {
  expect(risingPart([])).toEqual([]);
  expect(risingPart([3, 1, 2])).toEqual([1, 2]);
  expect(risingPart([0, 9, 1, 2, 3])).toEqual([0, 2, 3, 4]);
});
