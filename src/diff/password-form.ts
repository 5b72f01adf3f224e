/**
 * What a document holds of a password: the text itself; an armoured message, which is another text each time that the
 * same password is encrypted; or a `mark` in the place of one, which is the same for the same password and certificate.
 * With `--reuse`, an `unkept` mark stands for what no earlier message is kept of.
 */
export type PasswordForm = "plain" | "encrypted" | "mark" | "unkept";

/** What a message of `Protect-CmsMessage` starts with (powershell-configuration.md §1.11). */
const armour = "-----BEGIN CMS-----";

/** No message goes on so: base64 has no such characters. */
const marks = { mark: `${armour}\n(mark) `, unkept: `${armour}\n(unkept) ` } as const;

/** A mark, from what tells a password and its certificate apart from all others. It is for comparison, and for no file. */
export function passwordMark(form: "mark" | "unkept", identity: string): string {
  return `${marks[form]}${identity}`;
}

/** What the text of a property is, if it is a password. */
export function passwordForm(text: string): PasswordForm {
  if (!text.startsWith(armour)) return "plain";
  if (text.startsWith(marks.mark)) return "mark";
  return text.startsWith(marks.unkept) ? "unkept" : "encrypted";
}
