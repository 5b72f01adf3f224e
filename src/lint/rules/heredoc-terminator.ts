import { define } from "../../diagnostics/define.js";
import { at, fix, written, type Rule } from "../rule.js";
import { heredocOf } from "../text.js";

const finding = define<{ readonly id: string; readonly problem: string }>("lint/heredoc-terminator", {
  severity: "warning",
  summary: "A line in a heredoc would close it but for white space.",
  why: "The heredoc goes on to the next line that holds its id and nothing else; all blocks in between are text and declare nothing.",
  mend: "Remove the white space, or give the heredoc another id when the line is meant as text.",
  message: ({ id, problem }) => `${problem}, so that this line does not close the heredoc "${id}".`,
});

export const heredocTerminator: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_script 'a' do\n  code <<-EOH\n    File a { DestinationPath = 'C:/a' }\n    File b { DestinationPath = 'C:/b' }\n  EOH \nend\n\ndsc_script 'b' do\n  code <<-EOH\n    File c { DestinationPath = 'C:/c' }\n    File d { DestinationPath = 'C:/d' }\n  EOH\nend\n",
      fixed:
        "dsc_script 'a' do\n  code <<-EOH\n    File a { DestinationPath = 'C:/a' }\n    File b { DestinationPath = 'C:/b' }\n  EOH\nend\n\ndsc_script 'b' do\n  code <<-EOH\n    File c { DestinationPath = 'C:/c' }\n    File d { DestinationPath = 'C:/d' }\n  EOH\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      string: (node) => {
        const heredoc = heredocOf(file, node);
        const [first] = node.parts;
        const last = node.parts.at(-1);
        if (heredoc === undefined || first === undefined || last === undefined) return;
        const { id, indented } = heredoc;
        let start = first.start;
        for (const ended of written(file, { start, end: last.end }).split("\n")) {
          const line = ended.replace(/\r$/, "");
          if (line.trim() === id) {
            const place = { start, end: start + line.length };
            const text = (indented ? line : line.trimStart()).trimEnd();
            const fixes = [fix(file, "Remove the white space", false, [{ place, text }])];
            const problem = line.endsWith(id)
              ? "White space stands before it"
              : "White space stands behind it";
            file.report(finding(at(file, place), { id, problem }, { fixes }));
          }
          start += ended.length + 1;
        }
      },
    },
  }),
};
