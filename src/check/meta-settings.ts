import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { LocatedDocument } from "../model/document.js";
import type { LcmSettings } from "../model/lcm-settings.js";
import type { Catalogue } from "../schema/catalogue.js";
import type { CheckSettings, Context } from "./context.js";
import { buildMetaDocument } from "./meta-document.js";
import { checkPartials } from "./meta-partials.js";
import { readPart } from "./meta-parts.js";
import { checkMetaRules } from "./meta-rules.js";
import type { SecretTexts } from "./meta-secrets.js";

/** What the settings of a node need beside themselves. */
export interface MetaGiven extends SecretTexts {
  /** The thumbprint of the certificate that the node's passwords are encrypted for; undefined where it has none. */
  readonly thumbprint: string | undefined;
}

/**
 * Turns what configuration data say of a node's LCM into its meta configuration, by the classes of the target's LCM. It
 * is only fit to be written when no diagnostic is an error. Diagnostics: those of `readPart`, `checkPartials` and
 * `checkMetaRules`.
 */
export function checkLcmSettings(
  lcm: LcmSettings,
  catalogue: Catalogue,
  settings: CheckSettings,
  given: MetaGiven,
): Staged<LocatedDocument> {
  const diagnostics: Diagnostic[] = [];
  const context: Context = { catalogue, settings, diagnostics, told: new Set() };
  const own = lcm.settings && readPart(lcm.settings, given, context);
  const parts = lcm.parts.flatMap((part) => readPart(part, given, context) ?? []);
  checkMetaRules(own, parts, given.thumbprint, diagnostics);
  checkPartials(parts, settings.target, diagnostics);
  const { origin } = lcm;
  const { thumbprint } = given;
  return {
    value: buildMetaDocument({ settings: own, parts, thumbprint, origin }, settings),
    diagnostics: diagnostics.map(withoutRuby),
  };
}

/** What a fix puts in single quotes is a text in a recipe, and none in JSON. */
function withoutRuby(diagnostic: Diagnostic): Diagnostic {
  const { fixes } = diagnostic;
  return {
    ...diagnostic,
    fixes: fixes.filter(({ edits }) => edits.every(({ text }) => !text.startsWith("'"))),
  };
}
