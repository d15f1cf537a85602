import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { MAPPED_TYPES, modelOf } from "../../policypack/resources";
import { FAMILIES } from "../../policypack/resources/familyTable";
import { UNMAPPED } from "../../policypack/resources/unmapped";
import { resourceClasses } from "./support/sdk";

/** Names of inputs that may hold the id of an ECS instance or disk. */
const HOLDS_IDS = new RegExp(
  "^(instanceIds?|instances|instanceList|protectedInstances|ecs(Instance)?Ids?|" +
    "(source|destination|target|bind|client|network|child|nextHop|localNextHop|peerNextHop|host|manager|control)(Instance|Node)Ids?|" +
    ".*[dD]iskIds?|serverIds?|nodeIds?|nexthopId|backendServers|hostIds?)$",
);

/** Names that say themselves that they hold the id of something else. */
const OTHER_IDS: Readonly<Record<string, string>> = {
  ackInstanceId: "an ACK cluster",
  acrInstanceId: "a Container Registry instance",
  cacheReserveInstanceId: "an ESA package",
  dbInstanceId: "a database instance",
  dbInstanceIds: "database instances",
  dbNodeId: "a database node",
  dedicatedHostId: "a dedicated host",
  destinationEndpointInstanceId: "a database instance",
  dkmsInstanceId: "a KMS instance",
  dtsInstanceId: "a DTS instance",
  eipInstanceId: "an EIP address",
  emrInstanceId: "an EMR cluster",
  globalInstanceId: "a distributed Tair instance",
  grafanaInstanceId: "a Grafana workspace",
  iotInstanceId: "an IoT Platform instance",
  kafkaInstanceId: "a Kafka instance",
  kmsInstanceId: "a KMS instance",
  leaderInstanceId: "a Hologres instance",
  localDbInstanceId: "a database instance",
  masterDbInstanceId: "a database instance",
  operatedServiceInstanceId: "a Compute Nest service instance",
  prometheusInstanceId: "a Prometheus instance",
  remoteDbInstanceId: "a database instance",
  sourceDbInstanceId: "a database instance",
  sourceEndpointInstanceId: "a database instance",
  srcDbInstanceId: "a database instance",
  srcdbInstanceId: "a database instance",
  sslVpnServerId: "an SSL-VPN server",
  trunkNetworkInstanceId: "a trunk network interface",
  vbrInstanceId: "a virtual border router",
  vpcInstanceId: "a VPC",
};

const classes = resourceClasses();
const lastOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

describe("The resource classes of @pulumi/alicloud that hold the id of an instance or a disk", () => {
  const holders = classes.filter(({ inputs }) => inputs.some((path) => HOLDS_IDS.test(lastOf(path))));
  const unmapped = Object.values(UNMAPPED).flat();

  it("are found: the SDK has many", () => {
    assert.ok(classes.length > 1000, `${classes.length} classes`);
    assert.ok(holders.some(({ type }) => type === "alicloud:slb/backendServer:BackendServer"));
  });

  it("are in the map or in the table of those that call nothing", () => {
    const unclassified = holders
      .map(({ type }) => type)
      .filter((type) => !MAPPED_TYPES.includes(type) && !unmapped.includes(type));
    assert.deepEqual(unclassified, [], "map them, or say in policypack/resources/unmapped.ts why they call nothing");
  });

  it("have no name of an id that nobody has looked at", () => {
    const names = new Set(classes.flatMap(({ inputs }) => inputs.map(lastOf)));
    const unknown = [...names].filter(
      (name) =>
        /(instance|disk|ecs|server|node|host)ids?$/i.test(name) && !HOLDS_IDS.test(name) && !(name in OTHER_IDS),
    );
    assert.deepEqual(unknown, []);
  });
});

describe("The table of resource types that call nothing", () => {
  const types = new Set(classes.map(({ type }) => type));
  const unmapped = Object.values(UNMAPPED).flat();

  it("names each type once, none that is mapped, and none that the SDK does not have", () => {
    assert.deepEqual(
      unmapped.filter((type, index) => unmapped.indexOf(type) !== index),
      [],
    );
    assert.deepEqual(
      unmapped.filter((type) => MAPPED_TYPES.includes(type)),
      [],
    );
    assert.deepEqual(
      unmapped.filter((type) => !types.has(type)),
      [],
    );
  });

  it("leaves no mapped type of Alibaba Cloud that the SDK does not have", () => {
    const own = MAPPED_TYPES.filter((type) => type.startsWith("alicloud:"));
    assert.deepEqual(
      own.filter((type) => !types.has(type)),
      [],
    );
  });
});

describe("The inputs of every mapped class", () => {
  it("are in the schema of its model, so that an SDK with a new property is noticed", () => {
    const missing = classes.flatMap(({ type, inputs }) => {
      const model = modelOf(type);
      if (model === undefined) return [];
      return inputs.filter((path) => !path.includes(".") && !(path in model.schema)).map((path) => `${type}.${path}`);
    });
    assert.deepEqual(missing, []);
  });
});

describe("Every family of resources", () => {
  for (const name of Object.keys(FAMILIES)) {
    it(`has its test at the mirrored path: ${name}`, () => {
      assert.ok(existsSync(join(__dirname, "families", `${name}.test.ts`)));
    });
  }
});
