/*
 * Reads a grammar in EBNF as in the XML recommendation of the W3C: `name ::= expression`, with quoted words, character
 * classes in square brackets, `#xN`, names, round brackets, `|`, `?`, `*`, `+`, and `A - B` for A without B.
 */

const tokens = /\s*(?:('[^']*'|"[^"]*")|(\[[^\]]*\]|#x[0-9A-Fa-f]+)|([A-Za-z]\w*)|([()|?*+-]))/y;

/**
 * The rules of a grammar file, in order: each with its name, its right side as written (white space made one blank),
 * the expression that it is, and the text of the comments in front of it.
 */
export function readGrammar(text) {
  const rules = [];
  let comments = [];
  const pattern = /\/\*([^]*?)\*\/|^(\w+) ::=([^]*?)(?=^\w+ ::=|\/\*|$(?![^]))/gm;
  for (const [, comment, name, body] of text.matchAll(pattern)) {
    if (name === undefined) comments.push(comment.replace(/^\s*\*? ?/gm, "").trim());
    else {
      const source = body.trim().replace(/\s+/g, " ");
      rules.push({ name, source, expression: readExpression(source), comments });
      comments = [];
    }
  }
  return rules;
}

/** An expression as it is written. */
export function written(expression) {
  switch (expression.kind) {
    case "word":
      return expression.text.includes("'") ? `"${expression.text}"` : `'${expression.text}'`;
    case "characters":
      return expression.text;
    case "name":
      return expression.name;
    case "sequence":
      return expression.items.map(grouped).join(" ");
    case "choice":
      return expression.items.map(written).join(" | ");
    case "except":
      return `${grouped(expression.item)} - ${grouped(expression.without)}`;
    default:
      return grouped(expression.item) + marks[expression.kind];
  }
}

/** In round brackets, if it is of several parts. */
function grouped(expression) {
  const several =
    expression.kind === "choice" || expression.kind === "sequence" || expression.kind === "except";
  return several ? `( ${written(expression)} )` : written(expression);
}

/** An expression, which has to be the whole text. */
function readExpression(text) {
  const words = [];
  tokens.lastIndex = 0;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [, word, characters, name, mark] = match;
    words.push({ word, characters, name, mark });
  }
  const reader = { words, at: 0 };
  const expression = choice(reader);
  const rest =
    text.replaceAll(/\s/g, "").length - words.map(lengthOf).reduce((sum, length) => sum + length, 0);
  if (reader.at < words.length || rest !== 0) throw new Error(`this is no EBNF: ${text}`);
  return expression;
}

function lengthOf({ word, characters, name, mark }) {
  return (word ?? characters ?? name ?? mark).replaceAll(/\s/g, "").length;
}

function choice(reader) {
  const items = [sequence(reader)];
  while (accept(reader, "|")) items.push(sequence(reader));
  return items.length === 1 ? items[0] : { kind: "choice", items };
}

function sequence(reader) {
  const items = [];
  while (startsItem(reader)) items.push(item(reader));
  return items.length === 1 ? items[0] : { kind: "sequence", items };
}

function startsItem({ words, at }) {
  return at < words.length && (words[at].mark === undefined || words[at].mark === "(");
}

function item(reader) {
  const whole = repeated(reader);
  return accept(reader, "-") ? { kind: "except", item: whole, without: repeated(reader) } : whole;
}

const repetitions = { "?": "optional", "*": "many", "+": "some" };
const marks = { optional: "?", many: "*", some: "+" };

function repeated(reader) {
  let result = primary(reader);
  for (;;) {
    const mark = reader.words[reader.at]?.mark;
    const kind = mark === undefined ? undefined : repetitions[mark];
    if (kind === undefined) return result;
    reader.at += 1;
    result = { kind, item: result };
  }
}

function primary(reader) {
  const { word, characters, name } = reader.words[reader.at];
  reader.at += 1;
  if (word !== undefined) return { kind: "word", text: word.slice(1, -1) };
  if (characters !== undefined) return { kind: "characters", text: characters };
  if (name !== undefined) return { kind: "name", name };
  const inner = choice(reader);
  if (!accept(reader, ")")) throw new Error("a bracket is not closed");
  return inner;
}

function accept(reader, mark) {
  if (reader.words[reader.at]?.mark !== mark) return false;
  reader.at += 1;
  return true;
}
