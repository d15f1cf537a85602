import { itIsManagedWith } from "../support/otherProduct";

describe("Backend servers of a load balancer", () => {
  itIsManagedWith("SLB", "alicloud:slb/backendServer:BackendServer");
});
