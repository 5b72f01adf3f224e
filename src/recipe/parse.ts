import type { Staged } from "../diagnostics/diagnostic.js";
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
  const cursor = lex(source);
  let read = readTokens(cursor, false);
  if (read.parser.unclosed) {
    const again = readTokens(cursor, true);
    if (again.parser.unclosed) read = again;
  }
  const diagnostics = [...cursor.diagnostics, ...read.parser.diagnostics].slice(0, MOST_ERRORS);
  return { value: { source, statements: read.statements, comments: cursor.comments }, diagnostics };
}

function readTokens(cursor: Cursor, byIndentation: boolean) {
  const parser = new Parser(cursor, byIndentation);
  let statements: Expression[] = [];
  try {
    statements = parser.recipe();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return { parser, statements };
}
