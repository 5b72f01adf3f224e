import type { Host, ReadResult } from "../source/host.js";

/** All that the command line has of the machine it runs on; tests pass their own. */
export interface World {
  /** Files, relative paths being relative to `folder`. */
  readonly host: Host;
  /** The working folder, absolute. */
  readonly folder: string;
  /** The process's environment. A recipe never sees it: `--env NAME` hands over what it may see. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Somebody has asked the run to end (Ctrl-C): what is in flight is given up or finished, never left half done. */
  readonly interrupted: () => boolean;
  /** All of standard input, which is read when a secret is to come from it. */
  readonly stdin: () => ReadResult;
  readonly stdout: Writer;
  readonly stderr: Writer;
}

export interface Writer {
  readonly write: (text: string | Uint8Array) => void;
  /** Somebody sits before it: colour may be used. */
  readonly isTerminal: boolean;
  /** Undefined when it is no terminal. */
  readonly columns: number | undefined;
}
