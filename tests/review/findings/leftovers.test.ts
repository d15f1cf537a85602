import assert from "node:assert/strict";
import fc from "fast-check";
import { stateResourceReader, type ListedResource } from "../../../policypack/engine/state/stateResources";
import { EDITIONS } from "../../../policypack/operations/behavior";
import { isMapped, modelOf } from "../../../policypack/resources/index";
import { leftoversOf, type Leftover, type StateResource } from "../../../policypack/review/findings/leftovers";
import { RECORDINGS } from "../../recorded/recordings";

const INSTANCE = "alicloud:ecs/instance:Instance";
const REFUSED = (operation: string, code = "InstanceLockedForSecurity"): string =>
  `updating urn: [ERROR] resource.go:1: Resource i-web ${operation} Failed!!! [SDK ERROR]:\nCode: ${code}\nMessage: secret-text request id: 7F3A-1`;

const INPUTS = { instanceName: "web", securityGroups: ["sg-1"], autoRenewPeriod: 1 };
const OUTPUTS = { ...INPUTS, autoRenewPeriod: 0, status: "Running", keyName: "", internetMaxBandwidthOut: 0 };

/** An instance as `up` has left it: its inputs are the program's. */
function instance(changes: {
  readonly inputs?: StateResource["inputs"];
  readonly outputs?: StateResource["outputs"];
  readonly errors?: readonly string[];
  readonly defaults?: readonly string[];
}): StateResource {
  return {
    urn: `urn:pulumi:dev::shop::${INSTANCE}::web`,
    type: INSTANCE,
    id: "i-web",
    inputs: { ...INPUTS, ...changes.inputs },
    outputs: { ...OUTPUTS, ...changes.outputs },
    defaults: changes.defaults ?? ["autoRenewPeriod"],
    errors: changes.errors ?? [],
    modified: undefined,
  };
}

const found = (resource: StateResource, edition: (typeof EDITIONS)[number] = "topic"): readonly Leftover[] => {
  const model = modelOf(resource.type);
  assert.ok(model);
  return leftoversOf(model, resource, edition);
};
const shown = ({ kind, operation, properties, repair }: Leftover): string =>
  `${kind} ${operation ?? "?"} (${properties.join(", ")}) ${repair}`;

const CASES: readonly (readonly [string, StateResource, readonly string[]])[] = [
  ["an instance of which everything was done", instance({}), []],
  [
    "a group that was to come and has not",
    instance({ inputs: { securityGroups: ["sg-1", "sg-2"] } }),
    ["reported JoinSecurityGroup (securityGroups) update"],
  ],
  [
    "a group that was to go and has not",
    instance({ outputs: { securityGroups: ["sg-1", "sg-2"] } }),
    ["reported LeaveSecurityGroup (securityGroups) update"],
  ],
  [
    "a group in the place of another, neither of which was done",
    instance({ inputs: { securityGroups: ["sg-2"] } }),
    ["reported LeaveSecurityGroup (securityGroups) update", "reported JoinSecurityGroup (securityGroups) update"],
  ],
  [
    "groups in another order",
    instance({ inputs: { securityGroups: ["sg-1", "sg-2"] }, outputs: { securityGroups: ["sg-2", "sg-1"] } }),
    [],
  ],
  [
    "more groups than the inputs of a refreshed state hold, which keep their number",
    instance({ outputs: { securityGroups: ["sg-1", "sg-2"] }, defaults: [] }),
    [],
  ],
  [
    "a rename that was refused",
    instance({ outputs: { instanceName: "new" }, errors: [REFUSED("ModifyInstanceAttribute")] }),
    ["failed ModifyInstanceAttribute (instanceName) refreshAndUpdate"],
  ],
  [
    "the same without the error, which a later state may have lost",
    instance({ outputs: { instanceName: "new" } }),
    ["failed ModifyInstanceAttribute (instanceName) refreshAndUpdate"],
  ],
  [
    "a key pair that is attached and not in force",
    instance({ outputs: { keyName: "k2" }, errors: [REFUSED("RebootInstance")] }),
    ["failed RebootInstance (keyName) call"],
  ],
  [
    "the same without the error, where the inputs have the old one",
    instance({ inputs: { keyName: "k1" }, outputs: { keyName: "k2" } }),
    ["failed RebootInstance (keyName) call"],
  ],
  [
    "a bandwidth that has no address",
    instance({
      inputs: { internetMaxBandwidthOut: 0 },
      outputs: { internetMaxBandwidthOut: 10, instanceChargeType: "PostPaid" },
      errors: [REFUSED("AllocatePublicIpAddress")],
    }),
    ["failed AllocatePublicIpAddress (internetMaxBandwidthOut) call"],
  ],
  [
    "the same without the error",
    instance({
      inputs: { internetMaxBandwidthOut: 0 },
      outputs: { internetMaxBandwidthOut: 10, instanceChargeType: "PostPaid" },
    }),
    ["failed AllocatePublicIpAddress (internetMaxBandwidthOut) call"],
  ],
  [
    "an update that stopped at its first call",
    instance({ errors: [REFUSED("StopInstance")] }),
    ["failed StopInstance () refreshAndUpdate"],
  ],
  [
    "the code that an older page gives for the operation",
    instance({ errors: [REFUSED("ModifyInstanceVpcAttribute", "OperationDenied")] }),
    ["failed ModifyInstanceVpcAttribute () refreshAndUpdate"],
  ],
  ["the same code of another operation", instance({ errors: [REFUSED("StopInstance", "OperationDenied")] }), []],
  ["an error that is not the lock's", instance({ errors: [REFUSED("StopInstance", "Throttling")] }), []],
  [
    "an error of the lock that names no call",
    instance({ errors: ["InstanceLockedForSecurity"] }),
    ["failed ? () refreshAndUpdate"],
  ],
];

