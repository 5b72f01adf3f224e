import picocolors from "picocolors";
import { diffLines, type DiffLine } from "./diff-lines.js";
import { countsOf, countWords, kindOf, resourceWords, titleOf, type DocumentDiff } from "./diff-summary.js";
import type { Hide } from "./diff-values.js";

/** A document that differs, for people: `+` is new, `-` is gone, `~` is another. */
export function diffText(diff: DocumentDiff, hide: Hide, color: boolean): string {
  const { changes } = diff;
  const [kind, title] = [kindOf(diff), titleOf(diff)];
  const colors = picocolors.createColors(color);
  const paint = {
    "+": colors.green,
    "-": colors.red,
    "~": colors.yellow,
    " ": (text) => text,
  } satisfies Readonly<Record<DiffLine["mark"], (text: string) => string>>;
  if (kind !== "changed") {
    const mark = kind === "added" ? "+" : "-";
    return `${paint[mark](`${mark} ${title}`)} (${resourceWords(changes)})\n`;
  }
  const lines = changes.flatMap((change) =>
    diffLines(change, hide).map(({ mark, depth, text }) => {
      const shown = depth === 0 ? colors.bold(text) : text;
      return `${"  ".repeat(depth + 1)}${paint[mark](mark)} ${mark === " " ? colors.dim(shown) : shown}`.replace(
        / +$/,
        "",
      );
    }),
  );
  return [`${colors.bold(title)}: ${countWords(countsOf(changes))}`, ...lines, ""].join("\n");
}
