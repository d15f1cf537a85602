// Mutation scores of Stryker's JSON report, as Stryker counts them, against what CONTRIBUTING asks for.
const OVERALL = 85;
const EACH_FILE = 75;

const NOTICED = ["Killed", "Timeout"];
const UNNOTICED = ["Survived", "NoCoverage"];

/** A line for each file, and for all of them where the run was of all, whose score is too low. */
export function poorScores({ files }, isOfAll) {
  const scores = Object.entries(files).map(([file, { mutants }]) => [file, scoreOf(mutants), EACH_FILE]);
  const all = Object.values(files).flatMap(({ mutants }) => mutants);
  const wanted = isOfAll ? [...scores, ["all files together", scoreOf(all), OVERALL]] : scores;
  return wanted
    .filter(([, score, least]) => score < least)
    .map(([name, score, least]) => `${name}: ${score.toFixed(1)} % of the mutants are noticed, ${least} % should be`);
}

/** Of nothing that can be mutated, everything is noticed. */
function scoreOf(mutants) {
  const count = (statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const [noticed, unnoticed] = [count(NOTICED), count(UNNOTICED)];
  return noticed + unnoticed === 0 ? 100 : (100 * noticed) / (noticed + unnoticed);
}
