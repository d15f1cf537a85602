import { itIsManagedWith } from "../support/otherProduct";

describe("A network attached to a CEN instance", () => {
  itIsManagedWith("CEN", "alicloud:cen/instanceAttachment:InstanceAttachment");
});
