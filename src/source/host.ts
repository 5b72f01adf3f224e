/**
 * The only door to the outside: everything the compiler reads or asks of its surroundings comes through here.
 * `host.node.ts` implements it over the file system; tests and browsers pass their own.
 *
 * Reading is synchronous: a compile is a few hundred small reads, and the pipeline stays a plain function.
 */
export interface Host {
  /** The bytes of a file, or why they cannot be had: when there are more than `most` (16 MiB unless told), for one. */
  read(path: string, most?: number): ReadResult;
  /** Names and kinds of the entries of a folder, sorted by name; undefined when it is no readable folder. */
  list(path: string): readonly Entry[] | undefined;
  /** What a path is; undefined when there is nothing (or nothing that may be seen). */
  kind(path: string): EntryKind | undefined;
  /** The absolute path with every link followed; undefined when there is nothing at its end. */
  realPath(path: string): string | undefined;
}

export type EntryKind = "file" | "folder";

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
  /** It is a symbolic link, and `kind` what that leads to. */
  readonly link?: true;
}

export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string; readonly tooLarge?: true };
