// What is judged in which phase, and at which level what cannot be judged is reported.
import assert from "node:assert/strict";
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { known, notKnown, type LookUp } from "../../policypack/domain/lookUps";
import type { StackState } from "../../policypack/domain/resources";
import type { Surroundings } from "../../policypack/policies/runState";
import { startSession, type Session } from "../../policypack/policies/session";
import { AFFECTED_OPERATIONS, policyName } from "../../policypack/operations/behavior";
import { LOCKED, sourceOf, stateOf } from "../review/support/judging";
import { priorOf } from "../review/support/resources";
import { INSTANCE } from "../support/scenario";

const URN = `urn:pulumi:dev::shop::${INSTANCE}::web`;
const BUCKET = "alicloud:oss/bucket:Bucket";
const OUTPUTS = { systemDiskId: "d-1", status: "Running" };
const UNREAD = notKnown({ cause: "the backend is away", remedy: "wait" });
const STATE = known(stateOf([priorOf(INSTANCE, "i-web", { instanceName: "a" }, OUTPUTS, { urn: URN })]));

const args = (instanceName: string, type = INSTANCE): ResourceValidationArgs =>
  ({
    urn: URN,
    type,
    props: { instanceName },
    opts: { aliases: [], ignoreChanges: [] },
  }) as unknown as ResourceValidationArgs;
const shown = (props: object, type = INSTANCE): PolicyResource =>
  ({ urn: URN, type, props, opts: { aliases: [] } }) as unknown as PolicyResource;
const UPDATED = shown({ ...OUTPUTS, instanceName: "b", id: "" });

function run(state: LookUp<StackState> | undefined, more: Partial<Surroundings> = {}, configuration?: object) {
  const source = sourceOf({ ...LOCKED, diskStatus: "Available" });
  const reads = { state: 0 };
  const read = () => {
    reads.state += 1;
    return Promise.resolve(state ?? UNREAD);
  };
  const session = startSession({
    preview: true,
    previewed: undefined,
    priorState: state === undefined ? undefined : () => ({ read, readWithSecrets: read }),
    sources: () => () => source,
    leavesOut: () => false,
    refreshes: false,
    replaces: () => false,
    now: () => Date.parse("2026-11-24T00:00:00Z"),
    ...more,
  });
  if (configuration !== undefined) session.configure({ ...configuration });
  return { session, source, reads };
}

const POLICIES = ["ecs-lock-status", ...AFFECTED_OPERATIONS.map(policyName)];

/** The summary of the whole plan is another test's: review/summary. */
const isSummary = (line: string): boolean => /^ecs-lock-status( \w+)?: \d+ calls? on \d+ resource/.test(line);

/** `ecs-lock-status advisory: Cannot say …`; of a lock only that it is one. */
const taken = (session: Session): string[] =>
  POLICIES.flatMap((policy) =>
    session.take(policy).map(({ level, message }) => {
      const [line = ""] = message.split("\n");
      return `${policy}${level === undefined ? "" : ` ${level}`}: ${line.replace(/ \(LockReason .*\)\.$/, ".")}`;
    }),
  ).filter((line) => !isSummary(line));

const REFUSED =
  "ecs-modify-instance-attribute: ModifyInstanceAttribute would be refused: instance i-web is locked for security reasons.";

describe("a preview", () => {
  it("records in its resource phase, and asks nobody", async () => {
    const { session, source, reads } = run(STATE);
    await session.resource(args("b"));
    assert.deepEqual([taken(session), source.asked(), reads.state], [[], 0, 0]);
  });

  it("judges in its stack phase what it has recorded", async () => {
    const { session } = run(STATE, {}, {});
    await session.resource(args("b"));
    await session.stack([UPDATED]);
    assert.deepEqual(taken(session), [REFUSED]);
  });

  it("judges what is gone from the program", async () => {
    const { session } = run(STATE, {}, {});
    await session.stack([]);
    assert.match(taken(session).join(), /^ecs-lock-status advisory: Deleting instance i-web/);
  });

  it("leaves out what the engine leaves alone", async () => {
    const { session, source } = run(STATE, {}, {});
    await session.resource(args("b"));
    await session.stack([shown({ ...OUTPUTS, instanceName: "a", id: "i-web" })]);
    assert.deepEqual([taken(session), source.asked()], [[], 0]);
  });

  const LEVELS: readonly (readonly [string, PolicyResource[], object, string])[] = [
    ["of a stack with resources of Alibaba Cloud: at the level of the policy", [shown({}, BUCKET)], {}, ""],
    ["of a stack with a provider of Alibaba Cloud: the same", [shown({}, "pulumi:providers:alicloud")], {}, ""],
    ["where what is undecided is advisory: advisory", [shown({}, BUCKET)], { onUndecided: "advisory" }, " advisory"],
    ["of a stack without: advisory", [shown({}, "aws:s3/bucket:Bucket")], {}, " advisory"],
    ["of a stack with a like name: advisory", [shown({}, "alicloudish:x:Y")], {}, " advisory"],
  ];
  for (const [name, resources, configuration, level] of LEVELS) {
    it(`whose prior state cannot be read says so, ${name}`, async () => {
      const { session } = run(UNREAD, {}, configuration);
      await session.stack(resources);
      assert.match(
        taken(session).join("\n"),
        new RegExp(`^ecs-lock-status${level}: What this preview deletes was not checked`),
      );
    });
  }

  it("whose prior state cannot be read leaves what changes undecided, and says the cause once", async () => {
    const { session } = run(UNREAD, {}, {});
    await session.resource(args("b"));
    await session.stack([UPDATED]);
    const [undecided, summary, ...others] = taken(session);
    assert.match(undecided ?? "", /^ecs-lock-status: Cannot say whether .*StartInstance.* would be refused/);
    assert.match(summary ?? "", /^ecs-lock-status advisory: Cannot say of web: the backend is away\./);
    assert.deepEqual(others, []);
  });

  it("tells of exemptions, by the day", async () => {
    const exemptions = [
      { reason: "over", expires: "2026-11-23" },
      { reason: "holds", expires: "2026-11-24", instances: ["i-web"] },
    ];
    const { session } = run(STATE, {}, { exemptions });
    await session.resource(args("b"));
    await session.stack([UPDATED]);
    assert.deepEqual(
      taken(session).map((line) => line.replace(/:.*? (let through|has expired).*/, ": $1")),
      ["ecs-lock-status advisory: let through", "ecs-lock-status advisory: has expired"],
    );
  });

  it("lists the locked instances of the stack, where that is asked for, even if nothing changes", async () => {
    const { session } = run(STATE, {}, { inventory: true });
    await session.resource(args("a"));
    await session.stack([shown({ ...OUTPUTS, instanceName: "a", id: "i-web" })]);
    assert.match(taken(session).join(), /^ecs-lock-status advisory: Inventory: 1 instance of this stack locked/);
  });
});

