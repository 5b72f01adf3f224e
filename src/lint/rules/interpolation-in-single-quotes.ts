import { define } from "../../diagnostics/define.js";
import { at, fix, written, type Rule } from "../rule.js";
import { plainText, quotingOf } from "../text.js";

const finding = define("lint/interpolation-in-single-quotes", {
  severity: "warning",
  summary: "A string in single quotes holds `#{…}`.",
  why: "Ruby interpolates in double quotes only: the document would hold the characters #{ } and what stands between them.",
  mend: "Write the string in double quotes.",
  message: () => "In single quotes `#{…}` is text, not a value.",
});

export const interpolationInSingleQuotes: Rule = {
  entry: finding,
  examples: [
    {
      bad: "site = 'shop'\n\ndsc_resource site do\n  resource :File\n  property :DestinationPath, 'C:/web/#{site}'\nend\n",
      fixed:
        "site = 'shop'\n\ndsc_resource site do\n  resource :File\n  property :DestinationPath, \"C:/web/#{site}\"\nend\n",
    },
  ],
  visit: (file) => ({
    enter: {
      string: (node, ancestors) => {
        const text = plainText(node) ?? "";
        if (quotingOf(file, node, ancestors.at(-1)) !== "single" || !/#\{[^{}]+\}/.test(text)) return;
        const body = written(file, node);
        // Other characters would mean something else in double quotes.
        const easy = body.startsWith("'") && !/["\\]/.test(body);
        const replacement = { place: node, text: `"${body.slice(1, -1)}"` };
        const fixes = easy ? [fix(file, "Write double quotes", false, [replacement])] : [];
        file.report(finding(at(file, node), {}, { fixes }));
      },
    },
  }),
};
