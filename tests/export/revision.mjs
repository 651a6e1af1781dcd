// What a teacher carries away: Moodle XML held to a schema of what its importer reads, GIFT read back by a parser of
// others' and equal to it question by question, Anki's text import by its own rules, CSV by a reader of its own. Once
// over the shipped base, once over a fiche that says everything these formats could take for theirs.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it } from 'node:test';

import { DOMParser } from '@xmldom/xmldom';

import { root, run, scratchFolder, today } from '../support/reperes.mjs';

const gift = createRequire(import.meta.url)('gift-pegjs');

// --- Content that every format could stumble on ---------------------------------------------------------------------

const hostile = [
  '= ~ # { } : \\ -> ]]> " ; \t fin',
  'deux\nlignes\n\net une vide',
  '<script>alert(1)</script> & &amp; <b>',
  '%50%la moitié',
  '=cmd|\'/C calc\'!A0',
  '+1', '-1', '@SUM(A1)', '\t=1',
  '::titre:: [html]x',
  '// commentaire $CATEGORY: x',
  'fin par \\',
  '#separator:pipe',
  '« guillemets » é 漢 🎓 \u202Etêtê',
  '\u0001cloche\u0007',
];
const yaml = (text) => JSON.stringify(text);
const hostileFiche = (answer = 'rien') => [
  '---',
  `titre: ${yaml('Tout / rien : <i>'  + hostile[0])}`,
  'domaines: [droits]',
  'ue: [AST004]',
  'revision:',
  '  cartes:',
  ...hostile.map((text, n) => `    - {q: ${yaml(`${text} ${n}`)}, r: ${yaml(text)}}`),
  `    - {q: stable, r: ${yaml(answer)}}`,
  '  qcm:',
  ...hostile.map((text, n) =>
    `    - {q: ${yaml(`${text} choix ${n}`)}, bonnes: [${yaml(text)}], fausses: [${yaml(`${text}.`)}, ` +
    `${yaml(`x ${text}`)}], retour: ${yaml(text)}}`),
  `    - {q: plusieurs, bonnes: [${yaml(hostile[0])}, ${yaml(hostile[3])}], fausses: [${yaml(hostile[4])}]}`,
  '  affirmations:',
  `    - {q: ${yaml(hostile[0])}, vrai: oui, retour: ${yaml(hostile[1])}}`,
  '    - {q: Faux, vrai: non}',
  '  ordres:',
  `    - {q: Ranger, suite: [${hostile.slice(0, 5).map(yaml).join(', ')}]}`,
  '---',
  '',
].join('\n');

function hostileContent(answer) {
  const folder = scratchFolder('revision');
  const write = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  };
  write('notions/tout.md', hostileFiche(answer));
  write('ue/AST004.md', `---\ntitre: ${yaml('Institutions / acteurs\n$CATEGORY: x')}\n---\n`);
  write('site.yml', 'url: https://exemple.fr/\n');
  return folder;
}

function carry(format, ending, more = []) {
  const file = path.join(scratchFolder('revision'), `revision${ending}`);
  const done = run(['export', format, '--into', file, '--date', today, ...more]);
  assert.equal(done.status, 0, done.stderr);
  return { file, text: fs.readFileSync(file, 'utf8'), said: done.stderr };
}

// --- Readers --------------------------------------------------------------------------------------------------------

const children = (node, name) => Array.from(node.childNodes).filter((one) => one.nodeName === name);
const child = (node, name) => children(node, name)[0];
const textIn = (node) => child(node, 'text').textContent;

