import { define } from "../../diagnostics/define.js";
import { asDscBlock, attributesOf } from "../blocks.js";
import { at, fix, type Rule } from "../rule.js";
import { wholeLines } from "../text.js";

const finding = define("lint/imports-with-command", {
  severity: "warning",
  summary: "A dsc_script that runs a file names modules to import.",
  why: "Chef writes the imports above the text of `code`; into a file that `command` names it writes nothing.",
  mend: "Put Import-DscResource into the file, and take `imports` out.",
  message: () => "`imports` has no effect beside `command`.",
});

export const importsWithCommand: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_script 'web' do\n  imports 'NetworkingDsc'\n  command 'C:/dsc/web.ps1'\nend\n",
      fixed: "dsc_script 'web' do\n  command 'C:/dsc/web.ps1'\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      call: (call) => {
        const block = asDscBlock(call, "script")?.block;
        const attributes = block === undefined ? [] : attributesOf(block);
        const command = attributes.find(({ name }) => name === "command" || name === "path");
        if (command === undefined || attributes.some(({ name }) => name === "code")) return;
        const origin = at(file, { start: command.nameStart, end: command.nameEnd });
        for (const one of attributes) {
          if (one.name !== "imports") continue;
          const lines = wholeLines(file, one);
          const fixes =
            lines === undefined ? [] : [fix(file, "Take it out", false, [{ place: lines, text: "" }])];
          const related = [{ message: "The file is named here.", origin }];
          const place = at(file, { start: one.nameStart, end: one.nameEnd });
          file.report(finding(place, {}, { related, fixes }));
        }
      },
    },
  }),
};
