import type { Rule } from "../rule.js";
import { attributeKey } from "./attribute-key.js";
import { attributeMethod } from "./attribute-method.js";
import { chefResource } from "./chef-resource.js";
import { configurationInCode } from "./configuration-in-code.js";
import { conflictingAttributes } from "./conflicting-attributes.js";
import { constantCondition } from "./constant-condition.js";
import { constantGuard } from "./constant-guard.js";
import { dscConfiguration } from "./dsc-configuration.js";
import { duplicateKey } from "./duplicate-key.js";
import { ensureSpelling } from "./ensure-spelling.js";
import { heredocTerminator } from "./heredoc-terminator.js";
import { importInCode } from "./import-in-code.js";
import { importsWithCommand } from "./imports-with-command.js";
import { includeRecipeParentheses } from "./include-recipe-parentheses.js";
import { interpolatedVariable } from "./interpolated-variable.js";
import { interpolationInSingleQuotes } from "./interpolation-in-single-quotes.js";
import { joinedLines } from "./joined-lines.js";
import { legacyNotify } from "./legacy-notify.js";
import { literalPassword } from "./literal-password.js";
import { lostBackslash } from "./lost-backslash.js";
import { missingSensitive } from "./missing-sensitive.js";
import { nameInLoop } from "./name-in-loop.js";
import { negatedGuard } from "./negated-guard.js";
import { nilProperty } from "./nil-property.js";
import { notificationTarget } from "./notification-target.js";
import { notificationTiming } from "./notification-timing.js";
import { persistentAttribute } from "./persistent-attribute.js";
import { platformHelper } from "./platform-helper.js";
import { powershellVariable } from "./powershell-variable.js";
import { redundantInterpolation } from "./redundant-interpolation.js";
import { renamedModule } from "./renamed-module.js";
import { repeatedBlocks } from "./repeated-blocks.js";
import { resourceName } from "./resource-name.js";
import { scriptForResource } from "./script-for-resource.js";
import { setAction } from "./set-action.js";
import { shadowedLocal } from "./shadowed-local.js";
import { stringAction } from "./string-action.js";
import { stringGuard } from "./string-guard.js";
import { unreachableCode } from "./unreachable-code.js";
import { unusedLocal } from "./unused-local.js";

/** All rules, by id. */
export const rules: readonly Rule[] = [
  attributeKey,
  attributeMethod,
  chefResource,
  configurationInCode,
  conflictingAttributes,
  constantCondition,
  constantGuard,
  dscConfiguration,
  duplicateKey,
  ensureSpelling,
  heredocTerminator,
  importInCode,
  importsWithCommand,
  includeRecipeParentheses,
  interpolatedVariable,
  interpolationInSingleQuotes,
  joinedLines,
  legacyNotify,
  literalPassword,
  lostBackslash,
  missingSensitive,
  nameInLoop,
  negatedGuard,
  nilProperty,
  notificationTarget,
  notificationTiming,
  persistentAttribute,
  platformHelper,
  powershellVariable,
  redundantInterpolation,
  renamedModule,
  repeatedBlocks,
  resourceName,
  scriptForResource,
  setAction,
  shadowedLocal,
  stringAction,
  stringGuard,
  unreachableCode,
  unusedLocal,
];
