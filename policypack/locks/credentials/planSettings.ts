/**
 * What a plan may choose when somebody hands it to `ecs-lock check`: account and region. Files and addresses of the
 * machine that checks are named by its own environment, or by nobody. Pure.
 */
import type { Failure } from "../../domain/lookUps";
import type { Environment } from "../api/endpoint";
import { providerConfiguration, type ProviderConfiguration } from "./providerConfiguration";

/** What the configuration takes from the plan and must not; undefined: nothing. */
export function planProblem(configuration: ProviderConfiguration, environment: Environment): Failure | undefined {
  const own = providerConfiguration({ settings: {}, stack: {}, environment });
  const { credentialsUri, sharedCredentialsFile } = own.known ? own.value : {};
  if (configuration.credentialsUri !== credentialsUri) {
    return refused("credentialsUri", "an address", "ALICLOUD_CREDENTIALS_URI");
  }
  if (configuration.sharedCredentialsFile !== sharedCredentialsFile) {
    return refused("sharedCredentialsFile", "a file", "ALICLOUD_SHARED_CREDENTIALS_FILE");
  }
  const token = configuration.assumeRoleWithOidc?.token;
  const names = token !== undefined && "file" in token && token.file !== environment[OIDC_TOKEN_FILE]?.trim();
  return names ? refused("oidcTokenFile", "a file", OIDC_TOKEN_FILE) : undefined;
}

const OIDC_TOKEN_FILE = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

const refused = (setting: string, what: string, variable: string): Failure => ({
  cause: `the plan's provider names ${what} of its own by ${setting}, which a check neither reads nor asks`,
  remedy: `if it is meant, set ${variable} to the same for ecs-lock; else check with a lock file`,
});
