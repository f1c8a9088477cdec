export interface Job {
  readonly name: string;
  readonly needs: readonly string[];
  /** How many cores it keeps busy. */
  readonly slots: number;
}

export type JobOutcome = "done" | "broken";

/**
 * Runs jobs in the order given as far as needs and free slots allow. A job whose need broke is handed to `skip`
 * instead of `run`.
 */
export async function runJobs<J extends Job>(
  jobs: readonly J[],
  slots: number,
  run: (job: J) => Promise<JobOutcome>,
  skip: (job: J, brokenNeed: string) => void,
): Promise<void> {
  const waiting = [...jobs];
  const outcomes = new Map<string, JobOutcome>();
  const running = new Map<string, Promise<void>>();
  let free = slots;

  const start = (job: J): void => {
    const taken = Math.min(job.slots, slots);
    free -= taken;
    const ended = run(job).then((outcome) => {
      outcomes.set(job.name, outcome);
      running.delete(job.name);
      free += taken;
    });
    running.set(job.name, ended);
  };

  while (waiting.length > 0 || running.size > 0) {
    for (const job of [...waiting]) {
      const broken = job.needs.find((need) => outcomes.get(need) === "broken");
      if (broken !== undefined) {
        waiting.splice(waiting.indexOf(job), 1);
        outcomes.set(job.name, "broken");
        skip(job, broken);
      } else if (job.needs.every((need) => outcomes.has(need)) && Math.min(job.slots, slots) <= free) {
        waiting.splice(waiting.indexOf(job), 1);
        start(job);
      }
    }
    if (running.size > 0) await Promise.race(running.values());
    else if (waiting.length > 0 && !waiting.some((job) => job.needs.every((need) => outcomes.has(need)))) {
      throw new Error(`nothing can provide what ${waiting.map((job) => job.name).join(", ")} needs`);
    }
  }
}
