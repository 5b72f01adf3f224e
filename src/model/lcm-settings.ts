import type { Origin } from "../source/source.js";
import type { DeclaredProperty, DeclaredString } from "./declaration.js";

/**
 * What configuration data say of a node's Local Configuration Manager: the blocks that Microsoft's compiler takes in a
 * configuration marked `[DscLocalConfigurationManager()]` (powershell-configuration.md §1.12), in their order.
 */
export interface LcmSettings {
  /** `Settings`; undefined where the section has none. */
  readonly settings: LcmPart | undefined;
  /** Servers, shares and partial configurations. */
  readonly parts: readonly NamedLcmPart[];
  /** Where the section stands. */
  readonly origin: Origin;
}

export interface LcmPart {
  /** In Microsoft's spelling. */
  readonly keyword: string;
  readonly keywordOrigin: Origin;
  /** Still without a schema: names stand as written, and `{ "Secret": "name" }` is a Hash. */
  readonly properties: readonly DeclaredProperty[];
}

export interface NamedLcmPart extends LcmPart {
  readonly name: DeclaredString;
}
