import { campaign } from "./campaign";

describe("Mutants of plans, lock files, configurations and states", () => {
  it("bring no crash, no forged line, no hang and no pass that nothing vouches for (the long run: npm run fuzz)", () =>
    campaign({ plans: 600, files: 600 }, 20_261_127, () => undefined));
});
