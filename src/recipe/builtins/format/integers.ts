import { inField, signOf } from "./directive.js";
import type { Directive } from "./directive.js";

const bases: Readonly<Record<string, readonly [base: number, prefix: string]>> = {
  d: [10, ""],
  i: [10, ""],
  u: [10, ""],
  o: [8, "0"],
  x: [16, "0x"],
  X: [16, "0X"],
  b: [2, "0b"],
  B: [2, "0B"],
};

/** Whether a letter is that of an integer. */
export function isIntegerKind(kind: string): boolean {
  return kind in bases;
}

/** The digits of a negative number as two's complement without end: of the leading ones that are alike one is kept. */
function complement(value: bigint, base: number): string {
  const bits = base === 16 ? 4 : base === 8 ? 3 : 1;
  const places = (-value).toString(base).length + 1;
  const digits = (value + (1n << BigInt(bits * places))).toString(base).padStart(places, "0");
  const sign = (base - 1).toString(base);
  let at = 0;
  while (digits.charAt(at) === sign && digits.charAt(at + 1) === sign) at += 1;
  return digits.slice(at);
}

/** An integer as `%d`, `%o`, `%x`, `%b` and their kin write it (Ruby, sprintf.c). */
export function formatInteger(value: bigint, directive: Directive): string {
  const { kind, flags, precision } = directive;
  const [base, letters] = bases[kind] ?? [10, ""];
  const signed = base === 10 || flags.has("+") || flags.has(" ");
  const dots = !signed && value < 0n;
  const plain = dots ? complement(value, base) : (value < 0n ? -value : value).toString(base);
  let digits = kind === "X" ? plain.toUpperCase() : plain;
  let wanted = precision ?? -1;
  let width = (directive.width ?? 0) - (dots ? 2 : 0);
  if (dots) wanted -= 2;
  const sign = signed ? signOf(value < 0n, directive) : "";
  width -= sign.length;
  let prefix = flags.has("#") ? letters : "";
  if (prefix === "0") {
    if (dots) prefix = "";
    else if (digits === "0") {
      digits = "";
      if (precision !== undefined) wanted -= 1;
    } else if (precision !== undefined && wanted > digits.length) prefix = "";
  } else if (digits === "0") prefix = "";
  width -= prefix.length;
  if (flags.has("0") && !flags.has("-") && precision === undefined) {
    wanted = width;
    width = 0;
  } else {
    if (wanted < digits.length) {
      if (prefix === "" && wanted === 0 && digits === "0") digits = "";
      wanted = digits.length;
    }
    width -= wanted;
  }
  const filler = dots ? (base - 1).toString(base) : "0";
  const filled =
    (kind === "X" ? filler.toUpperCase() : filler).repeat(Math.max(0, wanted - digits.length)) + digits;
  const shown = sign + prefix + (dots ? ".." : "") + filled;
  return inField(shown, shown.length, { ...directive, width: width > 0 ? shown.length + width : 0 });
}
