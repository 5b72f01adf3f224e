import { define } from "../../diagnostics/define.js";
import { at, type Rule } from "../rule.js";
import { codeOfScript, matchesIn } from "../text.js";

const finding = define("lint/configuration-in-code", {
  severity: "warning",
  summary: "The code of a dsc_script holds a Configuration of its own.",
  why: "Chef puts the code into a configuration and a node block, where PowerShell allows no other configuration.",
  mend: "Keep what stands inside of its Node block, or write the script to a file and name it with `command`.",
  message: () => "Chef puts `code` into a Configuration, in which no other can stand.",
});

export const configurationInCode: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_script 'web' do\n  code <<-EOH\n    Configuration Web {\n      File a { DestinationPath = 'C:/a' }\n    }\n  EOH\nend\n",
      good: "dsc_script 'web' do\n  code <<-EOH\n    File a { DestinationPath = 'C:/a' }\n    File b { DestinationPath = 'C:/b' }\n  EOH\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const code = codeOfScript(file, call);
        if (code === undefined) return;
        for (const { start, match } of matchesIn(file, code, keyword)) {
          const from = start + match[0].length - (match[1] ?? "").length;
          const [word = ""] = /^configuration/i.exec(match[1] ?? "") ?? [];
          file.report(finding(at(file, { start: from, end: from + word.length }), {}));
        }
      },
    },
  }),
};

/** `Configuration Name {`, the brace on the same or the next line. */
const keyword =
  /(?:^|\n)[ \t]{0,80}(configuration[ \t]{1,20}["']?[\w-]{1,80}["']?[ \t]{0,20}(?:\r?\n[ \t]{0,80})?\{)/gi;
