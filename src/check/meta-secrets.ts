import { literalSecret } from "../diagnostics/catalogue/check.js";
import { secretNotGiven } from "../diagnostics/catalogue/recipe-secrets.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DeclaredHash, DeclaredProperty, DeclaredValue } from "../model/declaration.js";
import { rememberPassword, type Passwords } from "../model/passwords.js";
import { Secret } from "../model/secret.js";

/** The texts that `--secret` gives, and where those go that a nodes file holds itself, so that no report shows them. */
export interface SecretTexts {
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly passwords: Passwords;
}

/** Properties that hold what nobody may see. */
const concealed: ReadonlyMap<string, string> = new Map([
  ["registrationkey", "RegistrationKey"],
  ["password", "Password"],
]);

/**
 * Properties of a block with the secret in place of each `{ "Secret": "name" }`, and of each password and registration
 * key that the file holds itself: `check/literal-secret`. What `--secret` does not give is `recipe/secret-not-given`.
 */
export function withSecrets(
  properties: readonly DeclaredProperty[],
  texts: SecretTexts,
  diagnostics: Diagnostic[],
): readonly DeclaredProperty[] {
  return properties.map((property) => {
    return { ...property, value: resolve(property.value, property.name, texts, diagnostics) };
  });
}

function resolve(
  value: DeclaredValue,
  name: string,
  texts: SecretTexts,
  diagnostics: Diagnostic[],
): DeclaredValue {
  const { origin } = value;
  if (value.kind === "array") {
    return { ...value, items: value.items.map((item) => resolve(item, name, texts, diagnostics)) };
  }
  if (value.kind === "hash") {
    const wanted = secretName(value);
    if (wanted !== undefined) return secretOf(wanted, value, texts, diagnostics);
    const entries = value.entries.map(({ key, value: item }) => {
      const inside = key.kind === "string" ? key.text : "";
      return { key, value: resolve(item, inside, texts, diagnostics) };
    });
    return { ...value, entries };
  }
  const what = concealed.get(name.toLowerCase());
  if (value.kind !== "string" || what === undefined) return value;
  rememberPassword(texts.passwords, value);
  diagnostics.push(literalSecret(origin, { what }, { secret: true }));
  return { kind: "secret", secret: new Secret(value.text), origin };
}

/** `{ "Secret": "name" }` */
function secretName({ entries }: DeclaredHash): string | undefined {
  const [entry, ...others] = entries;
  if (entry === undefined || others.length > 0) return undefined;
  const { key, value } = entry;
  const isSecret = key.kind === "string" && key.text.toLowerCase() === "secret";
  return isSecret && value.kind === "string" ? value.text : undefined;
}

function secretOf(
  name: string,
  { origin }: DeclaredHash,
  { secrets }: SecretTexts,
  diagnostics: Diagnostic[],
): DeclaredValue {
  const secret = secrets.get(name);
  if (secret !== undefined) return { kind: "secret", secret, origin };
  diagnostics.push(secretNotGiven(origin, { name, version: "" }));
  return { kind: "unknown", reason: "a secret", cause: origin, remedy: "", told: true, origin };
}
