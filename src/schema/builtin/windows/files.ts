import type { CimClass } from "../../resource-class.js";
import { credential } from "../base.js";
import { instanceOf, key, list, oneOf, read, resource, write } from "../describe.js";
import { page } from "./page.js";

const checksum = oneOf("SHA-1", "SHA-256", "SHA-512", "CreatedDate", "ModifiedDate");

// File is part of the LCM itself: its schema is the one that DSC for Linux carries along, which is the only
// public copy with the properties that Get-DscConfiguration reports (CreatedDate, Size, SubItems …).
const file = resource(
  "File",
  "MSFT_FileDirectoryConfiguration",
  { description: "A file or folder with its contents, attributes or source.", link: page("file") },
  [
    key("DestinationPath", "string", "The file or folder to manage, as a full path on the node."),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the file or folder has to be there (Present, the default) or must not be (Absent).",
    ),
    write(
      "Type",
      oneOf("File", "Directory"),
      "What DestinationPath is: a File (the default) or a Directory.",
    ),
    write("SourcePath", "string", "The file or folder to copy from: a path on the node or a UNC path."),
    write("Contents", "string", "The whole text of the file; only for Type File."),
    write(
      "Checksum",
      checksum,
      "How source and destination are compared; without it a file that exists under the name counts as the same.",
    ),
    write(
      "Recurse",
      "boolean",
      "Whether a folder's contents are managed too, at every depth; false by default.",
    ),
    write(
      "Force",
      "boolean",
      "Whether to overwrite a file, or delete a folder that is not empty, where that is otherwise an error; false by default.",
    ),
    write(
      "Credential",
      credential,
      "The account that reads SourcePath; without it the node's computer account does.",
    ),
    read("CreatedDate", "datetime", "When the file or folder was created."),
    read("ModifiedDate", "datetime", "When the file or folder was last changed."),
    write(
      "Attributes",
      list(oneOf("ReadOnly", "Hidden", "System", "Archive")),
      "The attributes that the file or folder has to have.",
    ),
    read("Size", "uint64", "The size of the file in bytes."),
    read("SubItems", list(instanceOf("MSFT_FileDirectoryConfiguration")), "What a managed folder holds."),
    write(
      "MatchSource",
      "boolean",
      "Whether files that appear in the source folder after the first copy are copied too; false by default.",
    ),
  ],
);

// The open Archive of PSDscResources is another class (MSFT_Archive) with the same properties.
const archive = resource(
  "Archive",
  "MSFT_ArchiveResource",
  { description: "The contents of a ZIP file, unpacked into a folder.", link: page("archive") },
  [
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the contents have to be unpacked (Present, the default) or removed again (Absent).",
    ),
    key("Path", "string", "The ZIP file, as a full path."),
    key("Destination", "string", "The folder to unpack into, as a full path."),
    write(
      "Validate",
      "boolean",
      "Whether unpacked files are compared with the archive by Checksum, and not only by name; false by default.",
    ),
    write("Checksum", checksum, "How files are compared; needs Validate, which alone means SHA-256."),
    write(
      "Force",
      "boolean",
      "Whether files that differ may be overwritten or removed, where that is otherwise an error; false by default.",
    ),
    write("Credential", credential, "The account that reads the archive and writes the folder."),
  ],
);

/** Files, folders and archives. */
export const fileResources: readonly CimClass[] = [file, archive];
