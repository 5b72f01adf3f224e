import { define } from "../define.js";
import { didYouMean } from "../suggest.js";

/** Chef's own data: run lists, roles, environments, node objects, data bags. */

export const noSuchFolder = define<{ readonly option: string; readonly isFile: boolean }>(
  "config/no-such-folder",
  {
    severity: "error",
    summary: "A folder given with --cookbooks, --data-bags, --roles or --environments cannot be used.",
    why: "What a run list or a recipe names would be looked up in less than was meant.",
    mend: "Check the path, and that you are allowed to read it.",
    message: ({ option, isFile }) =>
      isFile
        ? `This is a file, and ${option} takes a folder.`
        : `This folder, given with ${option}, does not exist or cannot be read.`,
  },
);

export const badRunListItem = define<{ readonly item: string; readonly near: readonly string[] }>(
  "config/bad-run-list-item",
  {
    severity: "error",
    summary: "An item of a run list is not written as Chef writes it.",
    why: "A run list holds recipes and roles; Chef refuses any other word, or looks for a recipe of that odd name.",
    mend: "Write recipe[cookbook], recipe[cookbook::recipe], recipe[cookbook@1.2.3], role[name], or cookbook::recipe alone.",
    message: ({ item }) =>
      item === "" ? "An item of the run list is empty." : `"${item}" is no item of a run list.`,
    help: ({ near }) =>
      didYouMean(near) ||
      "Write recipe[cookbook], recipe[cookbook::recipe], role[name], or cookbook::recipe alone.",
  },
);

export const twoRunLists = define("config/two-run-lists", {
  severity: "error",
  summary: "Node data has both run_list and recipes.",
  why: "Both set the node's run list, and Chef refuses to choose.",
  mend: "Keep run_list and remove recipes.",
  message: () => 'The run list is given twice, as "recipes" and as "run_list".',
});

export const noRunList = define<{ readonly isEmpty: boolean }>("config/no-run-list", {
  severity: "error",
  summary: "Nothing says what to compile for a node.",
  why: "Without a recipe there are no resources, and an LCM refuses a document without any.",
  mend: "Name recipes or cookbook folders, give --run-list, or node data with a run_list.",
  message: ({ isEmpty }) =>
    isEmpty
      ? "The run list of the node comes to no recipe at all."
      : "There is nothing to compile: no recipe, no cookbook and no --run-list was given, and the node has no run list of its own.",
});

export const unknownRole = define<{
  readonly name: string;
  readonly near: readonly string[];
  readonly folder: string | undefined;
}>("config/unknown-role", {
  severity: "error",
  summary: "A run list names a role that was not found.",
  why: "Chef ends the run there: the node would lack all that the role brings.",
  mend: "Give the folder of the roles with --roles DIR, with the role as <name>.json in it.",
  message: ({ name, folder }) =>
    folder === undefined
      ? `There is no role "${name}", since no folder of roles was given.`
      : `There is no role "${name}": ${folder} has no ${name}.json.`,
  help: ({ near, folder }) =>
    didYouMean(near) ||
    (folder === undefined
      ? "Give the folder that holds it as JSON with --roles DIR."
      : 'Save it there, as "knife role show NAME -F json" prints it.'),
});

export const unknownEnvironment = define<{
  readonly name: string;
  readonly near: readonly string[];
  readonly folder: string;
}>("config/unknown-environment", {
  severity: "error",
  summary: "A node is in an environment that was not found.",
  why: "Chef ends the run there: the node would lack the attributes that the environment brings.",
  mend: "Put the environment as <name>.json into the folder given with --environments.",
  message: ({ name, folder }) => `There is no environment "${name}": ${folder} has no ${name}.json.`,
  help: ({ near }) =>
    didYouMean(near) || 'Save it there, as "knife environment show NAME -F json" prints it.',
});

export const unreadEnvironment = define<{ readonly name: string }>("config/unread-environment", {
  severity: "warning",
  summary: "A node is in an environment, and no folder of environments was given.",
  why: "The environment's attributes are not there, and its cookbook versions are not checked.",
  mend: "Give the folder that holds the environment as JSON with --environments DIR.",
  message: ({ name }) => `The environment "${name}" is known by its name alone.`,
});

export const badEnvironmentName = define<{ readonly name: string }>("config/bad-environment-name", {
  severity: "error",
  summary: "An environment's name has characters that Chef does not allow.",
  why: "Chef refuses it, and no environment can have that name.",
  mend: "Use letters, digits, hyphens and underscores.",
  message: ({ name }) => `"${name}" cannot be the name of an environment.`,
});

export const rubyObject = define<{ readonly kind: "role" | "environment"; readonly name: string }>(
  "config/ruby-object",
  {
    severity: "error",
    summary: "A role or an environment is written in Ruby.",
    why: "mofsmith reads roles and environments as JSON, the form in which a Chef server has them.",
    mend: 'Save it as JSON: "knife role show NAME -F json > NAME.json", "knife environment show NAME -F json > NAME.json".',
    message: ({ kind, name }) => `The ${kind} "${name}" is there in Ruby only.`,
    help: ({ kind, name }) => `Save it as JSON: knife ${kind} show ${name} -F json > ${name}.json`,
  },
);

export const badChefData = define<{ readonly problem: string; readonly help?: string }>(
  "config/bad-chef-data",
  {
    severity: "error",
    summary: "A role, an environment, node data or a data bag item is not what Chef takes.",
    why: "Chef would refuse it, or the node would get other values than were meant.",
    mend: "Mend the file at the place shown.",
    message: ({ problem }) => problem,
    help: ({ help }) => help ?? "Mend the file at the place shown.",
  },
);

export const twoNodes = define<{ readonly one: string; readonly other: string }>("config/two-nodes", {
  severity: "error",
  summary: "Attribute files hold the data of different nodes.",
  why: "All attribute files of a run are laid over one another, and one node would get the data of the other.",
  mend: "Compile for one node at a time, or say with --node which one is meant.",
  message: ({ one, other }) =>
    `This is the data of the node "${other}", and another file has that of "${one}".`,
});
