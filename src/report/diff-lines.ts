import type { Change, ItemChanged } from "../diff/changes.js";
import type { Content, Item, ItemName, PropertyContent } from "../diff/content.js";
import { rowsOf, type Row } from "../diff/rows.js";
import type { PasswordForm } from "../diff/password-form.js";
import { commonSequence, type Match } from "../diff/sequence.js";
import { shownValue, type Hide } from "./diff-values.js";
import { printable } from "./printable.js";

/** A line of a comparison for people: what it tells of was put in, taken out, is another, or is the same. */
export interface DiffLine {
  readonly mark: "+" | "-" | "~" | " ";
  readonly depth: number;
  readonly text: string;
}

/** So many lines are shown of one value or resource. */
const mostLines = 200;

/** So many characters of a value are shown where it stands on one line. */
const mostCharacters = 160;

/** So many lines round those of a text that differ. */
const context = 2;

/** What is told of a change, line by line, safe for a terminal. */
export function diffLines(change: Change, hide: Hide): readonly DiffLine[] {
  const lines = change.kind === "changed" ? changedLines(change, hide) : itemLines(change, hide);
  return lines.map((line) => ({ ...line, text: printable(line.text) }));
}

function nameOf({ id, className, occurrence }: ItemName, hide: Hide): string {
  const name = id === undefined ? className : hide(id);
  return occurrence === 1 ? name : `${name} (number ${occurrence} of this name)`;
}

function itemLines(change: Exclude<Change, ItemChanged>, hide: Hide): readonly DiffLine[] {
  const mark = change.kind === "added" ? "+" : "-";
  const head: DiffLine = { mark, depth: 0, text: nameOf(change.name, hide) };
  return [head, ...limited([...ownLines(change.item, mark, hide)], 1)];
}

/** Of a whole resource, without what nearly every resource has. */
function ownLines({ properties, dependsOn }: Item, mark: "+" | "-", hide: Hide): readonly DiffLine[] {
  const own = properties.filter(
    ({ name, value }) => value.kind !== "documentName" && !/^module(?:name|version)$/i.test(name),
  );
  return [
    ...own.flatMap((property) => propertyLines(property, { mark, depth: 1, hide })),
    ...dependsOn.map((id): DiffLine => ({ mark, depth: 1, text: `depends on ${hide(id)}` })),
  ];
}

interface Manner {
  readonly mark: "+" | "-";
  readonly depth: number;
  readonly hide: Hide;
}

/** A property or element that was put in or taken out; a text of several lines, line by line. */
function propertyLines({ name, value }: PropertyContent, { mark, depth, hide }: Manner): readonly DiffLine[] {
  if (value.kind === "string" && isLong(value.text)) {
    const lines = hide(value.text).split("\n");
    return [
      { mark, depth, text: `${name} =` },
      ...lines.map((text): DiffLine => ({ mark, depth: depth + 1, text })),
    ];
  }
  if (value.kind === "array" && value.items.some((item) => item.kind === "instance"))
    return value.items.flatMap((item, index) =>
      propertyLines({ name: `${name}[${index}]`, value: item }, { mark, depth, hide }),
    );
  return [{ mark, depth, text: `${name} = ${cut(shownValue(value, hide), 0)}` }];
}

function isLong(text: string): boolean {
  return text.trimEnd().includes("\n");
}

function changedLines(change: ItemChanged, hide: Hide): readonly DiffLine[] {
  const { name, renamedFrom, classes, moved, dependsOn, properties } = change;
  const said = [
    ...(renamedFrom === undefined ? [] : [`renamed from ${hide(renamedFrom)}`]),
    ...(classes === undefined ? [] : [`${classes.old} became ${classes.new}`]),
    ...(moved === undefined ? [] : [placeWords(moved.behind, hide)]),
  ];
  const text = [nameOf(name, hide), ...(said.length === 0 ? [] : [`(${said.join(", ")})`])].join(" ");
  const line = (mark: "+" | "-", id: string): DiffLine => ({
    mark,
    depth: 1,
    text: `depends on ${hide(id)}`,
  });
  return [
    { mark: "~", depth: 0, text },
    ...rowsOf(properties).flatMap((row) => limited(rowLines(row, hide), 1)),
    ...dependsOn.removed.map((id) => line("-", id)),
    ...dependsOn.added.map((id) => line("+", id)),
  ];
}

function placeWords(behind: ItemName | undefined, hide: Hide): string {
  return behind === undefined ? "moved to the start" : `moved behind ${nameOf(behind, hide)}`;
}