// A bank as values: category, name, id, tags, text, feedback, then what the type has.
function readMoodle(text) {
  const stop = (level) => (message) => assert.fail(`${level}: ${message}`);
  const errorHandler = { warning: stop('warning'), error: stop('error'), fatalError: stop('fatal') };
  const quiz = new DOMParser({ errorHandler }).parseFromString(text, 'text/xml').documentElement;
  let category;
  const questions = [];
  for (const node of children(quiz, 'question')) {
    const type = node.getAttribute('type');
    if (type === 'category') {
      category = textIn(child(node, 'category'));
      continue;
    }
    const answers = children(node, 'answer').map((one) => [textIn(one), Number(one.getAttribute('fraction'))]);
    questions.push({
      category,
      type,
      name: textIn(child(node, 'name')),
      id: child(node, 'idnumber').textContent,
      tags: children(child(node, 'tags'), 'tag').map(textIn),
      text: textIn(child(node, 'questiontext')),
      feedback: textIn(child(node, 'generalfeedback')),
      single: child(node, 'single')?.textContent === 'true',
      answers: type === 'truefalse' ? [] : answers,
      isTrue: type === 'truefalse' ? answers.find(([word]) => word === 'true')[1] === 100 : undefined,
      pairs: children(node, 'subquestion').map((one) => [textIn(one), textIn(child(one, 'answer'))]),
    });
  }
  return questions;
}

// gift-pegjs leaves its own marks for escaped characters on the right of a match.
const marks = { '092': '\\', '058': ':', '035': '#', '061': '=', '123': '{', '125': '}', '126': '~', '010': '\n' };
const unmarked = (text) => text.replace(/&&(\d{3});?/g, (_, code) => marks[code]);

function readGift(text) {
  let category;
  const questions = [];
  const types = { MC: 'multichoice', TF: 'truefalse', Matching: 'matching' };
  for (const one of gift.parse(text)) {
    if (one.type === 'Category') {
      category = one.title;
      continue;
    }
    assert.ok(types[one.type], `${one.type}: ${one.title}`);
    assert.equal(one.stem.format, 'html');
    assert.ok(!one.hasEmbeddedAnswers, one.title);
    const choices = one.choices ?? [];
    const single = choices.some((choice) => choice.isCorrect);
    questions.push({
      category,
      type: types[one.type],
      name: one.title,
      id: one.id,
      tags: one.tags,
      text: one.stem.text,
      feedback: one.globalFeedback.text,
      single,
      answers: choices.map((choice) => {
        assert.equal(choice.text.format, 'html');
        return [choice.text.text, single ? (choice.isCorrect ? 100 : 0) : choice.weight];
      }),
      isTrue: one.isTrue,
      pairs: (one.matchPairs ?? []).map((pair) => [pair.subquestion.text, unmarked(pair.subanswer)]),
    });
  }
  return questions;
}

// As a browser would show it: what two spellings of the same HTML have in common.
const shownAs = (html) =>
  html.replaceAll('&#37;', '%').replace(/\s+/g, ' ').trim();
const normal = (question) => ({
  ...question,
  name: shownAs(question.name),
  text: shownAs(question.text),
  feedback: shownAs(question.feedback),
  answers: question.answers.map(([text, fraction]) => [shownAs(text), fraction]),
  pairs: question.pairs.map((pair) => pair.map(shownAs)),
});

// RFC 4180 with a separator of its own: quoted fields may hold anything.
function readTable(text, separator, end) {
  const rows = [];
  let row = [];
  for (let at = 0; at < text.length; ) {
    let value = '';
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        assert.ok(at < text.length, 'a quote stays open');
        if (text[at] === '"' && text[at + 1] !== '"') break;
        if (text[at] === '"') at += 1;
        value += text[at];
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== separator && !text.startsWith(end, at)) {
        assert.notEqual(text[at], '"', 'a quote inside a bare field');
        value += text[at];
        at += 1;
      }
    }
    row.push(value);
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    assert.ok(text.startsWith(end, at), `after a field: ${JSON.stringify(text.slice(at, at + 10))}`);
    at += end.length;
    rows.push(row);
    row = [];
  }
  return rows;
}

function readAnki(text) {
  const header = {};
  let rest = text;
  while (rest.startsWith('#')) {
    const [line] = rest.split('\n', 1);
    const [, key, value] = /^#([a-z ]+):(\S.*)$/.exec(line);
    header[key] = value;
    rest = rest.slice(line.length + 1);
  }
  return { header, notes: readTable(rest, '\t', '\n') };
}

const escaped = (text) => text
  .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  .replaceAll('&', '&amp;')
  .replaceAll('<', '&lt;')
  .replaceAll('>', '&gt;');
