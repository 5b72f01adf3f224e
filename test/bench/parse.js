import { readRecipes } from "../../dist/index.js";
import { median } from "./measure.js";
import { recipeOf } from "./recipes.js";

/** Reading alone, warm, in this process: MB/s at three sizes (linear when they agree), and against JSON.parse. */
export function benchParse() {
  const json = JSON.stringify(
    Array.from({ length: 20000 }, (_, id) => ({ id, name: `item ${id}`, on: true })),
  );
  const calibration = rateOf(json, (text) => JSON.parse(text));
  const rows = [1, 10, 100].map((times) => {
    const text = recipeOf(100 * times);
    const rate = rateOf(text, () => readRecipes([{ name: "r.rb", path: "r.rb", text }]));
    return { resources: 100 * times, rate, ratio: rate / calibration };
  });
  return { calibration, rows };
}

/** Median MB/s of a second's runs, after as many that are not counted. */
function rateOf(text, work) {
  const rates = [];
  for (const counted of [false, true]) {
    const end = performance.now() + 1000;
    while (performance.now() < end) {
      const start = performance.now();
      work(text);
      if (counted) rates.push(text.length / 1e3 / (performance.now() - start));
    }
  }
  return median(rates);
}
