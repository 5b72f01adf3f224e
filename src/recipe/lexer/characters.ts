/** Character classes of Ruby's lexer (parse.y, `is_identchar`): every character beyond ASCII may be in a name. */
export function startsName(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || unit === 95 || (unit >= 65 && unit <= 90) || unit >= 128;
}

export function continuesName(unit: number): boolean {
  return startsName(unit) || isDigit(unit);
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

export function isLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || isUpper(unit);
}

export function isUpper(unit: number): boolean {
  return unit >= 65 && unit <= 90;
}

/** Space, and what counts as it: tab, line feed, vertical tab, form feed, carriage return. NaN (the end) is none. */
export function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

/** The closing partner of an opening bracket; any other delimiter closes itself. */
export function closerOf(opener: number): number {
  switch (opener) {
    case 40:
      return 41; // ( )
    case 91:
      return 93; // [ ]
    case 123:
      return 125; // { }
    case 60:
      return 62; // < >
    default:
      return opener;
  }
}

export const LINE_FEED = 10;
export const BACKSLASH = 92;
export const HASH = 35;
