import { ambiguousLocal } from "../diagnostics/catalogue/recipe.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { Source } from "../source/source.js";
import type { Cursor } from "./lexer/cursor.js";
import { lex } from "./lexer/lexer.js";
import { MOST_ERRORS, Unreadable } from "./parser/base.js";
import { Parser } from "./parser/parser.js";
import type { Expression, Recipe } from "./tree.js";

/**
 * Reads a recipe. Never throws: what cannot be read is a `broken` node, with diagnostics `recipe/…`; statements
 * round it are read as usual. A recipe whose blocks do not all close is read again with its indentation as a
 * witness, so that the report names the block that was left open and the blocks behind it keep their meaning.
 */
export function parseRecipe(source: Source): Staged<Recipe> {
  let read = readText(source);
  if (read.parser.unclosed) {
    const again = readTokens(read.parser.cursor, true);
    if (again.parser.unclosed) read = again;
  }
  const { cursor } = read.parser;
  if (cursor.tooLong !== undefined) return unread(source, cursor.tooLong);
  const misread = [...read.parser.misread].map(([start, { end, name }]) =>
    ambiguousLocal({ source, start, end }, { name }),
  );
  const diagnostics = [...cursor.diagnostics, ...misread, ...read.parser.diagnostics].slice(0, MOST_ERRORS);
  const resourceWords = read.parser.resourceWords.sort((one, other) => one.start - other.start);
  return {
    value: { source, statements: read.statements, comments: cursor.comments, resourceWords },
    diagnostics,
  };
}

function unread(source: Source, diagnostic: Diagnostic): Staged<Recipe> {
  return { value: { source, statements: [], comments: [], resourceWords: [] }, diagnostics: [diagnostic] };
}

/** How often a text is read at most to settle which names are locals; two readings are nearly always enough. */
const MOST_READINGS = 8;

/**
 * Lexes and parses. `foo -1` depends on whether `foo` is a local; the lexer knows assignments but no scopes, the
 * parser knows scopes but comes later. Where they disagree, the text is lexed again with what the parser found.
 */
function readText(source: Source) {
  const known = new Map<number, boolean>();
  for (let reading = 1; ; reading++) {
    const read = readTokens(lex(source, known), false);
    if (read.parser.misread.size === 0 || reading === MOST_READINGS) return read;
    for (const [start, { local }] of read.parser.misread) known.set(start, local);
  }
}

function readTokens(cursor: Cursor, byIndentation: boolean) {
  const parser = new Parser(cursor, byIndentation);
  let statements: Expression[] = [];
  if (cursor.tooLong !== undefined) return { parser, statements };
  try {
    statements = parser.recipe();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return { parser, statements };
}
