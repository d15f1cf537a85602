import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockFileSource, lockFileText } from "../../../policypack/locks/file/lockFile";
import { isLocked, type InstanceStatus } from "../../../policypack/domain/statuses";
import type { Failure, LookUp } from "../../../policypack/domain/lookUps";

const TAKEN = "2026-01-31T09:30:00.000Z";
const now = (): Date => new Date("2026-01-31T10:00:00Z");
const options = { maxAgeMinutes: 60, now };

function instance(id: string, reasons: readonly string[] = [], rest: object = {}): object {
  const locks = reasons.map((reason) => ({ LockReason: reason, LockMsg: "" }));
  return { InstanceId: id, RegionId: "cn-hangzhou", Status: "Running", OperationLocks: { LockReason: locks }, ...rest };
}
const page = (...instances: object[]): object => ({ RequestId: "R-1", Instances: { Instance: instances } });
const disk = (id: string, rest: object = {}): object => ({
  DiskId: id,
  Status: "In_use",
  InstanceId: "i-locked",
  Attachments: { Attachment: [{ InstanceId: "i-locked" }] },
  ...rest,
});
const diskPage = (...disks: object[]): object => ({ RequestId: "R-2", Disks: { Disk: disks } });
const locked = instance("i-locked", ["security"]);
const free = instance("i-free");

function failureOf(status: LookUp<unknown> | undefined): Failure {
  assert.ok(status?.known === false, "expected a failure");
  return status.failure;
}

