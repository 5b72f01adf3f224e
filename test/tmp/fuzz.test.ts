import { expect, test } from "vitest";
import { randomLiteral } from "../recipe/lexer/literals.js";
import { compareWithRuby } from "../recipe/parser/compare.js";
import { ProgramMaker, randomFrom } from "../recipe/parser/programs.js";
test("fuzz", () => {
  for (let seed = 1; seed <= 6; seed++) {
    const random = randomFrom(seed * 7919);
    const list: string[] = [];
    while (list.length < 12000) { const l = randomLiteral(random); if (/^(?:\/|%r|x \+ \/)/.test(l)) list.push(l); }
    const r = compareWithRuby(list);
    console.log(seed, r.read, r.refused, r.differences.slice(0, 12).join("\n"));
  }
  for (let seed = 1; seed <= 4; seed++) {
    const maker = new ProgramMaker(randomFrom(seed*31));
    const list: string[] = [];
    while (list.length < 8000) { const l = maker.program(); if (/\/|%r/.test(l)) list.push(l); }
    const r = compareWithRuby(list);
    console.log(seed, r.read, r.refused, r.differences.slice(0, 12).join("\n"));
  }
  expect(1).toBe(1);
}, 600000);
