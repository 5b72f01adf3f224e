import { EmbeddedActionsParser } from "chevrotain";
import type { IToken, ParserMethod } from "chevrotain";
import * as problems from "../diagnostics/catalogue/mof.js";
import type { Value } from "../model/value.js";
import { collector } from "../diagnostics/collector.js";
import { withCharacters } from "./octets.js";
import { readCharacter, readNumber, readString } from "./scalars.js";
import type { Reading } from "./scalars.js";
import { expectations } from "./syntax-error.js";
import * as tokens from "./tokens.js";
import type { Literal, Name, Qualifier } from "./tree.js";

/** The rules of MOF for values and for qualifiers, which instances and classes have in common. */
export class ValueRules extends EmbeddedActionsParser {
  protected reading: Reading = {
    source: { name: "", path: "", text: "" },
    collector: collector(),
    reader: undefined,
    lenient: false,
  };

  /** @param validate whether Chevrotain proves the grammar free of ambiguities: a test's business. */
  constructor(validate: boolean) {
    super(tokens.vocabulary, {
      skipValidations: !validate,
      maxLookahead: 1,
      recoveryEnabled: false,
      errorMessageProvider: expectations,
    });
  }

  /*
   * Choices that are made for every value are arrays made once: an array of closures a value would keep the
   * garbage collector busier than the text does.
   */
  private readonly initializers = [
    { ALT: () => this.SUBRULE(this.constant) },
    { ALT: () => this.SUBRULE(this.array) },
  ];

  private readonly constants = [
    { ALT: () => this.SUBRULE(this.text) },
    { ALT: () => this.number(this.CONSUME(tokens.NumberWord)) },
    { ALT: () => literal({ kind: "boolean", value: true }, this.CONSUME(tokens.True)) },
    { ALT: () => literal({ kind: "boolean", value: false }, this.CONSUME(tokens.False)) },
    { ALT: () => literal({ kind: "null" }, this.CONSUME(tokens.Null)) },
    { ALT: () => aliasLiteral(this.CONSUME(tokens.Alias)) },
    { ALT: () => this.character(this.CONSUME(tokens.Character)) },
  ];

  /** initializer = constant / array */
  readonly initializer: ParserMethod<[], Literal> = this.RULE("initializer", () =>
    this.OR(this.initializers),
  );

  /** array = "{" [ constant *( "," constant ) ] "}", all elements of one kind */
  readonly array = this.RULE("array", (): Literal => {
    const first = this.CONSUME(tokens.LeftBrace);
    const items: Literal[] = [];
    this.MANY_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        items.push(this.SUBRULE(this.constant));
      },
    });
    const last = this.CONSUME(tokens.RightBrace);
    return this.ACTION(() => arrayOf(items, first.startOffset, endOf(last), this.reading));
  });

  /** constant = text / NUMBER / "true" / "false" / "null" / ALIAS / CHARACTER */
  readonly constant: ParserMethod<[], Literal> = this.RULE("constant", () => this.OR(this.constants));

  /** text = 1*STRING; adjacent strings are one. */
  readonly text = this.RULE("text", (): Literal => {
    const words = [this.CONSUME(tokens.Text)];
    this.MANY(() => {
      words.push(this.CONSUME1(tokens.Text));
    });
    return this.ACTION(() => textOf(words, this.reading));
  });

  /** qualifiers = "[" qualifier *( "," qualifier ) "]" */
  readonly qualifiers = this.RULE("qualifiers", () => {
    const list: Qualifier[] = [];
    this.CONSUME(tokens.LeftBracket);
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        list.push(this.SUBRULE(this.qualifier));
      },
    });
    this.CONSUME(tokens.RightBracket);
    return list;
  });

  /** qualifier = NAME [ "(" constant ")" / array ] [ ":" FLAVOR ] */
  readonly qualifier = this.RULE("qualifier", (): Qualifier => {
    const name = this.CONSUME(tokens.Name);
    const value = this.OPTION(() =>
      this.OR<Literal>([
        {
          ALT: () => {
            this.CONSUME(tokens.LeftParenthesis);
            const constant = this.SUBRULE(this.constant);
            this.CONSUME(tokens.RightParenthesis);
            return constant;
          },
        },
        { ALT: () => this.SUBRULE(this.array) },
      ]),
    );
    const flavor = this.OPTION1(() => {
      this.CONSUME(tokens.Colon);
      return nameOf(this.CONSUME(tokens.FlavourName));
    });
    return { name: nameOf(name), value, flavor, start: name.startOffset, end: endOf(this.LA(0)) };
  });

  private number(word: IToken): Literal {
    return this.ACTION(() => {
      const number = readNumber(word.image, word.startOffset, this.reading);
      return literal(number ?? { kind: "integer", text: "0" }, word, number === undefined);
    });
  }

  private character(word: IToken): Literal {
    return this.ACTION(() => {
      return literal({ kind: "char", text: readCharacter(word.image, word.startOffset, this.reading) }, word);
    });
  }
}

/** The offset behind a token; Chevrotain is told to keep the one in front alone. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** A name as a token spells it, without the first characters that are not the name's. */
export function nameOf(token: IToken, from = 0): Name {
  return { text: token.image.slice(from), start: token.startOffset, end: endOf(token) };
}

function literal(value: Value, token: IToken, faulty = false): Literal {
  return { value, items: undefined, faulty, start: token.startOffset, end: endOf(token) };
}

function aliasLiteral(token: IToken): Literal {
  return literal({ kind: "instance", alias: token.image.slice(1) }, token);
}

function textOf(words: readonly IToken[], reading: Reading): Literal {
  let text = "";
  let faulty = false;
  for (const { image, startOffset } of words) {
    const read = readString(image, startOffset, reading);
    text += read.text;
    faulty ||= read.faulty;
  }
  const [first, last] = [words[0], words.at(-1)];
  const span = { start: first?.startOffset ?? 0, end: last === undefined ? 0 : endOf(last) };
  if (reading.reader?.target === "linux") text = withCharacters(text);
  return { value: { kind: "string", text }, items: undefined, faulty, ...span };
}

const kindNames: Readonly<Record<Value["kind"], string>> = {
  string: "a string",
  integer: "an integer",
  real: "a real",
  boolean: "a boolean",
  char: "a character",
  null: "NULL",
  array: "an array",
  instance: "an alias",
};

/** An array literal; an LCM refuses one whose elements differ in kind ("Initializer not valid"). */
function arrayOf(items: readonly Literal[], start: number, end: number, reading: Reading): Literal {
  const first = items.find((item) => !item.faulty)?.value.kind;
  const odd = items.find((item) => !item.faulty && item.value.kind !== first);
  if (odd !== undefined && first !== undefined) {
    const origin = { source: reading.source, start: odd.start, end: odd.end };
    const names = { first: kindNames[first], other: kindNames[odd.value.kind] };
    reading.collector.add(problems.mixedArray(origin, names));
  }
  const faulty = odd !== undefined || items.some((item) => item.faulty);
  return { value: { kind: "array", items: items.map((item) => item.value) }, items, faulty, start, end };
}
