import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { AFFECTED_OPERATIONS, behaviorOf, EDITIONS, OPERATIONS } from "../../../policypack/operations/behavior";
import { SAME_AS, TOPIC } from "../../../policypack/operations/lockTable";
import { targetKinds } from "../../../policypack/operations/targets";
import { MAPPED_TYPES } from "../../../policypack/resources/index";
import { ecsLock, newFolder, type CliResult, type Folder } from "../runCli";
import { lockFile } from "../previews";

const explain = (...args: string[]): Promise<CliResult> => ecsLock(["explain", ...args]);

describe("ecs-lock explain", () => {
  it("says what the lock does to an operation, who says so, and what calls it", async () => {
    const { status, stdout } = await explain("StopInstance");
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^StopInstance: affected \(edition topic\)\n {2}Stops a running instance\.[^]*\n {2}It is refused on an instance/,
    );
    assert.match(
      stdout,
      /the topic on security locks: affected\n +the current page of the topic .*: unaffected\n +the API reference/,
    );
    assert.match(stdout, /Editions: topic affected, current unaffected, strict affected\nPolicy: ecs-stop-instance\n/);
    assert.match(stdout, /Called by:\n {2}alicloud:ecs\/instance:Instance\n[^]*instanceType/);
  });

  it("knows all 39 rows of the topic, the later ones and the batch forms", async () => {
    assert.equal(Object.keys(TOPIC).length, 39);
    for (const operation of OPERATIONS) {
      const { status, stdout } = await explain(operation);
      assert.equal(status, 0);
      assert.ok(stdout.startsWith(`${operation}: `));
    }
  });

  it("says which operation a batch form repeats", async () => {
    for (const [operation, sameAs] of Object.entries(SAME_AS)) {
      const { stdout } = await explain(operation);
      const listed = stdout.includes("Sources:") && !stdout.includes("No source lists it");
      assert.ok(listed || stdout.includes(`behave as ${sameAs}`), operation);
    }
  });

  it("knows an operation that no source lists but some change calls", async () => {
    const { status, stdout } = await explain("TagResources");
    assert.equal(status, 0);
    assert.match(stdout, /^TagResources: unaffected[^]*No source lists it\.[^]*Called by:/);
  });

  it("takes any case, and the name of the policy", async () => {
    const expected = (await explain("StartInstance")).stdout;
    assert.equal((await explain("startinstance")).stdout, expected);
    assert.equal((await explain("ecs-start-instance")).stdout, expected);
  });

  it("says of the policy that has no operation what it reports, in one sentence", async () => {
    for (const name of ["ecs-lock-status", "ECS-Lock-Status"]) {
      const { status, stdout, stderr } = await explain(name);
      assert.deepEqual([status, stderr], [0, ""]);
      assert.match(stdout, /^ecs-lock-status reports [^.\n]+\.\n$/);
    }
    const { status, stderr } = await explain("ecs-lock-status", "--instance", "i-web");
    assert.equal(status, 64);
    assert.equal(stderr, "ecs-lock: ecs-lock-status is not an operation: leave --instance and --disk out\n");
  });

  it("asks whether another one was meant, for a typo", async () => {
    const { status, stdout, stderr } = await explain("StratInstance");
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(
      stderr,
      /^ecs-lock: no source and no change knows the operation "StratInstance": did you mean StartInstance or/,
    );
    assert.match((await explain("Xyzzy")).stderr, /^ecs-lock: [^\n]*"Xyzzy"\n$/);
  });

  it("answers by the edition asked for", async () => {
    assert.match(
      (await explain("StopInstance", "--edition", "current")).stdout,
      /^StopInstance: unaffected \(edition current\)/,
    );
  });

  it("--list prints every operation with every source and edition", async () => {
    const { stdout } = await explain("--list");
    const lines = stdout.split("\n");
    for (const operation of OPERATIONS)
      assert.ok(
        lines.some((line) => line.startsWith(`${operation} `)),
        operation,
      );
    const row = lines.find((line) => line.startsWith("CreateImage "));
    assert.deepEqual(row?.split(/ {2,}/), ["CreateImage", "no", "yes", "yes", "no", "yes", "yes"]);
  });

  it("--resource prints which changes of a type call what", async () => {
    const { stdout } = await explain("--resource", "alicloud:ecs/instance:Instance");
    assert.match(
      stdout,
      / {2}update of instanceType\n {4}refused {2}StopInstance \(if the instance runs[^]*refused {2}ModifyInstanceSpec/,
    );
    assert.match(stdout, / {2}update of tags\n {13}UntagResources\n {13}TagResources\n/);
    assert.match(stdout, /No ECS call by a change of: .*forceDelete/);
    assert.equal((await explain("--resource", "Instance")).stdout, stdout);
  });

  it("--resource takes a type as every log prints it", async () => {
    const expected = (await explain("--resource", "alicloud:ecs/instance:Instance")).stdout;
    assert.equal((await explain("--resource", "alicloud:ecs:Instance")).stdout, expected);
    const { status, stderr } = await explain("--resource", "alicloud:ecs:Instnace");
    assert.deepEqual([status, stderr.includes("did you mean alicloud:ecs:Instance")], [2, true]);
  });

  it("--resource says of a type that does nothing to an instance why", async () => {
    const { status, stderr } = await explain("--resource", "alicloud:slb:ServerGroup");
    assert.equal(status, 2);
    assert.match(
      stderr,
      /no change of the type "alicloud:slb:ServerGroup" calls an operation that a lock refuses: ECS instances as backends/,
    );
  });

  it("says what calls an operation that no resource calls, what it does, what hides its refusal and what to do", async () => {
    assert.match(
      (await explain("StartInstances")).stdout,
      /Called by:\n {2}command:local:Command with a literal `aliyun ecs StartInstances …`/,
    );
    assert.match(
      (await explain("start-instances")).stdout,
      /Starts several instances in one call\.[^]*What to do:\n {2}1\. Find/,
    );
    assert.match((await explain("RebootInstance")).stdout, /Execution of the template\s+ACS-ECS-BulkyRebootInstances/);
    const { stdout } = await explain("JoinSecurityGroup");
    assert.match(stdout, /The provider hides the refusal: `pulumi up` reports success/);
    assert.match(stdout, /2\. The rules of the groups that the instance is in can still be changed/);
  });

  it("fits a terminal of 80 columns", async () => {
    for (const args of [["--list"], ["StopInstance"], ["--resource", "Instance"], ["CreateSnapshot"]]) {
      const { stdout } = await explain(...args);
      const long = stdout.split("\n").filter((line) => line.length > 80);
      assert.deepEqual(long, []);
    }
  });

  it("--resource knows every type of the map", async () => {
    for (const type of MAPPED_TYPES) assert.ok((await explain("--resource", type)).stdout.startsWith(type), type);
  });

  it("--resource asks whether another type was meant", async () => {
    const { status, stderr } = await explain("--resource", "alicloud:ecs/instance:Instnace");
    assert.equal(status, 2);
    assert.match(stderr, /did you mean alicloud:ecs\/instance:Instance/);
  });

  it("wants one of an operation, --list and --resource", async () => {
    for (const args of [
      [],
      ["StopInstance", "--list"],
      ["--list", "--resource", "Instance"],
      ["--list", "--disk", "d-1"],
      ["--resource", "Instance", "--instance", "i-1"],
    ]) {
      const { status, stderr } = await explain(...args);
      assert.equal(status, 64);
      assert.match(stderr, /^ecs-lock: [^\n]+\n$/);
    }
  });

  describe("with a target", () => {
    let folder: Folder;
    let locks: string;

    before(() => {
      folder = newFolder();
      const Disk = [
        {
          DiskId: "d-web",
          Status: "In_use",
          InstanceId: "i-web",
          Attachments: { Attachment: [{ InstanceId: "i-web" }] },
        },
        { DiskId: "d-free", Status: "Available", InstanceId: "", Attachments: { Attachment: [] } },
      ];
      locks = folder.write("locks.json", {
        ...lockFile({ "i-web": "security", "i-db": "" }),
        disks: { Disks: { Disk } },
      });
    });
    after(() => {
      folder.remove();
    });

    const CASES: readonly (readonly [string, readonly string[], number, RegExp])[] = [
      [
        "a locked instance",
        ["StartInstance", "--instance", "i-web"],
        1,
        /Instance i-web \("web", cn-hangzhou\) is locked for security reasons; seen in the lock file .*\nStartInstance would be refused now\.\n$/,
      ],
      [
        "an unlocked instance",
        ["StartInstance", "--instance", "i-db"],
        0,
        /is not locked for security reasons; .*\nStartInstance would not be refused now\.\n$/,
      ],
      [
        "a locked instance, unaffected",
        ["DescribeInstances", "--instance", "i-web"],
        0,
        /is locked for .*\nDescribeInstances would not be refused now\.\n$/,
      ],
      [
        "a disk in use on a locked instance",
        ["CreateSnapshot", "--disk", "d-web"],
        1,
        /Disk d-web: In_use; .*DescribeDisks|Disk d-web: In_use/,
      ],
      [
        "a disk that is in no use",
        ["CreateSnapshot", "--disk", "d-free"],
        0,
        /Disk d-free: Available; .*\nCreateSnapshot would not be refused now\.\n$/,
      ],
    ];
    for (const [name, args, expected, text] of CASES) {
      it(`says whether it would be refused now: ${name}`, async () => {
        const { status, stdout, stderr } = await explain(...args, "--locks", locks);
        assert.deepEqual([status, stderr], [expected, ""]);
        assert.match(stdout, text);
      });
    }

    const WRONG_TARGETS: readonly (readonly [readonly string[], string])[] = [
      [
        ["StopInstance", "--disk", "d-web"],
        "StopInstance acts on an instance, not on a disk: name an instance with --instance",
      ],
      [
        ["AttachDisk", "--disk", "d-web"],
        "AttachDisk acts on an instance, not on a disk: name an instance with --instance",
      ],
      ...["CreateInstance", "RunInstances"].flatMap((operation) =>
        ["--instance", "--disk"].map(
          (option) =>
            [
              [operation, option, "x-1"],
              `${operation} makes new instances, and acts on none that exists: leave --instance and --disk out`,
            ] as const,
        ),
      ),
    ];
    for (const [args, line] of WRONG_TARGETS) {
      it(`says in one line what ${args[0] ?? ""} acts on, where ${args[1] ?? ""} names something else`, async () => {
        const { status, stdout, stderr } = await explain(...args, "--locks", locks);
        assert.deepEqual([status, stdout, stderr], [64, "", `ecs-lock: ${line}\n`]);
      });
    }

    it("takes a disk or its instance for what acts on disks, and anything for what no lock refuses", async () => {
      for (const target of [
        ["--disk", "d-web"],
        ["--instance", "i-web"],
      ]) {
        for (const operation of ["DetachDisk", "ResizeDisk", "CreateSnapshot"]) {
          assert.equal((await explain(operation, ...target, "--locks", locks)).status, 1);
        }
        assert.equal((await explain("DescribeDisks", ...target, "--locks", locks)).status, 0);
      }
    });

    it("knows what every operation that can be refused acts on", () => {
      for (const operation of AFFECTED_OPERATIONS) {
        const expected = operation === "CreateInstance" ? 0 : 1;
        assert.ok((targetKinds(operation) ?? []).length >= expected, operation);
        // What is refused while a disk is in use acts on a disk.
        const onDisk = EDITIONS.some((edition) => behaviorOf(operation, edition).behavior === "affectedWhenDiskInUse");
        assert.equal(onDisk && targetKinds(operation)?.includes("disk") !== true, false, operation);
      }
    });

    it("ends with 2 where the target cannot be looked up", async () => {
      const { status, stdout, stderr } = await explain("StartInstance", "--instance", "i-gone", "--locks", locks);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(
        stderr,
        /^ecs-lock: cannot say whether StartInstance would be refused: [^\n]*does not list this instance[^\n]*\n$/,
      );
    });

    it("asks the API in a region, which has to be named", async () => {
      assert.equal((await explain("StartInstance", "--instance", "i-web")).status, 64);
      const { status, stderr } = await explain(
        "StartInstance",
        "--instance",
        "i-web",
        "--region",
        "cn-hangzhou",
        "--live",
      );
      assert.equal(status, 2);
      assert.match(stderr, /no credential for Alibaba Cloud was found/);
    });

    it("says of a locked instance alone what is refused and what still works", async () => {
      const { status, stdout, stderr } = await explain("--instance", "i-web", "--locks", locks);
      assert.deepEqual([status, stderr], [1, ""]);
      assert.match(
        stdout,
        /^Instance i-web \("web", cn-hangzhou\) is locked for security reasons; seen in the lock file/,
      );
      assert.match(stdout, /\nSince when is not known: [^]*Seen to be locked\s+at\s+2026-11-24T11:59:00\.000Z\.\n/);
      assert.match(stdout, /\nRefused on the instance \(edition topic\):\n[^:]*StopInstance/);
      assert.match(stdout, /\nRefused on a disk while it is in use there[^\n]*:\n[^:]*CreateSnapshot[^:]*DetachDisk/);
      for (const words of [
        "rules of the security groups",
        "a disk that is not in use",
        "tags",
        "deletion",
        "looking",
      ]) {
        assert.match(stdout, new RegExp(`Still works:[^]*${words}`));
      }
      assert.match(stdout, /\nWhat to do: Find out why/);
      const strict = await explain("--instance", "i-web", "--locks", locks, "--edition", "strict");
      assert.doesNotMatch(strict.stdout, /- deletion/);
      assert.match(strict.stdout, /DeleteInstance/);
    });

    it("says of an instance that is not locked that nothing is refused, and of a disk what its instance is", async () => {
      const free = await explain("--instance", "i-db", "--locks", locks);
      assert.deepEqual([free.status, free.stderr], [0, ""]);
      assert.match(free.stdout, /is not locked for security reasons;[^\n]*\nNo operation is refused/);
      const disk = await explain("--disk", "d-web", "--locks", locks);
      assert.equal(disk.status, 1);
      assert.match(disk.stdout, /^Disk d-web: In_use;[^\n]*\nInstance i-web [^\n]* is locked/);
      assert.doesNotMatch(disk.stdout, /Refused on the instance/);
      assert.equal((await explain("--disk", "d-free", "--locks", locks)).status, 0);
    });

    it("ends with 2 where the instance alone cannot be looked up", async () => {
      const { status, stderr } = await explain("--instance", "i-gone", "--locks", locks);
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^ecs-lock: cannot say what is refused on i-gone: the lock file [^\n]*, or look up with --live\n$/,
      );
    });

    it("is refused on one target at a time", async () => {
      assert.equal((await explain("StartInstance", "--instance", "i-web", "--disk", "d-web")).status, 64);
    });

    it("writes to a file with --output", async () => {
      const output = folder.path("explained.txt");
      const { status, stdout } = await explain(
        "StartInstance",
        "--instance",
        "i-web",
        "--locks",
        locks,
        "--output",
        output,
      );
      assert.deepEqual([status, stdout], [1, ""]);
      assert.match(readFileSync(output, "utf8"), /StartInstance would be refused now/);
    });
  });
});
