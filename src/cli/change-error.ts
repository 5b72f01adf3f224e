import { reasonOf } from "../source/host.node.js";

/** A file could not be changed; why, as the end of a sentence. */
export class ChangeError extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path}: ${reason}`);
  }
}

/** Another run was at the same folder: nothing is wrong with it, and to run again helps. */
export class BusyError extends ChangeError {}

/** Does a piece of work on a file; what the file system refuses is told of that file. */
export function onFile(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof ChangeError ? error : new ChangeError(path, reasonOf(error));
  }
}

/** Whether a system call was refused with one of these codes. */
export function isRefusal(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code)
  );
}
