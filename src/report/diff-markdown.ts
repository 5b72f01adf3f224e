import { diffLines } from "./diff-lines.js";
import { countsOf, countWords, kindOf, resourceWords, titleOf, type DocumentDiff } from "./diff-summary.js";
import type { Hide } from "./diff-values.js";

/** A comment of GitHub takes 65,536 characters: a document of more lines is folded. */
const mostOpenLines = 100;

/** A document that differs, for a pull request: GitHub and GitLab give the lines of such a block their colours. */
export function diffMarkdown(diff: DocumentDiff, hide: Hide): string {
  const { changes } = diff;
  const kind = kindOf(diff);
  const title = `### ${inCode(titleOf(diff))}`;
  if (kind !== "changed")
    return `${title}\n\nThe document is ${kind === "added" ? "new" : "gone"}: ${resourceWords(changes)}.\n`;
  const words = countWords(countsOf(changes));
  const lines = changes.flatMap((change) =>
    diffLines(change, hide).map(({ mark, depth, text }) =>
      `${mark === "~" ? "!" : mark} ${"  ".repeat(depth)}${text}`.replace(/ +$/, ""),
    ),
  );
  const text = lines.join("\n");
  const fence = "~".repeat(Math.max(3, 1 + longestRun(text, /~+/g)));
  const block = `${fence}diff\n${text}\n${fence}`;
  const body =
    lines.length <= mostOpenLines
      ? `${words}\n\n${block}`
      : `<details><summary>${words}</summary>\n\n${block}\n\n</details>`;
  return `${title}\n\n${body}\n`;
}

/** A text in backticks of which it has none so long itself. */
function inCode(text: string): string {
  const ticks = "`".repeat(1 + longestRun(text, /`+/g));
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${ticks}${space}${text}${space}${ticks}`;
}

function longestRun(text: string, runs: RegExp): number {
  let longest = 0;
  for (const [run] of text.matchAll(runs)) longest = Math.max(longest, run.length);
  return longest;
}
