import { isRecognitionException } from "chevrotain";
import type { IToken } from "chevrotain";
import * as problems from "../diagnostics/catalogue/mof.js";
import type { Source } from "../source/source.js";
import type { Collector } from "../diagnostics/collector.js";
import { readNumber, shortened } from "./scalars.js";
import type { Reader } from "./scalars.js";
import { syntaxError } from "./syntax-error.js";
import * as tokens from "./tokens.js";
import type {
  Assignment,
  ClassDeclaration,
  InstanceDeclaration,
  Method,
  MofDeclaration,
  Name,
  Parameter,
  Pragma,
  PropertyDeclaration,
  QualifierDeclaration,
} from "./tree.js";
import { endOf, nameOf, ValueRules } from "./values.js";

/** What the grammar makes of a file; `complete` is false when a declaration could not be read. */
export interface Parsed {
  readonly declarations: readonly MofDeclaration[];
  readonly complete: boolean;
}

/**
 * The grammar of MOF as an LCM's codec accepts it (lcm-rules.md §4; written out in grammar/mof.ebnf), one
 * field a rule. No rule contains itself, so the depth of the stack does not depend on the text.
 */
export class MofParser extends ValueRules {
  private declarations: MofDeclaration[] = [];

  /** @param validate see `ValueRules`. */
  constructor(validate: boolean) {
    super(validate);
    this.performSelfAnalysis();
  }

  /** Reads a file's tokens; after an error it goes on at the next declaration. */
  read(source: Source, words: IToken[], found: Collector, reader: Reader | undefined): Parsed {
    this.reading = { source, collector: found, reader, lenient: false };
    this.declarations = [];
    this.input = words;
    this.file();
    while (this.LA(1).tokenType !== tokens.EndOfFile) {
      this.report();
      this.skip();
      this.file();
    }
    const parsed = { declarations: this.declarations, complete: this.errors.length === 0 };
    this.input = [];
    return parsed;
  }

  private report(): void {
    const expected = this.errors.at(-1)?.message ?? "a declaration";
    const [before, token, after] = [this.LA(0), this.LA(1), this.LA(2)];
    this.reading.collector.add(syntaxError({ source: this.reading.source, expected, before, token, after }));
  }

  /** Moves to the next word that starts a declaration, to the end when enough errors have been found. */
  private skip(): void {
    let ahead = 1;
    let bracket = 0;
    while (this.LA(ahead).tokenType !== tokens.EndOfFile) {
      if (this.LA(ahead).tokenType === tokens.LeftBracket) bracket = ahead;
      if (!this.reading.collector.full() && this.startsDeclaration(ahead)) break;
      ahead += 1;
    }
    // A class starts with its qualifiers, if the brackets in front of it have not been read already.
    const qualified = bracket > 0 && this.LA(ahead - 1).tokenType === tokens.RightBracket;
    const start = qualified && this.LA(ahead).tokenType === tokens.Class ? bracket : ahead;
    for (let steps = start; steps > 1; steps -= 1) this.SKIP_TOKEN();
  }

  private startsDeclaration(ahead: number): boolean {
    const next = this.LA(ahead + 1).tokenType;
    switch (this.LA(ahead).tokenType) {
      case tokens.Pragma:
        return true;
      case tokens.Instance:
        return next === tokens.Of;
      case tokens.Class:
      case tokens.Qualifier:
        return next === tokens.Name;
      default:
        return false;
    }
  }

  /** file = *declaration; a file without any is refused by `parseMof`. */
  readonly file = this.RULE("file", () => {
    this.MANY(() => {
      this.ACTION(() => {
        this.reading.lenient = this.reading.reader === undefined && this.LA(1).tokenType !== tokens.Instance;
      });
      try {
        const declaration = this.SUBRULE(this.declaration);
        this.declarations.push(declaration);
      } catch (problem) {
        if (!(problem instanceof Error) || !isRecognitionException(problem)) throw problem;
        this.report();
        this.skip();
      }
    });
  });

  /** declaration = pragma / qualifierDeclaration / instance / classDeclaration */
  readonly declaration = this.RULE("declaration", () =>
    this.OR<MofDeclaration>([
      { ALT: () => this.SUBRULE(this.instance) },
      { ALT: () => this.SUBRULE(this.classDeclaration) },
      { ALT: () => this.SUBRULE(this.qualifierDeclaration) },
      { ALT: () => this.SUBRULE(this.pragma) },
    ]),
  );

  /** pragma = "#pragma" NAME "(" 1*STRING ")", NAME no scope; none has a meaning here, includes vanish as in an LCM. */
  readonly pragma = this.RULE("pragma", (): Pragma => {
    const first = this.CONSUME(tokens.Pragma);
    const name = this.CONSUME(tokens.Name);
    this.notAScope(name);
    this.CONSUME(tokens.LeftParenthesis);
    this.SUBRULE(this.text);
    const last = this.CONSUME(tokens.RightParenthesis);
    return { kind: "pragma", name: nameOf(name), start: first.startOffset, end: endOf(last) };
  });

