// A mock exam, as values: what an answer is worth, which questions a code draws, what a sitting keeps and is worth.

import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';

import { lots, reviser } from '../support/reviser.mjs';

const { answers, papers, sittings, localStorage } = reviser();
const now = Date.UTC(2026, 10, 23, 19);
const minute = 60_000;

const one = { t: 'qcm', q: 'Une ?', c: ['juste', 'faux', 'non'], b: [0] };
const many = { t: 'multiple', q: 'Plusieurs ?', c: ['une', 'deux', 'trois', 'quatre'], b: [0, 1] };
const pairs = {
  ...{ t: 'appariement', q: 'Qui ?' },
  c: [
    ['a', 'un'],
    ['b', 'deux'],
    ['c', 'un'],
    ['d', 'trois'],
  ],
};
const steps = { t: 'ordre', q: 'Dans quel ordre ?', c: ['d’abord', 'ensuite', 'enfin'] };

describe('what an answer is worth', () => {
  it('one choice, or an order: all or nothing', () => {
    assert.equal(answers.worth(one, [0]), 1);
    assert.equal(answers.worth(one, [2]), 0);
    assert.equal(answers.worth(steps, [0, 1, 2]), 1);
    assert.equal(answers.worth(steps, [1, 0, 2]), 0);
  });

  it('several choices: a part for each right one, as much less for each wrong one, never less than nothing', () => {
    for (const [given, points] of [
      [[0, 1], 1],
      [[0], 0.5],
      [[0, 2], 0],
      [[0, 1, 2], 0.5],
      [[0, 1, 2, 3], 0],
      [[2, 3], 0],
    ])
      assert.equal(answers.worth(many, given), points, String(given));
  });

  it('pairs: the part that is right, by what they say', () => {
    assert.equal(answers.worth(pairs, [0, 1, 2, 3]), 1);
    assert.equal(answers.worth(pairs, [2, 1, 0, 3]), 1); // « un » is right for a and for c
    assert.equal(answers.worth(pairs, [0, 1, -1, -1]), 0.5);
  });

  it('nothing given is worth nothing, whatever is asked', () => {
    for (const item of [one, many, pairs, steps])
      for (const given of [null, undefined, []]) assert.equal(answers.worth(item, given), 0);
    assert.equal(answers.worth(pairs, [-1, -1, -1, -1]), 0);
  });

  it('is right when it is worth a point', () => {
    assert.ok(answers.isRight(many, [1, 0]));
    assert.ok(!answers.isRight(many, [0]));
  });
});

describe('how a question is laid', () => {
  it('shows each choice once, « Vrai » first, an order never right', () => {
    for (let seed = 0; seed < 200; ++seed) {
      for (const item of [one, many, pairs, steps]) {
        const { rows } = answers.laid(item, lots(seed));
        assert.deepEqual(
          [...rows].sort(),
          item.c.map((choice, at) => at),
        );
      }
      assert.notDeepEqual(answers.laid(steps, lots(seed)).rows, [0, 1, 2]);
      const rights = answers.laid(pairs, lots(seed)).rights.map((at) => pairs.c[at][1]);
      assert.deepEqual([...rights].sort(), ['deux', 'trois', 'un']);
    }
    const isTrue = { t: 'vrai-faux', q: 'Vrai ?', c: ['Faux', 'Vrai'], b: [0] };
    assert.deepEqual(answers.laid(isTrue, lots(0)).rows, [1, 0]);
  });
});

// Six fiches of five questions; of the first part, three fiches for four questions.
const items = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((f) =>
  [1, 2, 3, 4, 5].map((n) => ({
    ...{ f, key: `${f}:${n}`, t: n === 5 ? 'carte' : 'qcm', s: 'main', q: `Question ${n} de ${f} ?`, b: [0] },
    c: [`bonne réponse ${n} de ${f}`, 'une autre', 'une troisième'],
  })),
);
const exam = {
  ue: 'AST004',
  minutes: 45,
  parts: [
    { title: 'Une', questions: 4, fiches: ['a', 'b', 'c'] },
    { title: 'Deux', questions: 3, fiches: ['d', 'e', 'f'] },
  ],
};
const keys = ({ parts }) => parts.map((part) => part.items.map(({ key }) => key));

