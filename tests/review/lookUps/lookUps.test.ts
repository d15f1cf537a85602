import assert from "node:assert/strict";
import { known, notKnown, type LookUp } from "../../../policypack/domain/lookUps";
import type { OperationCall } from "../../../policypack/domain/calls";
import type { InstanceStatus } from "../../../policypack/domain/statuses";
import type { DecidedResource } from "../../../policypack/review/decidedResource";
import type { LockSource } from "../../../policypack/review/lookUps/lockSource";
import { lookUpAll, questionsOf, viewOf, type Question } from "../../../policypack/review/lookUps/lookUps";
import type { StatusView } from "../../../policypack/review/verdict";
import { disk, FAILURE, instance, on, OPTIONS, planned } from "../support/oneCall";
import { notingSource } from "../support/statuses";

const START = planned("StartInstance", on("i-1"));
const ANY_REGION = { ...OPTIONS, createInstance: "anyInRegion" } as const;

describe("the look-ups of a plan", () => {
  const ask = async (source: LockSource, decided: readonly DecidedResource[], options = OPTIONS) => {
    const questions = decided.map((one): Question => ({ source, decided: one }));
    return { questions, views: await lookUpAll(questions, options) };
  };

  it("are one a source, each id once", async () => {
    const source = notingSource();
    await ask(source, [
      START,
      planned("StopInstance", on("i-2")),
      START,
      planned("CreateSnapshot", disk("d-1")),
      planned("CreateSnapshot", disk("d-1")),
    ]);
    assert.deepEqual(source.asked, [{ instanceIds: ["i-1", "i-2"], diskIds: ["d-1"] }]);
  });

  it("are of the instance and of the disk that one resource needs", async () => {
    const source = notingSource();
    const snapshot = planned("CreateSnapshot", disk("d-1"));
    const create = [...START.model.create, ...snapshot.model.create];
    await ask(source, [{ ...START, model: { ...START.model, create } }]);
    assert.deepEqual(source.asked, [{ instanceIds: ["i-1"], diskIds: ["d-1"] }]);
  });

  it("are none where nothing is affected", async () => {
    const source = notingSource();
    const { views } = await ask(source, [planned("TagResources", on("i-1")), planned("RunInstances")]);
    assert.deepEqual([source.asked, views.size], [[], 0]);
  });

  it("are of the whole region for a creation that any lock of it decides on, beside others and alone", async () => {
    const [alone, beside] = [notingSource(), notingSource()];
    await ask(alone, [planned("RunInstances")], ANY_REGION);
    assert.deepEqual(alone.asked, ["region"]);
    await ask(beside, [planned("RunInstances"), START], ANY_REGION);
    assert.deepEqual(beside.asked, [{ instanceIds: ["i-1"], diskIds: [] }, "region"]);
  });

  it("are seen by the questions that were asked there, and by no others", async () => {
    const [source, other] = [notingSource(), notingSource()];
    const locked = planned("StartInstance", on("i-locked"));
    const questions = [
      { source, decided: locked },
      { source: other, decided: START },
    ];
    const views = await lookUpAll(questions, OPTIONS);
    const seen = viewOf(questions.slice(0, 1), views).instance("i-locked");
    assert.ok(seen?.known);
    assert.equal(viewOf(questions.slice(1), views).instance("i-locked"), undefined);
    assert.equal(viewOf([], views).disk("d"), undefined);
    assert.equal(viewOf([], views).instance("i"), undefined);
    assert.equal(viewOf([], views).lockedInRegion(), undefined);
  });
});

