import type { Instance } from "../model/document.js";
import type { CimClass, CimProperty } from "../schema/resource-class.js";
import { propertiesByName } from "../schema/catalogue.js";
import { isCredential, isCredentialClass } from "./credentials.js";

/**
 * How a property's text is one that nobody may see: it is a `password` by its class, and then it is one wherever else
 * it stands; or it is only `named` like one, and the same text elsewhere may be anything.
 */
export type Secrecy = "password" | "named";

/**
 * What a name ends with that is a secret's: `Password`, `AdminPassphrase`, `PasswordHash`, `RegistrationKey`. A name that
 * goes on otherwise says something about passwords: `PasswordNeverExpires`.
 */
const secretName =
  /(?:pass?word|passwd|passphrase|secret|pwd)(?:s|_?(?:hash|key|text|value))?$|^registrationkey$/i;

/**
 * Whether the name of a property is that of a secret, as far as its schema agrees: what is chosen from a list (ValueMap)
 * is a setting, and what is no string is none. Without a schema, the name alone says it.
 */
export function isSecretName(name: string, property?: CimProperty): boolean {
  if (!secretName.test(name)) return false;
  if (property === undefined) return true;
  const { type, valueMap, loneValueMap } = property;
  return type === "string" && valueMap === undefined && loneValueMap === undefined;
}

/**
 * What the text of a property of an instance is, by the instance's class where that is known. An instance of an unknown
 * class that has a user and a password is a credential; the value of a pair (MSFT_KeyValuePair) is a secret when its key
 * is called so.
 */
export function secrecyOf(
  name: string,
  instance: Instance,
  cimClass: CimClass | undefined,
): Secrecy | undefined {
  const wanted = name.toLowerCase();
  if (wanted === "password" && isPasswordHolder(instance, cimClass)) return "password";
  if (wanted === "registrationkey") return "password";
  if (wanted === "value" && instance.className.toLowerCase() === "msft_keyvaluepair")
    return isSecretName(textIn(instance, "key") ?? "") ? "named" : undefined;
  const property = cimClass && propertiesByName(cimClass).get(wanted);
  return isSecretName(name, property) ? "named" : undefined;
}

/** Whether the Password of an instance is that of a credential. */
export function isPasswordHolder(instance: Instance, cimClass: CimClass | undefined): boolean {
  if (cimClass !== undefined) return isCredentialClass(cimClass);
  if (isCredential(instance.className)) return true;
  return textIn(instance, "username") !== undefined && textIn(instance, "password") !== undefined;
}

function textIn({ properties }: Instance, name: string): string | undefined {
  const value = properties.find((property) => property.name.toLowerCase() === name)?.value;
  return value?.kind === "string" ? value.text : undefined;
}
