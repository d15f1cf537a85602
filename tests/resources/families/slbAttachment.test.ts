import { itIsManagedWith } from "../support/otherProduct";

describe("Instances attached to a load balancer", () => {
  itIsManagedWith("SLB", "alicloud:slb/attachment:Attachment");
});