// What the builder's typography changes and a comparison may forget.
const plain = (text) => text.replace(/[\s\u00a0\u202f]+/g, ' ').replaceAll('’', "'").trim();

// --- Suites ---------------------------------------------------------------------------------------------------------

for (const [name, more] of [['the shipped base', []], ['hostile content', ['--content', hostileContent()]]]) {
  describe(name, () => {
    const moodle = carry('moodle', '.xml', more);
    const questions = readMoodle(moodle.text);

    it('Moodle XML holds to the schema', () => {
      const schema = path.join(root, 'tests/export/moodle.xsd');
      const done = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, moodle.file], { encoding: 'utf8' });
      assert.equal(done.status, 0, done.stderr);
    });

    it('GIFT read back is its twin, question by question', () => {
      const twins = readGift(carry('gift', '.txt', more).text);
      assert.equal(twins.length, questions.length);
      questions.forEach((question, n) => assert.deepEqual(normal(twins[n]), normal(question)));
    });

    it('ids are unique, one right answer has the whole, several share it', () => {
      assert.equal(new Set(questions.map((one) => one.id)).size, questions.length);
      for (const { name, single, answers } of questions.filter((one) => one.answers.length)) {
        const right = answers.filter(([, fraction]) => fraction > 0);
        const sum = right.reduce((total, [, fraction]) => total + fraction, 0);
        assert.ok(Math.abs(sum - 100) < 0.001 && (right.length === 1) === single, name);
        assert.ok(answers.length > right.length, name);
      }
    });

    it('Anki: header lines first, five fields a note, GUIDs unique, no tag with a space', () => {
      const { header, notes } = readAnki(carry('anki', '.txt', more).text);
      assert.deepEqual(header, {
        separator: 'tab', html: 'true', notetype: 'Basique', 'guid column': '1', 'deck column': '2', 'tags column': '5',
        columns: 'guid\tpaquet\tRecto\tVerso\ttags',
      });
      assert.ok(notes.length >= questions.length);
      assert.equal(new Set(notes.map(([guid]) => guid)).size, notes.length);
      for (const note of notes) {
        assert.equal(note.length, 5, note[0]);
        assert.match(note[0], /^[0-9a-f]{20}$/);
        assert.match(note[1], /^Repères::[^\t\n]+::[^\t\n]+$/);
        assert.ok(note[2] && note[3], note[0]);
        assert.match(note[4], /^[^\s]+( [^\s]+)*$/u);
        assert.doesNotMatch(note[2] + note[3], /<(?!\/?(ul|ol|li|p|a|br)\b)/);
      }
    });

    it('CSV: a mark of UTF-8, thirteen cells a row, no cell a formula', () => {
      const { text } = carry('tableur', '.csv', more);
      assert.ok(text.startsWith('\uFEFF"identifiant";"UE";'));
      const rows = readTable(text.slice(1), ';', '\r\n');
      for (const row of rows) {
        assert.equal(row.length, 13, row[0]);
        for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r\n|%＝＋－＠]/u);
      }
      assert.equal(new Set(rows.map(([id]) => id)).size, rows.length);
    });
  });
}

