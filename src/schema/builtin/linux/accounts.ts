import type { CimClass } from "../../resource-class.js";
import { key, list, oneOf, resource, write } from "../describe.js";
import { page } from "./page.js";

const nxUser = resource(
  "nxUser",
  "MSFT_nxUserResource",
  { description: "A local user account.", link: page("User") },
  [
    key("UserName", "string", "The name of the account."),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the account has to exist (Present, the default) or must not exist (Absent).",
    ),
    write("FullName", "string", "The full name of the user."),
    write("Description", "string", "The description of the account."),
    write(
      "Password",
      "string",
      "The hash of the password in the form that the machine keeps, never the password itself.",
    ),
    write("Disabled", "boolean", "Whether the account is locked; false by default."),
    // The page says that this keeps the user from changing the password; the script expires it instead.
    write(
      "PasswordChangeRequired",
      "boolean",
      "Whether a newly created user has to choose a new password when signing in first; false by default.",
    ),
    write("HomeDirectory", "string", "The home directory of the user, as a full path."),
    write("GroupID", "string", "The primary group of the user, by number or name."),
  ],
);

const nxGroup = resource(
  "nxGroup",
  "MSFT_nxGroupResource",
  { description: "A local group and who belongs to it.", link: page("Group") },
  [
    key("GroupName", "string", "The name of the group."),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the group has to exist (Present, the default) or must not exist (Absent).",
    ),
    write("Members", list("string"), "The exact members; everybody else is removed."),
    write("MembersToInclude", list("string"), "Who has to be a member, whoever else is."),
    write("MembersToExclude", list("string"), "Who must not be a member."),
    write(
      "PreferredGroupID",
      "string",
      "The number that a new group gets when it is free, otherwise the next free one.",
    ),
  ],
);

const nxSshAuthorizedKeys = resource(
  "nxSshAuthorizedKeys",
  "MSFT_nxSshAuthorizedKeysResource",
  { description: "A public key with which a user may sign in over SSH.", link: page("SshAuthorizedKeys") },
  [
    key("KeyComment", "string", "The comment that tells the key apart from the user's other keys."),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the key has to be accepted (Present, the default) or must not be (Absent).",
    ),
    // The page says that it is root when not set; the script refuses an instance without it.
    write("UserName", "string", "The user who signs in; has to be set."),
    write("Key", "string", "The public key; needed unless Ensure is Absent."),
  ],
);

/** Users, groups and their keys. */
export const accountResources: readonly CimClass[] = [nxUser, nxGroup, nxSshAuthorizedKeys];
