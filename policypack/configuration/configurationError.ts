/** What is wrong with a file of the configuration, in one line for its writer. */
export class ConfigurationError extends Error {}
