import { UNKNOWN } from "../../../policypack/domain/values";
import { itCalls } from "../support/table";

describe("A key pair", () => {
  itCalls(
    ["alicloud:ecs/ecsKeyPair:EcsKeyPair", "alicloud:ecs/keyPair:KeyPair"],
    [
      { name: "is created by the service", after: { keyPairName: "key" }, calls: ["CreateKeyPair"] },
      {
        name: "with a public key is imported",
        after: { keyPairName: "key", publicKey: "ssh-rsa AAAA" },
        calls: ["ImportKeyPair"],
      },
      {
        name: "with a public key that is only known at apply is imported",
        after: { keyPairName: "key", publicKey: UNKNOWN },
        calls: ["ImportKeyPair"],
      },
      {
        name: "is moved to a resource group",
        id: "key",
        before: { keyPairName: "key" },
        after: { keyPairName: "key", resourceGroupId: "rg-1" },
        calls: ["JoinResourceGroup"],
      },
      {
        name: "of another name is made anew, and touches no instance that has it",
        id: "key",
        before: { keyPairName: "key" },
        after: { keyPairName: "new" },
        calls: ["CreateKeyPair", "DeleteKeyPairs"],
      },
      { name: "is deleted", id: "key", before: { keyPairName: "key" }, calls: ["DeleteKeyPairs"] },
    ],
  );
});
