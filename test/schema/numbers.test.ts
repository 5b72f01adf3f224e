import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nearestReal } from "../../src/schema/numbers.js";

test("a real32 is the number of the shortest text that reads back as the same 32 bits", () => {
  expect(nearestReal(0.1, "real32")).toBe(0.1);
  expect(nearestReal(Math.fround(0.1), "real32")).toBe(0.1);
  expect(nearestReal(3.4028234663852886e38, "real32")).toBe(3.4028235e38);
  expect(nearestReal(3.4028234e38, "real32")).toBe(3.4028234e38);
  expect(nearestReal(2 ** -149, "real32")).toBe(1e-45);
  expect(nearestReal(2 ** -96, "real32")).toBe(1.2621775e-29);
  expect(nearestReal(-(2 ** 87), "real32")).toBe(-1.5474251e26);
  expect(nearestReal(16777216, "real32")).toBe(16777216);
  expect(nearestReal(1e-60, "real32")).toBe(0);
  expect(nearestReal(-0, "real32")).toBe(-0);
  expect(nearestReal(Math.fround(0.1), "real64")).toBe(Math.fround(0.1));
  const singles = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(singles, (single) => {
      const number = nearestReal(single, "real32");
      expect(Math.fround(number)).toBe(single);
      const digits = (written: number) => written.toExponential().replace(/e.*|\D/g, "").length;
      expect(digits(number)).toBeLessThanOrEqual(digits(single));
    }),
  );
});
