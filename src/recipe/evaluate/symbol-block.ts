import type { Call } from "../tree.js";

/** What `&:name` stands for: the call of that method. */
export interface SymbolBlock {
  readonly kind: "symbolBlock";
  readonly method: string;
  readonly call: Call;
}