function rowLines(row: Row, hide: Hide): readonly DiffLine[] {
  if (row.kind === "added")
    return propertyLines({ name: row.path, value: row.new }, { mark: "+", depth: 1, hide });
  if (row.kind === "removed")
    return propertyLines({ name: row.path, value: row.old }, { mark: "-", depth: 1, hide });
  const { path, old: before, new: after } = row;
  const line = (text: string): readonly DiffLine[] => [{ mark: "~", depth: 1, text }];
  if (before.kind === "password" && after.kind === "password") {
    return line(`${path}: ${passwordWords(before.form, after.form)}`);
  }
  if (before.kind === "string" && after.kind === "string" && (isLong(before.text) || isLong(after.text))) {
    const lines = textLines(hide(before.text), hide(after.text));
    return [{ mark: "~", depth: 1, text: `${path} =` }, ...lines];
  }
  return line(`${path} = ${wasAndIs(before, after, hide)}`);
}

/** What is known of two passwords that stand in documents as different texts. */
function passwordWords(before: PasswordForm, after: PasswordForm): string {
  const forms = new Set([before, after]);
  if (!forms.has("encrypted") || forms.has("plain")) return "changed, and not shown";
  if (forms.has("mark")) return "encrypted again, cannot be compared without --reuse";
  if (forms.has("unkept")) return "changed, or encrypted without --reuse";
  return "encrypted again, cannot be compared";
}

/** `old -> new`; of long values what stands round the first difference. */
function wasAndIs(before: Content, after: Content, hide: Hide): string {
  const [was, is] = [shownValue(before, hide), shownValue(after, hide)];
  if (was === is) return `${cut(was, 0)} (changed in what is not shown)`;
  let same = 0;
  while (same < was.length && was[same] === is[same]) same += 1;
  const start = Math.max(was.length, is.length) > mostCharacters ? Math.max(0, same - 20) : 0;
  return `${cut(was, start)} -> ${cut(is, start)}`;
}

function cut(text: string, start: number): string {
  const shown = text.slice(start, start + mostCharacters);
  return `${start > 0 ? "…" : ""}${shown}${start + shown.length < text.length ? "…" : ""}`;
}

/** The lines of a text that differ, with those round them. */
function textLines(before: string, after: string): readonly DiffLine[] {
  const [olds, news] = [before.split("\n"), after.split("\n")];
  const numbers = new Map<string, number>();
  const numberOf = (line: string): number => {
    const number = numbers.get(line) ?? numbers.size;
    numbers.set(line, number);
    return number;
  };
  const kept = commonSequence(olds.map(numberOf), news.map(numberOf));
  const all: DiffLine[] = [];
  let start: Match = { old: 0, new: 0 };
  for (const end of [...kept, { old: olds.length, new: news.length }]) {
    for (const text of olds.slice(start.old, end.old))
      all.push({ mark: "-", depth: 2, text: shownEnd(text) });
    for (const text of news.slice(start.new, end.new))
      all.push({ mark: "+", depth: 2, text: shownEnd(text) });
    const same = olds[end.old];
    if (same !== undefined) all.push({ mark: " ", depth: 2, text: same });
    start = { old: end.old + 1, new: end.new + 1 };
  }
  return nearChanges(all);
}

/** A line with the blanks at its end as U+2420: nobody sees those, and they may be all that differs. */
function shownEnd(line: string): string {
  return line.replace(/ +$/, (blanks) => "\u2420".repeat(blanks.length));
}

/** Without the lines that are far from any that differs; `…` stands for those. */
function nearChanges(lines: readonly DiffLine[]): readonly DiffLine[] {
  const shown = new Set<number>();
  for (const [index, { mark }] of lines.entries()) {
    if (mark === " ") continue;
    for (let near = index - context; near <= index + context; near += 1) shown.add(near);
  }
  if (shown.size === 0) return [{ mark: " ", depth: 2, text: "(changed in what is not shown)" }];
  return lines.flatMap((line, index): readonly DiffLine[] => {
    if (shown.has(index)) return [line];
    return index === 0 || shown.has(index - 1) ? [{ mark: " ", depth: 2, text: "…" }] : [];
  });
}

function limited(lines: readonly DiffLine[], depth: number): readonly DiffLine[] {
  if (lines.length <= mostLines) return lines;
  const text = `… ${lines.length - mostLines} more lines`;
  return [...lines.slice(0, mostLines), { mark: " ", depth, text }];
}
