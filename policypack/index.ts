import { PolicyPack } from "@pulumi/policy";
import { PACK } from "./policies/pack";

new PolicyPack(PACK.name, PACK.args);
