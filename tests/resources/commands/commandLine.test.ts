import assert from "node:assert/strict";
import fc from "fast-check";
import { literalCommands } from "../../../policypack/resources/commands/commandLine";

const STOP = "aliyun ecs StopInstance --InstanceId i-1";
const STOP_WORDS = STOP.split(" ");

const READ: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
  ["a command", STOP, [STOP_WORDS]],
  ["quoted words", `say 'a b' "c d" e\\ f`, [["say", "a b", "c d", "e f"]]],
  ["several lines", `cd infra\n${STOP}\r\ntrue`, [["cd", "infra"], STOP_WORDS, ["true"]]],
  ["a line that goes on in the next", "aliyun ecs StopInstance \\\n  --InstanceId i-1", [STOP_WORDS]],
  ["commands one after another", `cd a; ${STOP} & wait`, [["cd", "a"], STOP_WORDS, ["wait"]]],
  ["a command after one that succeeds", `cd a && ${STOP}`, [["cd", "a"], STOP_WORDS]],
  ["both ends of a pipe", `${STOP} | tee log |& cat`, [STOP_WORDS, ["tee", "log"], ["cat"]]],
  ["nothing of a comment", `${STOP} # ${STOP}\n# rm`, [STOP_WORDS]],
  ["a command whose output goes elsewhere", `${STOP} > log 2>&1`, [STOP_WORDS]],
  ["a command whose output goes nowhere", `${STOP} >/dev/null 2>/dev/null`, [STOP_WORDS]],
  ["a command whose whole output goes elsewhere", `${STOP} &> log; ${STOP} &>> log`, [STOP_WORDS, STOP_WORDS]],
  [
    "a command whose output goes where a variable says",
    `${STOP} > $LOG; ${STOP} >> "$DIR/log"`,
    [STOP_WORDS, STOP_WORDS],
  ],
  ["a command whose input is a file, before its words", `${STOP} < *.json`, [STOP_WORDS]],
  ["what comes after a change of the output", `exec > log 2>&1\n${STOP}`, [["exec"], STOP_WORDS]],
  ["nothing of an empty script", " \n\n", []],
];

const LEFT_OUT: readonly (readonly [string, string])[] = [
  ["a command with a variable", "aliyun ecs StopInstance --InstanceId $ID"],
  ["a command with a variable within a word", "aliyun ecs StopInstance --InstanceId i-$ID"],
  ["a command with a pattern", "rm *.json"],
  ["what runs if something fails", `true || ${STOP}`],
  ["what runs if a test succeeds", `test -f x && ${STOP}`],
  ["what runs if a search succeeds", `grep -q x y && ${STOP}`],
  ["what comes after the end", `exit 0\n${STOP}`],
  ["what another program is replaced by", `exec sh -c x\n${STOP}`],
];

/** In these nothing is certain, so nothing is read, not even what stands before it. */
const UNCERTAIN: readonly (readonly [string, string])[] = [
  ["a substitution", `echo $(date)\n${STOP}`],
  ["the older form of it", `echo \`date\`\n${STOP}`],
  ["a here-document", `cat <<EOF\n${STOP}\nEOF`],
  ["a condition", `if true; then ${STOP}; fi`],
  ["a loop", `for i in 1 2; do ${STOP}; done`],
  ["a subshell", `(cd a; ${STOP})`],
  ["a group", `{ ${STOP}; }`],
  ["another script", `. ./env.sh\n${STOP}`],
  ["a quotation over several lines", `echo 'a\n${STOP}\n'`],
  ["a redirection to nothing", `echo > ; ${STOP}`],
  ["what no shell would take", `echo \${\n${STOP}`],
];

const certain = (script: string): boolean => literalCommands(script).some((words) => words.join(" ") === STOP);

describe("The commands of a script", () => {
  for (const [what, script, commands] of READ) {
    it(`are read as words: ${what}`, () => {
      assert.deepEqual(literalCommands(script), commands);
    });
  }

  for (const [what, script] of LEFT_OUT) {
    it(`leave out what is not certain to run, or not literal: ${what}`, () => {
      assert.equal(certain(script), false);
      assert.equal(certain(`${STOP}\n${script}`), true);
    });
  }

  for (const [what, script] of UNCERTAIN) {
    it(`are none at all where the script depends on something: ${what}`, () => {
      assert.deepEqual(literalCommands(script), []);
      assert.deepEqual(literalCommands(`${STOP}\n${script}`), []);
    });
  }

  it("never fail, whatever the script is, and are words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (script) => {
        for (const words of literalCommands(script)) for (const word of words) assert.equal(typeof word, "string");
      }),
    );
  });
});
