/** The providers of @alicloud/credentials for what is not done by calls of our own, loaded when the first is needed. */
import { createRequire } from "node:module";
import type { CredentialDescription } from "./credentialDescription";

export type SdkDescription = Extract<CredentialDescription, { readonly kind: "instanceRole" | "default" }>;

export interface SdkProvider {
  getCredentials(): Promise<{
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly securityToken: string | undefined;
  }>;
}

/** To be tried in turn; opening one may throw. */
export async function sdkProviders(description: SdkDescription): Promise<readonly (() => SdkProvider)[]> {
  const sdk = await import("@alicloud/credentials");
  silenceHttp();
  switch (description.kind) {
    case "instanceRole":
      return [() => sdk.ECSRAMRoleCredentialsProvider.builder().withRoleName(description.roleName).build()];
    case "default":
      return [
        () => sdk.ProfileCredentialsProvider.builder().build(),
        () => sdk.ECSRAMRoleCredentialsProvider.builder().build(),
      ];
  }
}

interface Debug {
  disable(): string;
  enable(namespaces: string): void;
}

/** With DEBUG=* the SDK's HTTP client would print headers and answers, keys and tokens among them. */
function silenceHttp(): void {
  const ofSdk = createRequire(createRequire(__filename).resolve("@alicloud/credentials"));
  const debug = createRequire(ofSdk.resolve("httpx"))("debug") as Debug;
  const others = debug.disable();
  debug.enable([others, "-httpx:*", "-sign"].filter((name) => name !== "").join(","));
}