describe("what several regions say", () => {
  const [FAILED, FREE] = [notKnown(FAILURE), known(instance("i-1", []))];
  const LOCKED = known([instance("i-2", ["security"])]);

  /** Of as many regions as there are answers. */
  function together(found: readonly (Partial<StatusView> | undefined)[]): StatusView {
    const base: StatusView = { instance: () => undefined, disk: () => undefined, lockedInRegion: () => undefined };
    const entries = found.map((view) => [notingSource(), { ...base, ...view }] as const);
    const questions = entries.map(([source]): Question => ({ source, decided: START }));
    return viewOf(questions, new Map(entries));
  }

  const INSTANCES: readonly (readonly [string, readonly (LookUp<InstanceStatus> | undefined)[], unknown])[] = [
    ["of an instance: the one that knows it", [undefined, FAILED, FREE], FREE],
    ["of an instance that none knows: why not", [undefined, FAILED], FAILED],
    ["of an instance that nobody was asked for: nothing", [undefined, undefined], undefined],
  ];
  for (const [name, answers, expected] of INSTANCES) {
    it(name, () => {
      const view = together(answers.map((answer) => ({ instance: () => answer })));
      assert.equal(view.instance("i-1"), expected);
    });
  }

  it("of a disk: the one that knows it", () => {
    const answer = known({
      diskId: "d",
      status: "In_use",
      instanceIds: [],
      evidence: { source: "file", at: "" } as const,
    });
    assert.equal(together([{ disk: () => FAILED }, { disk: () => answer }]).disk("d"), answer);
  });

  const REGIONS: readonly (readonly [string, readonly ReturnType<StatusView["lockedInRegion"]>[], unknown])[] = [
    ["that something is locked in one: that", [known([]), LOCKED], LOCKED],
    ["that something is locked in both: all of it", [LOCKED, LOCKED], known([...LOCKED.value, ...LOCKED.value])],
    ["that something is locked in one, and the other is not known: that", [FAILED, LOCKED], LOCKED],
    ["that nothing is locked in one, and the other is not known: that it is not known", [known([]), FAILED], FAILED],
    ["that nothing is locked in either: that", [known([]), known([])], known([])],
    ["of which one was not asked: the other", [undefined, known([])], known([])],
    ["of which neither was asked: nothing", [undefined, undefined], undefined],
  ];
  for (const [name, answers, expected] of REGIONS) {
    it(name, () => {
      const view = together(answers.map((answer) => ({ lockedInRegion: () => answer })));
      assert.deepEqual(view.lockedInRegion(), expected);
    });
  }
});

describe("the question of a resource", () => {
  const calling = (...calls: OperationCall[]): DecidedResource => {
    const resource = { ...START.resource, provider: { urn: "p", settings: { region: "cn-own", profile: "x" } } };
    return { ...START, resource, model: { ...START.model, calls: () => calls } };
  };
  const ask = (decided: DecidedResource) => {
    const asked: unknown[] = [];
    const questions = questionsOf(decided, (provider) => {
      asked.push(provider);
      return notingSource();
    });
    return { asked, questions };
  };

  it("is put to the source of its provider", () => {
    const { asked, questions } = ask(START);
    assert.deepEqual([asked, questions.map(({ decided }) => decided)], [[START.resource.provider], [START]]);
  });

  it("that names regions is put to each, with the calls of that region and the provider's other settings", async () => {
    const call = (id: string, region?: string): OperationCall => ({
      operation: "StopInstance",
      because: [],
      target: on(id),
      ...(region === undefined ? {} : { region }),
    });
    const { asked, questions } = ask(
      calling(call("i-a", "cn-a"), call("i-own"), call("i-b", "cn-b"), call("i-c", "cn-a")),
    );
    assert.deepEqual(asked, [
      { settings: { region: "cn-a", profile: "x" } },
      { urn: "p", settings: { region: "cn-own", profile: "x" } },
      { settings: { region: "cn-b", profile: "x" } },
    ]);
    await lookUpAll(questions, OPTIONS);
    const sources = questions.map(({ source }) => source as ReturnType<typeof notingSource>);
    assert.deepEqual(
      sources.map((source) => source.asked),
      [["i-a", "i-c"], ["i-own"], ["i-b"]].map((instanceIds) => [{ instanceIds, diskIds: [] }]),
    );
  });

  it("is none where it calls nothing", () => {
    assert.deepEqual(ask(calling()).questions, []);
  });

  it("counts the calls of every reading, and none of where nothing is asked", () => {
    const decided = calling({ operation: "StopInstance", because: [], target: on("i-a"), region: "cn-a" });
    const { questions } = ask({ ...decided, decision: { readings: [undefined, decided.change], open: "secret" } });
    assert.equal(questions.length, 1);
  });
});