describe('hostile content, word for word', () => {
  const content = ['--content', hostileContent()];

  it('in Moodle XML and GIFT', () => {
    for (const questions of [readMoodle(carry('moodle', '.xml', content).text),
      readGift(carry('gift', '.txt', content).text)].map((list) => list.map(normal))) {
      hostile.forEach((text, n) => {
        const question = questions.find((one) => plain(one.text) === plain(`<p>${escaped(`${text} choix ${n}`)}</p>`));
        assert.ok(question, text);
        assert.deepEqual(question.answers.map(([answer]) => plain(answer)),
          [text, `${text}.`, `x ${text}`].map((answer) => plain(escaped(answer))));
        assert.ok(plain(question.feedback).startsWith(plain(`<p>${escaped(text)}</p>`)));
      });
      const ordering = questions.find((one) => one.text.includes('Ranger'));
      assert.deepEqual(ordering.pairs.map(([left]) => plain(left)),
        hostile.slice(0, 5).map((text) => plain(escaped(text))));
      assert.deepEqual(ordering.pairs.map(([, rank]) => rank), ['1', '2', '3', '4', '5']);
      assert.deepEqual(questions.filter((one) => one.type === 'truefalse').map((one) => one.isTrue), [true, false]);
      assert.equal(new Set(questions.map((one) => one.category)).size, 1);
      assert.equal(questions[0].category.split(/(?<!\/)\/(?!\/)/).length, 5);
    }
  });

  it('in Anki and CSV', () => {
    const { notes } = readAnki(carry('anki', '.txt', content).text);
    const rows = readTable(carry('tableur', '.csv', content).text.slice(1), ';', '\r\n');
    hostile.forEach((text, n) => {
      const front = plain(escaped(`${text} ${n}`).replaceAll('\n', '<br>'));
      const note = notes.find((one) => plain(one[2]) === front);
      assert.ok(note, front);
      assert.ok(plain(note[3]).startsWith(plain(escaped(text).replaceAll('\n', '<br>'))));
      const clean = plain(text.replace(/[\u0000-\u0008]/g, ''));
      const row = rows.find((one) => one[6] === 'carte' && plain(one[8]).replace(/^' ?/, '') === `${clean} ${n}`);
      assert.ok(row, text);
      assert.equal(plain(row[9]).replace(/^' ?/, ''), clean);
    });
  });

  it('a mended answer keeps its GUID, its idnumber, its row', () => {
    const mended = ['--content', hostileContent('mieux')];
    const guids = (more) => new Map(readAnki(carry('anki', '.txt', more).text).notes.map((note) => [note[0], note[3]]));
    const [before, after] = [guids(content), guids(mended)];
    assert.deepEqual([...after.keys()], [...before.keys()]);
    assert.equal([...after].filter(([guid, back]) => before.get(guid) !== back).length, 1);
  });
});

describe('the command', () => {
  const into = (name) => path.join(scratchFolder('revision'), name);
  const refused = (given, message) => {
    const done = run(['export', ...given, '--date', today]);
    assert.equal(done.status, 2, done.stderr);
    assert.match(done.stderr, message);
  };

  it('one UE alone, in a category of its own', () => {
    const all = readMoodle(carry('moodle', '.xml').text);
    const some = readMoodle(carry('moodle', '.xml', ['--ue', 'AST005']).text);
    assert.ok(some.length > 50 && some.length < all.length);
    for (const { tags, category } of some) {
      assert.ok(tags.includes('AST005') && category.startsWith('$course$/top/Repères/AST005 – '), category);
    }
  });

  it('the same content gives the same bytes, and says how many', () => {
    const one = carry('anki', '.txt');
    assert.equal(carry('anki', '.txt', ['--jobs', '1']).text, one.text);
    assert.match(one.said, /\d+ questions et \d+ cartes dans .*revision\.txt\n$/);
  });

  it('what stands there and is not ours stays; what is ours is replaced, nothing is left beside', () => {
    const mine = into('lettre.xml');
    fs.writeFileSync(mine, '<lettre/>');
    refused(['moodle', '--into', mine], /ne vient pas de cet export : il reste tel quel/);
    assert.equal(fs.readFileSync(mine, 'utf8'), '<lettre/>');
    const { file } = carry('moodle', '.xml', ['--ue', 'AST004']);
    const size = fs.statSync(file).size;
    assert.equal(run(['export', 'moodle', '--into', file, '--date', today]).status, 0);
    assert.ok(fs.statSync(file).size > size);
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['revision.xml']);
  });

  it('a slip is told, with what was meant', () => {
    refused(['moodle', '--into', into('x.csv')], /ne finit pas par \.xml/);
    refused(['mooodle', '--into', into('x.xml')], /vouliez-vous dire « moodle »/);
    refused(['gift', '--into', into('x.txt'), '--ue', 'AST04'], /vouliez-vous dire « AST004 »/);
    refused(['zim', '--into', into('x.zim'), '--ue', 'AST004'], /--ue ne va qu'avec/);
  });
});
