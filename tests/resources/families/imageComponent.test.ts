import { itCalls } from "../support/table";

describe("An image component", () => {
  const component = { content: "RUN ls" };
  itCalls(
    ["alicloud:ecs/ecsImageComponent:EcsImageComponent"],
    [
      { name: "is created", after: component, calls: ["CreateImageComponent"] },
      {
        name: "is moved to a resource group",
        id: "ic-1",
        before: component,
        after: { ...component, resourceGroupId: "rg-1" },
        calls: ["JoinResourceGroup"],
      },
      {
        name: "loses its tags",
        id: "ic-1",
        before: { ...component, tags: { a: "1" } },
        after: component,
        calls: ["UntagResources"],
      },
      {
        name: "with another content is made anew",
        id: "ic-1",
        before: component,
        after: { ...component, content: "RUN uptime" },
        calls: ["CreateImageComponent", "DeleteImageComponent"],
      },
      { name: "is deleted", id: "ic-1", before: component, calls: ["DeleteImageComponent"] },
    ],
  );
});
