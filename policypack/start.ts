// First, since it is for all that is loaded after it.
import { keepCompiled } from "./compiled";
import { surroundingsOf } from "./policies/surroundings";

/** The surroundings of the run that this process serves. The export of the stack is under way from here on. */
export const surroundings = { ...surroundingsOf(process.env), settled: keepCompiled };