describe('a paper', () => {
  it('is the same for the same code, whatever the machine; another code gives another', () => {
    const first = papers.paper(exam, items, 'K7PM');
    assert.deepEqual(first, papers.paper(exam, items, 'K7PM'));
    const codes = Array.from({ length: 50 }, (_, seed) => papers.draw(lots(seed)));
    const drawn = new Set(codes.map((code) => JSON.stringify(keys(papers.paper(exam, items, code)))));
    assert.ok(drawn.size > 40, `${drawn.size} sujets`);
    assert.deepEqual(keys(papers.version(first, 'A')), [
      ['b:2', 'c:4', 'a:4', 'c:3'],
      ['d:4', 'f:4', 'e:4'],
    ]);
  });

  it('has the questions of its plan, each once, of as many fiches as it can, and no card', () => {
    for (let seed = 0; seed < 100; ++seed) {
      const paper = papers.paper(exam, items, papers.draw(lots(seed)));
      const [one, two] = paper.parts.map((part) => part.items);
      assert.deepEqual([one.length, two.length], [4, 3]);
      assert.equal(new Set(one.map(({ f }) => f)).size, 3);
      assert.equal(new Set(two.map(({ f }) => f)).size, 3);
      const all = [...one, ...two];
      assert.equal(new Set(all).size, 7);
      assert.ok(all.every(({ t }) => t !== 'carte'));
    }
  });

  it('asks nothing that another question of it tells, as long as there is something else', () => {
    const caf = { f: 'caf', key: 'caf:1', t: 'qcm', q: 'Qui verse le RSA ?', c: ['La Caisse', 'x', 'y'], b: [0] };
    const telling = {
      f: 'rsa',
      key: 'rsa:1',
      t: 'qcm',
      q: 'La caisse verse le RSA à qui ?',
      c: ['z', 'x', 'y'],
      b: [0],
    };
    const other = { f: 'rsa', key: 'rsa:2', t: 'qcm', q: 'Le RSA date de ?', c: ['2008', '1988', '2018'], b: [0] };
    const plan = { ...exam, parts: ['caf', 'rsa'].map((f) => ({ title: f, questions: 1, fiches: [f] })) };
    for (let seed = 0; seed < 30; ++seed) {
      const code = papers.draw(lots(seed));
      assert.deepEqual(keys(papers.paper(plan, [caf, telling, other], code)), [['caf:1'], ['rsa:2']]);
      assert.deepEqual(keys(papers.paper(plan, [caf, telling], code)), [['caf:1'], ['rsa:1']]);
    }
  });

  it('is not all of one kind of what is made, as long as there is something else', () => {
    const sigles = items.map((item) => ({ ...item, s: 'sigle', key: `${item.key}-sigle`, f: `${item.f}-sigle` }));
    const plan = { ...exam, parts: [{ title: 'Une', questions: 6, fiches: sigles.map(({ f }) => f) }] };
    const mixed = [...sigles, ...items.map((item) => ({ ...item, s: 'recours' }))];
    plan.parts[0].fiches.push(...items.map(({ f }) => f));
    const drawnOf = (all) => papers.paper(plan, all, 'K7PM').parts[0].items;
    const count = (all, source) => drawnOf(all).filter(({ s }) => s === source).length;
    assert.equal(count([...sigles, ...items], 'sigle'), 2); // the others by hand
    assert.ok(count(mixed, 'sigle') >= 2);
    assert.equal(count(sigles, 'sigle'), 6); // there is nothing else
  });

  it('two versions: the same questions in each part, in another order, their choices too', () => {
    const paper = papers.paper(exam, items, 'K7PM');
    const [a, b] = ['A', 'B'].map((name) => papers.version(paper, name));
    for (const [rank, part] of a.parts.entries()) {
      const sorted = (version) => version.parts[rank].items.map(({ key }) => key).sort();
      assert.deepEqual(sorted(a), sorted(b));
      assert.equal(part.title, exam.parts[rank].title);
    }
    assert.notDeepEqual(keys(a), keys(b));
    const laid = (version) =>
      paper.parts.flatMap((part) => part.items.map((item) => answers.laid(item, version.lot(item)).rows));
    assert.notDeepEqual(laid(a), laid(b));
    assert.deepEqual(laid(a), laid(papers.version(paper, 'A')));
  });

  it('a code is read as people write it', () => {
    assert.equal(papers.read(' k7-pm '), 'K7PM');
    assert.equal(papers.read('<b>\u202e'), 'B');
    assert.equal(papers.read('x'.repeat(500)).length, 12);
    for (let seed = 0; seed < 100; ++seed) assert.match(papers.draw(lots(seed)), /^[A-HJKMNP-Z2-9]{4}$/);
  });
});

