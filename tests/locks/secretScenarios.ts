/**
 * Run as a process of its own by secrets.test.ts: looks up with every kind of credential, prints all that it learns, and
 * leaves it to its parent to search what was printed. Arguments: the scenario's settings and options as JSON.
 */
import { lockSources } from "../../policypack/locks/lockSources";
import type { ValueMap } from "../../policypack/domain/values";

interface Scenario {
  readonly settings: ValueMap;
  readonly endpoint?: string;
  readonly timeoutSeconds: number;
}

async function run({ settings, ...rest }: Scenario): Promise<void> {
  const options = { lockSource: "api", lockFileMaxAgeMinutes: 60, ...rest } as const;
  const source = lockSources(options, { environment: process.env })({ settings });
  const [statuses, locked] = await Promise.all([
    source.lookUp({ instanceIds: ["i-1", "i-2"], diskIds: ["d-1"] }),
    source.lockedInRegion(),
  ]);
  console.log(JSON.stringify([[...statuses.instances], [...statuses.disks], locked]));
}

void Promise.all((JSON.parse(process.argv[2] ?? "[]") as Scenario[]).map(run));
