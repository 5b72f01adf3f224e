import { define } from "../../diagnostics/define.js";
import type { Expression, Span } from "../../recipe/tree.js";
import { at, type Rule } from "../rule.js";
import { plainText } from "../text.js";

const finding = define("lint/duplicate-key", {
  severity: "warning",
  summary: "A hash has the same key twice.",
  why: "Ruby keeps the last value: the one before is lost without a word.",
  mend: "Keep the value that is meant.",
  message: () => "This key stands in the hash already; only this value counts.",
});

export const duplicateKey: Rule = {
  entry: finding,
  examples: [
    {
      bad: "sites = { 'shop' => 80, 'shop' => 8080 }\n\nsites.each do |name, port|\n  dsc_resource name do\n    resource :File\n    property :DestinationPath, \"C:/#{name}/#{port}\"\n  end\nend\n",
      good: "sites = { 'shop' => 80, 'blog' => 8080 }\n\nsites.each do |name, port|\n  dsc_resource name do\n    resource :File\n    property :DestinationPath, \"C:/#{name}/#{port}\"\n  end\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      hash: ({ entries }) => {
        const seen = new Map<string, Span>();
        for (const entry of entries) {
          // What stands behind `**` replaces what that brings, too.
          if (entry.kind === "double splat") {
            seen.clear();
            continue;
          }
          const { key } = entry;
          const text = keyOf(key);
          if (text === undefined) continue;
          const first = seen.get(text);
          if (first === undefined) seen.set(text, key);
          else {
            const related = [{ message: "It stands here first.", origin: at(file, first) }];
            file.report(finding(at(file, key), {}, { related }));
          }
        }
      },
    },
  }),
};

function keyOf(key: Expression): string | undefined {
  if (key.kind === "integer") return `integer ${key.value}`;
  const text = plainText(key);
  return text === undefined ? undefined : `${key.kind} ${text}`;
}
