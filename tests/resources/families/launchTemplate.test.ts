import { itCalls } from "../support/table";

describe("A launch template", () => {
  const template = { launchTemplateName: "web", imageId: "m-1", latestVersionNumber: 2 };
  itCalls(
    ["alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate", "alicloud:ecs/launchTemplate:LaunchTemplate"],
    [
      { name: "is created, and launches nothing", after: template, calls: ["CreateLaunchTemplate"] },
      {
        name: "of another image gets a new version",
        id: "lt-1",
        before: template,
        after: { ...template, imageId: "m-2" },
        calls: ["CreateLaunchTemplateVersion"],
      },
      {
        name: "of 30 versions loses its oldest when it gets a new one",
        id: "lt-1",
        before: { ...template, latestVersionNumber: 30 },
        after: { ...template, imageId: "m-2" },
        calls: ["DeleteLaunchTemplateVersion", "CreateLaunchTemplateVersion"],
      },
      {
        name: "has another default version",
        id: "lt-1",
        before: template,
        after: { ...template, defaultVersionNumber: 1 },
        calls: ["ModifyLaunchTemplateDefaultVersion"],
      },
      {
        name: "is given tags of its own",
        id: "lt-1",
        before: template,
        after: { ...template, templateTags: { a: "1" } },
        calls: ["TagResources"],
      },
      { name: "is deleted", id: "lt-1", before: template, calls: ["DeleteLaunchTemplate"] },
    ],
  );
});
