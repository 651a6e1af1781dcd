// What a question asks for, step by step, figure by figure: the twin of plan.cpp.

const hasDigit = text => /[0-9]/.test(text);
const lengthOf = text => Array.from(text).length;
const spelledOut = 'developpe', inOneWord = 'soude';  // rows the index adds: nobody is told
const isArticle = folded => /^(d|de|des|du|l|la|le|les|un|une)$/.test(folded);
const withoutArticles = words => words.filter(word => !isArticle(word));
const familiar = 'familier';
const worthSaying = row => row.relation !== spelledOut && row.relation !== inOneWord;
const isElided = folded => /^[cdjlmnst][aeiouyh]/.test(folded) && lengthOf(folded) > 4;  // "lurssaf", "daprentissage"
const withoutPlural = folded => folded.length > 3 && /[sx]$/.test(folded) ? folded.slice(0, -1) : folded;

function quotedRanges(text) {
  const ranges = [];
  let begin = -1;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (begin >= 0 && (c === '"' || c === '»' || c === '”')) {
      ranges.push({ begin, end: i });
      begin = -1;
    } else if (begin < 0 && (c === '"' || c === '«' || c === '“')) begin = i + 1;
  }
  return ranges;
}

function makePlan(given, parts) {
  const { analyser, stops, lexicon, figures } = parts;
  const text = given.normalize('NFC');
  const plan = { slots: [], names: [], expansions: [], phrases: [], understood: [], meanings: [], corrected: null };
  const check = () => { if (parts.missing.size) throw waiting; };
  const known = item => lexicon.holders(item.stem) > 0;
  const typedWords = [];
  let items = readWords();
  fetchAhead();
  check();
  joinPieces();
  splitPieces();
  sayPlainly();
  correct();
  makeSlots();
  findNames();
  findOpenings();
  findRows();
  check();
  return plan;

  function readWords() {
    let words = analyser.analyse(text);
    const trimmed = words.length > figures.wordsMax;
    if (trimmed) words = words.slice(0, figures.wordsMax);
    const ranges = quotedRanges(text);
    const within = (word, range) => word.begin >= range.begin && word.end <= range.end;
    for (const range of ranges) {
      const phrase = words.filter(word => within(word, range)).map(word => word.folded);
      const again = plan.phrases.some(other => other.join(' ') === phrase.join(' '));
      if (phrase.length && !again && plan.phrases.length < figures.phrasesMax) plan.phrases.push(phrase);
    }
    const stopped = stops.mark(words), found = [];
    words.forEach((word, i) => {
      typedWords.push(word.folded);
      if (stopped[i]) return;
      const quoted = ranges.some(range => within(word, range));
      found.push({
        folded: word.folded, stem: word.stem, begun: word.folded, capitals: word.capitals, quoted,
        last: !trimmed && !quoted && i + 1 === words.length && word.end === text.length,
        stop: stops.contains(word.folded) && !word.capitals,
        begin: word.begin, end: word.end, firstAt: i, lastAt: i, percent: figures.typed, others: [],
      });
    });
    if (words.length === 1 && (!stops.contains(words[0].folded) || words[0].capitals))
      plan.meanings = lexicon.meanings(words[0].folded);
    return found;
  }

  // Touches what will surely be asked, so that the shards come together. Has no twin.
  function fetchAhead() {
    items.forEach((item, first) => {
      lexicon.stem(item.stem);
      if (item.last) lexicon.completions(item.begun);
      for (let count = 1; count <= figures.nameStemsMax && first + count <= items.length; ++count)
        lexicon.entry(keyOf(first, count) + '\tn');
    });
  }

  function joinPieces() {
    for (let i = 0; i + 1 < items.length; ++i) {
      const left = items[i], right = items[i + 1];
      if (left.quoted || right.quoted) continue;
      const odd = hasDigit(left.folded) || hasDigit(right.folded) || !known(left) || !known(right);
      const joined = left.folded + right.folded;
      if (!odd || lengthOf(joined) < 4 || lexicon.rank(joined) === 0) continue;
      left.folded = left.begun = joined;
      left.stem = analyser.stem(joined);
      left.last = right.last;
      left.end = right.end;
      left.lastAt = right.lastAt;
      items.splice(i + 1, 1);
    }
    check();
  }

  function splitPieces() {
    const result = [];
    for (const item of items) {
      const apart = item.quoted || lengthOf(item.folded) < 6 || known(item) ? '' : lexicon.split(item.folded);
      if (apart === '') { result.push(item); continue; }
      plan.understood.push({ typed: item.folded, became: apart, note: '', reason: 'correction' });
      const words = analyser.analyse(apart), stopped = stops.mark(words);
      words.forEach((word, i) => {
        if (stopped[i]) return;
        result.push({
          ...item, folded: word.folded, begun: word.folded, stem: word.stem, capitals: false, others: [],
        });
      });
    }
    items = result;
    check();
  }

  function keyOf(first, count) { return items.slice(first, first + count).map(item => item.stem).join(' '); }

  function coveredWords(least) {
    const covered = items.map(() => false);
    for (let first = 0; first < items.length; ++first)
      for (let count = least; count <= figures.nameStemsMax && first + count <= items.length; ++count) {
        const key = keyOf(first, count);
        if (!lexicon.isNameKey(key) && lexicon.rows(key).length === 0) continue;
        for (let i = first; i < first + count; ++i) covered[i] = true;
      }
    return covered;
  }

  function familiarRow(item) {
    const rows = lexicon.rows(item.stem);
    const isSigle = ({ relation, term }) => relation === 'sigle' && analyser.fold(term) === item.folded;
    if (item.quoted || item.capitals || rows.some(isSigle)) return undefined;
    return rows.find(({ relation, term }) =>
      relation === familiar && withoutPlural(analyser.fold(term)) === withoutPlural(item.folded));
  }

  function sayPlainly() {
    const rows = items.map(familiarRow);
    check();
    if (!rows.some(Boolean)) return;
    const whole = coveredWords(2);
    check();
    items.forEach((item, i) => {
      const row = rows[i];
      if (!row || whole[i]) return;
      item.others.push({ stem: item.stem, percent: figures.typed });
      for (const expansion of row.expansions) {
        const word = analyser.analyse(expansion)[0];
        if (item.familiar) item.others.push({ stem: word.stem, percent: figures.plainOther });
        else Object.assign(item, { folded: word.folded, stem: word.stem, familiar: true });
      }
    });
    fetchAhead();
    check();
  }

  function addCandidates(item, prefix, found) {
    const length = lengthOf(item.folded), limit = length < 7 ? 1 : 2, initial = Array.from(item.folded)[0];
    const heard = analyser.sound(item.folded);
    for (const { word, rank } of lexicon.words(prefix)) {
      const letters = lettersOf(word);
      if (hasDigit(word) || letters.length < 3 || Math.abs(letters.length - length) > 3) continue;
      let distance = editDistance(item.folded, word, limit);
      if (heard.length >= 3 && analyser.sound(word) === heard)
        distance = distance > limit ? limit : Math.max(distance, 1) - 1;
      if (distance > limit) continue;
      found.push({ word, distance, otherStart: letters[0] !== initial, rank });
    }
  }

  function candidates(item) {
    const found = [];
    const initial = Array.from(item.folded)[0];
    addCandidates(item, initial, found);
    if ('aeiouy'.includes(initial)) addCandidates(item, 'h' + initial, found);
    check();
    if (found.length === 0 && isElided(item.folded)) {
      const rest = item.folded.slice(1);
      addCandidates({ ...item, folded: rest }, rest[0], found);
      check();
    }
    if (found.length === 0) addCandidates(item, '', found);
    check();
    return found.sort((a, b) => a.distance - b.distance || a.otherStart - b.otherStart || b.rank - a.rank ||
      (a.word < b.word ? -1 : 1));
  }

  function correct() {
    const covered = coveredWords(1);
    check();
    let result = '', copied = 0, changed = false, tried = 0;
    items.forEach((item, i) => {
      const sure = covered[i] || known(item) || item.stop || item.quoted || item.capitals || item.familiar ||
        hasDigit(item.folded);
      if (sure || lengthOf(item.folded) < 4) return;
      if (item.last && lexicon.completions(item.folded).length) return;
      check();
      if (++tried > figures.correctionsMax) return;
      const found = candidates(item);
      if (found.length === 0) return;
      plan.understood.push({ typed: item.folded, became: found[0].word, note: '', reason: 'correction' });
      result += text.slice(copied, item.begin) + found[0].word;
      copied = item.end;
      changed = true;
      item.folded = item.begun = found[0].word;
      item.stem = analyser.stem(found[0].word);
      item.percent = figures.corrected;
      item.last = false;
      for (let k = 1; k < found.length && k < 3 && found[k].distance === found[0].distance; ++k)
        item.others.push({ stem: analyser.stem(found[k].word), percent: figures.correctedOther });
    });
    if (changed) plan.corrected = result + text.slice(copied);
    check();
  }

  function addAlternative(slot, stem, percent) {
    if (lexicon.holders(stem) === 0 || slot.alternatives.some(other => other.stem === stem)) return;
    slot.alternatives.push({ stem, percent });
  }

  function makeSlots() {
    items = items.filter((item, i) => items.findIndex(other => other.stem === item.stem) === i);
    for (const item of items) {
      const slot = { stem: item.stem, alternatives: [], idf: 0, percent: item.percent };
      addAlternative(slot, item.stem, item.percent);
      const isKnown = slot.alternatives.length > 0;
      for (const other of item.others) addAlternative(slot, other.stem, other.percent);
      if (!item.quoted && (item.last || slot.alternatives.length === 0)) {
        const percent = !item.last ? figures.abbreviated : isKnown ? figures.completedKnown : figures.completed;
        for (const word of lexicon.completions(item.begun)) addAlternative(slot, analyser.stem(word), percent);
      }
      let holders = 0;
      for (const alternative of slot.alternatives)
        if (holders === 0 || !isKnown || item.familiar) holders += lexicon.holders(alternative.stem);
      slot.idf = slot.alternatives.length ? lexicon.idf(holders) : 0;
      plan.slots.push(slot);
    }
    check();
  }

  function sequences() {
    const found = [], size = plan.slots.length, asked = plan.slots.reduce((sum, slot) => sum + slot.idf, 0);
    for (let count = Math.min(size, figures.nameStemsMax); count >= 1; --count)
      for (let first = 0; first + count <= size; ++first) {
        const run = plan.slots.slice(first, first + count), stems = run.map(slot => slot.stem);
        const sequence = {
          key: stems.join(' '), first, last: first + count - 1, whole: count === size, completed: false,
          asked, percent: Math.min(100, ...run.map(slot => slot.percent)),
          idf: run.reduce((sum, slot) => sum + slot.idf, 0),
        };
        found.push(sequence);
        if (first + count !== size) continue;
        const end = plan.slots[size - 1];
        for (const other of end.alternatives) {
          if (other.stem === end.stem) continue;
          stems[count - 1] = other.stem;
          found.push({
            ...sequence, key: stems.join(' '), percent: Math.min(sequence.percent, other.percent), completed: true,
          });
        }
      }
    return found;
  }

  function keyFactor(sequence, percent) {
    const covered = sequence.asked === 0 ? 0 : Math.floor(sequence.idf * sequence.idf / sequence.asked);
    return percent * (covered * figures.nameKey + (sequence.whole ? figures.wholeName : 0));
  }

  function findNames() {
    for (const sequence of sequences())
      if (lexicon.isNameKey(sequence.key))
        plan.names.push({ key: sequence.key, factor: keyFactor(sequence, sequence.percent) });
  }

  function findOpenings() {
    const size = plan.slots.length;
    if (size < 2 || size > figures.nameStemsMax || !items[size - 1].last) return;
    const typed = sequences()[0], keys = lexicon.namesFrom(typed.key);
    if (keys.length > figures.openingsMax) return;
    const whole = known(items[size - 1]) ? Math.floor(figures.wholeName / figures.openingKnown) : figures.wholeName;
    for (const key of keys) {
      const share = Math.floor(whole * size / key.split(' ').length);
      plan.names.push({ key, factor: figures.opening * (typed.idf * figures.nameKey + share) });
    }
  }

  function addRow(sequence, row) {
    let percent = row.relation === spelledOut ? Math.floor(figures.expanded / 2)
      : row.relation === inOneWord ? figures.oneWord : figures.expanded;
    row.expansions.forEach((expansion, target) => {
      const stems = stops.keyStems(analyser.analyse(expansion));
      const weighed = Math.floor(percent * sequence.percent / 100);
      const key = stems.join(' ');
      if (stems.length && !plan.expansions.some(other => other.key === key))
        plan.expansions.push({
          key, stems, percent: weighed, keyFactor: keyFactor(sequence, weighed),
          first: sequence.first, last: sequence.last, row, target,
        });
      percent = Math.max(percent - figures.expandedStep, figures.expandedLeast);
    });
    if (worthSaying(row))
      plan.understood.push({
        typed: row.term, became: row.expansions.join(' ; '), note: row.note, reason: row.relation,
      });
  }

  function standsWhole(item, row, at) {
    const wordsOf = words => withoutArticles(words.map(({ folded }) => folded));
    const before = withoutArticles(typedWords.slice(0, item.firstAt)).reverse();
    const after = withoutArticles(typedWords.slice(item.lastAt + 1));
    return wordsOf(row.slice(0, at)).reverse().every((word, i) => word === before[i]) &&
      wordsOf(row.slice(at + 1)).every((word, i) => word === after[i]);
  }

  function applies(sequence, row) {
    const words = analyser.analyse(row.term);
    if (sequence.first !== sequence.last)
      return words.every(({ folded }) => folded !== 'pas' && folded !== 'plus' || typedWords.includes(folded));
    const item = items[sequence.first], at = stops.mark(words).indexOf(false);
    return at >= 0 && withoutPlural(words[at].folded) === withoutPlural(item.folded) && standsWhole(item, words, at);
  }

  function longest(rows) {
    const length = row => analyser.analyse(row.term).length, most = Math.max(...rows.map(length));
    return rows.filter(row => length(row) === most);
  }

  function findRows() {
    const used = [];
    for (const sequence of sequences()) {
      if (sequence.completed && sequence.first === sequence.last) continue;
      const inside = used.some(other => other.first <= sequence.first && sequence.last <= other.last &&
        other.key !== sequence.key);
      let quoted = false;
      for (let i = sequence.first; i <= sequence.last; ++i) quoted = quoted || items[i].quoted;
      if (inside || quoted) continue;
      let rows = lexicon.rows(sequence.key).filter(row => row.relation !== familiar && applies(sequence, row));
      if (sequence.first === sequence.last) rows = longest(rows);
      if (rows.length === 0) continue;
      used.push(sequence);
      for (const row of rows) addRow(sequence, row);
    }
  }
}
