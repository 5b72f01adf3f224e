/** Versions and version constraints of cookbooks, as Chef::Version and Chef::VersionConstraint read them. */

/** Major, minor and patch level. */
export type Version = readonly [bigint, bigint, bigint];

export interface Constraint {
  readonly operator: "<" | ">" | "=" | "<=" | ">=" | "~>";
  readonly version: Version;
  /** `~> 2` and `~> 2.1` leave the minor version free, `~> 2.1.0` does not. */
  readonly patchGiven: boolean;
  /** As it was written. */
  readonly text: string;
}

/** `1.2` or `1.2.3`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  return /^\d+(\.\d+){1,2}$/.test(text) ? versionOf(text) : undefined;
}

function versionOf(text: string): Version {
  const [major = "0", minor = "0", patch = "0"] = text.split(".");
  return [BigInt(major), BigInt(minor), BigInt(patch)];
}

const form = /^(<=|>=|~>|<|>|=) *(\d+(?:\.\d+){0,2})$/;

/** `>= 1.2`, `~> 2.0.1`, or a version alone for `=`; undefined for anything else. */
export function parseConstraint(text: string): Constraint | undefined {
  const [, written = "=", digits = text] = form.exec(text) ?? [];
  const operator = operators.find((known) => known === written);
  if (operator === undefined || !/^\d+(\.\d+){0,2}$/.test(digits)) return undefined;
  return { operator, version: versionOf(digits), patchGiven: digits.split(".").length === 3, text };
}

const operators = ["<", ">", "=", "<=", ">=", "~>"] as const;

/** Whether a version fulfils a constraint. */
export function fulfils(version: Version, { operator, version: wanted, patchGiven }: Constraint): boolean {
  const order = compareVersions(version, wanted);
  switch (operator) {
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "=":
      return order === 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
    case "~>":
      return order >= 0 && version[0] === wanted[0] && (!patchGiven || version[1] === wanted[1]);
  }
}

/** Below 0 when the first version is the lower one, above 0 when it is the higher one. */
export function compareVersions(one: Version, other: Version): number {
  for (const [index, part] of one.entries()) {
    const against = other[index] ?? 0n;
    if (part !== against) return part < against ? -1 : 1;
  }
  return 0;
}
