import { UNKNOWN } from "../../../policypack/domain/values";
import { itCalls } from "../support/table";

const ids = (...members: string[]) => ({ id: Buffer.from(members.join()).toString("base64") });
const SET = ids("i-1", "i-2");
const before = { instanceIds: ["i-1", "i-2"], instanceType: "ecs.g7.large", instanceName: "web" };
const program = { instanceType: "ecs.g7.large", instanceName: "web" };
const excluding = (key: string, ...values: string[]) => ({ excludeInstanceFilter: { key, values } });

describe("A set of instances", () => {
  itCalls(
    ["alicloud:ecs/ecsInstanceSet:EcsInstanceSet"],
    [
      { name: "is created without a target", after: program, calls: ["RunInstances"] },
      {
        ...SET,
        name: "is replaced by another type: the new instances are refused on account of the old ones",
        before,
        after: { ...program, instanceType: "ecs.g7.xlarge" },
        calls: ["RunInstances i-1", "RunInstances i-2", "DeleteInstances i-1", "DeleteInstances i-2"],
      },
      {
        ...SET,
        name: "is released as a whole, by its resource id",
        before: {},
        calls: ["DeleteInstances i-1", "DeleteInstances i-2"],
      },
      {
        name: "without a readable id is released by its state",
        id: "x",
        before,
        calls: ["DeleteInstances i-1", "DeleteInstances i-2"],
      },
      {
        ...SET,
        name: "releases the member that is excluded by id",
        before,
        after: { ...program, ...excluding("InstanceId", "i-2", "i-3") },
        calls: ["DeleteInstances i-2"],
      },
      {
        ...SET,
        name: "may release any member that is excluded by name",
        before,
        after: { ...program, ...excluding("InstanceName", "web-2") },
        calls: ["DeleteInstances i-1", "DeleteInstances i-2"],
      },
      {
        ...SET,
        name: "may release any member where the excluded ones are only known at apply",
        before,
        after: { ...program, excludeInstanceFilter: { key: "InstanceId", values: UNKNOWN } },
        calls: ["DeleteInstances i-1", "DeleteInstances i-2"],
      },
      {
        ...ids("i-1"),
        name: "creates anew what it no longer excludes",
        before: { ...before, instanceIds: ["i-1"], ...excluding("InstanceId", "i-2") },
        after: program,
        calls: ["RunInstances", "ModifyInstanceAttribute"],
      },
      {
        ...ids("i-1", "i-3"),
        name: "creates anew what the old filter named even where the new one names it too",
        before: { ...before, instanceIds: ["i-1", "i-3"], ...excluding("InstanceId", "i-2") },
        after: { ...program, ...excluding("InstanceId", "i-2", "i-3") },
        calls: ["DeleteInstances i-3", "RunInstances", "ModifyInstanceAttribute"],
      },
      {
        ...SET,
        name: "is tagged member by member",
        before,
        after: { ...program, tags: { a: "b" } },
        calls: ["TagResources i-1", "TagResources i-2"],
      },
      {
        ...SET,
        name: "without a subscription hides its period",
        before: { ...before, instanceChargeType: "PostPaid", period: 1 },
        after: { ...program, instanceChargeType: "PostPaid", period: 2 },
        calls: [],
      },
      {
        ...SET,
        name: "reads a release time with and without seconds as the same",
        before: { ...before, autoReleaseTime: "2027-01-01T00:00Z" },
        after: { ...program, autoReleaseTime: "2027-01-01T00:00:00Z" },
        calls: [],
      },
    ],
  );
});
