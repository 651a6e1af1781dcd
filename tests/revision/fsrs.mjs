// FSRS-6 as the page « Réviser » computes it: equal to ts-fsrs, and sane on any history.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FSRS, S_MIN, createEmptyCard, default_w } from 'ts-fsrs';

import { lots, reviser } from '../support/reviser.mjs';

const { fsrs } = reviser();
const grades = [1, 2, 3, 4];

const near = (got, wanted, what) =>
  assert.ok(Math.abs(got - wanted) <= 1e-4 * Math.max(1, Math.abs(wanted)), `${what}: ${got}, attendu ${wanted}`);

// Histories drawn by lot: [days since the last answer, grade], same days and long absences among them.
function histories(n, seed) {
  const lot = lots(seed);
  const gaps = [() => 0, () => 1 + lot(3), () => lot(30), () => lot(400), () => lot(20000)];
  return Array.from({ length: n }, () =>
    Array.from({ length: 1 + lot(25) }, (_, rank) => [rank ? gaps[lot(gaps.length)]() : 0, 1 + lot(4)]),
  );
}

describe('the same as ts-fsrs', () => {
  const reference = new FSRS({ enable_fuzz: false });

  it('the parameters are the published ones', () => assert.deepEqual(fsrs.parameters, [...default_w]));

  it('a first answer and the next three, by hand', () => {
    let memory = null;
    const seen = [];
    for (const [days, grade] of [
      [0, 3],
      [2, 3],
      [11, 3],
      [46, 1],
    ]) {
      memory = fsrs.next(memory, days, grade);
      seen.push([memory.stability, memory.difficulty].map((value) => Number(value.toFixed(4))));
    }
    // Written down from ts-fsrs 5.2.3, FSRS(enable_fuzz: false).next_state.
    assert.deepEqual(seen, [
      [2.3065, 2.1181],
      [10.9643, 2.1112],
      [46.2802, 2.1043],
      [2.9326, 7.39],
    ]);
  });

  it('memories, over two thousand histories', () => {
    let compared = 0;
    for (const history of histories(2000, 1)) {
      let ours = null;
      let theirs = null;
      for (const [days, grade] of history) {
        ours = fsrs.next(ours, days, grade);
        theirs = reference.next_state(theirs, days, grade);
        near(ours.stability, theirs.stability, `stabilité après ${JSON.stringify(history)}`);
        near(ours.difficulty, theirs.difficulty, `difficulté après ${JSON.stringify(history)}`);
        ++compared;
      }
    }
    assert.ok(compared > 20000);
  });

  it('chances, over stabilities and absences', () => {
    for (const stability of [S_MIN, 0.2, 1, 7.5, 300, 36500])
      for (const days of [0, 1, 10, 365, 20000])
        near(fsrs.retrievability(stability, days), reference.forgetting_curve(days, stability), `S ${stability}`);
  });

  it('intervals of the four grades, with a lapse that comes back the next day', () => {
    const scheduler = new FSRS({ enable_fuzz: false, learning_steps: [], relearning_steps: ['1d'] });
    let compared = 0;
    for (const history of histories(500, 2)) {
      let now = new Date('2026-01-05T18:00:00Z');
      let card = createEmptyCard(now);
      let memory = null;
      for (const [gap, grade] of history) {
        // ts-fsrs schedules a same-day answer by the other formula: its memories are compared above.
        const days = memory ? Math.max(1, gap) : 0;
        now = new Date(now.getTime() + days * 86400000);
        const theirs = scheduler.repeat(card, now);
        assert.deepEqual(
          fsrs.intervals(memory, days),
          grades.map((each) => theirs[each].card.scheduled_days),
          JSON.stringify(history),
        );
        memory = fsrs.next(memory, days, grade);
        card = theirs[grade].card;
        ++compared;
      }
    }
    assert.ok(compared > 4000);
  });
});

describe('whatever the history', () => {
  const reached = histories(1000, 3).map((history) =>
    history.reduce((memory, [days, grade]) => fsrs.next(memory, days, grade), null),
  );

  it('numbers stay in their bounds, even after enormous absences', () => {
    for (const memory of reached)
      for (const days of [0, 1, 1e4, 1e9, Number.MAX_SAFE_INTEGER])
        for (const grade of grades) {
          const { stability, difficulty } = fsrs.next(memory, days, grade);
          assert.ok(stability >= 0.001 && stability <= 36500, `${stability}`);
          assert.ok(difficulty >= 1 && difficulty <= 10, `${difficulty}`);
          for (const wait of fsrs.intervals(memory, days))
            assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= 36502, `${wait}`);
        }
  });

  it('a success never shortens, a lapse never lengthens', () => {
    for (const memory of reached)
      for (const days of [1, 5, 60, 4000]) {
        for (const grade of [2, 3, 4]) assert.ok(fsrs.next(memory, days, grade).stability >= memory.stability);
        assert.ok(fsrs.next(memory, days, 1).stability < memory.stability || memory.stability === 0.001);
      }
  });

  it('answered « Bien » the day it is due, it waits longer each time; missed, it comes back the next day', () => {
    let memory = null;
    let wait = 0;
    for (let time = 0; time < 12 && wait < 36500; ++time) {
      const next = fsrs.intervals(memory, wait)[2];
      assert.ok(next > wait, `${next} après ${wait}`);
      memory = fsrs.next(memory, wait, 3);
      wait = next;
      assert.equal(fsrs.intervals(memory, wait)[0], 1);
      assert.ok(fsrs.intervals(fsrs.next(memory, wait, 1), 1)[2] < wait || wait < 5);
    }
    assert.ok(wait > 1000);
  });

  it('a better grade never comes back sooner', () => {
    for (const memory of [null, ...reached])
      for (const days of [0, 1, 40]) {
        const waits = fsrs.intervals(memory, days);
        assert.deepEqual(waits, [...waits].sort((a, b) => a - b));
      }
  });

  it('a clock that went back is the same day', () => {
    for (const memory of reached)
      for (const grade of grades) assert.deepEqual(fsrs.next(memory, -400, grade), fsrs.next(memory, 0, grade));
  });
});
