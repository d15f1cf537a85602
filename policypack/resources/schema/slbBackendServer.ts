import type { BackendServerArgs, BackendServerState } from "@pulumi/alicloud/slb";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:slb/backendServer:BackendServer`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const slbBackendServerSchema = {
  backendServers: {
    flags: "Set optional",
    block: {
      serverId: "String required",
      serverIp: "String optional computed",
      type: 'String optional default="ecs"',
      weight: "Int required",
    },
  },
  deleteProtectionValidation: "Bool optional default=false",
  loadBalancerId: "String required forceNew",
} as const satisfies SchemaOf<BackendServerArgs & BackendServerState>;