describe("A lock file", () => {
  let folder = "";
  before(() => (folder = mkdtempSync(join(tmpdir(), "locks-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function write(content: unknown): string {
    const path = join(folder, "locks.json");
    writeFileSync(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    utimesSync(path, new Date(TAKEN), new Date(TAKEN));
    return path;
  }
  async function look(content: unknown, id: string): Promise<LookUp<InstanceStatus> | undefined> {
    const statuses = await lockFileSource(write(content), options).lookUp({ instanceIds: [id], diskIds: [] });
    return statuses.instances.get(id);
  }

  const shapes: Record<string, unknown> = {
    "one page": page(free, locked),
    "an array of pages": [page(free), page(locked)],
    "pages one after another": `${JSON.stringify(page(free), undefined, 2)}\n${JSON.stringify(page(locked))}\n`,
    "arrays of pages one after another": `[${JSON.stringify(page(free))}][${JSON.stringify(page(locked))}]`,
    "the bare list of instances": [free, locked],
    "bare lists one after another": `${JSON.stringify([free])}\n${JSON.stringify([locked])}`,
    "the combined form with a page": { takenAt: TAKEN, instances: page(free, locked), disks: diskPage() },
    "the combined form with pages": { takenAt: TAKEN, instances: [page(free), page(locked)] },
    "the combined form with bare lists": { takenAt: TAKEN, instances: [free, locked], disks: [] },
    "DescribeInstances and DescribeDisks in an array": [page(free, locked), diskPage(disk("d-1"))],
    "a page that PowerShell wrote": Buffer.from(`\ufeff${JSON.stringify(page(free, locked))}`, "utf16le"),
    "a page with a byte order mark": `\ufeff${JSON.stringify(page(free, locked))}`,
    "a page whose names hold brackets and quotes": page(instance("i-free", [], { InstanceName: '{"[\\' }), locked),
    "such pages one after another": `${JSON.stringify(page(instance("i-free", [], { InstanceName: '}"]\\' })))}${JSON.stringify(page(locked))}`,
  };
  for (const [shape, content] of Object.entries(shapes)) {
    it(`says who is locked in ${shape}`, async () => {
      const source = lockFileSource(write(content), options);
      const { instances } = await source.lookUp({ instanceIds: ["i-locked", "i-free"], diskIds: [] });
      const verdicts = [...instances].map(([id, status]) => [id, status.known && isLocked(status.value)]);
      assert.deepEqual(verdicts, [
        ["i-locked", true],
        ["i-free", false],
      ]);
    });
  }

  it("gives name, region, status and where it was seen", async () => {
    const content = { takenAt: TAKEN, instances: page(instance("i-1", ["financial"], { InstanceName: "web" })) };
    assert.deepEqual(await look(content, "i-1"), {
      known: true,
      value: {
        instanceId: "i-1",
        name: "web",
        regionId: "cn-hangzhou",
        status: "Running",
        lockReasons: ["financial"],
        evidence: { source: "file", at: TAKEN, file: join(folder, "locks.json") },
      },
    });
  });

  it("is as old as the file where it does not say when it was taken", async () => {
    const status = await look(page(locked), "i-locked");
    assert.ok(status?.known);
    assert.equal(status.value.evidence.at, TAKEN);
  });

  const unusable: [string, unknown, RegExp][] = [
    ["an old takenAt", { takenAt: "2026-01-31T08:59:00Z", instances: [locked] }, /61 minutes old \(lockFileMaxAge/],
    ["a takenAt in the future", { takenAt: "2026-02-01T00:00:00Z", instances: [locked] }, /in the future/],
    ["a takenAt without a time zone", { takenAt: "2026-01-31T09:30:00", instances: [locked] }, /takenAt/],
    ["a takenAt that is a number", { takenAt: 1, instances: [locked] }, /takenAt/],
    ["a takenAt that is no day", { takenAt: "2026-99-31T09:30:00Z", instances: [locked] }, /takenAt/],
    [
      "one old document of several",
      `{"takenAt":"${TAKEN}","disks":[]}{"takenAt":"2025-01-01T00:00Z","disks":[]}`,
      /old/,
    ],
    [
      "an old document in an array",
      [
        { takenAt: TAKEN, disks: [] },
        { takenAt: "2025-01-01T00:00Z", disks: [] },
      ],
      /old/,
    ],
    ["an old document in another", { takenAt: TAKEN, instances: { takenAt: "2025-01-01T00:00Z", disks: [] } }, /old/],
    ["nothing", "", /is empty/],
    ["white space", " \n", /is empty/],
    ["a table", "InstanceId | Status\ni-locked | Running", /is not JSON/],
    ["a page that is cut off", JSON.stringify(page(locked)).slice(0, -4), /is not JSON/],
    ["a page followed by a broken one", `${JSON.stringify(page(locked))}{"Instances":`, /JSON document 2 is broken/],
    ["an error answer", { Code: "Forbidden.RAM", Message: "no", RequestId: "R" }, /no answer of DescribeInstances/],
    ["a number", 1, /no answer/],
    ["null", null, /no answer/],
    ["Instances that are no list", { Instances: { Instance: {} } }, /no list Instances\.Instance/],
    ["an instance without id", page({ Status: "Running" }), /Instance\[0\] has no InstanceId/],
    ["arrays in arrays", `${"[".repeat(50_000)}${"]".repeat(50_000)}`, /nested deeper/],
    ["a takenAt of a day that no month has", { takenAt: "2027-02-30T09:30:00Z", instances: [locked] }, /takenAt/],
    ["a takenAt inside of an answer", { Instances: { takenAt: TAKEN, Instance: [free] } }, /takenAt is not where/],
    ["a takenAt of an instance", page({ ...free, takenAt: TAKEN }), /takenAt is not where/],
    ["a takenAt in another spelling", { TakenAt: TAKEN, instances: [locked] }, /takenAt is not where/],
    ["a key twice", `{"Instances":{"Instance":[]},"Instances":${JSON.stringify({ Instance: [free] })}}`, /a key twice/],
    [
      "a key twice, once escaped",
      '{"Instances":{"Instance":[{"InstanceId":"i-locked","OperationLocks":{"LockReason":[]},"Operation\\u004cocks":{}}]}}',
      /a key twice/,
    ],
    ["a list beside its answers", { ...page(free), Others: [locked] }, /beside its answers, which nobody reads/],
    ["an answer under another name", { instances: [free], Answer: page(locked) }, /beside its answers/],
    ["two lists in one answer", { Instances: { Instance: [free], instance: [locked] } }, /beside its answers/],
    ["an answer that failed beside one that did not", [page(free), { Code: "Throttling" }], /no answer/],
    ["an entry that is none", { Instances: { Instance: [free, null] } }, /Instance\[1\] has no InstanceId/],
    ["the answers under __proto__", '{"__proto__": {"Instances": {"Instance": []}}}', /no answer/],
  ];
  for (const [what, content, cause] of unusable) {
    it(`with ${what} leaves every status undecided, and says why`, async () => {
      const failure = failureOf(await look(content, "i-locked"));
      assert.match(failure.cause, cause);
      assert.ok(failure.cause.includes(join(folder, "locks.json")), failure.cause);
      assert.notEqual(failure.remedy, "");
    });
  }

  const undecided: [string, unknown, RegExp][] = [
    ["does not list", page(free), /does not list this instance$/],
    ["does not list, with further pages to come", { ...page(free), NextToken: "t" }, /some of the pages only/],
    ["does not list, with fewer than TotalCount", { ...page(free), TotalCount: 11 }, /some of the pages only/],
    ["lists without OperationLocks", page({ InstanceId: "i-locked" }), /no OperationLocks/],
    ["lists with a lock that has no reason", page(instance("i-locked", [""])), /lock without LockReason/],
    ...[
      "security ",
      " security",
      "SECURITY\u200b",
      "ѕecurity",
      "securіty",
      "security\n",
      "Security Lock",
      "sec-urity",
    ].map((reason): [string, unknown, RegExp] => [
      `lists with the reason ${JSON.stringify(reason)}`,
      page(instance("i-locked", [reason])),
      /LockReason that cannot be read for certain/,
    ]),
    ["lists twice, with ids that differ in case", page(instance("i-locked"), instance("I-Locked")), /differ in case/],
    [
      "lists with a name that no instance has",
      page({ ...locked, InstanceName: "x".repeat(301) }),
      /301|300 characters/,
    ],
    ["lists twice, once locked", page(locked, instance("i-locked")), /listed twice/],
  ];
  for (const [what, content, cause] of undecided) {
    it(`leaves an instance that it ${what} undecided, and no other`, async () => {
      assert.match(failureOf(await look(content, "i-locked")).cause, cause);
      const both = [page(free), content];
      assert.equal((await look(both, "i-free"))?.known, true);
    });
  }

  it("may list an instance twice if both entries agree", async () => {
    assert.equal((await look([page(locked), page(locked)], "i-locked"))?.known, true);
  });

  it("tells the instances of a disk in use, and their locks", async () => {
    const shared = disk("d-1", { Attachments: { Attachment: [{ InstanceId: "i-locked" }, { InstanceId: "i-gone" }] } });
    const path = write([page(locked), diskPage(shared, disk("d-2", { Status: "Available" }))]);
    const { instances, disks } = await lockFileSource(path, options).lookUp({
      instanceIds: [],
      diskIds: ["d-1", "d-2"],
    });
    const first = disks.get("d-1");
    assert.ok(first?.known);
    assert.deepEqual(first.value.instanceIds, ["i-locked", "i-gone"]);
    assert.equal(instances.get("i-locked")?.known, true);
    assert.match(failureOf(instances.get("i-gone")).cause, /does not list/);
    assert.deepEqual([...instances.keys()], ["i-locked", "i-gone"]);
  });

  const oddDisks: [string, object, RegExp][] = [
    ["in use by nobody", { InstanceId: "", Attachments: { Attachment: [] } }, /no instance is named/],
    ["without a status", { Status: undefined }, /no Status/],
    ["whose attachments are no list", { Attachments: { Attachment: "i-locked" } }, /not a list/],
    ["with an attachment without instance", { Attachments: { Attachment: [{}] } }, /without InstanceId/],
  ];
  for (const [what, rest, cause] of oddDisks) {
    it(`leaves a disk ${what} undecided`, async () => {
      const source = lockFileSource(write(diskPage(disk("d-1", rest))), options);
      const { disks } = await source.lookUp({ instanceIds: [], diskIds: ["d-1"] });
      assert.match(failureOf(disks.get("d-1")).cause, cause);
    });
  }

  it("that is missing, a folder, or too large is a failure that names it", async () => {
    const large = write(page(locked));
    truncateSync(large, 2 * 1024 * 1024);
    const cases: [string, RegExp][] = [
      [join(folder, "none.json"), /cannot be read \(ENOENT, no such file or directory\)/],
      [folder, /not a regular file/],
      [large, /larger than 1 MiB/],
    ];
    for (const [path, cause] of cases) {
      const source = lockFileSource(path, { ...options, maxBytes: 1024 * 1024 });
      const { instances, disks } = await source.lookUp({ instanceIds: ["i-1"], diskIds: ["d-1"] });
      assert.match(failureOf(instances.get("i-1")).cause, cause);
      assert.match(failureOf(disks.get("d-1")).cause, cause);
      assert.match(failureOf(await source.lockedInRegion()).cause, cause);
    }
  });

  it("that is a pipe or a device is not waited for", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const path of [pipe, "/dev/zero"]) {
      const { instances } = await lockFileSource(path, options).lookUp({ instanceIds: ["i-1"], diskIds: [] });
      assert.match(failureOf(instances.get("i-1")).cause, /is not a regular file/);
    }
  });

  it("that says of each reason in whichever case whether it is the security lock", async () => {
    for (const [reason, isOne] of [
      ["security", true],
      ["SECURITY", true],
      ["Security", true],
      ["financial", false],
      ["Recycling", false],
      ["dedicatedhostfinancial", false],
      ["refunded", false],
    ] as const) {
      const status = await look(page(instance("i-1", [reason])), "i-1");
      assert.equal(status?.known === true && isLocked(status.value), isOne, reason);
      assert.equal(status?.known, true);
    }
  });

  it("that turns out to be a credentials file is not quoted", async () => {
    const failure = failureOf(await look("aliyun_access_key_secret = PLANTED", "i-1"));
    assert.doesNotMatch(JSON.stringify(failure), /PLANTED/);
  });

  it("is read once", async () => {
    const path = write(page(locked));
    const source = lockFileSource(path, options);
    await source.lookUp({ instanceIds: ["i-locked"], diskIds: [] });
    writeFileSync(path, "");
    assert.equal(
      (await source.lookUp({ instanceIds: ["i-locked"], diskIds: [] })).instances.get("i-locked")?.known,
      true,
    );
  });

  it("tells what is locked in a region", async () => {
    const elsewhere = instance("i-beijing", ["Security"], { RegionId: "cn-beijing" });
    const source = lockFileSource(write(page(locked, free, elsewhere)), options);
    const ids = async (region?: string): Promise<string[]> => {
      const answer = await (region === undefined ? source : source.inRegion(region)).lockedInRegion();
      assert.ok(answer.known);
      return answer.value.map(({ instanceId }) => instanceId);
    };
    assert.deepEqual(await ids("cn-hangzhou"), ["i-locked"]);
    assert.deepEqual(await ids("cn-beijing"), ["i-beijing"]);
    assert.deepEqual(await ids(), ["i-locked", "i-beijing"]);
  });

  it("that says nothing of a region cannot say that nothing is locked there", async () => {
    const source = lockFileSource(write(page(locked, free)), options).inRegion("cn-shanghai");
    const failure = failureOf(await source.lockedInRegion());
    assert.match(failure.cause, /says nothing of region cn-shanghai/);
    assert.match(failure.remedy, /ecs-lock locks --region cn-shanghai --output FILE/);
  });

  it("that names a region has all of its instances, though there are none", async () => {
    const text = lockFileText({ instances: [], disks: [], regions: ["cn-shanghai"] }, new Date(TAKEN));
    const source = lockFileSource(write(text), options).inRegion("cn-shanghai");
    assert.deepEqual(await source.lockedInRegion(), { known: true, value: [] });
  });

  it("that contradicts itself about an instance cannot say that nothing is locked", async () => {
    const source = lockFileSource(write([page(instance("i-1", ["security"])), page(instance("i-1", []))]), options);
    assert.match(failureOf(await source.inRegion("cn-hangzhou").lockedInRegion()).cause, /./);
  });

  it("with all pages of one region and some of another's lacks pages", async () => {
    const beijing = page(instance("i-beijing", [], { RegionId: "cn-beijing" }));
    for (const pages of [
      [{ ...page(free), NextToken: "t" }, beijing],
      [{ ...page(free), TotalCount: 2 }, beijing],
    ]) {
      const source = lockFileSource(write(pages), options).inRegion("cn-beijing");
      assert.match(failureOf(await source.lockedInRegion()).cause, /some of the pages only/);
    }
  });

  it("with an empty last page lacks none", async () => {
    const source = lockFileSource(write([{ ...page(free), NextToken: "t" }, page()]), options);
    assert.deepEqual(await source.inRegion("cn-hangzhou").lockedInRegion(), { known: true, value: [] });
  });

  it("made with --pager or --cli-query, without counts, is not taken for a whole region", async () => {
    for (const content of [page(free), [free], page(locked, free)]) {
      const source = lockFileSource(write(content), options).inRegion("cn-hangzhou");
      const found = await source.lockedInRegion();
      if (JSON.stringify(content).includes("i-locked")) assert.ok(found.known);
      else assert.match(failureOf(found).cause, /says nothing of region cn-hangzhou/);
      assert.equal(
        (await source.lookUp({ instanceIds: ["i-free"], diskIds: [] })).instances.get("i-free")?.known,
        true,
      );
    }
    const whole = lockFileSource(write({ ...page(free), TotalCount: 1 }), options).inRegion("cn-hangzhou");
    assert.deepEqual(await whole.lockedInRegion(), { known: true, value: [] });
  });

  it("with some of the pages cannot say that nothing is locked in a region", async () => {
    const source = lockFileSource(write({ ...page(free), NextToken: "t" }), options);
    assert.match(failureOf(await source.lockedInRegion()).cause, /some of the pages only/);
  });

  it("that this project writes says what was looked up", async () => {
    const evidence = { source: "api", at: TAKEN, requestId: "R" } as const;
    const status = {
      instanceId: "i-1",
      name: "web",
      regionId: "cn-hangzhou",
      status: "Stopped",
      lockReasons: ["security"],
    };
    const used = { diskId: "d-1", status: "In_use", instanceIds: ["i-1", "i-2"] };
    const path = write(
      lockFileText(
        { instances: [{ ...status, evidence }], disks: [{ ...used, evidence }], regions: [] },
        new Date(TAKEN),
      ),
    );
    const { instances, disks } = await lockFileSource(path, options).lookUp({ instanceIds: ["i-1"], diskIds: ["d-1"] });
    const fromFile = { source: "file", at: TAKEN, file: path };
    assert.deepEqual(instances.get("i-1"), { known: true, value: { ...status, evidence: fromFile } });
    assert.deepEqual(disks.get("d-1"), { known: true, value: { ...used, evidence: fromFile } });
  });
});
