import type { Secret } from "../../model/secret.js";
import type { Origin } from "../../source/source.js";

// Values whose text no recipe sees.

/** A block that is kept as text: a guard. */
export interface ScriptBlockObject {
  readonly kind: "scriptBlock";
  readonly text: string;
  readonly origin: Origin | undefined;
}

/** What `secret` gives, which is a String to Ruby; or a text that has one in it. */
export interface SecretObject {
  readonly kind: "secret";
  /** Undefined where nobody has given it, and nobody needs it. */
  readonly secret: Secret | undefined;
  /** Of a text: the `#{…}` that puts a secret into it. */
  readonly interpolation: Origin | undefined;
  readonly origin: Origin;
}
