import picocolors from "picocolors";
import type { DiffLine } from "./diff-lines.js";
import { diffLines } from "./diff-lines.js";
import { countsOf, countWords, resourceWords, type DocumentDiff } from "./diff-summary.js";
import type { Hide } from "./diff-values.js";
import { printable } from "./printable.js";

/** A document that differs, for people: `+` is new, `-` is gone, `~` is another. */
export function diffText({ name, kind, changes }: DocumentDiff, hide: Hide, color: boolean): string {
  const colors = picocolors.createColors(color);
  const title = printable(name);
  const paint = {
    "+": colors.green,
    "-": colors.red,
    "~": colors.yellow,
    " ": colors.dim,
  } satisfies Readonly<Record<DiffLine["mark"], (text: string) => string>>;
  if (kind !== "changed") {
    const mark = kind === "added" ? "+" : "-";
    return `${paint[mark](`${mark} ${title}`)} (${resourceWords(changes)})\n`;
  }
  const lines = changes.flatMap((change) =>
    diffLines(change, hide).map(({ mark, depth, text }) => {
      const shown = depth === 0 ? colors.bold(text) : text;
      return `${"  ".repeat(depth + 1)}${paint[mark](mark)} ${mark === " " ? colors.dim(shown) : shown}`.trimEnd();
    }),
  );
  return [`${colors.bold(title)}: ${countWords(countsOf(changes))}`, ...lines, ""].join("\n");
}
