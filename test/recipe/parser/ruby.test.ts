import { expect, test } from "vitest";
import { rubyParses } from "../../support/ruby.js";
import { randomLiteral } from "../lexer/literals.js";
import { cases } from "./cases.js";
import { compareWithRuby } from "./compare.js";
import { probes } from "./probes.js";
import { ProgramMaker } from "./programs.js";
import { randomFrom } from "../../support/random.js";
import { namedGroups, slashes } from "./slashes.js";
import { refusals, traps } from "./traps.js";

test.skipIf(!rubyParses)("what people write reads as Ruby reads it", () => {
  const { read, refused, differences } = compareWithRuby([
    ...cases,
    ...probes,
    ...[...traps, ...refusals].map(([program]) => program),
  ]);
  expect(differences).toEqual([]);
  expect(read).toBeGreaterThan(700);
  expect(refused).toBeGreaterThan(300);
});

test.skipIf(!rubyParses)("a slash behind everything divides where it does in Ruby", () => {
  const { read, refused, differences } = compareWithRuby(slashes);
  expect(differences).toEqual([]);
  expect(read).toBeGreaterThan(600);
  expect(refused).toBeGreaterThan(1_000);
});

test.skipIf(!rubyParses)("named groups are locals where they are in Ruby", () => {
  const { read, refused, differences } = compareWithRuby(namedGroups);
  expect(differences).toEqual([]);
  expect(read).toBeGreaterThan(150);
  expect(refused).toBeGreaterThan(30);
});

test.skipIf(!rubyParses)(
  "random programs read as Ruby reads them",
  () => {
    const maker = new ProgramMaker(randomFrom(20));
    const { read, refused, differences } = compareWithRuby(
      Array.from({ length: 12_000 }, () => maker.program()),
    );
    expect(differences).toEqual([]);
    expect(read).toBeGreaterThan(2_000);
    expect(refused).toBeGreaterThan(2_000);
  },
  60_000,
);

test.skipIf(!rubyParses)(
  "random literals have the value that Ruby gives them",
  () => {
    const random = randomFrom(21);
    const { read, refused, differences } = compareWithRuby(
      Array.from({ length: 12_000 }, () => randomLiteral(random)),
    );
    expect(differences).toEqual([]);
    expect(read).toBeGreaterThan(6_000);
    expect(refused).toBeGreaterThan(1_000);
  },
  60_000,
);
