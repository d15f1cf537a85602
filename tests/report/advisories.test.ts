import assert from "node:assert/strict";
import type { RefusedOperations } from "../../policypack/domain/findings";
import {
  alsoDeletedMessage,
  configurationMessage,
  defectKind,
  defectMessage,
  deletionMessage,
  effectMessage,
  expiredMessage,
  idleMessage,
  inventoryGapMessage,
  inventoryMessage,
  typoMessage,
  unreadStateMessage,
} from "../../policypack/report/advisories";
import { reviewResource } from "../../policypack/review/reviewResource";
import { instance, on, OPTIONS, planned, VIEW } from "../review/support/oneCall";

const CONTEXT = {
  region: "cn-hangzhou",
  now: Date.parse("2026-11-24T00:00:00Z"),
  defaultsHold: false,
  phase: "preview",
} as const;
const EXEMPTION = { reason: "ticket\n 17", expires: "2026-12-24" };
const FAILURE = { cause: "the export failed", remedy: "log in again" };
const LOCKED = instance("i-locked", ["security"]);
const SEEN = "seen in the lock file locks.json of 2026-11-24T00:00:00Z";

const { verdict: VERDICT } = reviewResource(planned("DeleteInstance", on("i-locked")), VIEW, OPTIONS);
const PLACED = { ...VERDICT, resource: { ...VERDICT.resource, place: { file: "index.ts", line: 9 } } };

describe("the advisory on an exemption", () => {
  it("says that it has expired, when, and why it was given", () => {
    assert.equal(
      expiredMessage(EXEMPTION),
      "An exemption has expired on 2026-12-24 and exempts nothing any more: ticket 17\n" +
        "What to do: take it out of the configuration of ecs-lock-status, or renew it.",
    );
  });

  it("says which of its operations no table knows", () => {
    assert.equal(
      typoMessage(EXEMPTION, ["StartInstnace", "Stop*x"]),
      "An exemption names operations that no table knows: StartInstnace, Stop*x (ticket 17)\n" +
        "What to do: correct the names in the configuration of ecs-lock-status; `ecs-lock explain --list` shows them all.",
    );
  });

  it("says what of it matches nothing", () => {
    assert.equal(
      idleMessage(EXEMPTION, ["i-2"]),
      "An exemption matches nothing in this stack: i-2 (ticket 17)\n" +
        "What to do: if it was meant for a resource of this stack, correct it in the configuration of ecs-lock-status.",
    );
  });
});

// DeleteInstance of a locked instance releases its disks too: SDK comments, and its API page of 2025-04.
describe("the advisory on a locked instance that is deleted", () => {
  const text = (diskIds: readonly string[], verdict = VERDICT): string =>
    deletionMessage({ verdict, instance: LOCKED, diskIds }, CONTEXT);

  it("says that its disks go with it, which these are, and what to do to keep one", () => {
    assert.equal(
      text(["d-1", "d-2"]),
      "Deleting instance i-locked (cn-hangzhou) is allowed although it is locked for security reasons, but releases its " +
        "disks with it, also those with deleteWithInstance false.\n" +
        "Disks: d-1, d-2\n" +
        "Change: create of urn:pulumi:dev::p::t::a\n" +
        "What to do: if a disk is needed or may be evidence, have the lock lifted and take a snapshot first (until then one of a " +
        "disk in use is refused).",
    );
  });

  it("says of another one that it is the same, without what to do", () => {
    assert.equal(
      alsoDeletedMessage({ verdict: VERDICT, instance: LOCKED, diskIds: ["d-1"] }, CONTEXT),
      "Deleting instance i-locked (cn-hangzhou) is allowed although it is locked, too, and releases its disks with it.\n" +
        "Disks: d-1\n" +
        "Change: create of urn:pulumi:dev::p::t::a",
    );
  });

  it("says that none is known where the stack knows none, and where the program declares the instance", () => {
    assert.match(text([]), /\nDisks: none are known to this stack\n/);
    assert.match(text([], PLACED), /\nChange: create of urn:pulumi:dev::p::t::a, declared at index\.ts:9\n/);
  });
});

