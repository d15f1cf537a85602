import { itIsManagedWith } from "../support/otherProduct";

describe("A disk under an enterprise snapshot policy", () => {
  itIsManagedWith("EBS", "alicloud:ebs/enterpriseSnapshotPolicyAttachment:EnterpriseSnapshotPolicyAttachment");
});
