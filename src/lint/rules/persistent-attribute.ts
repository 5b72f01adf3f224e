import { define } from "../../diagnostics/define.js";
import { isNode } from "../blocks.js";
import { at, fix, type Rule } from "../rule.js";

const finding = define<{ readonly level: string }>("lint/persistent-attribute", {
  severity: "warning",
  summary: "A recipe sets a node attribute at the level `normal` or by the removed `set`.",
  why: "Such a value is kept on the Chef server and stays when the recipe no longer sets it; `node.set` has been gone since Chef 14.",
  mend: "Set it with `node.default`, or with `node.override` where it has to win.",
  message: ({ level }) =>
    level.startsWith("set")
      ? `Chef has no \`node.${level}\` since version 14.`
      : `What \`node.${level}\` sets stays with the node when the recipe is long gone.`,
});

const levels: ReadonlyMap<string, string> = new Map([
  ["normal", "default"],
  ["normal!", "default!"],
  ["normal_unless", "default_unless"],
  ["set", "default"],
  ["set_unless", "default_unless"],
]);

/** Cookstyle's NodeNormal and NodeSet. */
export const persistentAttribute: Rule = {
  entry: finding,
  replaces: ["recipe/unknown-method"],
  examples: [
    { bad: "node.normal['web']['port'] = 8080\n", fixed: "node.default['web']['port'] = 8080\n" },
    { bad: "node.set['web']['port'] = 8080\n", fixed: "node.default['web']['port'] = 8080\n" },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const level = isNode(call.receiver) ? levels.get(call.name) : undefined;
        if (level === undefined) return;
        const place = { start: call.nameStart, end: call.nameEnd };
        const fixes = [fix(file, `Change to ${level}`, false, [{ place, text: level }])];
        file.report(finding(at(file, place), { level: call.name }, { fixes }));
      },
    },
  }),
};
