import { fileEncoding } from "../../diagnostics/catalogue/recipe.js";
import type { Cursor } from "./cursor.js";

/** A comment alone in the first line, or behind a line for the shell, may name an encoding (parse.y, `set_file_encoding`). */
const firstComment = /^(?:#![^\n]*\n)?[ \t]*#[^\n]*?coding\s*[:=]\s*(?<name>[\w-]+)/i;

/** UTF-8, with the line ends that Emacs may name with it. */
const utf8 = /^utf-8(?:-(?:unix|dos|mac))?$/i;

/** Reports an encoding that is not UTF-8: Ruby would take every text in the file for other characters. */
export function checkEncoding(cursor: Cursor): void {
  const match = firstComment.exec(cursor.text.slice(0, 1000));
  const name = match?.groups?.name;
  if (match === null || name === undefined || utf8.test(name)) return;
  const end = match[0].length;
  cursor.report(fileEncoding(cursor.origin(end - name.length, end), { name }));
}
