import { withShortNames } from "./excerpt.js";
import type { Diagnostic, Fix, Place, Related, Severity } from "./diagnostic.js";

/** What a catalogue entry says of itself; `explain` prints the static part, reports print the rest. */
interface Specification<P> {
  readonly severity: Severity;
  /** What the diagnostic means, in a sentence that needs no parameters. */
  readonly summary: string;
  /** Why it matters. */
  readonly why: string;
  /** What to write instead, in general. */
  readonly mend: string;
  /** What is wrong here. */
  readonly message: (parameters: P) => string;
  /** What to write instead here; `mend` when absent. */
  readonly help?: (parameters: P) => string;
}

interface Extra {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** For the few problems whose weight depends on the command (contract, "Node data"). */
  readonly severity?: Severity;
  /** What a Local Configuration Manager says to it. */
  readonly lcm?: string;
  /** What stands at the place is a secret. */
  readonly secret?: true;
}

/** A catalogue entry: call it to report, read it to explain. */
export interface Definition<P> {
  (place: Place, parameters: P, extra?: Extra): Diagnostic;
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly mend: string;
}

/** Makes a catalogue entry. Every code the program can report is made here, once, in `catalogue/`. */
export function define<P>(code: string, specification: Specification<P>): Definition<P> {
  const { severity, summary, why, mend, message, help } = specification;
  const report = (place: Place, parameters: P, extra: Extra = {}): Diagnostic => ({
    code,
    severity: extra.severity ?? severity,
    message: withShortNames(message(parameters)),
    help: help === undefined ? mend : withShortNames(help(parameters)),
    ...("source" in place ? { origin: place } : { file: place.file }),
    related: extra.related ?? [],
    fixes: extra.fixes ?? [],
    ...(extra.lcm === undefined ? {} : { lcm: extra.lcm }),
    ...(extra.secret === undefined ? {} : { secret: extra.secret }),
  });
  return Object.assign(report, { code, severity, summary, why, mend });
}
