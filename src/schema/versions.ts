/**
 * Module versions, which are .NET's System.Version: two to four numbers with dots between. A part that is left
 * out is lower than 0, so that 1.0 and 1.0.0 are two versions, 1.0 the lower.
 */
const version = /^\d+(?:\.\d+){1,3}$/;

/** Whether a text can be the version of a module. */
export function isVersion(text: string): boolean {
  return version.test(text);
}

/** Order of two versions, part by part as numbers; a module without a version is the lowest. */
export function compareVersions(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  const leftParts = left.split(".");
  const rightParts = right.split(".");
  for (const [index, leftPart] of leftParts.entries()) {
    const rightPart = rightParts[index];
    if (rightPart === undefined) return 1;
    const order = compareDigits(leftPart, rightPart);
    if (order !== 0) return order;
  }
  return leftParts.length - rightParts.length;
}

function compareDigits(left: string, right: string): number {
  const [a, b] = [left.replace(/^0+/, ""), right.replace(/^0+/, "")];
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}
