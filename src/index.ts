/** The public API: the stages of the pipeline, and the data they pass on. */
export { check, type CheckSettings } from "./check/check.js";
export {
  compileLcmSettings,
  compileNode,
  declare,
  readRecipes,
  type Compiled,
  type CompileSettings,
} from "./compile.js";
export type { CatalogueEntry } from "./diagnostics/catalogue/index.js";
export type { Diagnostic, Fix, Related, Severity, Staged } from "./diagnostics/diagnostic.js";
export { applyChanges } from "./diff/apply.js";
export type {
  Change,
  ElementChange,
  ItemAdded,
  ItemChanged,
  ItemRemoved,
  PropertyChange,
  ValueChange,
} from "./diff/changes.js";
export type { Content, Item, ItemName } from "./diff/content.js";
export { diffDocuments } from "./diff/diff.js";
export { classesFrom, type ClassOf } from "./diff/keys.js";
export { rowsOf, type Row } from "./diff/rows.js";
export { toldChanges } from "./diff/told.js";
export { verifyDocument } from "./check/verify.js";
export { verifyBytes } from "./check/verify-bytes.js";
export { allDiagnostics as diagnosticCatalogue } from "./lint/catalogue.js";
export type { LintRun } from "./lint/examine.js";
export {
  lintFiles,
  readLintFile,
  type LintFile,
  type LintRuns,
  type LintSettings,
  type Told,
} from "./lint/lint.js";
export type { LintSeverities, LintSeverity } from "./lint/severities.js";
export type { Envelope, NamedCertificate, NodeCredentials, OpenEnvelope } from "./model/credentials.js";
export type { Declaration, DeclaredValue } from "./model/declaration.js";
export type { Document, Instance, LocatedDocument, Property } from "./model/document.js";
export type { LcmPart, LcmSettings, NamedLcmPart } from "./model/lcm-settings.js";
export type { NodeData } from "./model/node.js";
export type { Value } from "./model/value.js";
export { encodeDocument } from "./mof/encode.js";
export { parseMof } from "./mof/parse.js";
export { printDocument, type PrintSettings } from "./mof/print.js";
export { readDocument } from "./mof/read-document.js";
export { builtInModules } from "./schema/builtin/index.js";
export type { Catalogue } from "./schema/catalogue.js";
export { loadCatalogue } from "./schema/store.js";
export type { Host } from "./source/host.js";
export { positionOf, type Origin, type Position, type Source } from "./source/source.js";