describe("the advisory on what another service does", () => {
  it("says that the provider makes no ECS call of it", () => {
    const effect = { service: "Auto Scaling", action: "releases the instance", instanceId: "i-locked", because: [] };
    assert.equal(
      effectMessage(PLACED, { effect, instance: LOCKED }, CONTEXT),
      "Auto Scaling releases the instance as a consequence of this change: instance i-locked (cn-hangzhou) is locked for " +
        "security reasons. The provider itself makes no ECS call, so whether this is refused shows only in that service.\n" +
        "Change: create of urn:pulumi:dev::p::t::a, declared at index.ts:9",
    );
  });
});

describe("the advisory on a state that is not known", () => {
  it("says that deletions were not checked, why, and what to do", () => {
    assert.equal(
      unreadStateMessage(FAILURE),
      "What this preview deletes was not checked, because the prior state is not known: the export failed.\n" +
        "What to do: log in again.",
    );
  });
});

describe("the inventory", () => {
  const refused: RefusedOperations = {
    always: ["StopInstance", "StartInstance"],
    whileDiskInUse: ["CreateSnapshot"],
    creation: "replacement",
  };
  const text = (more: Partial<RefusedOperations> = {}): string =>
    inventoryMessage([LOCKED, instance("i-2", ["security"])], { ...refused, ...more }, CONTEXT);

  it("lists every locked instance with the time of its status, and what is refused", () => {
    assert.equal(
      text(),
      "Inventory: 2 instances of this stack locked for security reasons:\n" +
        `  instance i-locked (cn-hangzhou); ${SEEN}\n  instance i-2 (cn-hangzhou); ${SEEN}\n` +
        "Refused on each of them: StopInstance, StartInstance\n" +
        "Refused on their disks in use: CreateSnapshot\n" +
        "CreateInstance is refused where the new instance takes the place of one of them, and nowhere else.",
    );
  });

  it("says nothing of disks where nothing of theirs is refused", () => {
    const lines = text({ whileDiskInUse: [] }).split("\n");
    assert.deepEqual([lines.length, lines.some((line) => line.includes("disks"))], [5, false]);
  });

  it("says of creations what createInstance makes of them", () => {
    assert.match(text({ creation: "anyInRegion" }), /\nCreateInstance is refused in their account and region\.$/);
    assert.match(text({ creation: "never" }), /\nCreateInstance is let through, because createInstance is "never"\.$/);
  });

  it("says what could not be looked up", () => {
    assert.equal(
      inventoryGapMessage(["i-1", "i-2"], FAILURE),
      "Inventory: i-1, i-2 could not be looked up: the export failed.\nWhat to do: log in again.",
    );
  });
});

describe("a wrong configuration", () => {
  it("is told in one line, escaped", () => {
    assert.equal(
      configurationMessage("edition\nmust be one of …"),
      "The configuration of this pack is wrong, so nothing was judged: edition\\u000amust be one of …",
    );
  });
});

describe("a defect", () => {
  const withCode = (code: unknown): Error => Object.assign(new TypeError("a secret"), { code });

  it("is told by the error's name and Node's code, without its message", () => {
    assert.equal(defectKind(withCode("ERR_REQUIRE_ESM")), "TypeError ERR_REQUIRE_ESM");
    assert.equal(defectKind(new RangeError("a secret")), "RangeError");
  });

  it("is told without what is no code of Node", () => {
    for (const code of ["a secret", "xEPERM", "EPERM: a", "E", 7, undefined, "x".repeat(99)])
      assert.equal(defectKind(withCode(code)), "TypeError");
    assert.equal(defectKind("a secret"), "an exception");
  });

  it("says what to do about it", () => {
    assert.equal(
      defectMessage("TypeError"),
      "Cannot say what would be refused: a defect of alicloud-ecs-security-lock (TypeError).\n" +
        "What to do: report it with the version of the pack and the types of the resources that change; until it is " +
        "mended, judge this deployment with `ecs-lock check`.",
    );
  });
});
