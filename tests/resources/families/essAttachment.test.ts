import { itIsManagedWith } from "../support/otherProduct";

describe("Instances attached to a scaling group", () => {
  itIsManagedWith("Auto Scaling", "alicloud:ess/attachment:Attachment");
});
