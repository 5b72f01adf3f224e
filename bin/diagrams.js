import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readGrammar, written } from "./ebnf.js";

/*
 * npm run diagrams: draws the grammars of grammar/*.ebnf as railroad diagrams, one page each, which needs nothing but
 * itself: no script, no style sheet, no font from elsewhere.
 */

const titles = { recipe: "The grammar of recipes", mof: "The grammar of MOF" };

/** How wide a character of the font is, how high a box, and how much stands between two of them. */
const CHARACTER = 7.25;
const HALF = 11;
const GAP = 10;
const ROW = 8;

/** The page of a grammar: its rules in order, each drawn and written. */
export function pageOf(name, text) {
  const rules = readGrammar(text);
  const [head = "", ...sections] = rules[0]?.comments ?? [];
  const names = new Set(rules.map((rule) => rule.name));
  const blocks = rules.map((rule, index) => {
    const said = index === 0 ? sections : rule.comments;
    return [
      ...said.map((comment) => `<p>${escaped(comment)}</p>`),
      `<h2 id="${rule.name}">${rule.name}</h2>`,
      drawn(rule.expression, names),
      `<pre>${escaped(`${rule.name} ::= ${rule.source}`)}</pre>`,
    ].join("\n");
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${titles[name]}</title>
<style>
${style}
</style>
<h1>${titles[name]}</h1>
<p>Made of grammar/${name}.ebnf by bin/diagrams.js. Rounded boxes are tokens as written, angular ones other rules.</p>
<pre>${escaped(head)}</pre>
${blocks.join("\n")}
</html>
`;
}

const style = `body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 0.25rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; color: #555; margin: 0.25rem 0; }
div { overflow-x: auto; }
svg { display: block; }
svg path { fill: none; stroke: #333; stroke-width: 1.5; }
svg rect { fill: #eef3ff; stroke: #335; }
svg rect.token { fill: #eafbea; }
svg rect.note { fill: none; stroke-dasharray: 4 3; }
svg text { font: 12px ui-monospace, monospace; text-anchor: middle; dominant-baseline: central; }
svg a text { fill: #00409f; text-decoration: underline; }`;

function drawn(expression, names) {
  const figure = figureOf(expression, names);
  const width = Math.ceil(figure.width + 4 * GAP);
  const height = Math.ceil(figure.up + figure.down + 2 * GAP);
  const y = figure.up + GAP;
  const body = [
    path(GAP, y - ROW, `v${2 * ROW} M${GAP} ${y} h${GAP}`),
    figure.draw(2 * GAP, y),
    path(2 * GAP + figure.width, y, `h${GAP} M${3 * GAP + figure.width} ${y - ROW} v${2 * ROW}`),
  ];
  return `<div><svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body.join("")}</svg></div>`;
}

/** What is drawn: how far it reaches from its line, to the right, up and down, and the drawing from a place on. */
function figureOf(expression, names) {
  switch (expression.kind) {
    case "word":
      return box(expression.text === "" ? "nothing" : expression.text, "token");
    case "characters":
      return box(expression.text, "token");
    case "name":
      return box(expression.name, "rule", names.has(expression.name));
    case "sequence":
      return row(expression.items.map((item) => figureOf(item, names)));
    case "choice":
      return oneOf(expression.items) ?? stack(expression.items.map((item) => figureOf(item, names)));
    case "optional":
      return stack([row([]), figureOf(expression.item, names)]);
    case "some":
      return loop(figureOf(expression.item, names));
    case "many":
      return stack([row([]), loop(figureOf(expression.item, names))]);
    default:
      return row([figureOf(expression.item, names), box(`but not ${written(expression.without)}`, "note")]);
  }
}

function box(label, type, linked = false) {
  return lines([label], type, linked);
}

/** A box of several lines of text. */
function lines(texts, type, linked) {
  const width = Math.max(...texts.map((text) => text.length)) * CHARACTER + 2 * GAP;
  const down = HALF + (texts.length - 1) * 2 * ROW;
  const draw = (x, y) => {
    const round = type === "token" ? ' rx="10"' : "";
    const frame = `<rect class="${type}" x="${n(x)}" y="${n(y - HALF)}" width="${n(width)}" height="${n(HALF + down)}"${round}/>`;
    const words = texts.map(
      (text, index) => `<text x="${n(x + width / 2)}" y="${n(y + index * 2 * ROW)}">${escaped(text)}</text>`,
    );
    const [only] = texts;
    return frame + (linked ? `<a href="#${only}">${words.join("")}</a>` : words.join(""));
  };
  return { width, up: HALF, down, draw };
}

/** Many short words are one box. */
function oneOf(items) {
  const short = items.every(({ kind, text }) => kind === "word" && text.length < 16);
  if (items.length < 8 || !short) return undefined;
  const texts = ["one of"];
  for (const { text } of items) {
    const last = texts.at(-1) ?? "";
    if (texts.length > 1 && last.length + text.length < 60) texts[texts.length - 1] = `${last}  ${text}`;
    else texts.push(text);
  }
  return lines(texts, "token", false);
}

function row(figures) {
  const width = figures.reduce((sum, figure) => sum + figure.width, Math.max(0, figures.length - 1) * GAP);
  const up = Math.max(0, ...figures.map((figure) => figure.up));
  const down = Math.max(0, ...figures.map((figure) => figure.down));
  const draw = (x, y) => {
    let at = x;
    return figures
      .map((figure, index) => {
        const line = index === 0 ? "" : path(at, y, `h${GAP}`);
        if (index > 0) at += GAP;
        const body = figure.draw(at, y);
        at += figure.width;
        return line + body;
      })
      .join("");
  };
  return { width, up, down, draw };
}

/** One of several ways: the first on the line, the others below it. */
function stack(figures) {
  const inner = Math.max(...figures.map((figure) => figure.width));
  const [first] = figures;
  const places = [];
  let down = first.down;
  for (const figure of figures.slice(1)) {
    const place = Math.max(2 * GAP, down + ROW + figure.up);
    places.push(place);
    down = place + figure.down;
  }
  const draw = (x, y) => {
    const straight = path(x, y, `h${2 * GAP}`) + first.draw(x + 2 * GAP, y);
    const behind = x + 2 * GAP + first.width;
    const end = x + inner + 4 * GAP;
    const others = figures.slice(1).map((figure, index) => {
      const place = places[index];
      const from = `a10 10 0 0 1 10 10 v${n(place - 2 * GAP)} a10 10 0 0 0 10 10`;
      const to = `a10 10 0 0 0 10 -10 v${n(2 * GAP - place)} a10 10 0 0 1 10 -10`;
      const right = x + 2 * GAP + figure.width;
      return (
        path(x, y, from) +
        figure.draw(x + 2 * GAP, y + place) +
        path(right, y + place, `H${n(end - 2 * GAP)} ${to}`)
      );
    });
    return straight + path(behind, y, `H${n(end)}`) + others.join("");
  };
  return { width: inner + 4 * GAP, up: first.up, down, draw };
}

/** Once or more often: a line leads back below. */
function loop(figure) {
  const place = figure.down + ROW + 2;
  const draw = (x, y) => {
    const right = x + GAP + figure.width;
    const rise = n(place - 2 * GAP);
    const down = `a10 10 0 0 1 10 10 v${rise} a10 10 0 0 1 -10 10`;
    const back = `h${GAP} M${n(right)} ${n(y)} ${down} H${n(x + GAP)} a10 10 0 0 1 -10 -10 v-${rise} a10 10 0 0 1 10 -10`;
    const arrow = path(x + GAP + figure.width / 2 + 4, y + place - 4, "l-6 4 l6 4");
    return path(x, y, `h${GAP}`) + figure.draw(x + GAP, y) + path(right, y, back) + arrow;
  };
  return { width: figure.width + 2 * GAP, up: figure.up, down: place + 2, draw };
}

function path(x, y, commands) {
  return `<path d="M${n(x)} ${n(y)} ${commands}"/>`;
}

function n(number) {
  return String(Math.round(number * 100) / 100);
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of Object.keys(titles)) {
    const place = (ending) => new URL(`../grammar/${name}.${ending}`, import.meta.url);
    writeFileSync(place("html"), pageOf(name, readFileSync(place("ebnf"), "utf8")));
  }
}
