import assert from "node:assert/strict";
import { textReport } from "../../../policypack/report/formats/text";
import { HOSTILE, NAME, NOTHING, report } from "../reports";

describe("the report as text", () => {
  it("has a block for each resource and kind, then what they come to, then the sum", () => {
    const lines = textReport(report(), { colour: false }).split("\n");
    const headings = lines.filter((line) => /^\S/.test(line));
    assert.deepEqual(headings, [
      `REFUSED  ${NAME}  ecs-stop-instance`,
      "UNDECIDED  db  ecs-lock-status",
      `ADVISORY  ${NAME}  ecs-lock-status`,
      "ADVISORY  ecs-lock-status",
      `2 calls on 1 resource would be refused: ${HOSTILE}`,
      "What to do: ```` wait\\u0007",
      "3 changes, 3 ECS calls: 2 refused, 1 undecided, 0 exempt",
    ]);
  });

  it("names the policy of each further finding of a resource before its text", () => {
    assert.deepEqual(textReport(report(), { colour: false }).split("\n").slice(1, 5), [
      `  StopInstance would be refused: ${HOSTILE}`,
      "  in brief\\u0007",
      "  ecs-start-instance: StartInstance would be refused: 1 > 0 && true",
      "  in brief\\u0007",
    ]);
  });

  it("counts one change as one", () => {
    const summary = { changes: 1, operations: 1, uncertain: 0, refused: 0, undecided: 0, exempt: 0 };
    const text = textReport({ ...NOTHING, summary }, { colour: false });
    assert.equal(text, "1 change, 1 ECS call: nothing is refused\n");
  });
});
