import { expect, test } from "vitest";
import { rubyParses } from "../../support/ruby.js";
import { askRubyToMatch, compile, find } from "./kit.js";
import type { Found, Job } from "./kit.js";
import { sampleJobs } from "./patterns.js";

// Ruby itself matches thousands of patterns with thousands of texts: what is refused, what is found and what every group
// holds must be the same. Where mofsmith does not say, it says so; that must stay seldom.

const SEED = Number(process.env["MOFSMITH_SEED"] ?? 20_240_607);

/** Why ours is not Ruby's; undefined: it is, or is left open. */
function difference(job: Job, theirs: string | readonly Found[]): unknown {
  const ours = compile(job.source, job.options);
  if ("kind" in ours) {
    if (ours.kind === "unsupported" || typeof theirs === "string") return undefined;
    return { job, ours };
  }
  if (typeof theirs === "string") return { job, theirs };
  const wrong = job.calls.flatMap((call, index) => {
    const mine = find(ours, call);
    const their = theirs[index];
    const open = typeof mine === "string" || their === "timeout";
    return open || JSON.stringify(mine) === JSON.stringify(their) ? [] : [{ call, mine, their }];
  });
  return wrong.length === 0 ? undefined : { job, wrong };
}

test.skipIf(!rubyParses)(
  "Ruby finds the same",
  () => {
    const jobs = sampleJobs(SEED, 2500);
    const answers = askRubyToMatch(jobs);
    const differences = jobs.map((job, index) => difference(job, answers[index] ?? "no answer"));
    expect(differences.filter((one) => one !== undefined).slice(0, 10)).toEqual([]);
  },
  120_000,
);

test("of a thousand patterns few are left open", () => {
  const jobs = sampleJobs(SEED, 500);
  const open = jobs.filter(({ source, options, calls }) => {
    const program = compile(source, options);
    if ("kind" in program) return program.kind === "unsupported";
    return calls.some((call) => typeof find(program, call) === "string");
  });
  expect(open.length).toBeLessThan(jobs.length / 10);
});
