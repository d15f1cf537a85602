import { itIsManagedWith } from "../support/otherProduct";

describe("A node pool", () => {
  itIsManagedWith("Container Service (ACK)", "alicloud:cs/nodePool:NodePool");
});
