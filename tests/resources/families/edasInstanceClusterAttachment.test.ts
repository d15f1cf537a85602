import { itIsManagedWith } from "../support/otherProduct";

describe("An instance in an EDAS cluster", () => {
  itIsManagedWith("EDAS", "alicloud:edas/instanceClusterAttachment:InstanceClusterAttachment");
});
