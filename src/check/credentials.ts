import * as report from "../diagnostics/catalogue/check.js";
import type { DeclaredInstance, DeclaredHash, DeclaredValue } from "../model/declaration.js";
import { rememberPassword } from "../model/passwords.js";
import { Secret } from "../model/secret.js";
import type { CimClass } from "../schema/resource-class.js";
import { isSubclassOf, propertiesByName } from "../schema/catalogue.js";
import type { Context } from "./context.js";
import { describeKind } from "./describe.js";
import type { DraftInstance, DraftProperty, DraftSecret } from "./draft.js";
import { fail, unwritableIn, type Slot } from "./slot.js";

/** Whether a class, given by its name, is that of credentials. */
export function isCredential(className: string | undefined): boolean {
  return className?.toLowerCase() === "msft_credential";
}

/** Whether the instances of a class are credentials; one that inherits from theirs has passwords too. */
export function isCredentialClass(cimClass: CimClass): boolean {
  return isSubclassOf(cimClass, "MSFT_Credential");
}

/** Whether a property holds a password that a document may hold: that of a credential. */
export function isPassword({ property, within }: Slot): boolean {
  return within !== undefined && isPasswordName(property.name) && isCredentialClass(within);
}

/** A credential has both; its class demands neither. */
export function mandatoryOfCredential(cimClass: CimClass) {
  const known = propertiesByName(cimClass);
  return ["username", "password"].flatMap((name) => known.get(name) ?? []);
}

/**
 * The password of a credential. A plain text is a secret from here on. One that will be encrypted may hold characters
 * that a document cannot, but no NUL, at which the machine that decrypts it would end it. `check/wrong-type`,
 * `check/unwritable-character`.
 */
export function convertPassword(value: DeclaredValue, slot: Slot): DraftSecret | undefined {
  const { coerce, target, credentials } = slot.context.settings;
  const secret = secretOf(value, coerce);
  if (secret === undefined) {
    const found = describeKind(value.kind);
    return fail(
      slot,
      report.wrongType(value.origin, { property: "Password", expected: "a string", found }, { secret: true }),
    );
  }
  // What no string of Windows can hold is the least: NUL, and half a character.
  const strictest = credentials.passwords.kind === "encrypted" ? "windows" : target;
  const problem = unwritableIn(Secret.reveal(secret), value, strictest, "The password");
  return problem === undefined ? { kind: "secret", secret } : fail(slot, problem);
}

/** Makes the passwords in a value known that is given for a credential or its password, right or wrong. */
export function rememberPasswords(value: DeclaredValue, { context }: Slot): void {
  const { passwords } = context.settings;
  if (passwords === undefined) return;
  const pending: DeclaredValue[] = [value];
  // What is added while it is walked is walked too.
  for (const one of pending) {
    if (one.kind === "string" || one.kind === "symbol" || one.kind === "integer")
      rememberPassword(passwords, one);
    else if (one.kind === "unknown") for (const text of one.texts ?? []) rememberPassword(passwords, text);
    else if (one.kind === "array") for (const item of one.items) pending.push(item);
    else if (one.kind === "hash") {
      for (const entry of one.entries) if (saysPassword(entry.key)) pending.push(entry.value);
    } else if (one.kind === "instance")
      for (const { name, value: given } of one.properties) if (isPasswordName(name)) pending.push(given);
  }
}

function saysPassword(key: DeclaredValue): boolean {
  return (key.kind === "string" || key.kind === "symbol") && isPasswordName(key.text);
}

function isPasswordName(name: string): boolean {
  return name.toLowerCase() === "password";
}

function secretOf(value: DeclaredValue, coerce: boolean): Secret | undefined {
  switch (value.kind) {
    case "secret":
      return value.secret;
    case "string":
    case "symbol":
      return new Secret(value.text);
    case "integer":
      return coerce ? new Secret(value.text) : undefined;
    default:
      return undefined;
  }
}

/**
 * Whether the node lets a credential stand in its document; one without a password holds nothing to protect.
 * `check/plain-text-password`, `check/domain-user`.
 */
export function mayHold(
  credential: DraftInstance,
  value: DeclaredInstance | DeclaredHash,
  context: Context,
): boolean {
  const index = credential.cimClass.properties.findIndex(({ name }) => name.toLowerCase() === "username");
  const userName = credential.properties[index];
  if (userName?.value.kind === "null") {
    const parameters = { property: "UserName", key: false };
    context.diagnostics.push(report.nullMandatory(userName.origins.value, parameters));
    return false;
  }
  warnOfDomain(userName, context);
  const holdsPassword = credential.properties.some((set) => set?.value.kind === "secret");
  if (context.settings.credentials.passwords.kind !== "refused" || !holdsPassword) return true;
  context.diagnostics.push(report.plainTextPassword(value.origin, { node: context.settings.node }));
  return false;
}

function warnOfDomain(userName: DraftProperty | undefined, context: Context): void {
  const { code } = report.domainUser;
  if (context.settings.credentials.domainUsers || context.told.has(code)) return;
  const domain = userName?.value.kind === "string" ? domainOf(userName.value.text) : undefined;
  if (userName === undefined || domain === undefined || isThisMachine(domain)) return;
  context.told.add(code);
  context.diagnostics.push(report.domainUser(userName.origins.value, { domain }));
}

/** `domain\user` and `user@domain` (powershell-configuration.md §1.11 no. 6). */
function domainOf(userName: string): string | undefined {
  const [, before, after] = /^([^\\]+)\\.|^[^\\@]+@(.+)$/s.exec(userName) ?? [];
  return before ?? after;
}

function isThisMachine(domain: string): boolean {
  return [".", "localhost", "127.0.0.1", "::1"].includes(domain.toLowerCase());
}
