import { define } from "../../diagnostics/define.js";
import { asDscBlock, attributesOf } from "../blocks.js";
import { at, fix, type Rule } from "../rule.js";

const finding = define("lint/dsc-configuration", {
  severity: "warning",
  summary: "A block starts with dsc_configuration, which Chef never shipped.",
  why: "It was the name of dsc_script for three days of August 2014; no release of Chef knows it.",
  mend: "Write dsc_script, with `code` for `configuration` and `command` for `path`.",
  message: () => "Chef has no `dsc_configuration`: it shipped as `dsc_script`.",
});

/** The words of the proposal, and Chef's. */
const words: ReadonlyMap<string, string> = new Map([
  ["dsc_configuration", "dsc_script"],
  ["configuration", "code"],
  ["path", "command"],
]);

export const dscConfiguration: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_configuration 'web' do\n  configuration <<-EOH\n    File a { DestinationPath = 'C:/a' }\n    File b { DestinationPath = 'C:/b' }\n  EOH\nend\n",
      fixed:
        "dsc_script 'web' do\n  code <<-EOH\n    File a { DestinationPath = 'C:/a' }\n    File b { DestinationPath = 'C:/b' }\n  EOH\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const found = call.name === "dsc_configuration" ? asDscBlock(call) : undefined;
        if (found === undefined) return;
        const replacements = [found, ...attributesOf(found.block)].flatMap(({ name, nameStart, nameEnd }) => {
          const text = words.get(name);
          return text === undefined ? [] : [{ place: { start: nameStart, end: nameEnd }, text }];
        });
        const fixes = [fix(file, "Write dsc_script", true, replacements)];
        file.report(finding(at(file, { start: call.nameStart, end: call.nameEnd }), {}, { fixes }));
      },
    },
  }),
};
