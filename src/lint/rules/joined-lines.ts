import { define } from "../../diagnostics/define.js";
import { at, fix, type Rule } from "../rule.js";
import { heredocOf, matchesIn } from "../text.js";

const finding = define("lint/joined-lines", {
  severity: "warning",
  summary: "A backslash at the end of a line of a heredoc joins the line with the next one.",
  why: "Ruby takes the backslash and the line break away, so that a path that ends in a backslash swallows the line behind it.",
  mend: "Write the backslash twice, or open the heredoc with its id in single quotes: <<-'EOH'.",
  message: () => "This backslash joins the line with the next one.",
});

const lineEnd = /\\\r?\n/g;

/** A backslash and a line break in a heredoc; in quotes it is how Ruby itself writes a long text on several lines. */
export const joinedLines: Rule = {
  entry: finding,
  examples: [
    {
      bad: "dsc_script 'temp' do\n  code <<-EOH\n    $folder = 'C:/temp\\\n    File a { DestinationPath = 'C:/temp' }\n  EOH\nend\n",
      fixed:
        "dsc_script 'temp' do\n  code <<-EOH\n    $folder = 'C:/temp\\\\\n    File a { DestinationPath = 'C:/temp' }\n  EOH\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      string: (node) => {
        if (heredocOf(file, node)?.raw !== false) return;
        for (const { start } of matchesIn(file, node, lineEnd)) {
          if (!joins(file.recipe.source.text, start)) continue;
          const place = { start, end: start + 1 };
          const twice = { place: { start, end: start }, text: "\\" };
          const fixes = [fix(file, "Double the backslash", false, [twice])];
          file.report(finding(at(file, place), {}, { fixes }));
        }
      },
    },
  }),
};

/**
 * Whether the backslash at the end of a line is an escape, and no escaped one. Behind white space it is how shell
 * scripts go on in the next line, which means the same there when Ruby has joined the lines.
 */
function joins(text: string, backslash: number): boolean {
  let start = backslash;
  while (text.charAt(start - 1) === "\\") start -= 1;
  return (backslash - start) % 2 === 0 && /\S/.test(text.charAt(start - 1));
}
