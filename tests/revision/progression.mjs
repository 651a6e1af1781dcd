// What a learner has answered, as values: kept small, read back even from a damaged text, merged whichever comes first,
// understood whatever the clock did; and the order of a session.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { day, lots, reviser } from '../support/reviser.mjs';

const { progression: ways, session } = reviser();
const evening = new Date(2026, 10, 23, 20, 0).getTime(); // a Monday

const plain = (progression) => Object.fromEntries([...progression].sort(([a], [b]) => (a < b ? -1 : 1)));
const same = (one, other) => assert.deepEqual(plain(one), plain(other));

// Answers given one after the other: [[key, days since the evening, grade], …].
const answered = (answers) =>
  answers.reduce(
    (known, [key, days, grade]) =>
      known.set(key, [...(known.get(key) ?? []), ways.entry(known.get(key), evening + days * day, grade)]),
    new Map(),
  );

// Progressions drawn by lot, of a few keys so that they meet.
function progressions(n, seed) {
  const lot = lots(seed);
  return Array.from({ length: n }, () =>
    answered(Array.from({ length: lot(30) }, () => [`f${lot(3)}:${lot(3)}`, lot(400), 1 + lot(4)])),
  );
}

describe('as text', () => {
  it('is what the header of the script says', () => {
    const first = ways.entry([], Date.UTC(2026, 10, 23, 19), 3);
    const second = ways.entry([first], Date.UTC(2026, 10, 25, 19), 4);
    assert.equal(
      ways.write(new Map([['apl:sigle', [first, second]]])),
      '{"format":"reperes-revision","version":1,"items":{"apl:sigle":"8mymq 8w1"}}\n',
    );
  });

  it('comes back whole', () => {
    for (const known of progressions(200, 1)) {
      const { progression, state } = ways.read(ways.write(known));
      assert.equal(state, 'whole');
      same(progression, known);
    }
  });

  it('cut anywhere, gives back every line that was whole', () => {
    const known = answered(Array.from({ length: 12 }, (_, rank) => [`fiche-${10 + rank}:q`, rank, 3]));
    const text = ways.write(known);
    for (let length = 0; length < text.length - 1; ++length) {
      const { progression, state } = ways.read(text.slice(0, length));
      const whole = [...text.slice(0, length).matchAll(/"(fiche-\d+:q)":"[^"]*"/g)].map(([, key]) => key);
      if (length >= 40) assert.equal(state, 'damaged');
      assert.deepEqual([...progression.keys()], whole);
      for (const key of whole) assert.deepEqual(progression.get(key), known.get(key));
    }
  });

  it('with one line of nonsense, gives back the others', () => {
    const good = '"apl:sigle":"8n6n6"';
    for (const bad of [
      '"rsa:q":"x!"',
      '"rsa:q":""',
      '"rsa:q":12',
      '"rsa:q":null',
      '"rsa:q":["8n6n6"]',
      '"rsa:q":"8n6n6 0"', // a log grows
      '"rsa:q":"zzzzzzzz zzzzzzzz zzzzzzzz"', // beyond any date
      '"sans-fiche":"8n6n6"',
      `"${'x'.repeat(301)}:q":"8n6n6"`,
    ]) {
      const text = `{"format":"reperes-revision","version":1,"items":{${bad},${good}}}`;
      const { progression, state } = ways.read(text);
      assert.equal(state, 'damaged', bad);
      assert.deepEqual([...progression.keys()], ['apl:sigle'], bad);
    }
  });

  it('of somebody else, or of a later version, is named and not guessed', () => {
    const states = (texts) => texts.map((text) => ways.read(text).state);
    const foreign = ['', 'null', '[]', '5', 'bonjour', '{"format":"reperes-selection","version":1,"fiches":[]}'];
    assert.deepEqual(states(foreign), foreign.map(() => 'foreign'));
    assert.deepEqual(states(['{"format":"reperes-revision","version":2,"objets":[]}']), ['recent']);
    assert.deepEqual(states(['{"format":"reperes-revision","version":1}']), ['damaged']);
  });

  it('a key named after a part of the language is a key', () => {
    const text = '{"format":"reperes-revision","version":1,"items":{"__proto__:q":"8n6n6"}}';
    assert.equal(ways.write(ways.read(text).progression), `${text}\n`);
  });

  it('of two years of evenings, five thousand items, is well below 5 MB', () => {
    const lot = lots(4);
    const known = new Map();
    for (let item = 0; item < 5000; ++item) {
      const key = `une-fiche-au-nom-assez-long-${item % 700}:qui-decide-${item}`;
      const log = [];
      for (let days = lot(300), time = 0; time < 12; days += 1 + lot(60), ++time)
        log.push(ways.entry(log, evening + days * day + lot(1e7), 1 + lot(4)));
      known.set(key, log);
    }
    const { length } = ways.write(known);
    assert.ok(length < 800_000, `${length}`);
  });

  it('keeps the last two hundred answers of an item', () => {
    const log = Array.from({ length: 300 }, (_, rank) => 4 * rank + 400);
    assert.equal(ways.decode(ways.encode(log)).length, 200);
    const merged = ways.merge(new Map([['a:b', log.slice(0, 150)]]), new Map([['a:b', log.slice(150)]]));
    assert.deepEqual(merged.get('a:b'), log.slice(-200));
  });
});

describe('merged', () => {
  const some = progressions(40, 5);

  it('the same whichever comes first, however often, in any grouping', () => {
    for (const a of some)
      for (const b of some.slice(0, 12)) {
        same(ways.merge(a, b), ways.merge(b, a));
        same(ways.merge(ways.merge(a, b), b), ways.merge(a, b));
        for (const c of some.slice(12, 16))
          same(ways.merge(ways.merge(a, b), c), ways.merge(a, ways.merge(b, c)));
      }
    for (const a of some) same(ways.merge(a, a), a);
  });

  it('no answer of either is lost, none is made up', () => {
    for (const a of some)
      for (const b of some.slice(0, 12)) {
        const merged = ways.merge(a, b);
        for (const key of new Set([...a.keys(), ...b.keys()])) {
          const both = new Set([...(a.get(key) ?? []), ...(b.get(key) ?? [])]);
          assert.deepEqual(new Set(merged.get(key)), both);
        }
      }
  });

  it('two evenings on two devices count as two, in the order of time', () => {
    const telephone = answered([
      ['apl:q', 0, 3],
      ['apl:q', 7, 1],
    ]);
    const computer = answered([['apl:q', 2, 3]]);
    const { missed, reviews, last } = ways.recall(ways.merge(telephone, computer).get('apl:q'));
    assert.deepEqual([missed, reviews, last], [true, 3, ways.dayAt(evening + 7 * day)]);
  });
});

describe('understood', () => {
  const stateOf = (answers) => ways.recall(answered(answers.map((answer) => ['a:b', ...answer])).get('a:b'));
  const today = ways.dayAt(evening);

  it('what is due, and when', () => {
    assert.equal(stateOf([[0, 3]]).due, today + 2);
    assert.equal(stateOf([[0, 1]]).due, today + 1);
    assert.ok(ways.isDue(stateOf([[0, 1]]), today + 1));
    assert.ok(!ways.isDue(stateOf([[0, 1]]), today));
  });

  it('what was missed stays so until it is recalled on another day', () => {
    assert.equal(stateOf([[0, 1]]).missed, true);
    assert.equal(
      stateOf([
        [0, 1],
        [0.01, 3],
      ]).missed,
      true,
    );
    assert.equal(
      stateOf([
        [0, 1],
        [1, 3],
      ]).missed,
      false,
    );
  });

  it('after midnight is still the evening before; the morning is another day', () => {
    assert.equal(ways.dayAt(new Date(2026, 10, 24, 1, 30).getTime()), today);
    assert.equal(ways.dayAt(new Date(2026, 10, 24, 6, 0).getTime()), today + 1);
  });

  it('a clock that went back: the answer stands after those given before, and nothing else moves', () => {
    const before = answered([
      ['a:b', 0, 3],
      ['a:b', 2, 3],
      ['c:d', 1, 1],
    ]);
    for (const back of [-5000, -30, 1]) {
      const log = before.get('a:b');
      const now = ways.entry(log, evening + back * day, 3);
      assert.ok(now > log[log.length - 1]);
      const { due, memory } = ways.recall([...log, now]);
      assert.equal(due, ways.recall(log).due);
      assert.ok(Number.isFinite(memory.stability));
    }
    // A date that has not come yet says nothing: what bears it is asked.
    assert.ok(ways.isDue(ways.recall(answered([['a:b', 2000, 3]]).get('a:b')), today));
  });

  it('weeks in a row, up to this one or the last', () => {
    const weeks = (days, now) => ways.habit(answered(days.map((each) => ['a:b', each, 3])), today + now);
    assert.deepEqual(weeks([], 0), { weeks: 0, thisWeek: 0 });
    assert.deepEqual(weeks([0, 1], 1), { weeks: 1, thisWeek: 2 });
    assert.deepEqual(weeks([0, 6, 9, 14], 15), { weeks: 3, thisWeek: 1 });
    assert.deepEqual(weeks([0, 9], 16), { weeks: 2, thisWeek: 0 });
    assert.deepEqual(weeks([0, 9], 23), { weeks: 0, thisWeek: 0 });
  });
});

describe('a session', () => {
  const today = ways.dayAt(evening) + 10;
  const items = Array.from({ length: 30 }, (_, rank) => ({ f: `f${rank % 6}`, key: `f${rank % 6}:${rank}` }));
  const known = answered([
    ...items.slice(0, 5).map(({ key }, rank) => [key, rank, 3]),
    ...items.slice(5, 10).map(({ key }) => [key, 10, 4]),
  ]);
  const states = new Map([...known].map(([key, log]) => [key, ways.recall(log)]));
  const ordered = session.order(items, states, today, 'graine');

  it('first what is due, then what is new, then the rest; each once', () => {
    const kinds = ordered.map(({ key }) => {
      if (!states.has(key)) return 'new';
      return ways.isDue(states.get(key), today) ? 'due' : 'rest';
    });
    assert.deepEqual(kinds, [...Array(5).fill('due'), ...Array(20).fill('new'), ...Array(5).fill('rest')]);
    assert.equal(new Set(ordered).size, items.length);
    assert.deepEqual(session.order(items, states, today, 'graine'), ordered);
  });

  it('two items of one fiche stand apart where they can', () => {
    const fresh = ordered.slice(5, 17);
    for (let rank = 1; rank < fresh.length; ++rank) assert.notEqual(fresh[rank].f, fresh[rank - 1].f);
  });

  it('ends after its minutes; somebody who left was not revising', () => {
    const going = session.begin(ordered, 5);
    going.answer(3, 100);
    assert.equal(going.minutesLeft(), 4);
    going.answer(3, 86400); // a night
    assert.equal(going.minutesLeft(), 2);
    going.answer(3, -50); // a clock that went back
    assert.ok(going.next());
    going.answer(3, 90);
    assert.equal(going.next(), undefined);
    assert.equal(going.part(), 1);
  });

  it('what is missed comes back a little later, twice at most', () => {
    const going = session.begin(ordered.slice(0, 8), 20);
    const seen = [];
    for (let item = going.next(); item; item = going.next()) {
      seen.push(item.key);
      going.answer(item.key === ordered[0].key ? 1 : 3, 1);
    }
    assert.deepEqual(
      seen.flatMap((key, at) => (key === ordered[0].key ? [at] : [])),
      [0, 5, 9],
    );
    assert.equal(seen.length, 10);
  });

  it('no place is more often right than another', () => {
    const counts = [0, 0, 0, 0];
    for (let item = 0; item < 4000; ++item)
      ++counts[session.shuffled([0, 1, 2, 3], session.lots(`fiche-${item}:q 0`)).indexOf(0)];
    for (const count of counts) assert.ok(Math.abs(count - 1000) < 120, `${counts}`);
  });
});
