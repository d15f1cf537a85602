import assert from "node:assert/strict";
import { UNKNOWN, type ValueMap } from "../../../policypack/domain/values";
import {
  disksInState,
  instancesInState,
  instancesOf,
  inventory,
  type ListedInstances,
} from "../../../policypack/review/findings/inventory";
import { INSTANCE } from "../../support/scenario";
import { priorOf } from "../support/resources";
import { stateOf } from "../support/judging";
import { notingSource } from "../support/statuses";

const ATTACHMENT = "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment";
const through = (instanceIds: readonly string[], region = "cn-a"): ListedInstances => ({
  instanceIds,
  provider: { settings: { region } },
});

describe("the instances of a resource", () => {
  const rows: readonly (readonly [string, string, string | undefined, ValueMap, readonly string[]])[] = [
    ["are itself, where it is one", INSTANCE, "i-1", {}, ["i-1"]],
    ["are itself also by an id of another form", INSTANCE, "hybrid-1", {}, ["hybrid-1"]],
    ["are none where it has no id yet", INSTANCE, undefined, {}, []],
    ["are what it is attached to", ATTACHMENT, "d-1:i-1", { instanceId: "i-1" }, ["i-1"]],
    ["are all that it names", ATTACHMENT, "x", { instanceIds: ["i-1", "i-2", UNKNOWN] }, ["i-1", "i-2"]],
    ["are not what is of another product", ATTACHMENT, "x", { instanceId: "eci-1" }, []],
    ["are not its id, where it is something else", ATTACHMENT, "i-1", {}, []],
  ];
  for (const [name, type, id, outputs, expected] of rows) {
    it(name, () => {
      assert.deepEqual(instancesOf(type, id, outputs), expected);
    });
  }

  it("of a state are listed with the providers that they go through", () => {
    const prior = priorOf(INSTANCE, "i-1", {});
    const urn = prior.provider.replace(/::1$/, "");
    const state = { ...stateOf([prior]), providers: new Map([[urn, { region: "cn-x" }]]) };
    assert.deepEqual(instancesInState(state), [
      { instanceIds: ["i-1"], provider: { urn, settings: { region: "cn-x" } } },
    ]);
  });
});

const TOPIC = { edition: "topic", createInstance: "replacement" } as const;

describe("the inventory of a stack", () => {
  it("asks each source once for each of its instances, and none where there are none", async () => {
    const [a, b, c] = [notingSource(), notingSource(), notingSource()];
    const sources = new Map<unknown, ReturnType<typeof notingSource>>([
      ["cn-a", a],
      ["cn-b", b],
      ["cn-c", c],
    ]);
    const listed = [through(["i-1", "i-2"]), through(["i-2"]), through(["i-3"], "cn-b"), through([], "cn-c")];
    await inventory(listed, ({ settings }) => sources.get(settings.region) ?? c, TOPIC);
    assert.deepEqual(a.asked, [{ instanceIds: ["i-1", "i-2"], diskIds: [] }]);
    assert.deepEqual(b.asked, [{ instanceIds: ["i-3"], diskIds: [] }]);
    assert.deepEqual(c.asked, []);
  });

  it("lists what is locked for security reasons, each once, and what is refused on it", async () => {
    const [a, b] = [notingSource(), notingSource()];
    const listed = [through(["i-locked", "i-free", "i-debt"]), through(["i-locked"], "cn-b")];
    const sourceOf = ({ settings }: { settings: ValueMap }) => (settings.region === "cn-a" ? a : b);
    const findings = await inventory(listed, sourceOf, TOPIC);
    assert.equal(findings.length, 1);
    const [finding] = findings;
    assert.deepEqual([finding?.policy, finding?.urn, finding?.level], ["ecs-lock-status", "", "advisory"]);
    assert.ok(finding?.matter.kind === "inventory");
    assert.deepEqual(
      finding.matter.locked.map(({ instanceId }) => instanceId),
      ["i-locked"],
    );
    assert.ok(finding.matter.refused.always.includes("StartInstance"));
    assert.ok(!finding.matter.refused.always.includes("DeleteInstance"));
  });

  it("names the operations that the edition calls affected", async () => {
    const [finding] = await inventory([through(["i-locked"])], () => notingSource(), { ...TOPIC, edition: "strict" });
    assert.ok(finding?.matter.kind === "inventory" && finding.matter.refused.always.includes("DeleteInstance"));
  });

  it("says what could not be looked up, one cause once", async () => {
    const source = notingSource();
    const failing = {
      ...source,
      lookUp: async (...args: Parameters<typeof source.lookUp>) => {
        const found = await source.lookUp(...args);
        const failed = found.instances.get("i-failed");
        return {
          ...found,
          instances: new Map(
            args[0].instanceIds.map((id) => [id, found.instances.get(id === "i-free" ? id : "i-failed") ?? failed]),
          ) as typeof found.instances,
        };
      },
    };
    const findings = await inventory([through(["i-failed", "i-9", "i-free"])], () => failing, TOPIC);
    assert.deepEqual(
      findings.map(({ level }) => level),
      ["advisory"],
    );
    const stopping = await inventory([through(["i-failed"])], () => failing, { ...TOPIC, gapsStop: true });
    assert.deepEqual(
      stopping.map(({ policy, level }) => [policy, level]),
      [["ecs-lock-status", undefined]],
    );
    const gaps = findings.flatMap(({ matter }) => (matter.kind === "inventoryGap" ? [matter] : []));
    assert.deepEqual(gaps, [
      { kind: "inventoryGap", instanceIds: ["i-failed", "i-9"], failure: { cause: "not asked", remedy: "ask" } },
    ]);
  });
});

describe("the disks of a state", () => {
  it("are those that are resources of their own, with the providers that they go through", () => {
    const state = stateOf([
      priorOf("alicloud:ecs/ecsDisk:EcsDisk", "d-1", {}),
      priorOf("alicloud:ecs/disk:Disk", "d-2", {}),
      priorOf(INSTANCE, "i-1", {}, { systemDiskId: "d-3" }),
    ]);
    assert.deepEqual(
      disksInState(state).map(({ diskIds, provider }) => [diskIds, provider.urn]),
      [
        [["d-1"], "urn:pulumi:dev::shop::pulumi:providers:x::default"],
        [["d-2"], "urn:pulumi:dev::shop::pulumi:providers:x::default"],
      ],
    );
  });
});