  /** instance = "instance" "of" NAME [ "as" ALIAS ] "{" 1*assignment "}" ";" */
  readonly instance = this.RULE("instance", (): InstanceDeclaration => {
    const first = this.CONSUME(tokens.Instance);
    this.CONSUME(tokens.Of);
    const className = nameOf(this.CONSUME(tokens.Name));
    const alias = this.OPTION(() => {
      this.CONSUME(tokens.As);
      return nameOf(this.CONSUME(tokens.Alias), 1);
    });
    this.CONSUME(tokens.LeftBrace);
    const properties: Assignment[] = [];
    this.AT_LEAST_ONE(() => {
      properties.push(this.SUBRULE(this.assignment));
    });
    this.CONSUME(tokens.RightBrace);
    const last = this.CONSUME(tokens.Semicolon);
    return { kind: "instance", className, alias, properties, start: first.startOffset, end: endOf(last) };
  });

  /** assignment = [ qualifiers ] NAME "=" initializer ";" */
  readonly assignment = this.RULE("assignment", (): Assignment => {
    const qualifiers = this.OPTION(() => this.SUBRULE(this.qualifiers)) ?? [];
    const name = this.CONSUME(tokens.Name);
    this.CONSUME(tokens.Equals);
    const value = this.SUBRULE(this.initializer);
    const last = this.CONSUME(tokens.Semicolon);
    return { qualifiers, name: nameOf(name), value, start: name.startOffset, end: endOf(last) };
  });

  /** classDeclaration = [ qualifiers ] "class" NAME [ ":" NAME ] "{" *feature "}" [ ";" ] */
  readonly classDeclaration = this.RULE("classDeclaration", (): ClassDeclaration => {
    const start = this.LA(1).startOffset;
    const qualifiers = this.OPTION(() => this.SUBRULE(this.qualifiers)) ?? [];
    this.CONSUME(tokens.Class);
    const name = nameOf(this.CONSUME(tokens.Name));
    const superClass = this.OPTION1(() => {
      this.CONSUME(tokens.Colon);
      return nameOf(this.CONSUME1(tokens.Name));
    });
    const members: Members = { properties: [], methods: [] };
    this.CONSUME(tokens.LeftBrace);
    this.MANY(() => this.SUBRULE(this.feature, { ARGS: [members] }));
    const brace = this.CONSUME(tokens.RightBrace);
    const semicolon = this.OPTION2(() => this.CONSUME(tokens.Semicolon));
    this.ACTION(() => {
      if (semicolon !== undefined) return;
      const origin = { source: this.reading.source, start: brace.startOffset, end: endOf(brace) };
      this.reading.collector.add(problems.missingSemicolon(origin, { className: name.text }));
    });
    return { kind: "class", name, superClass, qualifiers, ...members, start, end: endOf(this.LA(0)) };
  });

  /**
   * feature = [ qualifiers ] type NAME ( "(" [ parameters ] ")" / [ dimension ] [ "=" initializer ] ) ";"
   * A reference has neither dimension nor initializer.
   */
  readonly feature = this.RULE("feature", (members: Members) => {
    const start = this.LA(1).startOffset;
    const qualifiers = this.OPTION(() => this.SUBRULE(this.qualifiers)) ?? [];
    const type = this.SUBRULE(this.type);
    const name = nameOf(this.CONSUME(tokens.Name));
    this.OR([
      {
        ALT: () => {
          this.CONSUME(tokens.LeftParenthesis);
          const parameters = this.OPTION1(() => this.SUBRULE(this.parameters)) ?? [];
          const end = endOf(this.CONSUME(tokens.RightParenthesis));
          this.ACTION(() => members.methods.push({ name, ...type, qualifiers, parameters, start, end }));
        },
      },
      {
        ALT: () => {
          const GATE = (): boolean => !type.reference;
          const array = this.OPTION2({ GATE, DEF: () => this.SUBRULE(this.dimension) }) ?? false;
          const defaultValue = this.OPTION3({
            GATE,
            DEF: () => {
              this.CONSUME(tokens.Equals);
              return this.SUBRULE(this.initializer);
            },
          });
          const end = endOf(this.LA(0));
          this.ACTION(() =>
            members.properties.push({ name, ...type, array, qualifiers, defaultValue, start, end }),
          );
        },
      },
    ]);
    this.CONSUME(tokens.Semicolon);
  });

  /** type = DATATYPE / NAME [ "ref" ]; a NAME alone is no type: `readClasses` says so, and which is meant. */
  readonly type = this.RULE("type", () =>
    this.OR<Type>([
      { ALT: () => ({ type: nameOf(this.CONSUME(tokens.DataType)), reference: false }) },
      {
        ALT: () => {
          const className = nameOf(this.CONSUME(tokens.Name));
          const reference = this.OPTION(() => this.CONSUME(tokens.Ref)) !== undefined;
          return { type: className, reference };
        },
      },
    ]),
  );

