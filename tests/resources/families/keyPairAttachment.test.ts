import { UNKNOWN } from "../../../policypack/domain/values";
import { itCalls } from "../support/table";

const attached = (force: boolean, ...instanceIds: string[]) => ({ force, instanceIds, keyPairName: "key" });

describe("A key pair attachment", () => {
  itCalls(
    ["alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment", "alicloud:ecs/keyPairAttachment:KeyPairAttachment"],
    [
      { name: "does not restart without force", after: attached(false, "i-1"), calls: ["AttachKeyPair i-1"] },
      {
        name: "with force restarts each of its instances",
        after: attached(true, "i-1", "i-2"),
        calls: ["AttachKeyPair i-1", "AttachKeyPair i-2", "RebootInstance i-1", "RebootInstance i-2"],
      },
      {
        name: "with a force only known at apply may restart",
        after: { ...attached(true, "i-1"), force: UNKNOWN },
        calls: ["AttachKeyPair i-1", "RebootInstance i-1"],
      },
      {
        name: "leaves out members that do not exist yet",
        after: { ...attached(true), instanceIds: ["i-1", UNKNOWN] },
        calls: ["AttachKeyPair i-1", "RebootInstance i-1"],
      },
      {
        name: "with another member restarts all of the new set, also those that had the key pair",
        id: 'key:["i-1"]',
        before: attached(true, "i-1"),
        after: attached(true, "i-1", "i-2"),
        calls: [
          "AttachKeyPair i-1",
          "AttachKeyPair i-2",
          "RebootInstance i-1",
          "RebootInstance i-2",
          "DetachKeyPair i-1",
        ],
      },
      {
        name: "is taken away without a restart, by its resource id",
        id: 'key:["i-1","i-2"]',
        before: attached(true, "i-9"),
        calls: ["DetachKeyPair i-1", "DetachKeyPair i-2"],
      },
      {
        name: "without a readable id is taken away by its state",
        id: "key",
        before: attached(true, "i-1"),
        calls: ["DetachKeyPair i-1"],
      },
      {
        name: "with its members in another order is the same",
        id: 'key:["i-1","i-2"]',
        before: attached(true, "i-1", "i-2"),
        after: attached(true, "i-2", "i-1"),
        calls: [],
      },
    ],
  );
});
