import type { CimClass } from "../../resource-class.js";
import { key, list, required, resource, write } from "../describe.js";
import { page } from "./page.js";

const resourceName = key(
  "ResourceName",
  "string",
  "The ResourceId to wait for, such as [File]ready; one of another configuration ends in ::[Configuration]name.",
);
const nodeName = required("NodeName", list("string"), "The nodes on which to look.");
const pace = [
  write("RetryIntervalSec", "uint64", "The seconds between two looks, at least 1, which is the default."),
  write("RetryCount", "uint32", "How often to look again before giving up; 0 by default."),
  write("ThrottleLimit", "uint32", "How many nodes are asked at the same time; 32 by default."),
];

const waitForAll = resource(
  "WaitForAll",
  "MSFT_WaitForAll",
  {
    description: "Waits until a resource is in its desired state on all of the nodes named.",
    link: page("waitForAll"),
  },
  [resourceName, nodeName, ...pace],
);

const waitForAny = resource(
  "WaitForAny",
  "MSFT_WaitForAny",
  {
    description: "Waits until a resource is in its desired state on one of the nodes named.",
    link: page("waitForAny"),
  },
  [resourceName, nodeName, ...pace],
);

const waitForSome = resource(
  "WaitForSome",
  "MSFT_WaitForSome",
  {
    description: "Waits until a resource is in its desired state on a number of the nodes named.",
    link: page("waitForSome"),
  },
  [resourceName, nodeName, required("NodeCount", "uint32", "How many of the nodes are enough."), ...pace],
);

/** Order across nodes. */
export const waitResources: readonly CimClass[] = [waitForAll, waitForAny, waitForSome];