describe("What a lock has left behind, by the state of a resource", () => {
  for (const [name, resource, expected] of CASES) {
    it(`${expected.length === 0 ? "nothing" : "something"}: ${name}`, () => {
      assert.deepEqual(found(resource).map(shown), expected);
    });
  }

  it("takes the RequestId from the error, and nothing else", () => {
    const [leftover] = found(instance({ errors: [REFUSED("StopInstance")] }));
    assert.equal(leftover?.requestId, "7F3A-1");
    const { resource, ...rest } = leftover;
    assert.doesNotMatch(JSON.stringify(rest), /secret-text/);
    assert.equal(resource.id, "i-web");
  });

  it("names the instance, that of a disk by the disk's outputs", () => {
    assert.deepEqual(found(instance({ errors: [REFUSED("StopInstance")] }))[0]?.target, {
      kind: "instance",
      instanceId: "i-web",
    });
    const type = "alicloud:ecs/ecsDisk:EcsDisk";
    const disk = { ...instance({}), type, id: "d-1", inputs: { size: 20 }, errors: [REFUSED("ResizeDisk")] };
    assert.deepEqual(found({ ...disk, outputs: { size: 40 } })[0]?.target, { kind: "disk", diskId: "d-1" });
  });

  it("goes by the edition where no error tells: StopInstance alone is no leftover of edition current", () => {
    const resource = instance({ inputs: { securityGroups: ["sg-2"] } });
    for (const edition of EDITIONS) assert.equal(found(resource, edition).length, 2, edition);
  });

  it("never fails and never speaks of equal inputs and outputs, whatever they are", () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()), fc.constant(null));
    const names = fc.constantFrom(...Object.keys(modelOf(INSTANCE)?.schema ?? {}));
    fc.assert(
      fc.property(fc.dictionary(names, value), (values) => {
        assert.deepEqual(found({ ...instance({}), inputs: values, outputs: values }), []);
      }),
    );
  });
});

describe("What locks have left in the recorded states of the real provider", () => {
  /** The states in which the cloud had refused a call, and those whose instance lacks a group of its program. */
  const EXPECTED: readonly (readonly [RegExp, string])[] = [
    [/^min: deletionProtection added := true/, "failed ModifyInstanceAttribute (deletionProtection) refreshAndUpdate"],
    [/^min: imageId := "img-2"/, "failed StopInstance () refreshAndUpdate"],
    [/^min: instanceName := "n2"/, "failed ModifyInstanceAttribute (instanceName) refreshAndUpdate"],
    [/^failed rename, taken back, web locked/, "failed ModifyInstanceAttribute (instanceName) refreshAndUpdate"],
    // The provider has hidden that the third group was refused.
    [/^failed join, taken back, web locked/, "reported JoinSecurityGroup (securityGroups) update"],
    // Instances of the classic network, of whose groups the stand-in for the cloud kept one.
    [/^classic: .*\(up\)/, "reported JoinSecurityGroup (securityGroups) update"],
  ];

  const resourcesOf = (json: string): readonly ListedResource[] => {
    const reader = stateResourceReader(isMapped, () => true);
    reader.push(Buffer.from(json));
    return reader.end();
  };

  for (const secrets of ["in plain text", "as ciphertext"] as const) {
    it(`is what was refused there, and nothing in ${RECORDINGS.length} states besides (secrets ${secrets})`, () => {
      const seen = new Set<string>();
      for (const { name, state } of RECORDINGS) {
        const plain = JSON.stringify(state);
        const json =
          secrets === "in plain text" ? plain : plain.replace(/"plaintext":"(\\.|[^"\\])*"/g, '"ciphertext":"x"');
        for (const edition of EDITIONS) {
          for (const leftover of resourcesOf(json).flatMap((resource) => found(resource, edition))) {
            const expected = EXPECTED.find(([pattern]) => pattern.test(name));
            assert.equal(shown(leftover), expected?.[1], name);
            seen.add(String(expected?.[0]));
          }
        }
      }
      assert.equal(seen.size, EXPECTED.length);
    });
  }
});
