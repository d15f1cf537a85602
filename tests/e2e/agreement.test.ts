// The pack and `ecs-lock check` agree: what the pack reports in a preview is what the command reports on its JSON.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import * as alicloud from "@pulumi/alicloud";
import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { run } from "../../policypack/cli/runCommand";
import { newStack, secretValue, urnOf, type PriorResource, type RunResult, type TestStack } from "../support/engine";
import { importResources, INSTANCE, mandatory, priorInstance, PROGRAM, withLockFile } from "../support/scenario";

type Properties = Readonly<Record<string, unknown>>;
type Options = pulumi.CustomResourceOptions;

/** Resources of one name: what the state has, and what the program has now. */
interface Scenario {
  readonly name: string;
  readonly prior?: readonly PriorResource[];
  readonly program?: () => void;
  /** Of the instance `i-NAME`: its lock reasons, or that the look-up does not know it; without: locked for security. */
  readonly live?: readonly string[] | "absent";
  readonly status?: string;
}

const ATTACHMENT = "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment";
const PASSWORD = "Planted-Secret-1";

const instance =
  (name: string, changes: Properties = {}, options: Options = {}) =>
  () => {
    new alicloud.ecs.Instance(name, { ...PROGRAM, ...changes }, options);
  };

const attachment = (name: string, entry: Properties = {}): PriorResource => ({
  type: ATTACHMENT,
  name: `${name}-disk`,
  id: `d-${name}:i-${name}`,
  inputs: { diskId: `d-${name}`, instanceId: `i-${name}` },
  entry,
});

/** An instance of the state, and what its program changes. */
const changed = (name: string, changes: Properties, rest: Partial<Scenario> = {}, options: Options = {}): Scenario => ({
  name,
  prior: [priorInstance(name)],
  program: instance(name, changes, options),
  ...rest,
});

/** An instance whose resource had another name, and which is to be replaced. */
const replacedUnderNewName = (name: string, options: Options = {}, more: readonly PriorResource[] = []): Scenario => ({
  name,
  prior: [{ ...priorInstance(name), name: `${name}-before` }, ...more],
  program: instance(name, { availabilityZone: "cn-hangzhou-k" }, { ...options, aliases: [{ name: `${name}-before` }] }),
});

const withState = (
  name: string,
  state: { inputs?: Properties; outputs?: Properties; entry?: Properties },
  changes: Properties = {},
) => changed(name, changes, { prior: [priorInstance(name, state)] });

const gone = (
  name: string,
  entry: Properties = {},
  more: readonly PriorResource[] = [],
  rest: Partial<Scenario> = {},
) => ({
  name,
  prior: [priorInstance(name, { entry }), ...more],
  ...rest,
});

