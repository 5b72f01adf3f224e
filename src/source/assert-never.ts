/** Closes a switch: the compiler proves that no case is left; reaching it is a bug of ours. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
