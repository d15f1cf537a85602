import { itIsManagedWith } from "../support/otherProduct";

describe("An elastic IP address", () => {
  itIsManagedWith("VPC", "alicloud:ecs/eipAddress:EipAddress");
});