const SCENARIOS: readonly Scenario[] = [
  { name: "new", program: instance("new") },
  changed("same", {}),
  changed("renamed", { instanceName: "web-2" }),
  changed("renamed-unlocked", { instanceName: "web-2" }, { live: [] }),
  changed("renamed-financial", { instanceName: "web-2" }, { live: ["financial"] }),
  changed("renamed-unknown", { instanceName: "web-2" }, { live: "absent" }),
  changed("user-data", { userData: "#!/bin/bash" }),
  changed("without-user-data", { userData: undefined }),
  changed("without-description", { description: undefined }),
  changed("resized", { instanceType: "ecs.g7.xlarge" }),
  withState(
    "resized-stopped",
    { outputs: { status: "Stopped" } },
    { instanceType: "ecs.g7.xlarge", status: "Stopped" },
  ),
  changed("joins", { securityGroups: ["sg-1", "sg-2", "sg-3"] }),
  changed("leaves", { securityGroups: ["sg-1"] }),
  changed("reordered", { securityGroups: ["sg-2", "sg-1"] }),
  changed("disk-size", { systemDiskSize: 80 }),
  changed("unaffected", { tags: { a: "b" }, systemDiskName: "root", roleName: "web", dryRun: true }),
  changed("image", { imageId: "ubuntu_24" }),
  changed("key", { keyName: "ops" }),
  changed("replaced", { availabilityZone: "cn-hangzhou-k" }),
  changed("replaced-first", { availabilityZone: "cn-hangzhou-k" }, {}, { deleteBeforeReplace: true }),
  changed("replaced-on-change", { instanceName: "web-2" }, {}, { replaceOnChanges: ["instanceName"] }),
  changed("ignored", { instanceName: "web-2", tags: { a: "b" } }, {}, { ignoreChanges: ["instanceName"] }),
  withState(
    "hidden-refusal",
    { inputs: { securityGroups: ["sg-1", "sg-2", "sg-3"] }, outputs: { securityGroups: ["sg-1", "sg-2"] } },
    {
      securityGroups: ["sg-1", "sg-2", "sg-3"],
    },
  ),
  withState("failed-rename", { outputs: { instanceName: "web-2" } }, { instanceName: "web-2" }),
  withState(
    "secret-same",
    { inputs: { password: secretValue(PASSWORD) }, outputs: { password: secretValue(PASSWORD) } },
    {
      password: pulumi.secret(PASSWORD),
    },
  ),
  withState(
    "secret-changed",
    { inputs: { password: secretValue(PASSWORD) }, outputs: { password: secretValue(PASSWORD) } },
    {
      password: pulumi.secret("Planted-Secret-2"),
    },
  ),
  {
    name: "only-known-at-apply",
    prior: [priorInstance("only-known-at-apply")],
    program: () => {
      const group = new alicloud.ecs.SecurityGroup("new-group", { securityGroupName: "new" });
      instance("only-known-at-apply", { userData: group.id })();
    },
  },
  changed(
    "protected",
    { instanceName: "web-2" },
    { prior: [priorInstance("protected", { entry: { protect: true } })] },
    { protect: true },
  ),
  changed(
    "renamed-resource",
    { instanceName: "web-2" },
    { prior: [priorInstance("former")] },
    { aliases: [{ name: "former" }] },
  ),
  replacedUnderNewName("renamed-replaced"),
  replacedUnderNewName("renamed-replaced-first", { deleteBeforeReplace: true }),
  replacedUnderNewName("renamed-owner", {}, [
    attachment("renamed-owner", { deletedWith: urnOf(INSTANCE, "renamed-owner-before") }),
  ]),
  gone("deleted"),
  gone("deleted-unlocked", {}, [], { live: [] }),
  gone("deleted-with-disk", {}, [attachment("deleted-with-disk")]),
  gone("retained", { retainOnDelete: true }, [attachment("retained", { retainOnDelete: true })]),
  gone("deleted-with", {}, [attachment("deleted-with", { deletedWith: urnOf(INSTANCE, "deleted-with") })]),
  gone("pending", { delete: true }, [attachment("pending", { delete: true })]),
  gone("pending-gone", { pendingReplacement: true }),
  changed(
    "pending-replacement",
    {},
    { prior: [priorInstance("pending-replacement", { entry: { pendingReplacement: true } })] },
    { deleteBeforeReplace: true },
  ),
  {
    name: "read",
    prior: [priorInstance("read", { entry: { external: true } })],
    program: () => {
      alicloud.ecs.Instance.get("read", "i-read");
    },
  },
  changed(
    "taken-over",
    { instanceName: "web-2" },
    { prior: [priorInstance("taken-over", { entry: { external: true } })] },
  ),
  {
    name: "attached",
    program: () => {
      new alicloud.ecs.EcsDiskAttachment("attached-disk", { diskId: "d-attached", instanceId: "i-attached" });
    },
  },
  {
    name: "moved",
    prior: [attachment("moved")],
    program: () => {
      new alicloud.ecs.EcsDiskAttachment("moved-disk", { diskId: "d-moved", instanceId: "i-renamed" });
    },
  },
  {
    name: "snapshot",
    program: () => {
      new alicloud.ecs.EcsSnapshot("snapshot-disk", { diskId: "d-snapshot", category: "standard" });
    },
  },
  {
    name: "imaged",
    program: () => {
      new alicloud.ecs.Image("imaged", { instanceId: "i-imaged", imageName: "web" });
    },
  },
  {
    name: "key-pair",
    program: () => {
      new alicloud.ecs.EcsKeyPairAttachment("key-pair", {
        keyPairName: "ops",
        instanceIds: ["i-key-pair"],
        force: true,
      });
    },
  },
  {
    name: "by-command",
    program: () => {
      new command.local.Command("by-command", { create: "aliyun ecs StartInstance --InstanceId i-by-command" });
    },
  },
];

