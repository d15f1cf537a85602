import type { Family } from "../provider/families";
import { typeToken, type TypeToken } from "../provider/typeToken";

/** What the repository has already. */
export interface Present {
  readonly families: readonly Family[];
  /** Whether @pulumi/alicloud has the class of the type. */
  readonly inSdk: (token: TypeToken) => boolean;
}

export interface Request {
  readonly token: TypeToken;
  readonly stem: string;
}

/** Reads what was asked for. Throws an error of one line that says what to do instead. */
export function requestOf(text: string | undefined, name: string | undefined, { families, inSdk }: Present): Request {
  if (text === undefined) throw new Error("usage: npm run new:resource -- TYPE [--name STEM] [--schema FILE]");
  const token = typeToken(text);
  if (token?.module.startsWith("@pulumi/alicloud/") !== true)
    throw new Error(`"${text}" is no type of @pulumi/alicloud; write it like alicloud:ecs/ecsDisk:EcsDisk`);
  if (!inSdk(token))
    throw new Error(`the installed @pulumi/alicloud has no class of ${token.type}; look its type up in a state or log`);
  const mapped = families.find(({ types }) => types.includes(token.type));
  if (mapped !== undefined)
    throw new Error(`${token.type} is mapped already, in policypack/resources/families/${mapped.stem}.ts`);
  return { token, stem: freeStem(token, name, families) };
}

/** The class's name without the product's, as families are called; with the module's where that is taken. */
function freeStem({ className, module }: TypeToken, name: string | undefined, families: readonly Family[]): string {
  const short = className.replace(/^Ecs(?=[A-Z])/, "");
  const long = module.slice(module.lastIndexOf("/") + 1) + short;
  const candidates = name === undefined ? [lowerFirst(short), lowerFirst(long)] : [name];
  const taken = new Set([...families.map(({ stem }) => stem), ...RESERVED]);
  const free = candidates.find((candidate) => !taken.has(candidate) && /^[a-z]\w*$/.test(candidate));
  if (free === undefined)
    throw new Error(`"${candidates.join('" and "')}" cannot be the name: give another in lower camel case with --name`);
  return free;
}

/** Classes of the SDK whose names in lower case are words of the language. */
const RESERVED = ["default", "enum", "export", "function", "import", "interface", "package", "switch"];

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
