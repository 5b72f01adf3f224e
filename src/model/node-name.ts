/** Names that Windows reserves for devices, whatever extension follows (Naming Files, Paths, and Namespaces). */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** File systems take 255 bytes; `.mof.checksum` has to fit behind the name. */
const longest = 200;

/** Why a name cannot name a node, and with it a document `<name>.mof`; undefined when it can. */
export function nodeNameProblem(name: string): string | undefined {
  // An LCM applies `<node>.meta.mof` to itself.
  if (/\.meta$/i.test(name)) return "its document would be taken for the settings of an LCM";
  return fileNameProblem(name);
}

/** Why a name cannot name a file on every system; undefined when it can. */
export function fileNameProblem(name: string): string | undefined {
  if (name === "") return "it is empty";
  if (new TextEncoder().encode(name).length > longest) return `it is longer than ${longest} bytes`;
  for (const character of name) {
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(character))
      return "it holds a character that cannot be seen";
    if ("'<>:\"/\\|?*".includes(character)) return `a file name cannot hold ${character}`;
  }
  if (/^[. ]|[. ]$/.test(name)) return "a file name cannot start or end with a dot or a space";
  if (devices.test(name)) return "Windows reserves it for a device";
  return undefined;
}
