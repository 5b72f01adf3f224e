import type { Segment } from "../model/declaration.js";
import type { Source } from "../source/source.js";

/**
 * The tree of a recipe: Ruby's, as far as recipes use it. Nodes carry offsets into their source and nothing
 * that is computed later. Sugar is gone: `unless`, modifiers and the ternary are all `if`; `a += b` keeps its
 * operator. What Ruby accepts and mofsmith does not is a node too (`refused`), so that only code that depends
 * on it suffers.
 */
export interface Recipe {
  readonly source: Source;
  readonly statements: readonly Expression[];
  /** In order of the text; kept beside the tree because no stage but the formatter and suppressions asks. */
  readonly comments: readonly Comment[];
  /** The words of all calls that may declare something: of resources and `include_recipe`, in order of the text. */
  readonly resourceWords: readonly Span[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `# …` up to the line's end, or a whole `=begin … =end`. */
export type Comment = Span;

export type Expression =
  | StringLiteral
  | SymbolLiteral
  | IntegerLiteral
  | FloatLiteral
  | BooleanLiteral
  | NilLiteral
  | ArrayLiteral
  | HashLiteral
  | RangeLiteral
  | RegexpLiteral
  | LocalRead
  | ConstantRead
  | Call
  | Index
  | Assignment
  | MultipleAssignment
  | Binary
  | MatchAssignment
  | MatchVariable
  | Unary
  | Logical
  | If
  | Case
  | Return
  | Jump
  | Sequence
  | Refused
  | Broken;

/** Any string form: `'…'`, `"…"`, `%q()`, heredocs, adjacent literals. A plain string has one text part. */
export interface StringLiteral extends Span {
  readonly kind: "string";
  readonly parts: readonly StringPart[];
}

/** `:name`, `:"quoted #{name}"`, a label `name:` in a hash. */
export interface SymbolLiteral extends Span {
  readonly kind: "symbol";
  readonly parts: readonly StringPart[];
}

export type StringPart = TextPart | Interpolation;

/**
 * Text after escapes and dedent, with the way back to the source: `segments`, or, when there are none, the text
 * stands as it is from `start` to `end`. `segmentsOf` gives them in either case.
 */
export interface TextPart extends Span {
  readonly kind: "text";
  readonly text: string;
  readonly segments: readonly TextSegment[];
}

/** As `Segment` of the model, but with offsets in the recipe instead of an origin. */
export interface TextSegment extends Span {
  readonly at: Segment["at"];
}

/** `#{ statements }` */
export interface Interpolation extends Span {
  readonly kind: "interpolation";
  readonly statements: readonly Expression[];
}

/** Decimal digits, whatever base it was written in; a sign belongs to it only in `-1` literals. */
export interface IntegerLiteral extends Span {
  readonly kind: "integer";
  readonly value: bigint;
}

export interface FloatLiteral extends Span {
  readonly kind: "float";
  readonly number: number;
}

export interface BooleanLiteral extends Span {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NilLiteral extends Span {
  readonly kind: "nil";
}

/** `[…]`, `%w()`, `%i()` */
export interface ArrayLiteral extends Span {
  readonly kind: "array";
  readonly elements: readonly Argument[];
}

/** `{…}`, or the bare pairs at the end of an argument list (`braces` false). */
export interface HashLiteral extends Span {
  readonly kind: "hash";
  readonly entries: readonly (HashEntry | DoubleSplat)[];
  readonly braces: boolean;
}

export interface HashEntry extends Span {
  readonly kind: "entry";
  readonly key: Expression;
  readonly value: Expression;
}

/** `**hash`: its entries, in a hash or at the end of an argument list. */
export interface DoubleSplat extends Span {
  readonly kind: "double splat";
  readonly value: Expression;
}

/** `a..b`, `a...b`; either end may be left out. */
export interface RangeLiteral extends Span {
  readonly kind: "range";
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
  readonly exclusive: boolean;
}

/** `/…/`, `%r{…}`; escapes in its text are left to the reader of the pattern. */
export interface RegexpLiteral extends Span {
  readonly kind: "regexp";
  readonly parts: readonly StringPart[];
  /** The letters behind it. */
  readonly options: string;
}

export interface LocalRead extends Span {
  readonly kind: "local";
  readonly name: string;
  /** How many blocks further out it was made; 0: in the block, or the recipe, that it stands in. */
  readonly depth: number;
}

/** `A`, `A::B` (scope set), `::A` (scope "top"). */
export interface ConstantRead extends Span {
  readonly kind: "constant";
  readonly scope: Expression | "top" | undefined;
  readonly name: string;
}

/** An argument or array element: an expression, or `*list`. */
export type Argument = Expression | Splat;

export interface Splat extends Span {
  readonly kind: "splat";
  readonly value: Expression;
}

/** `name`, `name arg, arg do … end`, `receiver.name(arg)`; a bare name that is no local is a call too. */
export interface Call extends Span {
  readonly kind: "call";
  readonly receiver: Expression | undefined;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly arguments: readonly Argument[];
  readonly block: Block | undefined;
  /** `&expression` as last argument. */
  readonly blockArgument: Expression | undefined;
  /** `&.` */
  readonly safe: boolean;
}

/** `{ |a, b| … }`, `do |a, b| … end`, and the body of a `for`, which is the call of `each` with it. */
export interface Block extends Span {
  readonly kind: "block";
  /** For `_1` and its like the parameters that they stand for. */
  readonly parameters: readonly Parameter[];
  /** What a `for` assigns in each round: its body has no parameters, and no locals of its own. */
  readonly variables: Target | undefined;
  readonly statements: readonly Expression[];
  /** A statement in it could not be read: what is missing in the block proves nothing. */
  readonly broken: boolean;
}

/** `a`, `b = 1`, `*rest`, `(c, d)`; the comma at the end of `|a,|` is a rest without a name. */
export type Parameter = NamedParameter | OptionalParameter | RestParameter | ParameterList;

export interface NamedParameter extends Span {
  readonly kind: "parameter";
  readonly name: string;
}

export interface OptionalParameter extends Span {
  readonly kind: "optional parameter";
  readonly name: string;
  /** Its value where none is given. */
  readonly value: Expression;
}

export interface RestParameter extends Span {
  readonly kind: "rest parameter";
  readonly name: string | undefined;
}

export interface ParameterList extends Span {
  readonly kind: "parameters";
  readonly items: readonly Parameter[];
}

/** `receiver[…]` */
export interface Index extends Span {
  readonly kind: "index";
  readonly receiver: Expression;
  readonly arguments: readonly Argument[];
}

/** `target = value`, `target += value`, `target ||= value`. */
export interface Assignment extends Span {
  readonly kind: "assignment";
  readonly target: AssignmentTarget;
  /** `+` for `+=`, `||` for `||=`; undefined for `=`. */
  readonly operator: string | undefined;
  readonly value: Expression;
}

export type AssignmentTarget = LocalRead | ConstantRead | Index | Call;

/** `a, b = value`, `a, (b, *c), d[0] = value, value`: several values are an array. */
export interface MultipleAssignment extends Span {
  readonly kind: "multiple assignment";
  readonly targets: TargetList;
  readonly value: Expression;
}

/** What stands left of the `=` of a multiple assignment, behind `for`, or in parentheses there. */
export interface TargetList extends Span {
  readonly kind: "targets";
  readonly items: readonly (Target | RestTarget)[];
}

/** A refused target is a global or an instance variable. */
export type Target = AssignmentTarget | TargetList | Refused;

/** `*rest`, or `*` alone. */
export interface RestTarget extends Span {
  readonly kind: "rest target";
  readonly target: Target | undefined;
}

/** `+ - * / % ** == != =~ !~ === <=> < <= > >= << >> & | ^` */
export interface Binary extends Span {
  readonly kind: "binary";
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

/** `/(?<name>…)/ =~ value`: what the groups of a literal without `#{}` match are locals from there on. */
export interface MatchAssignment extends Span {
  readonly kind: "match assignment";
  readonly pattern: RegexpLiteral;
  readonly value: Expression;
  readonly locals: readonly LocalRead[];
}

/** `$~`, `$&`, `` $` ``, `$'`, `$+`, `$1` …: what was matched last, or a part of it. */
export interface MatchVariable extends Span {
  readonly kind: "match variable";
  readonly name: string;
}

/** `!` (also `not`), `-`, `+`, `~` */
export interface Unary extends Span {
  readonly kind: "unary";
  readonly operator: string;
  readonly operand: Expression;
}

/** `&&`/`and`, `||`/`or`: the second operand is evaluated only when needed. */
export interface Logical extends Span {
  readonly kind: "logical";
  readonly operator: "and" | "or";
  readonly left: Expression;
  readonly right: Expression;
}

/** `if`, `unless` (branches swapped), modifiers, the ternary. */
export interface If extends Span {
  readonly kind: "if";
  readonly condition: Expression;
  readonly then: readonly Expression[];
  readonly otherwise: readonly Expression[];
}

/** `case subject when … else … end` */
export interface Case extends Span {
  readonly kind: "case";
  readonly subject: Expression | undefined;
  readonly whens: readonly When[];
  readonly otherwise: readonly Expression[];
}

export interface When extends Span {
  readonly conditions: readonly Argument[];
  readonly statements: readonly Expression[];
}

/** `return`, also in front of `if`/`unless`: the rest of the recipe is not evaluated. */
export interface Return extends Span {
  readonly kind: "return";
  readonly value: Expression | undefined;
}

/** `next`, which ends a round of a block, and `break`, which ends the call that the block belongs to. */
export interface Jump extends Span {
  readonly kind: "jump";
  readonly keyword: "next" | "break";
  readonly value: Expression | undefined;
}

/** `( a; b )` with other than one statement, and `begin … end`. */
export interface Sequence extends Span {
  readonly kind: "sequence";
  readonly statements: readonly Expression[];
}

/** Ruby that mofsmith knows and does not evaluate: `def`, `class`, `while`, a backtick string … */
export interface Refused extends Span {
  readonly kind: "refused";
  /** What it is, as a message names it: `def`, `while`, `a lambda`. */
  readonly construct: string;
  /** Could run or read something on the machine: an error where it stands (contract, "What a recipe means"). */
  readonly dangerous: boolean;
  /** Locals that it assigns; they are unknown afterwards. */
  readonly assigns: readonly LocalRead[];
  /** The words of the calls inside that may declare something. */
  readonly blocks: readonly Span[];
}

/** Stands where text could not be read; a diagnostic has been given. */
export interface Broken extends Span {
  readonly kind: "broken";
}