describe('a sitting', () => {
  const parts = papers.version(papers.paper(exam, items, 'K7PM'), 'A').parts;
  const asked = parts.flatMap((part) => part.items);
  const begun = () => sittings.begin('AST004', 'K7PM', 45, now);
  beforeEach(() => sittings.drop());

  it('is worth its points, part by part; what came late is told apart', () => {
    const sitting = begun();
    sittings.answer(sitting, asked[0], [0], now + minute);
    sittings.answer(sitting, asked[1], [1], now + minute);
    sittings.answer(sitting, asked[4], [0], now + 46 * minute);
    const marks = sittings.marks(sitting, parts);
    assert.deepEqual([marks.points, marks.most, marks.late], [2, 7, 1]);
    assert.deepEqual(marks.parts.map(({ points, most }) => [points, most]), [[1, 4], [1, 3]]); // prettier-ignore
    assert.deepEqual(marks.parts[0].items.map(({ given }) => given), [[0], [1], null, null]); // prettier-ignore
  });

  it('an answer may change, be taken back, be marked', () => {
    const sitting = begun();
    sittings.answer(sitting, asked[0], [1], now + 50 * minute);
    assert.deepEqual(sitting.late, [asked[0].key]);
    sittings.answer(sitting, asked[0], [], now + 51 * minute);
    assert.deepEqual([sitting.answers, sitting.late], [{}, []]);
    sittings.mark(sitting, asked[2]);
    assert.deepEqual(sitting.marked, [asked[2].key]);
    sittings.mark(sitting, asked[2]);
    assert.deepEqual(sitting.marked, []);
  });

  it('its time runs on while the page is left, is not lost to a clock that went back, may be without end', () => {
    const sitting = begun();
    assert.equal(sittings.secondsLeft(sitting, now + 40 * minute), 300);
    assert.equal(sittings.secondsLeft(sitting, now - 600 * minute), 2700);
    assert.ok(sittings.isOver(sitting, now + 45 * minute));
    assert.ok(!sittings.isOver(sittings.begin('AST004', 'K7PM', 0, now), now + 9999 * minute));
  });

  it('waits where it was; what is no sitting is not taken for one', () => {
    const sitting = begun();
    sittings.answer(sitting, asked[0], [2], now + minute);
    assert.ok(sittings.keep(sitting));
    assert.deepEqual(sittings.kept(), sitting);
    const key = 'reperes.revision.undefined/site/.examen';
    const text = localStorage.getItem(key);
    for (const broken of [
      text.slice(0, -5),
      'null',
      '[]',
      '{}',
      text.replace('[2]', '"<b>"'),
      text.replace('"marked":[]', '"marked":[1]'),
      text.replace(/"begun":\d+/, '"begun":null'),
    ]) {
      localStorage.setItem(key, broken);
      assert.equal(sittings.kept(), null, broken);
    }
    localStorage.setItem(key, text);
    sittings.drop();
    assert.equal(sittings.kept(), null);
  });
});
