/** `npm run fuzz [-- PLANS FILES SEED]`: mutants of everything that the command reads, for as long as that takes. */
import { campaign } from "./campaign";

const [plans = 50_000, files = 20_000, seed = 1] = process.argv.slice(2).map(Number);

void (async () => {
  const start = performance.now();
  await campaign({ plans, files }, seed, (done) => {
    console.log(`${done} mutants, ${Math.round((performance.now() - start) / 1000)} s`);
  });
  console.log(`${plans} plans and ${files} other files from seed ${seed}: everything holds`);
})();