describe("an update", () => {
  const update = (more: Partial<Surroundings> = {}, state: LookUp<StackState> = STATE) =>
    run(state, { preview: false, previewed: true, ...more }, {});

  it("judges each resource before its first call", async () => {
    const { session } = update();
    await session.resource(args("b"));
    assert.deepEqual(taken(session), [REFUSED]);
  });

  it("judges a resource once, however many policies ask", async () => {
    const { session } = update();
    await session.resource(args("b"));
    await session.resource(args("b"));
    assert.deepEqual(taken(session), [REFUSED]);
  });

  it("says once what to do, where it goes on after a stop", async () => {
    const { session } = update();
    await session.resource(args("b"));
    // As the SDK asks: several times in a row.
    const summaries = () => {
      const asked = POLICIES.filter((policy) => session.hasResourceWork(policy) && session.hasResourceWork(policy));
      const messages = asked.flatMap((policy) => session.take(policy).map(({ message }) => message));
      return messages.filter((message) => /^\d+ call/.test(message));
    };
    const [first = ""] = summaries();
    assert.match(
      first,
      /This is the update itself, whose preview had passed\. .*\nWhat to do: find out why it is locked/s,
    );
    const second = args("b");
    await session.resource({ ...second, urn: `${URN}-2`, opts: { ...second.opts, aliases: [URN] } });
    const [again = ""] = summaries();
    assert.match(
      again,
      /locked instance \S+ for security reasons\.\nWhat to do is said where this update first came to such a resource\./,
    );
    assert.doesNotMatch(again, /What to do: find out|This is the update itself/);
  });

  it("judges nothing in its stack phase: all has been applied", async () => {
    const { session, reads } = update();
    await session.stack([]);
    assert.deepEqual([taken(session), reads.state], [[], 0]);
  });

  it("leaves alone what the engine leaves alone", async () => {
    const { session, source } = update({ leavesOut: () => true });
    await session.resource(args("b"));
    assert.deepEqual([taken(session), source.asked()], [[], 0]);
    const unseen = update({ leavesOut: () => undefined });
    await unseen.session.resource(args("b"));
    assert.deepEqual(taken(unseen.session), [REFUSED]);
  });

  it("judges the replacement that the engine was told to make", async () => {
    const { session } = update({ replaces: (urn) => urn === URN });
    await session.resource(args("a"));
    assert.match(taken(session).join("\n"), /^ecs-create-instance: RunInstances would be refused/m);
  });

  it("whose prior state cannot be read leaves what changes undecided", async () => {
    const { session } = update({}, UNREAD);
    await session.resource(args("b"));
    assert.match(taken(session).join(), /^ecs-lock-status: Cannot say whether .*: the backend is away\./);
  });

  it("passes over types that call nothing", async () => {
    const { session, reads } = update();
    await session.resource(args("b", BUCKET));
    assert.deepEqual([taken(session), reads.state], [[], 0]);
  });
});

describe("a state that is no preview's", () => {
  it("is judged by nobody", async () => {
    const { session, source } = run(undefined, {}, {});
    await session.resource(args("b"));
    await session.stack([shown({ ...OUTPUTS, id: "i-web" })]);
    assert.deepEqual([taken(session), source.asked()], [[], 0]);
  });

  it("is listed by the outputs that are shown, where that is asked for", async () => {
    const { session } = run(undefined, {}, { inventory: true });
    await session.stack([shown({ ...OUTPUTS, id: "i-web" }), shown({ id: "i-bucket" }, BUCKET)]);
    assert.match(taken(session).join(), /^ecs-lock-status advisory: Inventory: 1 instance of this stack locked/);
  });
});

describe("a configuration that is wrong", () => {
  it("is told, and nothing is judged by it", async () => {
    const { session, source } = run(STATE, {}, { lockSource: "file" });
    await session.resource(args("b"));
    await session.stack([UPDATED]);
    const found = taken(session);
    assert.ok(
      found.length === 1 && found[0]?.startsWith("ecs-lock-status mandatory: The configuration of"),
      found.join(),
    );
    assert.equal(source.asked(), 0);
  });

  it("is taken once", async () => {
    const { session } = run(STATE, {}, {});
    session.configure({ lockSource: "cloud" });
    await session.resource(args("b"));
    await session.stack([UPDATED]);
    assert.deepEqual(taken(session), [REFUSED]);
  });
});
