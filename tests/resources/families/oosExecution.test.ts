import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/domain/values";
import { callsFor } from "../support/plan";
import { allAre } from "../support/plan";
import { itCalls } from "../support/table";

const TYPE = "alicloud:oos/execution:Execution";
const ids = (...ResourceIds: string[]) => ({ Type: "ResourceIds", ResourceIds, RegionId: "cn-hangzhou" });
const run = (template: string, parameters: object, rest: object = {}) => ({
  templateName: template,
  parameters: JSON.stringify(parameters),
  mode: "Automatic",
  ...rest,
});
const stop = run("ACS-ECS-BulkyStopInstances", { targets: ids("i-1", "i-2") });

describe("An execution of a public OOS template", () => {
  itCalls(
    [TYPE],
    [
      { name: "stops each of its targets", after: stop, calls: ["StopInstance i-1", "StopInstance i-2"] },
      { name: "leaves out those that have stopped", after: stop, live: allAre("Stopped"), calls: [] },
      {
        name: "starts what is not running",
        after: run("ACS-ECS-BulkyStartInstances", { targets: ids("i-1") }),
        live: allAre("Stopped"),
        calls: ["StartInstance i-1"],
      },
      {
        name: "does not start what is running",
        after: run("ACS-ECS-BulkyStartInstances", { targets: ids("i-1") }),
        live: allAre("Running"),
        calls: [],
      },
      {
        name: "restarts whatever the status is",
        after: run("ACS-ECS-BulkyRebootInstances", { targets: ids("i-1") }),
        live: allAre("Stopped"),
        calls: ["RebootInstance i-1"],
      },
      {
        name: "sets system disks back between a stop and a start",
        after: run("ACS-ECS-BulkyReInitSystemDisk", { targets: ids("i-1") }),
        live: allAre("Running"),
        calls: ["StopInstance i-1", "ReInitDisk i-1", "StartInstance i-1"],
      },
      {
        name: "starts what has been changed although it had stopped before",
        after: run("ACS-ECS-BulkyModifyPostPaidInstanceSpec", { targets: ids("i-1"), instanceType: "ecs.g7.large" }),
        live: allAre("Stopped"),
        calls: ["ModifyInstanceSpec i-1", "StartInstance i-1"],
      },
      {
        name: "takes snapshots of disks",
        after: run("ACS-ECS-BulkyCreateSnapshot", { diskIds: ["d-1"] }),
        calls: ["CreateSnapshot d-1"],
      },
      {
        name: "changes the attributes of the instances that it lists",
        after: run("ACS-ECS-BulkyModifyInstanceAttributes", { instanceAttributes: [{ instanceId: "i-1" }] }),
        calls: ["ModifyInstanceAttribute i-1"],
      },
      {
        name: "is run again by other parameters",
        id: "exec-1",
        before: stop,
        after: run("ACS-ECS-BulkyStopInstances", { targets: ids("i-3") }),
        calls: ["StopInstance i-3"],
      },
      {
        name: "is the same with its parameters written otherwise",
        id: "exec-1",
        before: stop,
        after: { ...stop, parameters: `{ "targets": ${JSON.stringify({ ...ids("i-1", "i-2") }, null, 2)} }` },
        calls: [],
      },
      { name: "is not run again when it is deleted", id: "exec-1", before: stop, calls: [] },
      { name: "that somebody steps through runs nothing by itself", after: { ...stop, mode: "Debug" }, calls: [] },
      { name: "of one's own content is not known", after: { ...stop, templateContent: "{}" }, calls: [] },
      { name: "of another template is not known", after: { ...stop, templateName: "MyTemplate" }, calls: [] },
      { name: "with parameters only known at apply is not read", after: { ...stop, parameters: UNKNOWN }, calls: [] },
      { name: "with parameters that are no JSON is not read", after: { ...stop, parameters: "{" }, calls: [] },
      {
        name: "that chooses its targets by tag names none",
        after: run("ACS-ECS-BulkyStopInstances", { targets: { Type: "Tags", Tags: [{ Key: "a", Value: "b" }] } }),
        calls: [],
      },
      {
        name: "leaves out ids that OOS fills in",
        after: run("ACS-ECS-BulkyStopInstances", { targets: ids("{{ id }}", "i-1") }),
        calls: ["StopInstance i-1"],
      },
    ],
  );

  it("names its own region where it has one", () => {
    assert.equal(callsFor(TYPE, { after: stop })[0]?.region, "cn-hangzhou");
    const elsewhere = run("ACS-ECS-BulkyStopInstances", { targets: { Type: "ResourceIds", ResourceIds: ["i-1"] } });
    assert.equal(callsFor(TYPE, { after: elsewhere })[0]?.region, undefined);
  });
});