/** Another resource is imported or read in the place of the one that the state has. */
const ADOPTIONS: readonly Scenario[] = [
  changed("imported", {}, {}, { import: "i-other" }),
  {
    name: "read-instead",
    prior: [priorInstance("read-instead")],
    program: () => {
      alicloud.ecs.Instance.get("read-instead", "i-other");
    },
  },
  {
    name: "attached-elsewhere",
    prior: [attachment("attached-elsewhere")],
    program: () => {
      const args = { diskId: "d-other", instanceId: "i-other" };
      new alicloud.ecs.EcsDiskAttachment("attached-elsewhere-disk", args, { import: "d-other:i-other" });
    },
  },
];

const ADOPTED_AND_CHANGED: readonly Scenario[] = [
  changed("imported-and-renamed", {}, {}, { import: "i-renamed" }),
  changed("imported-and-replaced", { availabilityZone: "cn-hangzhou-k" }, {}, { import: "i-elsewhere" }),
];

/** What the provider reads of them. */
const ADOPTED = {
  "i-other": { ...PROGRAM, status: "Running" },
  "i-renamed": { ...PROGRAM, instanceName: "web-2", status: "Running" },
  "i-elsewhere": { ...PROGRAM, availabilityZone: "cn-hangzhou-h", status: "Running" },
  "d-other:i-other": { diskId: "d-other", instanceId: "i-other" },
};

/** What both doors are to say alike: policy, level, and what the first line of the text is about. */
type Finding = readonly [policy: string, level: string, headline: string];

const sorted = (findings: readonly Finding[]): string[] => findings.map((finding) => finding.join(" | ")).sort();

/** What it is about: the pack's log says lock, cause and remedy of many findings once, in its summary. */
function headline(text: string): string {
  const line = text.trim().split("\n")[0] ?? "";
  const [, call, target] =
    /^(\S+(?: on \S+ \S+)?) would be refused[^"]*?(i-[\w-]+ \("[^"]*", [\w-]+\))/.exec(line) ?? [];
  if (call !== undefined && target !== undefined) return `${call} would be refused: ${target}`;
  return /^Cannot say whether .* would be refused, in the change of [^\s:]*[^\s:.]/.exec(line)?.[0] ?? line;
}

function ofPack({ violations }: RunResult): string[] {
  return sorted(
    violations.map(({ policyName, enforcementLevel, message }) => [policyName, enforcementLevel, headline(message)]),
  );
}

