import { dirname, join, resolve } from "node:path";
import type { Layout, Order } from "../check/context.js";
import type { LintSeverities } from "../lint/severities.js";
import type { DocumentEncoding } from "../mof/encode.js";
import type { Target } from "../mof/literal.js";
import type { Json } from "../model/node.js";
import type { RunListItem } from "../recipe/cookbook/run-list.js";
import type { Host } from "../source/host.js";

/** What files a node's documents are. */
export type FileLayout = Layout | "pull";

/** What holds for a run before its command line is looked at. Paths are relative to the working folder. */
export interface Settings {
  /** The settings file. */
  readonly file: string | undefined;
  /** The folder of the settings file: SourceInfo paths are relative to it. */
  readonly root: string | undefined;
  /** The configuration's name; found from the cookbook or the first recipe when undefined. */
  readonly name: string | undefined;
  readonly schemas: readonly string[];
  readonly target: Target;
  /** The folder for documents. */
  readonly out: string;
  /** Undefined: the smallest encoding that every LCM of the target reads. */
  readonly encoding: DocumentEncoding | undefined;
  /** `pull`: one document a node with its checksum, as a pull server serves them. */
  readonly layout: FileLayout;
  readonly order: Order;
  /** The configuration data file. */
  readonly nodes: string | undefined;
  /** Node attribute files; a later one wins. */
  readonly attributes: readonly string[];
  /** What recipes see through `ENV`. */
  readonly env: ReadonlyMap<string, string>;
  /** Folders that hold cookbooks. */
  readonly cookbooks: readonly string[];
  /** Folders that hold data bags. */
  readonly dataBags: readonly string[];
  /** The folder of roles. */
  readonly roles: string | undefined;
  /** The folder of environments. */
  readonly environments: string | undefined;
  /** The environment of nodes that name none. */
  readonly environment: string | undefined;
  /** What nodes run that have no run list of their own, when no path and no run list is given. */
  readonly runList: readonly RunListItem[] | undefined;
  /** Results of functions that recipes call and mofsmith cannot run, by name. */
  readonly stubs: ReadonlyMap<string, Json>;
  /** What would be left out with a warning is an error. */
  readonly strict: boolean;
  /** Whole numbers become strings where a property takes a string. */
  readonly coerce: boolean;
  /** `Chef::Config[:file_cache_path]`; undefined: the target's default. */
  readonly fileCachePath: string | undefined;
  readonly lint: {
    readonly severities: LintSeverities;
    /** So many warnings a run of lint may have and still be well; undefined: any number. */
    readonly maxWarnings: number | undefined;
  };
}

export const defaultSettings: Settings = {
  file: undefined,
  root: undefined,
  name: undefined,
  schemas: [],
  target: "windows",
  out: "mof",
  encoding: undefined,
  layout: "node",
  order: "recipe",
  nodes: undefined,
  attributes: [],
  env: new Map(),
  cookbooks: [],
  dataBags: [],
  roles: undefined,
  environments: undefined,
  environment: undefined,
  runList: undefined,
  stubs: new Map(),
  strict: false,
  coerce: false,
  fileCachePath: undefined,
  lint: { severities: new Map(), maxWarnings: undefined },
};

/** `Chef::Config[:file_cache_path]` as the settings say, or where Chef keeps its cache on the target. */
export function fileCachePathOf({ fileCachePath, target }: Settings): string {
  return fileCachePath ?? (target === "windows" ? "C:\\chef\\cache" : "/var/chef/cache");
}

const fileName = "mofsmith.config.json";

/** The settings file that holds for a folder: its own or the nearest one above. Relative, as `../mofsmith.config.json`. */
export function findSettingsFile(host: Host, folder: string): string | undefined {
  let prefix = "";
  for (let here = resolve(folder); ; here = dirname(here)) {
    if (host.kind(join(here, fileName)) === "file") return join(prefix, fileName);
    if (dirname(here) === here) return undefined;
    prefix = join(prefix, "..");
  }
}
