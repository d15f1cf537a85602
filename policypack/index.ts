// In this order: the export of the stack runs while the SDK is loaded.
import { surroundings } from "./start";
import { PolicyPack } from "@pulumi/policy";
import { PACK_NAME, packOf } from "./policies/pack";
import { startSession } from "./policies/session";

new PolicyPack(PACK_NAME, packOf(startSession(surroundings)));
