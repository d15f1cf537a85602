import type { BackendServerArgs, BackendServerState } from "@pulumi/alicloud/slb";
import { defineModel } from "../model";
import { slbBackendServerSchema } from "../schema/slbBackendServer";

/** `alicloud:slb/backendServer:BackendServer` */
export const slbBackendServer = defineModel<BackendServerArgs, BackendServerState>()({
  types: ["alicloud:slb/backendServer:BackendServer"],
  schema: slbBackendServerSchema,
  product: "SLB",
  create: [],
  update: [],
  delete: [],
  silent: ["backendServers", "deleteProtectionValidation"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_slb_backend_server.go",
});
