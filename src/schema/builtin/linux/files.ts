import type { CimClass } from "../../resource-class.js";
import { key, oneOf, read, requiredKey, resource, write } from "../describe.js";
import { page } from "./page.js";

const nxFile = resource(
  "nxFile",
  "MSFT_nxFileResource",
  {
    description: "A file, directory or symbolic link with its contents, owner and mode.",
    link: page("File"),
  },
  [
    key("DestinationPath", "string", "The file, directory or link to manage, as a full path."),
    write(
      "SourcePath",
      "string",
      "What to copy or, for a link, to point to: a path or, for a file, an http, https or ftp address.",
    ),
    write(
      "Ensure",
      oneOf("present", "absent"),
      "Whether it has to be there (present, the default) or must not be (absent).",
    ),
    write("Type", oneOf("file", "directory", "link"), "What DestinationPath is; file by default."),
    write(
      "Force",
      "boolean",
      "Whether to overwrite a file, or delete a directory that is not empty, where that is otherwise an error; false by default.",
    ),
    write("Contents", "string", "The whole text of the file, with the line ends that it is to have."),
    write(
      "Checksum",
      oneOf("md5", "mtime", "ctime"),
      "How a file of the same size is compared with its source: by contents (md5), by time of modification (mtime) or by time of change (ctime).",
    ),
    write(
      "Recurse",
      "boolean",
      "Whether a directory's contents are managed too, at every depth; false by default.",
    ),
    write(
      "Links",
      oneOf("follow", "manage", "ignore"),
      "What a symbolic link in the source means: its target (follow, the default), the link itself (manage) or nothing (ignore).",
    ),
    write("Group", "string", "The group that owns the file or directory."),
    write("Mode", "string", "The permissions, in octal such as 644 or in letters such as rw-r--r--."),
    write("Owner", "string", "The user who owns the file or directory."),
    read("ModifiedDate", "datetime", "When the file or directory was last changed."),
  ],
);

const nxFileLine = resource(
  "nxFileLine",
  "MSFT_nxFileLineResource",
  { description: "Lines that a text file has to hold, or must not.", link: page("FileLine") },
  [
    requiredKey("FilePath", "string", "The file, as a full path."),
    write(
      "DoesNotContainPattern",
      "string",
      "A regular expression; every line that matches it is removed from the file.",
    ),
    requiredKey(
      "ContainsLine",
      "string",
      "A line that is added at the end of the file when it is missing; the empty string when there is only something to remove.",
    ),
  ],
);

const nxArchive = resource(
  "nxArchive",
  "MSFT_nxArchiveResource",
  {
    description: "The contents of an archive (.tar, .tar.gz or .zip), unpacked into a directory.",
    link: page("Archive"),
  },
  [
    key("SourcePath", "string", "The archive, as a full path."),
    key("DestinationPath", "string", "The directory to unpack into, as a full path."),
    write(
      "Checksum",
      oneOf("ctime", "mtime", "md5"),
      "How a changed archive is recognised: by time of change, or by contents (md5, the default).",
    ),
    write(
      "Force",
      "boolean",
      "Whether files may be overwritten or removed where that is otherwise an error; false by default.",
    ),
    write(
      "Ensure",
      oneOf("Present", "Absent"),
      "Whether the contents have to be unpacked (Present, the default) or removed again (Absent).",
    ),
  ],
);

/** Files, their lines, and archives. */
export const fileResources: readonly CimClass[] = [nxFile, nxFileLine, nxArchive];
