import * as report from "../diagnostics/catalogue/check.js";
import { noModuleVersion } from "../diagnostics/catalogue/schema.js";
import type { DeclaredInstance, DeclaredValue, ResourceDeclaration } from "../model/declaration.js";
import { findResource, type Resolution } from "../schema/lookup.js";
import type { Resource } from "../schema/resource-class.js";
import { isVersion } from "../schema/versions.js";
import { assertNever } from "../source/assert-never.js";
import type { Origin } from "../source/source.js";
import type { Context } from "./context.js";
import { replaceName } from "./fixes.js";
import { attributeText, nameText } from "./names.js";

export interface ResolvedResource {
  readonly resource: Resource;
  /** Undefined for the in-box module, whose version the whole document decides. */
  readonly version: string | undefined;
}

/** What one document's blocks have asked for already: they name few resources many times. */
export interface Lookups {
  readonly resolutions: Map<string, Resolution>;
  /** Resources whose choice has been explained: once a document is enough. */
  readonly told: Set<Resource>;
}

export function newLookups(): Lookups {
  return { resolutions: new Map(), told: new Set() };
}

/** The module whose version is not its own but decided by the document (powershell-configuration.md §1.7). */
const inBoxModule = "psdesiredstateconfiguration";

interface Request {
  readonly declaration: ResourceDeclaration;
  readonly name: string;
  readonly moduleName: string | undefined;
  readonly moduleVersion: string | undefined;
  /** Where `resource` stands. */
  readonly place: Origin;
}

/**
 * The resource a block is for, and the version of its module to be written; undefined when there is none, which
 * a diagnostic then tells.
 */
export function resolveResource(
  declaration: ResourceDeclaration,
  context: Context,
  lookups: Lookups,
): ResolvedResource | undefined {
  const request = readRequest(declaration, context);
  if (request === undefined) return undefined;
  const resolution = lookUp(request, context, lookups);
  if (resolution.kind !== "found") {
    reportUnresolved(resolution, request, context);
    return undefined;
  }
  const { resource } = resolution;
  if (!lookups.told.has(resource)) {
    lookups.told.add(resource);
    reportChoice(resolution, request, context);
  }
  const { name, module } = resource;
  const { target } = context.settings;
  if (module.inBox && module.platform !== "any" && module.platform !== target) {
    const names = { name, platform: module.platform, target };
    context.diagnostics.push(report.wrongPlatform(request.place, names));
  }
  if (module.inBox && module.name.toLowerCase() === inBoxModule) {
    checkInBoxVersion(request, module.name, context);
    return { resource, version: request.moduleVersion };
  }
  if (resolution.version === undefined) {
    context.diagnostics.push(noModuleVersion(request.place, { module: module.name }));
  }
  return { resource, version: resolution.version };
}

/**
 * What documents name for the in-box module (powershell-configuration.md §1.7) and its own version (§3.5). An LCM
 * compares with nothing (lcm-rules §3, "Accepted"), so that another one is no error.
 */
const inBoxVersions: readonly string[] = ["1.0", "1.1", "0.0"];

function checkInBoxVersion(
  { moduleVersion, declaration, place }: Request,
  module: string,
  context: Context,
): void {
  if (moduleVersion === undefined || inBoxVersions.includes(moduleVersion)) return;
  const at = declaration.moduleVersion?.origin ?? place;
  context.diagnostics.push(
    report.unusualVersion(at, { module, version: moduleVersion, usual: inBoxVersions }),
  );
}

/** Tells what was chosen for the recipe, where it did not say itself. */
function reportChoice(
  { resource, by, version, others }: Extract<Resolution, { readonly kind: "found" }>,
  { place }: Request,
  { diagnostics }: Context,
): void {
  const module = resource.module.name;
  if (by === "in-box") diagnostics.push(report.inBoxChosen(place, { name: resource.name, module }));
  if (version !== undefined && others.length > 0) {
    diagnostics.push(report.severalVersions(place, { module, version, others }));
  }
}

