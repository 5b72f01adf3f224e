/** A directive of a format, `%-08.3f`: what stands between the percent sign and the letter. */
export interface Directive {
  /** The letter: `s`, `p`, `c`, `d`, `x`, `f` … */
  readonly kind: string;
  readonly flags: ReadonlySet<string>;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

/** A text in a field of at least so many characters, with spaces on the left, or on the right with `-`. */
export function inField(text: string, size: number, { flags, width }: Directive): string {
  const missing = (width ?? 0) - size;
  if (missing <= 0) return text;
  return flags.has("-") ? text + " ".repeat(missing) : " ".repeat(missing) + text;
}

/** A number in its field: with `0` the zeros stand between what is in front of the digits and them. */
export function numberInField(front: string, digits: string, directive: Directive, zeros: boolean): string {
  const missing = (directive.width ?? 0) - front.length - digits.length;
  if (zeros && missing > 0 && directive.flags.has("0") && !directive.flags.has("-"))
    return front + "0".repeat(missing) + digits;
  return inField(front + digits, front.length + digits.length, directive);
}

/** The sign in front of a number: `+` and a space show one for numbers that are not negative. */
export function signOf(negative: boolean, { flags }: Directive): string {
  if (negative) return "-";
  return flags.has("+") ? "+" : flags.has(" ") ? " " : "";
}
