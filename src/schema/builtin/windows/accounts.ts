import type { CimClass } from "../../resource-class.js";
import { credential } from "../base.js";
import { key, list, oneOf, resource, write } from "../describe.js";
import { page } from "./page.js";

// The page shows Description as an array; the schema has a single string.
const group = resource(
  "Group",
  "MSFT_GroupResource",
  { description: "A local group and who belongs to it.", link: page("group") },
  [
    key("GroupName", "string", "The name of the group."),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the group has to exist (Present, the default) or must not exist (Absent).",
    ),
    write("Description", "string", "The description of the group."),
    write(
      "Members",
      list("string"),
      "The exact members, such as DOMAIN\\user; everybody else is removed. Not together with MembersToInclude or MembersToExclude.",
    ),
    write(
      "MembersToInclude",
      list("string"),
      "Who has to be a member, whoever else is; not together with Members.",
    ),
    write("MembersToExclude", list("string"), "Who must not be a member; not together with Members."),
    write("Credential", credential, "The account that looks up members which are not local."),
  ],
);

const user = resource(
  "User",
  "MSFT_UserResource",
  { description: "A local user account.", link: page("user") },
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
      credential,
      "The password of the account; the user name in the credential is not looked at.",
    ),
    write("Disabled", "boolean", "Whether the account is locked out (true) or may be used (false)."),
    write("PasswordNeverExpires", "boolean", "Whether the password stays valid for ever."),
    write(
      "PasswordChangeRequired",
      "boolean",
      "Whether the user has to choose a new password when signing in next; true expires the password each time it is applied.",
    ),
    write("PasswordChangeNotAllowed", "boolean", "Whether the user is kept from changing the password."),
  ],
);

/** Local users and groups. */
export const accountResources: readonly CimClass[] = [group, user];
