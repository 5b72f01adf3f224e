import { builtInModules, check, declare, loadCatalogue, readRecipes } from "../../dist/index.js";
import { median } from "./measure.js";

/** Dependencies of each resource: on the hundred before it. */
const each = 100;

/** Checking alone, warm, in this process: microseconds an edge at three sizes (linear when they agree). */
export function benchDependencies() {
  const { value: catalogue } = loadCatalogue(noFiles, [], builtInModules);
  return [100, 1000, 10_000].map((count) => {
    const declarations = declarationsOf(count);
    const edges = Array.from({ length: count }, (_, index) => Math.min(index, each)).reduce(
      (a, b) => a + b,
      0,
    );
    const times = [];
    for (let run = -1; run < 5; run += 1) {
      const start = performance.now();
      const { diagnostics } = check(declarations, catalogue, settings);
      if (run >= 0) times.push(performance.now() - start);
      if (diagnostics.length > 0) throw new Error(diagnostics[0].message);
    }
    const milliseconds = median(times);
    return { count, edges, milliseconds, microsecondsAnEdge: (milliseconds * 1000) / edges };
  });
}

function declarationsOf(count) {
  const text = `names = (0...${count}).map { |n| "[Environment]r#{n}" }
(0...${count}).each do |n|
  dsc_resource "r#{n}" do
    resource :Environment
    property :Name, "R#{n}"
    property :DependsOn, names[[n - ${each}, 0].max...n]
  end
end
`;
  const plan = readRecipes([{ name: "r.rb", path: "r.rb", text }]).value;
  const node = {
    name: "n",
    levels,
    given: false,
    files: [],
    environment: new Map(),
    chefEnvironment: "_default",
  };
  const declared = declare(plan, node, { target: "windows", fileCachePath: "C:\\chef\\cache" });
  if (declared.value.length !== count) throw new Error(declared.diagnostics[0]?.message);
  return declared.value;
}

const levels = Object.fromEntries(
  [
    ...["default", "environmentDefault", "roleDefault", "forceDefault", "normal", "override", "roleOverride"],
    ...["environmentOverride", "forceOverride", "automatic"],
  ].map((level) => [level, new Map()]),
);

const noFiles = { read: () => ({ ok: false, reason: "" }), list: () => undefined, kind: () => undefined };

const settings = {
  ...{ node: "n", configurationName: "Bench", target: "windows", layout: "node", order: "recipe" },
  ...{ coerce: false, unknown: "error", failed: false },
  credentials: { passwords: { kind: "refused" }, domainUsers: false },
  start: { source: { name: "r.rb", path: "r.rb", text: "" }, start: 0, end: 0 },
};
