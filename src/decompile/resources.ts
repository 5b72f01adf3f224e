import type { Instance } from "../model/document.js";
import { textIn } from "../model/instances.js";
import type { Target } from "../mof/literal.js";
import type { Catalogue } from "../schema/catalogue.js";
import { findResource, type Resolution } from "../schema/lookup.js";
import type { Resource } from "../schema/resource-class.js";

/** The attributes that say which resource a block is for. */
export interface Choice {
  readonly name: string;
  readonly moduleName: string | undefined;
  readonly moduleVersion: string | undefined;
  /** What the attributes are looked up as; undefined where the schemas at hand have no such resource. */
  readonly resource: Resource | undefined;
}

interface Wanted {
  readonly className: string;
  readonly moduleName: string | undefined;
  readonly moduleVersion: string | undefined;
  /** The type in the ResourceID. */
  readonly type: string | undefined;
}

/** What says which resource an instance is of. */
export interface Choosing {
  readonly catalogue: Catalogue;
  readonly target: Target;
  /** The version that documents give PSDesiredStateConfiguration when nobody asks for one. */
  readonly inBoxVersion: string;
}

/**
 * The fewest attributes with which the compiler finds an instance's resource, and writes its module and version again:
 * first the name alone, then with its module, then with the version.
 */
export function chooseResource(instance: Instance, type: string | undefined, choosing: Choosing): Choice {
  const wanted: Wanted = {
    ...{ className: instance.className, type },
    moduleName: textIn(instance, "modulename"),
    moduleVersion: textIn(instance, "moduleversion"),
  };
  const { moduleName, moduleVersion } = wanted;
  for (const name of namesOf(wanted, choosing.catalogue)) {
    const tries: readonly (readonly [string | undefined, string | undefined])[] = [
      [undefined, undefined],
      [moduleName, undefined],
      [moduleName, moduleVersion],
    ];
    for (const [module, version] of tries) {
      const resource = resourceFound({ name, module, version }, wanted, choosing);
      if (resource !== undefined) return { name, moduleName: module, moduleVersion: version, resource };
    }
  }
  return { name: type ?? instance.className, moduleName, moduleVersion, resource: undefined };
}

/** The friendly names that schemas give the class, and the class's own for where these mean another. */
function namesOf({ className, moduleName, type }: Wanted, catalogue: Catalogue): readonly string[] {
  const names = catalogue
    .resourcesNamed(className, moduleName)
    .filter(({ cimClass }) => isSame(cimClass.name, className))
    .map((resource) => resource.name);
  return [...new Set([...names, ...(type === undefined ? [] : [type]), className])];
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

interface Asked {
  readonly name: string;
  readonly module: string | undefined;
  readonly version: string | undefined;
}

function resourceFound(asked: Asked, wanted: Wanted, choosing: Choosing): Resource | undefined {
  const { name, module, version } = asked;
  const resolution = findResource(choosing.catalogue, {
    ...{ name, platform: choosing.target },
    ...(module === undefined ? {} : { moduleName: module }),
    ...(version === undefined ? {} : { moduleVersion: version }),
  });
  // Of several versions one is chosen with a warning.
  if (resolution.kind !== "found" || resolution.others.length > 0) return undefined;
  const { cimClass, module: found } = resolution.resource;
  if (!isSame(cimClass.name, wanted.className)) return undefined;
  if (wanted.moduleName !== undefined && !isSame(found.name, wanted.moduleName)) return undefined;
  const written = versionWritten(resolution, version, choosing);
  if (wanted.moduleVersion !== undefined && written !== wanted.moduleVersion) return undefined;
  return resolution.resource;
}

function versionWritten(
  { resource, version }: Extract<Resolution, { readonly kind: "found" }>,
  asked: string | undefined,
  { inBoxVersion }: Choosing,
): string | undefined {
  const { inBox, name } = resource.module;
  if (inBox && name.toLowerCase() === "psdesiredstateconfiguration") return asked ?? inBoxVersion;
  return version;
}
