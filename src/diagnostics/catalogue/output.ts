import { define } from "../define.js";

/** What happens where files are written. */

export const busyFolder = define<{ readonly reason: string }>("output/busy-folder", {
  severity: "error",
  summary: "Another run writes to the same folder.",
  why: "Some of the documents would be those of one run and some of the other, so none of this run has been written.",
  mend: "Run the command again when the other run is over.",
  message: ({ reason }) => `This cannot be written now: ${reason}. No document of this run was written.`,
});

export const killedRun = define<{
  readonly outcome: "finished" | "taken back" | "removed";
  readonly count: number;
}>("output/killed-run", {
  severity: "warning",
  summary: "A run was killed before it was done with this folder, and this one has tidied up behind it.",
  why: "Documents of two runs may have stood beside one another since.",
  mend: "Look at whether the folder was applied or copied in the meantime.",
  message: ({ outcome, count }) => {
    const changes = count === 1 ? "1 change" : `${count} changes`;
    if (outcome === "finished")
      return `A run was killed that had decided on ${changes}: all of them are made now.`;
    if (outcome === "taken back")
      return `A run was killed that was taking back ${changes}: all stands again as it did before that run.`;
    if (count === 0)
      return "A run was killed that had nothing to put in its place any more, or nothing yet: its folder is removed.";
    const files = count === 1 ? "1 file" : `${count} files`;
    return `A run was killed before it had changed anything: what it had written for this folder is removed, ${files}.`;
  },
  help: ({ outcome }) =>
    outcome === "removed"
      ? "There is nothing to do: all files of that run are in their places, or none is."
      : "Look at whether the folder was applied or copied in the meantime.",
});
