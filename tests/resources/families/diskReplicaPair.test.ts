import { itIsManagedWith } from "../support/otherProduct";

describe("A disk replica pair", () => {
  itIsManagedWith("EBS", "alicloud:ebs/diskReplicaPair:DiskReplicaPair");
});