  /** parameters = parameter *( "," parameter ) */
  readonly parameters = this.RULE("parameters", () => {
    const list: Parameter[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        list.push(this.SUBRULE(this.parameter));
      },
    });
    return list;
  });

  /** parameter = [ qualifiers ] type NAME [ dimension ] */
  readonly parameter = this.RULE("parameter", (): Parameter => {
    const start = this.LA(1).startOffset;
    const qualifiers = this.OPTION(() => this.SUBRULE(this.qualifiers)) ?? [];
    const type = this.SUBRULE(this.type);
    const name = nameOf(this.CONSUME(tokens.Name));
    this.OPTION1(() => this.SUBRULE(this.dimension));
    return { name, ...type, qualifiers, start, end: endOf(this.LA(0)) };
  });

  /** dimension = "[" [ NUMBER ] "]"; the number has to be a positive integer and means nothing to DSC. */
  readonly dimension = this.RULE("dimension", () => {
    this.CONSUME(tokens.LeftBracket);
    this.OPTION(() => {
      const word = this.CONSUME(tokens.NumberWord);
      this.ACTION(() => {
        const size = readNumber(word.image, word.startOffset, this.reading);
        if (size === undefined || (size.kind === "integer" && /^[1-9]/.test(size.text))) return;
        const origin = { source: this.reading.source, start: word.startOffset, end: endOf(word) };
        this.reading.collector.add(problems.arraySize(origin, { text: shortened(word.image) }));
      });
    });
    this.CONSUME(tokens.RightBracket);
    return true;
  });

  /** qualifierDeclaration = "qualifier" NAME ":" DATATYPE [ dimension ] [ "=" initializer ] "," scopes [ "," flavors ] ";" */
  readonly qualifierDeclaration = this.RULE("qualifierDeclaration", (): QualifierDeclaration => {
    const first = this.CONSUME(tokens.Qualifier);
    const name = nameOf(this.CONSUME(tokens.Name));
    this.CONSUME(tokens.Colon);
    const type = nameOf(this.CONSUME(tokens.DataType));
    const array = this.OPTION(() => this.SUBRULE(this.dimension)) ?? false;
    const defaultValue = this.OPTION1(() => {
      this.CONSUME(tokens.Equals);
      return this.SUBRULE(this.initializer);
    });
    this.CONSUME(tokens.Comma);
    const scopes = this.SUBRULE(this.scopes);
    const flavors = this.OPTION2(() => {
      this.CONSUME1(tokens.Comma);
      return this.SUBRULE(this.flavours);
    });
    const end = endOf(this.CONSUME(tokens.Semicolon));
    const span = { start: first.startOffset, end };
    return { kind: "qualifier", name, type, array, defaultValue, scopes, flavors: flavors ?? [], ...span };
  });

  /** scopes = "scope" "(" scope *( "," scope ) ")" */
  readonly scopes = this.RULE("scopes", () => {
    this.CONSUME(tokens.Scope);
    this.CONSUME(tokens.LeftParenthesis);
    const list: Name[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        list.push(this.SUBRULE(this.scope));
      },
    });
    this.CONSUME(tokens.RightParenthesis);
    return list;
  });

  /** scope = "class" / "method" / "parameter" / "any" / NAME: association, indication, property, reference */
  readonly scope = this.RULE("scope", (): Name => {
    this.OR([
      { ALT: () => this.CONSUME(tokens.Class) },
      { ALT: () => this.CONSUME(tokens.Method) },
      { ALT: () => this.CONSUME(tokens.Parameter) },
      { ALT: () => this.CONSUME(tokens.Any) },
      { ALT: () => this.namedScope(this.CONSUME(tokens.Name)) },
    ]);
    return nameOf(this.LA(0));
  });

  /** flavours = "flavor" "(" FLAVOR *( "," FLAVOR ) ")" */
  readonly flavours = this.RULE("flavours", () => {
    this.CONSUME(tokens.Flavour);
    this.CONSUME(tokens.LeftParenthesis);
    const list: Name[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: tokens.Comma,
      DEF: () => {
        list.push(nameOf(this.CONSUME(tokens.FlavourName)));
      },
    });
    this.CONSUME(tokens.RightParenthesis);
    return list;
  });

  /** The names of scopes can name everything but a pragma. */
  private notAScope(word: IToken): void {
    this.ACTION(() => {
      if (!namedScopes.test(word.image)) return;
      const origin = { source: this.reading.source, start: word.startOffset, end: endOf(word) };
      this.reading.collector.add(
        problems.reservedWord(origin, { word: word.image, expected: "a pragma name" }),
      );
    });
  }

  private namedScope(word: IToken): void {
    this.ACTION(() => {
      if (namedScopes.test(word.image)) return;
      const origin = { source: this.reading.source, start: word.startOffset, end: endOf(word) };
      const found = `"${shortened(word.image)}"`;
      this.reading.collector.add(problems.syntax(origin, { expected: "a scope", found }));
    });
  }
}

/** Scopes that are names elsewhere. */
const namedScopes = /^(?:association|indication|property|reference)$/i;

interface Members {
  readonly properties: PropertyDeclaration[];
  readonly methods: Method[];
}

type Type = Pick<PropertyDeclaration, "type" | "reference">;