function readRequest(declaration: ResourceDeclaration, context: Context): Request | undefined {
  const { resource } = declaration;
  if (isAbsent(resource)) {
    if (!declaration.incomplete) {
      const name = nameText(declaration.name);
      context.diagnostics.push(report.missingResource(declaration.keywordOrigin, { name }));
    }
    return undefined;
  }
  const name = attributeText(resource, "resource", context);
  const named = readModule(declaration, declaration.keywordOrigin, context);
  if (name === undefined || named === undefined) return undefined;
  return { declaration, name, ...named, place: resource.origin };
}

/** The module that a block names, at the top of a recipe or as a value. */
interface NamedModule {
  readonly moduleName: string | undefined;
  readonly moduleVersion: string | undefined;
}

/**
 * The module that a block names, and its version; undefined when what it says cannot be used. `check/invalid-version`,
 * `check/version-without-module`, and what an attribute that is no text tells.
 */
export function readModule(
  declared: Pick<DeclaredInstance, "moduleName" | "moduleVersion">,
  block: Origin,
  context: Context,
): NamedModule | undefined {
  const moduleName = readOptional(declared.moduleName, "module_name", context);
  const moduleVersion = readOptional(declared.moduleVersion, "module_version", context);
  if (moduleName === failed || moduleVersion === failed) return undefined;
  const place = declared.moduleVersion?.origin ?? block;
  if (moduleVersion !== undefined && !checkVersion(moduleVersion, moduleName, place, context)) {
    return undefined;
  }
  return { moduleName, moduleVersion };
}

/** An attribute given as nil is not set: in Chef that call only reads it. */
function isAbsent(value: DeclaredValue | undefined): value is undefined {
  return value === undefined || value.kind === "null";
}

const failed = Symbol("an attribute that was given and cannot be used");

function readOptional(
  value: DeclaredValue | undefined,
  attribute: string,
  context: Context,
): string | undefined | typeof failed {
  return isAbsent(value) ? undefined : (attributeText(value, attribute, context) ?? failed);
}

function checkVersion(
  version: string,
  moduleName: string | undefined,
  place: Origin,
  context: Context,
): boolean {
  if (!isVersion(version)) {
    context.diagnostics.push(report.invalidVersion(place, { version }));
    return false;
  }
  if (moduleName === undefined) context.diagnostics.push(report.versionWithoutModule(place, { version }));
  return true;
}

function lookUp(request: Request, context: Context, { resolutions }: Lookups): Resolution {
  const { name, moduleName, moduleVersion } = request;
  const isBare = moduleName === undefined && moduleVersion === undefined;
  const key = isBare ? name : JSON.stringify([name, moduleName, moduleVersion]);
  const known = resolutions.get(key);
  if (known !== undefined) return known;
  const resolution = findResource(context.catalogue, {
    name,
    platform: context.settings.target,
    ...(moduleName === undefined ? {} : { moduleName }),
    ...(moduleVersion === undefined ? {} : { moduleVersion }),
  });
  resolutions.set(key, resolution);
  return resolution;
}

function reportUnresolved(
  resolution: Exclude<Resolution, { readonly kind: "found" }>,
  request: Request,
  context: Context,
): void {
  const { name, moduleName, moduleVersion, place, declaration } = request;
  const { diagnostics } = context;
  switch (resolution.kind) {
    case "unknown-resource": {
      const { suggestions, elsewhere, unread } = resolution;
      const fixes = elsewhere.length === 0 ? replaceName(place, name, suggestions) : [];
      diagnostics.push(
        report.unknownResource(place, { name, moduleName, suggestions, elsewhere, unread }, { fixes }),
      );
      return;
    }
    case "unknown-module": {
      const { suggestions } = resolution;
      const at = declaration.moduleName?.origin ?? place;
      const fixes = replaceName(at, moduleName ?? "", suggestions);
      diagnostics.push(report.unknownModule(at, { name: moduleName ?? "", suggestions }, { fixes }));
      return;
    }
    case "unknown-version": {
      const at = declaration.moduleVersion?.origin ?? place;
      const parameters = { module: moduleName ?? name, version: moduleVersion ?? "" };
      diagnostics.push(report.unknownVersion(at, { ...parameters, versions: resolution.versions }));
      return;
    }
    case "ambiguous": {
      const modules = resolution.candidates.map((candidate) => candidate.module.name);
      diagnostics.push(report.ambiguousResource(place, { name, modules: [...new Set(modules)] }));
      return;
    }
    default:
      assertNever(resolution);
  }
}
