import type { PatternOptions, PatternProblem } from "./pattern.js";
import type { Sign } from "./signs.js";

/** The options that hold at one place of a pattern; `(?a)` and `(?u)` set the last three. */
export interface Options extends PatternOptions {
  readonly asciiShorthands: boolean;
  readonly asciiBrackets: boolean;
  readonly asciiBoundaries: boolean;
}

/** Walks over the signs of a pattern, and keeps what is known of it so far. */
export class PatternCursor {
  position = 0;
  problem: PatternProblem | undefined;
  options: Options;
  /** Groups opened so far, and those of them that are closed. */
  groups = 0;
  readonly closed = new Set<number>();
  readonly names = new Map<string, number[]>();
  depth = 0;

  constructor(
    readonly signs: readonly Sign[],
    readonly length: number,
    options: PatternOptions,
  ) {
    this.options = { ...options, asciiShorthands: true, asciiBrackets: false, asciiBoundaries: false };
  }

  /** The offset in the pattern. */
  get offset(): number {
    return this.signs[this.position]?.start ?? this.length;
  }

  next(): Sign | undefined {
    return this.signs[this.position++];
  }

  /** Whether an operator stands `ahead` signs from here. */
  sees(operator: string, ahead = 0): boolean {
    return this.character(ahead) === operator;
  }

  /** The character that stands `ahead` signs from here as it is; empty for an escape and at the end. */
  character(ahead = 0): string {
    const sign = this.signs[this.position + ahead];
    return sign?.kind === "character" ? String.fromCodePoint(sign.point) : "";
  }

  /** Passes an operator if it stands here. */
  take(operator: string): boolean {
    if (!this.sees(operator)) return false;
    this.position++;
    return true;
  }

  /** Passes digits, which may be none. */
  digits(): string {
    let digits = "";
    for (; /^[0-9]$/.test(this.character()); this.position++) digits += this.character();
    return digits;
  }

  /** Notes the first problem and goes to the end, where everything that is being read ends. */
  fail(kind: PatternProblem["kind"], offset: number, message: string): void {
    this.problem ??= { kind, offset, message };
    this.position = this.signs.length;
  }
}
