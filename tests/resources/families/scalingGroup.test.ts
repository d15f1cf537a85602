import { itIsManagedWith } from "../support/otherProduct";

describe("A scaling group", () => {
  itIsManagedWith("Auto Scaling", "alicloud:ess/scalingGroup:ScalingGroup");
});
