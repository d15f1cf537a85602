import { itIsManagedWith } from "../support/otherProduct";

describe("An elastic IP address bound to an instance or a load balancer", () => {
  itIsManagedWith("VPC", "alicloud:ecs/eipAssociation:EipAssociation");
});
