import type { SecurityGroupRuleArgs, SecurityGroupRuleState } from "@pulumi/alicloud/ecs";
import { UNKNOWN, type Value, type ValueMap } from "../../domain/values";
import { defineModel, type StepContext } from "../model";
import { securityGroupRuleSchema } from "../schema/securityGroupRule";
import { isSet } from "../steps";

const ALL_PORTS = "-1/-1";

const ingress = ({ type }: ValueMap): boolean => type === "ingress" || type === UNKNOWN;
const egress = ({ type }: ValueMap): boolean => type !== "ingress";
const creates = (direction: typeof ingress) => (context: StepContext) => direction(context.change.after);
const deletes = (direction: typeof ingress) => (context: StepContext) => direction(context.change.before);

/** All ports is what tcp and udp may leave to the service; the other protocols know nothing else. */
function samePorts({ new: planned, after }: { new: Value | undefined; after: ValueMap }): boolean {
  if (planned === UNKNOWN || after.ipProtocol === UNKNOWN) return false;
  const ports = after.ipProtocol === "tcp" || after.ipProtocol === "udp";
  return ports === (planned === ALL_PORTS);
}

/** The shortest spelling of an IPv6 address or network, which is the one that the service keeps. */
function compressed(value: Value | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const [address, ...prefix] = value.split("/");
  const url = `http://[${address ?? ""}]`;
  return URL.canParse(url) ? [new URL(url).hostname.slice(1, -1), ...prefix].join("/") : undefined;
}

/** `alicloud:ecs/securityGroupRule:SecurityGroupRule` */
export const securityGroupRule = defineModel<SecurityGroupRuleArgs, SecurityGroupRuleState>()({
  types: ["alicloud:ecs/securityGroupRule:SecurityGroupRule"],
  schema: securityGroupRuleSchema,
  suppressions: {
    portRange: samePorts,
    prefixListId: ({ after }) => isSet(after.cidrIp) || isSet(after.ipv6CidrIp) || isSet(after.sourceSecurityGroupId),
    ipv6CidrIp: ({ old, new: planned }) => typeof old === "string" && old !== "" && compressed(planned) === old,
  },
  create: [
    { operation: "AuthorizeSecurityGroup", when: creates(ingress) },
    { operation: "AuthorizeSecurityGroupEgress", when: creates(egress) },
  ],
  update: [
    { operation: "ModifySecurityGroupRule", on: ["description"], when: creates(ingress) },
    { operation: "ModifySecurityGroupEgressRule", on: ["description"], when: creates(egress) },
  ],
  delete: [
    { operation: "RevokeSecurityGroup", when: deletes(ingress) },
    { operation: "RevokeSecurityGroupEgress", when: deletes(egress) },
  ],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_security_group_rule.go",
});