describe("the pack and ecs-lock check", () => {
  let stack: TestStack;

  before(async () => {
    stack = await newStack(async () => undefined);
  });
  after(() => stack.dispose());

  async function prepare(configuration: Properties, scenarios = SCENARIOS): Promise<Record<string, Properties>> {
    await importResources(
      stack,
      scenarios.flatMap(({ prior }) => prior ?? []),
    );
    const instances = scenarios
      .filter(({ live }) => live !== "absent")
      .map(({ name, live, status }) => ({
        id: `i-${name}`,
        ...(Array.isArray(live) ? { reasons: live } : {}),
        ...(status === undefined ? {} : { status }),
      }));
    const disks = [
      { id: "d-snapshot", instanceId: "i-snapshot" },
      { id: "d-attached", status: "Available" },
      { id: "d-moved", instanceId: "i-moved" },
    ];
    return withLockFile(stack, { instances: [...instances, { id: "i-former" }], disks }, configuration);
  }

  /** Runs the command on JSON. */
  async function checked(json: string, args: readonly string[] = []): Promise<readonly [number, string, string]> {
    const [stdout, stderr]: [string[], string[]] = [[], []];
    const status = await run(["check", ...args], {
      environment: {},
      stdin: Readable.from([Buffer.from(json)]),
      stdout: { write: (text) => stdout.push(text) },
      stderr: { write: (text) => stderr.push(text) },
      now: Date.now,
    });
    return [status, stdout.join(""), stderr.join("")];
  }

  /** Runs the command on JSON with the pack's own configuration. */
  async function ofCheck(json: string, packConfiguration: Record<string, Properties>): Promise<string[]> {
    const file = join(stack.tempDir, "check-config.json");
    await writeFile(file, JSON.stringify(packConfiguration));
    const [, stdout] = await checked(json, ["--config", file, "--format", "text"]);
    const blocks = stdout.matchAll(/^(REFUSED|UNDECIDED|ADVISORY)(?: {2}.*)? {2}(ecs-[\w-]+)\n((?: {2}.*\n)+)/gm);
    return sorted(
      [...blocks].flatMap(([, kind, policy = "", lines = ""]) => {
        const level = kind === "ADVISORY" ? "advisory" : "mandatory";
        const others = [...lines.matchAll(/^ {2}(ecs-[\w-]+): (.*)$/gm)];
        return [["", policy, lines], ...others].map(([, by = "", line = ""]): Finding => [by, level, headline(line)]);
      }),
    );
  }

  const program = async (): Promise<void> => {
    for (const scenario of SCENARIOS) scenario.program?.();
  };

  const CONFIGURATIONS: readonly Properties[] = [
    {},
    { edition: "strict", onUndecided: "advisory" },
    { edition: "current", createInstance: "never", deleteLocked: "mandatory" },
    {
      createInstance: "anyInRegion",
      exemptions: [{ reason: "ticket 17", expires: "2999-01-01", instances: ["i-renamed", "i-renamed-unknown"] }],
    },
  ];

  for (const configuration of CONFIGURATIONS) {
    it(`report the same findings of ${SCENARIOS.length} scenarios with ${JSON.stringify(configuration)}`, async () => {
      const policyPackConfig = await prepare(configuration);
      stack.setProgram(program);
      const pack = ofPack(await stack.preview({ policyPackConfig, expectFailure: true }));
      assert.ok(pack.length > 20);
      const args = ["--show-replacement-steps"];
      const document = await stack.previewJson({ policyPack: false, args });
      assert.deepEqual(await ofCheck(document, policyPackConfig), pack);
      const env = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };
      const events = await stack.previewJson({ policyPack: false, args, env });
      const ofEvents = await ofCheck(events, policyPackConfig);
      // Events do not show deletedWith, so the command expects what the provider is not asked for.
      assert.deepEqual(
        ofEvents.filter((finding) => !/DetachDisk .* i-(deleted-with|renamed-owner) /.test(finding)),
        pack,
      );
    });
  }

  it("and what they let through passes in `pulumi up`, the update included", async () => {
    const policyPackConfig = await prepare({});
    stack.setProgram(program);
    const { violations } = await stack.preview({ policyPackConfig, expectFailure: true });
    const stops = violations.flatMap(({ urn, message, enforcementLevel }) =>
      enforcementLevel === "mandatory" ? [`${urn ?? ""}\n${message}`] : [],
    );
    const passing = SCENARIOS.filter(({ name }) => {
      const names = new RegExp(`::${name}(-disk)?(?![\\w-])`);
      return !stops.some((text) => names.test(text));
    });
    assert.ok(passing.length > 15, `${passing.length} scenarios`);
    const ofThese = await prepare({}, passing);
    stack.setProgram(async () => {
      for (const scenario of passing) scenario.program?.();
    });
    const updated = await stack.up({ policyPackConfig: ofThese });
    assert.deepEqual(mandatory(updated), [], updated.log);
  });

  describe("of what is adopted in the place of another", () => {
    async function adopt(scenarios: readonly Scenario[]) {
      const policyPackConfig = await prepare({ edition: "strict" }, scenarios);
      stack.setProgram(async () => {
        for (const scenario of scenarios) scenario.program?.();
      });
      const cloud = join(stack.tempDir, "cloud.json");
      await writeFile(cloud, JSON.stringify(ADOPTED));
      const [args, env] = [["--show-replacement-steps"], { TEST_PROVIDER_CLOUD: cloud }];
      const found = async (more: Readonly<Record<string, string>>) =>
        ofCheck(await stack.previewJson({ policyPack: false, args, env: { ...env, ...more } }), policyPackConfig);
      return {
        pack: async () => ofPack(await stack.preview({ policyPackConfig, args, env, expectFailure: true })),
        document: await found({}),
        events: await found({ PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" }),
      };
    }

    it("report the same", async () => {
      const { pack, document, events } = await adopt(ADOPTIONS);
      assert.equal(document.length, ADOPTIONS.length);
      assert.deepEqual([document, events], [await pack(), document]);
    });

    it("and changed at once: the events show as much as the document, which shows more than the pack sees", async () => {
      const { document, events } = await adopt(ADOPTED_AND_CHANGED);
      assert.match(document.join("\n"), /ModifyInstanceAttribute on instance i-renamed/);
      assert.match(document.join("\n"), /RunInstances, DeleteInstance on instance i-elsewhere/);
      assert.deepEqual(events, document);
    });
  });

  it("report the same of the deletes: an empty program for the pack, `pulumi destroy` for the command", async () => {
    // The engine deletes nothing where something is protected.
    const unprotected = SCENARIOS.filter(({ name }) => name !== "protected");
    const policyPackConfig = await prepare({ edition: "strict" }, unprotected);
    stack.setProgram(async () => undefined);
    const pack = ofPack(await stack.preview({ policyPackConfig, expectFailure: true }));
    assert.ok(pack.length > 20);
    const args = ["--show-replacement-steps"];
    assert.deepEqual(await ofCheck(await stack.destroyPreviewJson({ args }), policyPackConfig), pack);
  });

  it("have nothing to say of an empty stack that is destroyed, in either form", async () => {
    await importResources(stack, []);
    const env = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };
    for (const json of [await stack.destroyPreviewJson(), await stack.destroyPreviewJson({ env })]) {
      assert.deepEqual(await checked(json), [0, "0 changes of resources that call ECS: nothing is refused\n", ""]);
    }
  });

  it("differ in one thing: with --refresh the JSON shows the newer state that the pack does not see", async () => {
    const cloud = join(stack.tempDir, "cloud.json");
    await writeFile(cloud, JSON.stringify({ "i-web": { instanceName: "changed elsewhere" } }));
    await importResources(stack, [priorInstance("web")]);
    const policyPackConfig = await withLockFile(stack, { instances: [{ id: "i-web" }] });
    stack.setProgram(async () => {
      instance("web")();
    });
    const [options, env] = [["--refresh"], { TEST_PROVIDER_CLOUD: cloud }];
    const pack = ofPack(await stack.preview({ policyPackConfig, args: options, env, expectFailure: true }));
    assert.match(pack[0] ?? "", /^ecs-lock-status \| mandatory \| Cannot say/);
    const json = await stack.previewJson({ policyPack: false, args: options, env });
    const [found, ...more] = await ofCheck(json, policyPackConfig);
    assert.match(found ?? "", /^ecs-modify-instance-attribute \| mandatory \|/);
    assert.deepEqual(more, []);
  });
});
