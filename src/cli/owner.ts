import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/*
 * Whose a run's folder is stands in its name, so that there is no moment in which it is nobody's:
 *
 *   name    = ".mofsmith-" pid "-" start "-" machine "-" random
 *   start   = when the process was started (proc(5), /proc/pid/stat, field 22); 0 where the system does not tell
 *   machine = 16HEXDIG                        ; where and as long as a process number means this process
 *   random  = 8HEXDIG                         ; of runs of one process
 */
const ownedName = /^\.mofsmith-(\d{1,10})-(\d{1,20})-([0-9a-f]{16})-([0-9a-f]{8})$/;

/** The run that has made a folder. */
interface Owner {
  readonly pid: number;
  readonly start: string;
  readonly machine: string;
}

/** A run of another machine, or that cannot be asked for, is over when it has done nothing for so long. In milliseconds. */
const silence = 60 * 60 * 1000;

/** A name for a folder of this run's that no other has. */
export function newOwnedName(): string {
  const start = startOf(process.pid) ?? "0";
  return `.mofsmith-${process.pid}-${start}-${thisMachine()}-${randomBytes(4).toString("hex")}`;
}

/** Whether a folder of this name is a run's own. */
export function isOwnedName(name: string): boolean {
  return ownedName.test(name);
}

/** Whether the run is over that has made a folder of this name; `touched` is when it has last done something there. */
export function isOver(name: string, touched: number): boolean {
  const [, pid = "", start = "", machine = ""] = ownedName.exec(name) ?? [];
  return isGone({ pid: Number(pid), start, machine }) ?? Date.now() - touched > silence;
}

/** Undefined where that cannot be known: a process number of another machine, boot or container says nothing here. */
function isGone({ pid, start, machine }: Owner): boolean | undefined {
  if (machine !== thisMachine()) return undefined;
  if (start !== "0") return startOf(pid) !== start;
  // A process of that number may be another by now.
  return isRunning(pid) ? undefined : true;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** When a process was started, in ticks since the machine was; undefined when there is none, or only what waits to be buried. */
function startOf(pid: number): string | undefined {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, "latin1"));
  // The name of the program, which may hold anything, stands in parentheses; the state is field 3.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state = ""] = fields;
  return state === "" || state === "Z" || state === "X" ? undefined : fields[22 - 3];
}

let machine: string | undefined;

/** Containers have the host's boot and often its name, but process numbers of their own. */
function thisMachine(): string {
  if (machine !== undefined) return machine;
  const boot = textOf(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1"));
  const numbers = textOf(() => readlinkSync("/proc/self/ns/pid"));
  const parts = [hostname(), boot, numbers].join("\0");
  machine = createHash("sha256").update(parts).digest("hex").slice(0, 16);
  return machine;
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
