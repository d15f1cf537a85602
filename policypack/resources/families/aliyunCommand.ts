import type { CommandArgs } from "@pulumi/command/local";
import { asText, type Value, type ValueMap } from "../../domain/values";
import { deletesOld } from "../../changes/change";
import { callsOfLine } from "../commands/aliyunLine";
import { literalCommands } from "../commands/commandLine";
import { defineModel } from "../model";
import { type ResourceChange } from "../../domain/decisions";
import { type OperationCall } from "../../domain/calls";
import { aliyunCommandSchema } from "../schema/aliyunCommand";

/** A POSIX shell that takes the script as an argument. */
function isShell(interpreter: Value | undefined): boolean {
  if (interpreter === undefined || interpreter === null) return true;
  if (!Array.isArray(interpreter)) return false;
  const [program, flags, ...rest] = interpreter as readonly Value[];
  return (
    /(^|\/)(ba|da|z|k)?sh$/.test(asText(program) ?? "") && /^-[a-z]*c$/.test(asText(flags) ?? "") && rest.length === 0
  );
}

function scriptCalls(values: ValueMap, script: Value | undefined, because: readonly string[]): OperationCall[] {
  const text = asText(script);
  if (text === undefined || !isShell(values.interpreter)) return [];
  return literalCommands(text).flatMap((words) => callsOfLine(words, because));
}

/** The command runs as the provider runs it: `create` also in an update, where there is no `update`. */
function calls(change: ResourceChange): OperationCall[] {
  const { kind, before, after, changed, replaceKeys } = change;
  switch (kind) {
    case "create":
      return scriptCalls(after, after.create, []);
    case "update":
      return scriptCalls(after, after.update ?? after.create, [...changed.keys()]);
    case "delete":
      return scriptCalls(before, before.delete, []);
    case "replace":
      return [
        ...scriptCalls(after, after.create, replaceKeys),
        ...(deletesOld(change) ? scriptCalls(before, before.delete, replaceKeys) : []),
      ];
  }
}

/** `command:local:Command` that runs the Alibaba Cloud CLI */
export const aliyunCommand = defineModel<CommandArgs, object>()({
  types: ["command:local:Command"],
  schema: aliyunCommandSchema,
  product: "Alibaba Cloud CLI",
  calls,
  updateLoses: ["stdout", "stderr"],
  create: [],
  update: [],
  delete: [],
  silent: [],
  source: "pulumi-command 1.2.1, provider/pkg/provider/local/commandController.go",
});
