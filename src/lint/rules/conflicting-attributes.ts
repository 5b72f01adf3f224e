import { define } from "../../diagnostics/define.js";
import { asDscBlock, attributesOf } from "../blocks.js";
import { at, type Rule } from "../rule.js";

const finding = define<{ readonly first: string; readonly second: string }>("lint/conflicting-attributes", {
  severity: "warning",
  summary: "A dsc_script has two attributes of which it takes one.",
  why: "Chef ends the recipe at the second of them.",
  mend: "Keep `code` or `command` (with `configuration_name`), and `configuration_data` or `configuration_data_script`.",
  message: ({ first, second }) =>
    `\`${second}\` cannot stand beside \`${first}\`: Chef ends the recipe here.`,
  help: ({ first, second }) => `Keep \`${first}\` or \`${second}\`.`,
});

/** What Chef's dsc_script refuses together (lib/chef/resource/dsc_script.rb). */
const pairs: readonly (readonly [string, string])[] = [
  ["code", "command"],
  ["code", "configuration_name"],
  ["configuration_data", "configuration_data_script"],
];

export const conflictingAttributes: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_script 'web' do\n  command 'C:/dsc/web.ps1'\n  code \"File a { DestinationPath = 'C:/a' }\"\nend\n",
      good: "dsc_script 'web' do\n  command 'C:/dsc/web.ps1'\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const block = asDscBlock(call, "script")?.block;
        if (block === undefined) return;
        const attributes = attributesOf(block).filter((one) => one.arguments.length > 0);
        for (const pair of pairs) {
          const [first, second] = attributes.filter(({ name }) => pair.includes(name));
          if (first === undefined || second === undefined || first.name === second.name) continue;
          const place = at(file, { start: second.nameStart, end: second.nameEnd });
          const origin = at(file, { start: first.nameStart, end: first.nameEnd });
          const related = [{ message: `\`${first.name}\` stands here.`, origin }];
          file.report(finding(place, { first: first.name, second: second.name }, { related }));
        }
      },
    },
  }),
};
