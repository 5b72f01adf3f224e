import type { Header } from "../model/document.js";
import type { Value } from "../model/value.js";
import type { Source } from "../source/source.js";

/**
 * What a MOF text says, before any class is looked up: declarations in the order of the text, with offsets.
 * Names keep the spelling of the text; MOF compares them ignoring case.
 */
export interface MofFile {
  readonly source: Source;
  /** What the leading comment says (`@TargetNode='…'`). */
  readonly header: Header;
  readonly declarations: readonly MofDeclaration[];
  /** False when some declaration could not be read: what seems to be missing may stand there. */
  readonly complete: boolean;
}

export type MofDeclaration = ClassDeclaration | InstanceDeclaration | QualifierDeclaration | Pragma;

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Name extends Span {
  readonly text: string;
}

/** class = [qualifiers] "class" NAME [":" NAME] "{" { property | method } "}" [";"] */
export interface ClassDeclaration extends Span {
  readonly kind: "class";
  readonly name: Name;
  readonly superClass: Name | undefined;
  readonly qualifiers: readonly Qualifier[];
  readonly properties: readonly PropertyDeclaration[];
  readonly methods: readonly Method[];
}

/** method = [qualifiers] DATATYPE NAME "(" [ parameter *( "," parameter ) ] ")" ";" */
export interface Method extends Span {
  readonly name: Name;
  /** As written, which need not be a type; the class's name when `reference`. */
  readonly type: Name;
  readonly reference: boolean;
  readonly qualifiers: readonly Qualifier[];
  readonly parameters: readonly Parameter[];
}

/** parameter = [qualifiers] ( DATATYPE | NAME ["ref"] ) NAME [ "[" [size] "]" ] */
export type Parameter = Omit<PropertyDeclaration, "defaultValue" | "array">;

/** qualifier = NAME [ "(" literal ")" | "{" literals "}" ] [ ":" FLAVOR ] */
export interface Qualifier extends Span {
  readonly name: Name;
  readonly value: Literal | undefined;
  readonly flavor: Name | undefined;
}

/** property = [qualifiers] ( DATATYPE NAME [ "[" [size] "]" ] [ "=" literal ] | NAME "ref" NAME ) ";" */
export interface PropertyDeclaration extends Span {
  readonly name: Name;
  /** The type as written (`String`, `uint16`), which may be none; the class's name when `reference`. */
  readonly type: Name;
  readonly reference: boolean;
  readonly array: boolean;
  readonly qualifiers: readonly Qualifier[];
  readonly defaultValue: Literal | undefined;
}

/** instance = "instance" "of" NAME [ "as" "$"NAME ] "{" 1*( NAME "=" literal ";" ) "}" ";" */
export interface InstanceDeclaration extends Span {
  readonly kind: "instance";
  readonly className: Name;
  /** Without the `$`. */
  readonly alias: Name | undefined;
  readonly properties: readonly Assignment[];
}

export interface Assignment extends Span {
  /** They parse, and mean nothing. */
  readonly qualifiers: readonly Qualifier[];
  readonly name: Name;
  readonly value: Literal;
}

/** A value with its place; `items` are the places of an array's elements. */
export interface Literal extends Span {
  readonly value: Value;
  readonly items: readonly Span[] | undefined;
  /** It has a mistake that has been reported: `value` only stands in for what was meant. */
  readonly faulty: boolean;
}

/** qualifierDeclaration = "qualifier" NAME ":" DATATYPE [dimension] [ "=" literal ] "," scopes [ "," flavors ] ";" */
export interface QualifierDeclaration extends Span {
  readonly kind: "qualifier";
  readonly name: Name;
  readonly type: Name;
  readonly array: boolean;
  readonly defaultValue: Literal | undefined;
  readonly scopes: readonly Name[];
  readonly flavors: readonly Name[];
}

export interface Pragma extends Span {
  readonly kind: "pragma";
  readonly name: Name;
}
