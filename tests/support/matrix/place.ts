// One place of `npm run matrix`: node --import tsx tests/support/matrix/place.ts PACK TITLE judges with the pack in the
// folder PACK, with the node and the pulumi that come first on PATH, a refused and an allowed change there.
import { allPlaces, judgesRightly, stackWithDecoy } from "../places";

async function main([pack = "", title = ""]: readonly string[]): Promise<void> {
  const place = allPlaces().get(title);
  if (place === undefined) throw new Error(`no place is called ${title}`);
  const stack = await stackWithDecoy(place.backendIn);
  try {
    await judgesRightly(stack, place.how, pack);
    console.log(`ok: ${title}`);
  } finally {
    await stack.dispose();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
