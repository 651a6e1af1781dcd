// Spaced repetition by FSRS-6, the Free Spaced Repetition Scheduler of Jarrett Ye and the open-spaced-repetition group,
// with its 21 default parameters: the wiki page « The Algorithm » of open-spaced-repetition/fsrs4anki gives the
// formulas, ts-fsrs 5.2.3 computes the same (tests/revision/fsrs.mjs holds the two together).
//
// A memory is { stability, difficulty }: the days after which nine chances in ten are left, and 1 (easy) to 10 (hard).
// A grade is 1 « À revoir », 2 « Difficile », 3 « Bien », 4 « Facile ». Days are whole, of the learner's calendar.
// Always: no clock, no lot; a time that runs backwards counts as the same day; a lapse comes back the next day.
(function () {
  "use strict";
  const w = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const least = 0.001; // days of stability
  const most = 36500; // days of stability and of interval
  const decay = -w[20];
  const factor = Math.pow(0.9, 1 / decay) - 1;
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  const retrievability = (stability, days) => Math.pow(1 + (factor * Math.max(0, days)) / stability, decay);
  // For nine chances in ten, the interval is the stability.
  const interval = (stability) => clamp(Math.round(stability), 1, most);

  const firstDifficulty = (grade) => w[4] - Math.exp((grade - 1) * w[5]) + 1;
  function nextDifficulty(difficulty, grade) {
    const moved = difficulty - (w[6] * (grade - 3) * (10 - difficulty)) / 9;
    return clamp(w[7] * firstDifficulty(4) + (1 - w[7]) * moved, 1, 10);
  }

  function afterSameDay(stability, grade) {
    const grown = Math.pow(stability, -w[19]) * Math.exp(w[17] * (grade - 3 + w[18]));
    return stability * (grade >= 3 ? Math.max(grown, 1) : grown);
  }
  function afterRecall({ stability, difficulty }, chance, grade) {
    const eased = (grade === 2 ? w[15] : 1) * (grade === 4 ? w[16] : 1);
    const surprise = Math.exp((1 - chance) * w[10]) - 1;
    return stability * (1 + Math.exp(w[8]) * (11 - difficulty) * Math.pow(stability, -w[9]) * surprise * eased);
  }
  function afterLapse({ stability, difficulty }, chance) {
    const left = w[11] * Math.pow(difficulty, -w[12]) * (Math.pow(stability + 1, w[13]) - 1);
    return Math.min(left * Math.exp((1 - chance) * w[14]), stability / Math.exp(w[17] * w[18]));
  }

  // The memory after an answer, `days` after the last; `memory` is null for what was never seen.
  function next(memory, days, grade) {
    if (!memory) return { stability: w[grade - 1], difficulty: clamp(firstDifficulty(grade), 1, 10) };
    const chance = retrievability(memory.stability, days);
    let stability;
    if (days <= 0) stability = afterSameDay(memory.stability, grade);
    else stability = grade === 1 ? afterLapse(memory, chance) : afterRecall(memory, chance, grade);
    return { stability: clamp(stability, least, most), difficulty: nextDifficulty(memory.difficulty, grade) };
  }

  // The days to wait after each of the four grades, from the worst: no better grade comes back sooner.
  function intervals(memory, days) {
    const [, hard, good, easy] = [1, 2, 3, 4].map((grade) => interval(next(memory, days, grade).stability));
    if (!memory) return [1, hard, good, easy];
    const afterHard = Math.min(hard, good);
    const afterGood = Math.max(good, afterHard + 1);
    return [1, afterHard, afterGood, Math.max(easy, afterGood + 1)];
  }

  window.ReperesReviser = { fsrs: { intervals, next, parameters: w, retrievability } };
})();
