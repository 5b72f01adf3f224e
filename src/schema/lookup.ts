import { nearest } from "../diagnostics/suggest.js";
import { isResource, resourceName } from "./catalogue.js";
import type { Catalogue } from "./catalogue.js";
import type { CimClass, Module, Resource } from "./resource-class.js";
import { compareVersions } from "./versions.js";

export { isResource, isSubclassOf } from "./catalogue.js";

/** What a block asks for: names as written, in any case. */
export interface ResourceRequest {
  /** A friendly name, or the name of the resource's class. */
  readonly name: string;
  readonly moduleName?: string;
  readonly moduleVersion?: string;
  readonly platform: "windows" | "linux";
}

/** What a request comes to. */
export type Resolution =
  | {
      readonly kind: "found";
      readonly resource: Resource;
      /** The named module; or none was named and a single module has it, or one of several is in-box. */
      readonly by: "module" | "single" | "in-box";
      /** The version asked for, else the module's own; undefined when neither is known. */
      readonly version: string | undefined;
      /** Other versions that have the resource, highest first, when none was asked for. */
      readonly others: readonly string[];
    }
  | {
      readonly kind: "unknown-resource";
      readonly suggestions: readonly string[];
      /** Modules that have it, when the named one has not. */
      readonly elsewhere: readonly string[];
      /** Schema files of the modules searched that could not be read in full and may describe it. */
      readonly unread: readonly string[];
    }
  | { readonly kind: "unknown-module"; readonly suggestions: readonly string[] }
  | {
      readonly kind: "unknown-version";
      /** Those that there are, highest first. */
      readonly versions: readonly string[];
    }
  | { readonly kind: "ambiguous"; readonly candidates: readonly Resource[] };

/**
 * The resource that a request means: the named module decides; else the only module that has it; else the one
 * that is in-box; else it is ambiguous. In-box resources of another platform count only when nothing else has the
 * name. Without a version the highest is taken.
 */
export function findResource(catalogue: Catalogue, request: ResourceRequest): Resolution {
  const found = catalogue.resourcesNamed(request.name, request.moduleName);
  if (found.length === 0) return notFound(catalogue, request);
  if (request.moduleName !== undefined) return choose(found, request.moduleVersion, "module");
  const here = found.filter(({ module }) => fits(module, request.platform));
  const [first, ...others] = groupBy(here.length > 0 ? here : found, ({ module }) =>
    module.name.toLowerCase(),
  );
  if (first === undefined) return notFound(catalogue, request);
  if (others.length === 0) return choose(first, request.moduleVersion, "single");
  const inBox = [first, ...others].find(([resource]) => resource?.module.inBox === true);
  if (inBox !== undefined) return choose(inBox, request.moduleVersion, "in-box");
  return {
    kind: "ambiguous",
    candidates: [first, ...others].flatMap((group) => newestFirst(group).slice(0, 1)),
  };
}

/** A class by name: that of `near`, the module whose resource embeds it, before any other, base classes last. */
export function findClass(catalogue: Catalogue, className: string, near?: Module): CimClass | undefined {
  return catalogue.classNamed(className, near);
}

const resourceLists = new WeakMap<Catalogue, readonly Resource[]>();

/** Every resource once: of each module the highest version that has it. In order of module. */
export function allResources(catalogue: Catalogue): readonly Resource[] {
  const known = resourceLists.get(catalogue);
  if (known !== undefined) return known;
  const resources = catalogue.modules.flatMap((module) =>
    module.classes.filter(isResource).map((cimClass) => ({ name: resourceName(cimClass), module, cimClass })),
  );
  const groups = groupBy(resources, ({ name, module }) => `${module.name}/${name}`.toLowerCase());
  const newest = groups.flatMap((group) => newestFirst(group).slice(0, 1));
  resourceLists.set(catalogue, newest);
  return newest;
}

/** The version asked for, or the highest, among the versions of one module that have the resource. */
function choose(
  versions: readonly Resource[],
  wanted: string | undefined,
  by: "module" | "single" | "in-box",
): Resolution {
  const ordered = newestFirst(versions);
  const known = [...new Set(ordered.flatMap(({ module }) => module.version ?? []))];
  const exact = ordered.find(
    ({ module }) => wanted !== undefined && compareVersions(module.version, wanted) === 0,
  );
  // Which version of an in-box module a machine has is not for mofsmith to know, so any may be asked for; and a
  // module that does not tell its version takes the recipe's word for it.
  const open = ordered.find(({ module }) => module.inBox || module.version === undefined);
  const resource = wanted === undefined ? ordered[0] : (exact ?? open);
  if (resource === undefined) return { kind: "unknown-version", versions: known };
  const { version, inBox } = resource.module;
  const others = wanted === undefined && !inBox ? known.filter((one) => one !== version) : [];
  return { kind: "found", resource, by, version: wanted ?? version, others };
}

/** Highest version first, of equal ones the first found. In-box modules have no order but that. */
function newestFirst(resources: readonly Resource[]): readonly Resource[] {
  return resources.toSorted(({ module: a }, { module: b }) =>
    a.inBox && b.inBox ? 0 : compareVersions(b.version, a.version),
  );
}

function notFound(catalogue: Catalogue, { name, moduleName, platform }: ResourceRequest): Resolution {
  const everywhere = allResources(catalogue);
  const unread = catalogue
    .schemaFiles(moduleName)
    .filter((file) => !file.whole && file.mayDescribe(name))
    .map(({ path }) => path);
  if (moduleName === undefined) {
    const names = everywhere.filter(({ module }) => fits(module, platform)).map((resource) => resource.name);
    return { kind: "unknown-resource", suggestions: nearest(name, new Set(names)), elsewhere: [], unread };
  }
  const wanted = moduleName.toLowerCase();
  if (!catalogue.modules.some((module) => module.name.toLowerCase() === wanted)) {
    const names = catalogue.modules.map((module) => module.name);
    return { kind: "unknown-module", suggestions: nearest(moduleName, new Set(names)) };
  }
  const inside = everywhere.filter(({ module }) => module.name.toLowerCase() === wanted);
  const suggestions = nearest(name, new Set(inside.map((resource) => resource.name)));
  const elsewhere = new Set(catalogue.resourcesNamed(name).map(({ module }) => module.name));
  return { kind: "unknown-resource", suggestions, elsewhere: [...elsewhere], unread };
}

/** Only what ships with one platform is bound to it. */
function fits(module: Module, platform: "windows" | "linux"): boolean {
  return !module.inBox || module.platform === "any" || module.platform === platform;
}

function groupBy(
  resources: readonly Resource[],
  keyOf: (resource: Resource) => string,
): readonly (readonly Resource[])[] {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const key = keyOf(resource);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [resource]);
    else group.push(resource);
  }
  return [...groups.values()];
}
