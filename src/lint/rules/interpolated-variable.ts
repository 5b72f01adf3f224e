import { define } from "../../diagnostics/define.js";
import { at, fix, written, type Rule } from "../rule.js";

const finding = define<{ readonly variable: string }>("lint/interpolated-variable", {
  severity: "warning",
  summary: 'A "#" in front of "$name" or "@name" in a string makes Ruby put a variable there.',
  why: "A comment or variable of PowerShell vanishes: Ruby has no global of that name, so that nothing is left of it.",
  mend: "Write `\\#`, or put a space behind the `#` of a comment.",
  message: ({ variable }) =>
    `Ruby replaces "#${variable}" by its own variable ${variable}, which recipes do not have.`,
});

/** `#$x` and `#@x` in double quotes and heredocs (Ruby, doc/syntax/literals.rdoc, "Double-Quoted String Literals"). */
export const interpolatedVariable: Rule = {
  entry: finding,
  replaces: ["recipe/refused"],
  examples: [
    {
      bad: "dsc_script 'setup' do\n  code <<-EOH\n    #$source = 'C:/setup'\n    File a { DestinationPath = 'C:/setup' }\n  EOH\nend\n",
      fixed:
        "dsc_script 'setup' do\n  code <<-EOH\n    \\#$source = 'C:/setup'\n    File a { DestinationPath = 'C:/setup' }\n  EOH\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      interpolation: (node) => {
        const text = written(file, node);
        if (text.startsWith("#{")) return;
        const backslash = { place: { start: node.start, end: node.start }, text: "\\" };
        const fixes = [fix(file, "Write \\#", false, [backslash])];
        file.report(finding(at(file, node), { variable: text.slice(1) }, { fixes }));
      },
    },
  }),
};
