import type { CimClass, Module } from "../resource-class.js";
import { linuxBaseResource, windowsBaseResource } from "./base.js";
import { extend } from "./describe.js";
import { accountResources as linuxAccounts } from "./linux/accounts.js";
import { fileResources as linuxFiles } from "./linux/files.js";
import { systemResources as linuxSystem } from "./linux/system.js";
import { accountResources } from "./windows/accounts.js";
import { featureResources } from "./windows/features.js";
import { fileResources } from "./windows/files.js";
import { packageResources } from "./windows/packages.js";
import { scriptResources } from "./windows/scripts.js";
import { systemResources } from "./windows/system.js";
import { waitResources } from "./windows/waits.js";

export { baseClasses, baseClassesOf } from "./base.js";

const windowsResources: readonly CimClass[] = [
  ...fileResources,
  ...systemResources,
  ...accountResources,
  ...packageResources,
  ...featureResources,
  ...scriptResources,
  ...waitResources,
];

const linuxResources: readonly CimClass[] = [...linuxFiles, ...linuxSystem, ...linuxAccounts];

/** The resources that need no `--schemas`: those Windows ships with, and those of DSC for Linux. */
export const builtInModules: readonly Module[] = [
  {
    name: "PSDesiredStateConfiguration",
    // The version inside Windows PowerShell 5.1; documents name another one (see check/).
    version: "1.1",
    inBox: true,
    platform: "windows",
    classes: windowsResources.map((cimClass) => extend(cimClass, windowsBaseResource)),
  },
  {
    name: "nx",
    version: "1.0",
    inBox: true,
    platform: "linux",
    classes: linuxResources.map((cimClass) => extend(cimClass, linuxBaseResource)),
  },
];
