// Answers questions in the page from the exported index: the twin of lexicon.cpp, plan.cpp, facets.cpp, passage.cpp and
// query.cpp. Same ids, same order, same scores. A classic script after analyse.js: no module, no fetch, ES2020.
//
// ReperesSearch.open({ base, load?, timeout? })
//   base     folder of the index, with its slash: "recherche/0123456789abcdef/"
//   load     (url) → Promise, runs the script at url; by default a <script> put in the head
//   gives a reader:
//   ready    Promise: root.js is there; rejected if it can't be loaded
//   ask(text, { limit = 10, offset = 0, filters = {} }) → Promise of an answer
//   facets   [{ facet, label, values: [[slug, label]] }] that fiches have, in display order (after ready)
//   analyse(text) → [{ folded, stem, begin, end }] (after ready), to mark words on a page
// A shard that can't be loaded rejects the promise with an Error whose `url` says which; asking again tries again.
// No failure ever reads as "0 résultat".
//
// An answer:
// { query, corrected: string|null, total, nearest,
//   hits: [{ id, kind, url, title, summary, snippet, parts: [{ text, mark }], anchor, section, state, urgency, score,
//            why: [] }],
//   understood: [{ typed, became, note, reason }], meanings: [{ sigle, expansion, domain, status, see, id, url }],
//   facets: [{ facet, value, label, count }], stems: [] }
// `stems` are those the passages mark. filters: { kind: ['metier'], domaine: ['logement', 'droits'] }.
(function (root) {
  'use strict';

  const api = root.ReperesSearch = root.ReperesSearch || {};
  const arrived = new Map();  // name of a part → its content, between the run of its script and its use
  api.part = (name, content) => { arrived.set(name, content); };

  function injectScript(url, timeout) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      const fail = why => { script.remove(); reject(Object.assign(new Error(why + ' : ' + url), { url })); };
      const timer = setTimeout(() => fail('délai dépassé'), timeout);
      script.onload = () => { clearTimeout(timer); script.remove(); resolve(); };
      script.onerror = () => { clearTimeout(timer); fail('chargement impossible'); };
      script.src = url;
      document.head.appendChild(script);
    });
  }

  // --- bytes -------------------------------------------------------------------------------------------------------
  const utf8 = new TextDecoder();

  function bytesOf(text) {
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  // The text whose UTF-8 these are: most often, themselves.
  const textOf = bytes => /^[\0-\x7F]*$/.test(bytes) ? bytes : utf8.decode(bytesOf(bytes));

  // Numbers and texts one after the other, the twin of record.h, in a string of which each character is a byte.
  class Record {
    constructor(bytes) { this.bytes = bytes; this.at = 0; }
    number() {
      let value = 0, unit = 1;
      for (;;) {
        const byte = this.bytes.charCodeAt(this.at++) & 255;
        value += (byte % 128) * unit;
        if (byte < 128) return value;
        unit *= 128;
      }
    }
    slice() {
      const size = this.number();
      this.at += size;
      return this.bytes.slice(this.at - size, this.at);
    }
    text() { return textOf(this.slice()); }
    each(get) { return Array.from({ length: this.number() }, () => get(this)); }
    texts() { return this.each(record => record.text()); }
  }

  // key → content, from a front-coded shard.
  function readShard(bytes) {
    const record = new Record(bytes), entries = new Map();
    let key = '';
    while (record.at < bytes.length) {
      key = key.slice(0, record.number()) + record.slice();
      entries.set(textOf(key), record.slice());
    }
    return entries;
  }

  // Where the shards start: how much of the one before each keeps, as a capital (A: nothing), and what follows.
  function readStarts(told) {
    let start = '';
    return Array.from(told.matchAll(/([A-Z])([^A-Z]*)/g), ([, same, rest]) =>
      start = start.slice(0, same.charCodeAt(0) - 65) + rest);
  }

  // Bits, seven a byte: the codes of postings.cpp. What a question reads most, and before it is warm: plain loops.
  class Bits {
    constructor(bytes) { this.bytes = bytesOf(bytes); this.at = 0; this.kept = 0; this.held = 0; }
    take(count) {
      while (this.held < count) {
        this.kept = this.kept << 7 | this.bytes[this.at++];
        this.held += 7;
      }
      this.held -= count;
      const value = this.kept >> this.held;
      this.kept ^= value << this.held;
      return value;
    }
    gamma() {
      let zeros = 0;
      while (this.take(1) === 0) ++zeros;
      return 1 << zeros | this.take(zeros);
    }
    rice(size, parameter) {
      const bytes = this.bytes, values = new Int32Array(size);
      let { at, kept, held } = this;
      for (let i = 0; i < size; ++i) {
        let whole = 0;
        while (kept === 0) {
          whole += held;
          kept = bytes[at++];
          held = 7;
        }
        whole += Math.clz32(kept) - 32 + held;
        held = 31 - Math.clz32(kept);  // what is left after the first one
        kept ^= 1 << held;
        while (held < parameter) {
          kept = kept << 7 | bytes[at++];
          held += 7;
        }
        held -= parameter;
        values[i] = whole << parameter | kept >> held;
        kept &= (1 << held) - 1;
      }
      Object.assign(this, { at, kept, held });
      return values;
    }
  }

  // The twin of pack_postings, one list.
  function readPostings(bits, fiches) {
    const size = bits.gamma() - 1;
    if (size === 0) return nowhere;
    let parameter = 0;
    while (2 ** (parameter + 1) * size * 100 <= 69 * fiches) ++parameter;
    const documents = bits.rice(size, parameter), numbers = bits.rice(size, bits.take(3));
    for (let i = 1; i < size; ++i) documents[i] += documents[i - 1] + 1;
    for (let i = 0; i < size; ++i) numbers[i] += 1;
    return { documents, numbers };
  }

  const none = [], nowhere = { documents: none, numbers: none };
  const waiting = {};  // thrown while shards are missing; the driver loads them and starts again

  // --- what the planner may ask of the index: the twin of lexicon.cpp ----------------------------------------------
  class Lexicon {
    constructor(parts) {
      this.parts = parts;
      this.documents = parts.root.documents;
      this.read = new Map();
      this.listed = new Map();  // a shard of words → its words with their ranks
    }
    entry(key) {
      const shard = this.parts.shard('d', key);
      return shard ? shard.get(key) : undefined;
    }
    decoded(key, decode) {
      if (this.read.has(key)) return this.read.get(key);
      const content = this.entry(key);
      const value = content ? decode(content) : undefined;
      if (!this.parts.missing.size) this.read.set(key, value);
      return value;
    }
    stem(stem) {
      return this.decoded(stem + '\ts', content => {
        const bits = new Bits(content);
        return { general: readPostings(bits, this.documents), names: readPostings(bits, this.documents) };
      });
    }
    general(stem) { const found = this.stem(stem); return found ? found.general : nowhere; }
    inNames(stem) { const found = this.stem(stem); return found ? found.names : nowhere; }
    nameKey(key) {
      return this.decoded(key + '\tn', content => readPostings(new Bits(content), this.documents)) || nowhere;
    }
    holders(stem) { return this.general(stem).documents.length; }
    isNameKey(key) { return this.entry(key + '\tn') !== undefined; }
    namesFrom(key) {
      const found = [];
      for (const shard of this.parts.shards('d', key))
        for (const entry of shard.keys())
          if (entry.endsWith('\tn') && entry.startsWith(key) && entry.length > key.length + 2)
            found.push(entry.slice(0, -2));
      return found;
    }
    rows(key) {
      return this.decoded(key + '\tv', content => new Record(content).each(r => (
        { term: r.text(), relation: r.text(), note: r.text(), expansions: r.texts() }))) || none;
    }
    meanings(sigle) {
      return this.decoded(sigle + '\tm', content => new Record(content).each(r => (
        { sigle: r.text(), expansion: r.text(), domain: r.text(), status: r.text(), see: r.text() }))) || none;
    }
    split(joined) {
      const content = this.entry(joined + '\tj');
      return content ? textOf(content) : '';
    }
    rank(folded) {
      const shard = this.parts.shard('w', folded);
      const content = shard && shard.get(folded);
      return content ? new Record(content).number() : 0;
    }
    words(prefix) {
      const found = [];
      for (const shard of this.parts.shards('w', prefix)) {
        if (!this.listed.has(shard)) {
          const words = Array.from(shard).filter(([key]) => !key.endsWith('\t'));
          this.listed.set(shard, words.map(([word, content]) => ({ word, rank: new Record(content).number() })));
        }
        for (const entry of this.listed.get(shard)) if (entry.word.startsWith(prefix)) found.push(entry);
      }
      return found;
    }
    completions(prefix) {
      const shard = this.parts.shard('w', prefix + '\t');
      const written = shard && shard.get(prefix + '\t');
      if (written) return new Record(written).texts();
      if (this.parts.missing.size) return none;
      const ranked = this.words(prefix).filter(entry => entry.word !== prefix);
      ranked.sort((a, b) => b.rank - a.rank || (a.word < b.word ? -1 : 1));
      return ranked.slice(0, this.parts.figures.completionsMax).map(entry => entry.word);
    }
    idf(holders) {
      const one = 65536, n = Math.max(1, this.documents), h = Math.min(Math.max(holders, 1), n);
      let ratio = Math.floor(n * one / h), whole = 0;
      for (; ratio >= 2 * one; ratio = Math.floor(ratio / 2)) ++whole;
      let result = 16 * (1 + whole);
      for (let bit = 8; bit >= 1; bit /= 2) {
        ratio = Math.floor(ratio * ratio / one);
        if (ratio >= 2 * one) { ratio = Math.floor(ratio / 2); result += bit; }
      }
      return result;
    }
  }

  // --- words that say nothing: the twin of StopWords in names.cpp --------------------------------------------------
  class StopWords {
    constructor(phrases, analyser) {
      this.byFirst = new Map();
      for (const phrase of phrases) {
        const words = analyser.analyse(phrase.normalize('NFC')).map(word => word.folded);
        if (!words.length) continue;
        if (!this.byFirst.has(words[0])) this.byFirst.set(words[0], []);
        this.byFirst.get(words[0]).push(words);
      }
      for (const list of this.byFirst.values()) list.sort((a, b) => b.length - a.length);
    }
    contains(folded) {
      const list = this.byFirst.get(folded);
      return list !== undefined && list[list.length - 1].length === 1;
    }
    mark(words) {
      const stopped = words.map(() => false);
      const shouted = words.length >= 3 && words.filter(word => word.capitals).length * 2 >= words.length;
      for (let i = 0; i < words.length;) {
        let length = 0;
        for (const phrase of this.byFirst.get(words[i].folded) || none) {
          const fits = i + phrase.length <= words.length && phrase.every((part, k) => part === words[i + k].folded);
          if (!fits || (phrase.length === 1 && words[i].capitals && !shouted)) continue;
          length = phrase.length;
          break;
        }
        for (let k = 0; k < length; ++k) stopped[i + k] = true;
        i += Math.max(1, length);
      }
      return stopped.includes(false) ? stopped : words.map(() => false);
    }
    keyStems(words) {
      const stopped = this.mark(words);
      return words.filter((_, i) => !stopped[i]).map(word => word.stem);
    }
  }

  // "Agent / Agente d'accueil (K1205)" → "Agent d'accueil", "Agente d'accueil", "K1205": the twin of spoken_forms.
  function spokenForms(analyser, name) {
    const forms = [];
    const add = words => {
      const tidy = words.filter(word => word !== '').join(' ');
      if (tidy !== '' && !forms.includes(tidy)) forms.push(tidy);
    };
    let outside = '', depth = 0;
    const inside = [];
    for (const c of name) {
      if (c === '(' && depth++ === 0) { inside.push(''); outside += ' '; }
      else if (c === ')' && depth > 0 && --depth === 0) outside += ' ';
      else if (depth === 0) outside += c;
      else inside[inside.length - 1] += c;
    }
    const slash = outside.indexOf(' / ');
    if (slash < 0) add(outside.split(' '));
    else {
      const left = outside.slice(0, slash).split(' ').filter(word => word !== '');
      const right = outside.slice(slash + 3).split(' ').filter(word => word !== '');
      add(left.concat(right.slice(left.length)));
      add(right);
    }
    for (const part of inside) {
      const words = analyser.analyse(part);
      if (words.length === 1 && words[0].capitals) add(part.split(' '));
    }
    return forms;
  }

  // --- how near two words are: the twin of correct.cpp -------------------------------------------------------------
  function editDistance(left, right, limit) {
    const a = lettersOf(left), b = lettersOf(right);
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [], above = [], row = [];
    for (let j = 0; j <= b.length; ++j) above.push(j);
    for (let i = 1; i <= a.length; ++i) {
      row = [i];
      let least = i;
      for (let j = 1; j <= b.length; ++j) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
        if (row[j] < least) least = row[j];
      }
      if (least > limit) return limit + 1;
      before = above;
      above = row;
    }
    return Math.min(above[b.length], limit + 1);
  }

  // --- the plan: the twin of plan.cpp ------------------------------------------------------------------------------
  const hasDigit = text => /[0-9]/.test(text);
  const lettersOf = word => /^[a-z]*$/.test(word) ? word : Array.from(word);
  const lengthOf = text => Array.from(text).length;
  const spelledOut = 'developpe', inOneWord = 'soude';  // rows the index adds: nobody is told
  const worthSaying = row => row.relation !== spelledOut && row.relation !== inOneWord;
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
    const typedWords = new Set();
    let items = readWords();
    fetchAhead();
    check();
    joinPieces();
    splitPieces();
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
        typedWords.add(word.folded);
        if (stopped[i]) return;
        const quoted = ranges.some(range => within(word, range));
        found.push({
          folded: word.folded, stem: word.stem, capitals: word.capitals, quoted,
          last: !trimmed && !quoted && i + 1 === words.length && word.end === text.length,
          stop: stops.contains(word.folded) && !word.capitals,
          begin: word.begin, end: word.end, percent: figures.typed, others: [],
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
        if (item.last) lexicon.completions(item.folded);
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
        left.folded = joined;
        left.stem = analyser.stem(joined);
        left.last = right.last;
        left.end = right.end;
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
          if (!stopped[i]) result.push({ ...item, folded: word.folded, stem: word.stem, capitals: false, others: [] });
        });
      }
      items = result;
      check();
    }

    function keyOf(first, count) { return items.slice(first, first + count).map(item => item.stem).join(' '); }

    function coveredWords() {
      const covered = items.map(() => false);
      for (let first = 0; first < items.length; ++first)
        for (let count = 1; count <= figures.nameStemsMax && first + count <= items.length; ++count) {
          const key = keyOf(first, count);
          if (!lexicon.isNameKey(key) && lexicon.rows(key).length === 0) continue;
          for (let i = first; i < first + count; ++i) covered[i] = true;
        }
      return covered;
    }

    function addCandidates(item, prefix, found) {
      const length = lengthOf(item.folded), limit = length < 7 ? 1 : 2, initial = Array.from(item.folded)[0];
      const heard = analyser.sound(item.folded);
      for (const { word, rank } of lexicon.words(prefix)) {
        const letters = lettersOf(word);
        if (hasDigit(word) || letters.length < 3 || Math.abs(letters.length - length) > 3) continue;
        let distance = editDistance(item.folded, word, limit);
        if (heard.length >= 3 && analyser.sound(word) === heard) distance = distance > limit ? limit : distance - 1;
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
      if (found.length === 0) addCandidates(item, '', found);
      check();
      return found.sort((a, b) => a.distance - b.distance || a.otherStart - b.otherStart || b.rank - a.rank ||
        (a.word < b.word ? -1 : 1));
    }

    function correct() {
      const covered = coveredWords();
      check();
      let result = '', copied = 0, changed = false, tried = 0;
      items.forEach((item, i) => {
        const sure = covered[i] || known(item) || item.stop || item.quoted || item.capitals || hasDigit(item.folded);
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
        item.folded = found[0].word;
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
          for (const word of lexicon.completions(item.folded)) addAlternative(slot, analyser.stem(word), percent);
        }
        let holders = 0;
        for (const alternative of slot.alternatives)
          if (holders === 0 || !isKnown) holders += lexicon.holders(alternative.stem);
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

    function applies(sequence, row) {
      const words = analyser.analyse(row.term);
      const missing = word => (word.folded === 'pas' || word.folded === 'plus') && !typedWords.has(word.folded);
      if (words.some(missing)) return false;
      if (sequence.first !== sequence.last) return true;
      const stopped = stops.mark(words), at = stopped.indexOf(false);
      return at >= 0 && withoutPlural(words[at].folded) === withoutPlural(items[sequence.first].folded);
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
        const rows = lexicon.rows(sequence.key).filter(row => applies(sequence, row));
        if (rows.length === 0) continue;
        used.push(sequence);
        for (const row of rows) addRow(sequence, row);
      }
    }
  }

  // --- the ranking: the twin of `ranking` and `trace` in plan.cpp, of `ranked` in query.cpp ------------------------
  // Most terms stand in few fiches: postings are walked, never all the fiches for each term; and by plain loops, since
  // a first question is answered before they are warm.

  // The greatest of number × factor by fiche, and the fiches that have one.
  class Best {
    constructor(fiches) { this.of = new Float64Array(fiches); this.documents = []; }
    raise({ documents, numbers }, factor) {
      for (let i = 0; i < documents.length; ++i) {
        const document = documents[i], score = numbers[i] * factor;
        if (this.of[document] === 0 && score > 0) this.documents.push(document);
        if (score > this.of[document]) this.of[document] = score;
      }
    }
  }

  // By fiche: its score, and how much of what is asked it holds (`covered`, `asked` in all).
  function rank(plan, { lexicon, figures }) {
    const size = lexicon.documents, scores = new Float64Array(size), covered = new Float64Array(size);
    const holds = plan.slots.map(() => new Uint8Array(size));
    const cover = (at, documents) => {
      for (let i = 0; i < documents.length; ++i) {
        if (holds[at][documents[i]] === 0) covered[documents[i]] += plan.slots[at].idf;
        holds[at][documents[i]] = 1;
      }
    };
    const general = stem => lexicon.general(stem), inNames = stem => lexicon.inNames(stem);

    const addSlots = (postingsOf, figure, withAll) => {
      const held = new Uint8Array(size), slots = plan.slots.filter(slot => slot.alternatives.length);
      const bests = slots.map(slot => {
        const best = new Best(size);
        for (const { stem, percent } of slot.alternatives) best.raise(postingsOf(stem), slot.idf * percent);
        for (let i = 0; i < best.documents.length; ++i) ++held[best.documents[i]];
        return best;
      });
      for (const { of, documents } of bests)
        for (let i = 0; i < documents.length; ++i) {
          const document = documents[i], all = bests.length > 1 && held[document] === bests.length;
          scores[document] += of[document] * (all ? figure + withAll : figure);
        }
    };
    addSlots(general, figures.general, figures.allInFiche);
    addSlots(inNames, figures.name, figures.allInNames);
    plan.slots.forEach(({ alternatives }, at) => {
      for (const { stem } of alternatives) cover(at, general(stem).documents);
    });

    const called = new Best(size);
    for (const { key, factor } of plan.names) called.raise(lexicon.nameKey(key), factor);
    for (const { key, keyFactor } of plan.expansions) called.raise(lexicon.nameKey(key), keyFactor);
    for (const document of called.documents) scores[document] += called.of[document];

    // The fiches that hold every stem of an expansion.
    const addAll = (e, postingsOf, figure) => {
      const sums = new Float64Array(size), held = new Uint8Array(size), found = [];
      e.stems.forEach((stem, nth) => {
        const { documents, numbers } = postingsOf(stem), last = nth + 1 === e.stems.length;
        const factor = lexicon.idf(lexicon.holders(stem)) * e.percent * figure;
        for (let i = 0; i < documents.length; ++i) {
          const document = documents[i];
          if (held[document] !== nth) continue;
          held[document] = nth + 1;
          sums[document] += numbers[i] * factor;
          if (last) found.push(document);
        }
      });
      for (const document of found) scores[document] += sums[document];
      return found;
    };
    for (const e of plan.expansions) {
      const found = addAll(e, general, figures.general);
      addAll(e, inNames, figures.name);
      for (let at = e.first; at <= e.last; ++at) if (plan.slots[at].alternatives.length) cover(at, found);
    }
    const asked = plan.slots.reduce((sum, slot) => sum + (slot.alternatives.length ? slot.idf : 0), 0);
    return { scores, covered, asked };
  }

  // The fiches with a score, best first, ties by number: sorted as whole numbers, without a call for each pair.
  function ranked(scores) {
    const size = scores.length, keys = [];
    for (let document = 0; document < size; ++document)
      if (scores[document] > 0) keys.push(scores[document] * size + size - 1 - document);
    return Array.from(Float64Array.from(keys).sort(), key => size - 1 - key % size).reverse();
  }

  // --- facets: the twin of facets.cpp ------------------------------------------------------------------------------
  class Facets {
    constructor(described, documents) {
      this.labels = described.map(({ facet, label, values }) => ({ facet, label, values }));
      this.cells = described.map(facet => facet.cells.map(cell => cell.map(at => facet.values[at][0])));
      this.columns = described.map(({ runs }) => {  // by fiche, which cell
        const record = new Record(runs), lengths = record.each(r => r.number());
        const column = new Uint32Array(documents);
        let end = 0;
        for (const length of lengths) column.fill(record.number(), end, end += length);
        return column;
      });
    }
    // For a fiche, which filter refuses it: none (0), several (-1), one: its slot + 1 (beyond all slots: unknown).
    refusal(filters) {
      const asked = Object.keys(filters).filter(facet => filters[facet].length).map(facet => {
        const slot = this.labels.findIndex(label => label.facet === facet);
        if (slot < 0) return { slot: this.labels.length, passes: () => false };
        const passing = this.cells[slot].map(cell => cell.some(value => filters[facet].includes(value)));
        return { slot, passes: document => passing[this.columns[slot][document]] };
      });
      return document => {
        let refusing = 0;
        for (const { slot, passes } of asked) if (!passes(document)) refusing = refusing ? -1 : slot + 1;
        return refusing;
      };
    }
    // What each value would give, the filters of the other facets applied.
    count(documents, refusal) {
      const refusing = documents.map(refusal), counts = [];
      this.labels.forEach(({ facet, values }, slot) => {
        const held = new Uint32Array(this.cells[slot].length), column = this.columns[slot], numbers = new Map();
        for (let i = 0; i < documents.length; ++i)
          if (refusing[i] === 0 || refusing[i] === slot + 1) ++held[column[documents[i]]];
        this.cells[slot].forEach((cell, at) => {
          for (const value of cell) numbers.set(value, (numbers.get(value) || 0) + held[at]);
        });
        for (const [value, label] of values)
          if (numbers.get(value)) counts.push({ facet, value, label, count: numbers.get(value) });
      });
      return counts;
    }
  }

  // --- passages: the twin of passage.cpp ---------------------------------------------------------------------------
  const wordsShown = 34, wordsBefore = 8;
  const isBlank = c => c === ' ' || c === '\t' || c === '\r';

  function stopWithin(gap) {
    for (let i = 0; i + 1 < gap.length; ++i)
      if ((gap[i] === '.' || gap[i] === '!' || gap[i] === '?') && isBlank(gap[i + 1])) return i + 1;
    return -1;
  }

  function sentences(text, words) {
    const skip = at => { while (at < text.length && isBlank(text[at])) ++at; return at; };
    const found = [];
    let first = 0, begin = skip(0);
    for (let i = 0; i < words.length; ++i) {
      const end = i + 1 < words.length;
      const gap = text.slice(words[i].end, end ? words[i + 1].begin : text.length);
      const stop = end ? stopWithin(gap) : gap.length;
      if (stop < 0) continue;
      const at = words[i].end + stop;
      let tidy = at;
      while (tidy > words[i].end && isBlank(text[tidy - 1])) --tidy;
      found.push({ first, last: i, begin, end: tidy });
      first = i + 1;
      begin = skip(at);
    }
    return found;
  }

  function cut(text, words, sentence, worth) {
    let { first, last, begin, end } = sentence, hit = first, plain = '', after = '';
    while (hit < last && !worth.has(words[hit].stem)) ++hit;
    if (last - first + 1 > wordsShown) {
      if (hit > first + wordsBefore) {
        first = hit - wordsBefore;
        begin = words[first].begin;
        plain = '… ';
      }
      if (last - first + 1 > wordsShown) {
        last = first + wordsShown - 1;
        end = words[last].end;
        after = ' …';
      }
    }
    const parts = [];
    let at = begin;
    for (let i = first; i <= last; ++i) {
      if (!worth.has(words[i].stem)) continue;
      plain += text.slice(at, words[i].begin);
      if (plain !== '') parts.push({ text: plain, mark: false });
      plain = '';
      parts.push({ text: text.slice(words[i].begin, words[i].end), mark: true });
      at = words[i].end;
    }
    plain += text.slice(at, end) + after;
    if (plain !== '') parts.push({ text: plain, mark: false });
    return parts;
  }

  // Most lines can't be better than the best so far, and are not cut into words.
  function findPassage(analyser, sections, worth, worthAtMost) {
    let best = { parts: [], anchor: '', section: '' }, most = 0;
    for (const [anchor, section, text] of sections)
      for (const line of text.split('\n')) {
        if (worthAtMost(line) <= most) continue;
        const words = analyser.analyse(line);
        for (const sentence of sentences(line, words)) {
          const seen = [];
          let sum = 0;
          for (let i = sentence.first; i <= sentence.last; ++i) {
            const stem = words[i].stem;
            if (!worth.has(stem) || seen.includes(stem)) continue;
            seen.push(stem);
            sum += worth.get(stem);
          }
          if (sum <= most) continue;
          most = sum;
          best = { parts: cut(line, words, sentence, worth), anchor, section };
        }
      }
    return best;
  }

  function holdsPhrase(analyser, texts, phrase) {
    return texts.some(text => {
      const words = analyser.analyse(text);
      return words.some((_, i) => i + phrase.length <= words.length &&
        phrase.every((part, k) => part === words[i + k].folded));
    });
  }

  // --- why a fiche answers: the twin of `reasons` in query.cpp -----------------------------------------------------
  const nameKinds = ['title', 'sigle', 'alias', 'old_name', 'appellation', 'question'];

  function reasonOfName([text, kind, note]) {
    switch (nameKinds[kind]) {
      case 'alias': return 'aussi appelé « ' + text + ' »';
      case 'old_name': return 'ancien nom : « ' + text + ' »' + (note === '' ? '' : ', ' + note);
      case 'appellation': return 'appellation : « ' + text + ' »';
      case 'question': return 'on nous demande aussi : « ' + text + ' »';
      default: return '';
    }
  }

  function reasonOfRow({ row, target }) {
    const expansion = row.expansions[target];
    if (row.relation === 'ancien_nom') {
      if (row.note.startsWith('depuis')) return row.term + " s'appelle " + expansion + ' ' + row.note;
      return row.term + " s'appelle aujourd'hui " + expansion + (row.note === '' ? '' : ' (' + row.note + ')');
    }
    if (row.relation === 'sigle') return row.term + ' : ' + expansion;
    return '« ' + row.term + ' » mène à « ' + expansion + ' »';
  }

  function reasons(title, names, plan, { analyser, stops }) {
    const keyOf = text => stops.keyStems(analyser.analyse(text)).join(' ');
    const keys = text => spokenForms(analyser, text).map(keyOf);
    const asked = new Set(plan.names.map(name => name.key)), titles = new Set(keys(title));
    const own = new Set(titles), told = new Set();
    const why = [];
    const add = reason => { if (reason !== '' && why.length < 2 && !why.includes(reason)) why.push(reason); };
    for (const name of names)
      for (const key of keys(name[0])) {
        own.add(key);
        if (!asked.has(key) || titles.has(key)) continue;
        add(reasonOfName(name));
        told.add(key);
      }
    for (const e of plan.expansions)
      if (worthSaying(e.row) && own.has(e.key) && !told.has(keyOf(e.row.term))) add(reasonOfRow(e));
    return why;
  }

  // --- the reader --------------------------------------------------------------------------------------------------
  class Parts {
    constructor(base, load) {
      this.base = base;
      this.load = load;
      this.loading = new Map();  // name → Promise of its content
      this.loaded = new Map();   // name → decoded content
      this.missing = new Set();  // shards the planner asked for in vain
    }
    fetch(name, decode) {
      if (!this.loading.has(name)) {
        const url = this.base + name + '.js';
        const promise = this.load(url).then(() => {
          if (!arrived.has(name)) throw Object.assign(new Error('contenu inattendu : ' + url), { url });
          const content = decode(arrived.get(name));
          arrived.delete(name);
          this.loaded.set(name, content);
          return content;
        });
        promise.catch(() => this.loading.delete(name));
        this.loading.set(name, promise);
      }
      return this.loading.get(name);
    }
    open(described) {
      this.root = described;
      this.figures = described.figures;
      this.starts = { d: readStarts(described.dictionary), w: readStarts(described.words) };
      this.analyser = api.analyser(described);
      this.stops = new StopWords(described.stops, this.analyser);
      this.lexicon = new Lexicon(this);
      this.facets = new Facets(described.facets, described.documents);
    }
    // The last shard that starts at or before the key.
    place(kind, key) {
      const keys = this.starts[kind];
      let low = 0, high = keys.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (keys[middle] <= key) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }
    held(kind, at) {
      const name = kind + at;
      if (!this.loaded.has(name)) this.missing.add(name);
      return this.loaded.get(name);
    }
    shard(kind, key) {
      const at = this.place(kind, key);
      return at < 0 ? undefined : this.held(kind, at);
    }
    shards(kind, prefix) {
      const found = [], keys = this.starts[kind];
      for (let at = Math.max(0, this.place(kind, prefix)); at < keys.length; ++at) {
        if (keys[at] > prefix && !keys[at].startsWith(prefix)) break;
        const shard = this.held(kind, at);
        if (shard) found.push(shard);
      }
      return found;
    }
    // Runs `work` until no shard is missing.
    async complete(work) {
      for (;;) {
        this.missing.clear();
        let result;
        try {
          result = work();
        } catch (error) {
          if (error !== waiting) throw error;
        }
        if (this.missing.size === 0) return result;
        await Promise.all(Array.from(this.missing, name => this.fetch(name, readShard)));
      }
    }
    // What a result shows at once, and what its passage is taken from.
    async fiche(document) {
      const size = this.root.fichesPerFile;
      const fiches = await this.fetch('f' + Math.floor(document / size), content => content);
      const [[form, id, title, short, state = 0, urgency = 0], names, sections] = fiches[document % size];
      const [kind, before, after] = this.root.forms[form], url = after === undefined ? before : before + id + after;
      const summary = typeof short === 'number' ? sections[0][2].slice(0, short) : short;
      return { card: { id, kind, url, title, summary, state: this.root.states[state], urgency }, names, sections };
    }
  }

  // What a plan will be ranked and told with. Has no twin.
  function touch(plan, parts) {
    const { lexicon } = parts;
    for (const e of plan.expansions) {
      lexicon.nameKey(e.key);
      for (const stem of e.stems) lexicon.stem(stem);
    }
    for (const m of plan.meanings) lexicon.nameKey(meaningKey(parts, m));
  }

  function worthOfStems(plan, lexicon) {
    const worth = new Map();
    const add = (stem, value) => { if (!worth.has(stem)) worth.set(stem, value); };
    for (const slot of plan.slots) for (const a of slot.alternatives) add(a.stem, slot.idf * a.percent);
    for (const e of plan.expansions)
      for (const stem of e.stems) add(stem, lexicon.idf(lexicon.holders(stem)) * e.percent);
    return worth;
  }

  async function withPhrases(parts, plan, documents) {
    if (plan.phrases.length === 0) return documents;
    const candidates = documents.slice(0, parts.figures.phraseCandidatesMax);
    const holds = await Promise.all(candidates.map(async document => {
      const { card, names, sections } = await parts.fiche(document);
      const texts = [card.title, card.summary].concat(names.map(name => name[0]));
      for (const section of sections) texts.push(section[1], section[2]);
      return plan.phrases.every(phrase => holdsPhrase(parts.analyser, texts, phrase));
    }));
    return candidates.filter((_, i) => holds[i]);
  }

  function nearest(parts) {
    const all = Array.from({ length: parts.root.documents }, (_, i) => i);
    const refusal = parts.facets.refusal({ kind: ['parcours'] });
    const ways = all.filter(document => refusal(document) === 0);
    return (ways.length ? ways : all).slice(0, parts.figures.alwaysListed);
  }

  const meaningKey = (parts, { expansion }) => parts.stops.keyStems(parts.analyser.analyse(expansion)).join(' ');

  async function meaningsOf(parts, meanings) {
    return Promise.all(meanings.map(async m => {
      const { documents, numbers } = parts.lexicon.nameKey(meaningKey(parts, m));
      const best = numbers.indexOf(Math.max(...numbers));
      const { id, url } = best < 0 ? { id: '', url: '' } : (await parts.fiche(documents[best])).card;
      return { ...m, id, url };
    }));
  }

  // Nothing twice; a sigle whose new name is told isn't spelt out as well.
  function once(understood) {
    return understood.filter((u, i) =>
      understood.findIndex(o => o.typed === u.typed && o.became === u.became) === i &&
      !(u.reason === 'sigle' && understood.some(o => o.typed === u.typed && o.reason === 'ancien_nom')));
  }

  function open({ base, load, timeout = 5000 }) {
    const parts = new Parts(base, load || (url => injectScript(url, timeout)));
    let ready;
    const reader = {
      get ready() {
        if (!ready) {
          ready = parts.fetch('root', content => content).then(described => {
            parts.open(described);
            reader.facets = parts.facets.labels;
            reader.analyse = parts.analyser.analyse;
          });
          ready.catch(() => { ready = undefined; });
        }
        return ready;
      },

      async ask(text, { limit = 10, offset = 0, filters = {} } = {}) {
        await reader.ready;
        const plan = await parts.complete(() => {
          const made = makePlan(text, parts);
          touch(made, parts);
          return made;
        });
        const { scores, covered, asked } = rank(plan, parts), { alwaysListed } = parts.figures;
        // The best few always; the others when what they hold is worth half of what was asked.
        const isListed = (document, i) => i < alwaysListed || covered[document] * 2 >= asked;
        let documents = (await withPhrases(parts, plan, ranked(scores))).filter(isListed);
        const isNearest = documents.length === 0;
        if (isNearest) documents = nearest(parts);
        const refusal = parts.facets.refusal(filters), facets = parts.facets.count(documents, refusal);
        documents = documents.filter(document => refusal(document) === 0);
        const shown = documents.slice(offset, offset + limit), worth = worthOfStems(plan, parts.lexicon);
        const worthAtMost = parts.analyser.worthAtMost(worth), meanings = meaningsOf(parts, plan.meanings);
        const hits = await Promise.all(shown.map(async document => {
          const { card, names, sections } = await parts.fiche(document);
          const passage = findPassage(parts.analyser, sections, worth, worthAtMost);
          const snippet = passage.parts.map(part => part.text).join(''), score = isNearest ? 0 : scores[document];
          return { ...card, score, ...passage, snippet, why: reasons(card.title, names, plan, parts) };
        }));
        return {
          query: text.normalize('NFC'), corrected: plan.corrected, total: documents.length, nearest: isNearest, hits,
          understood: once(plan.understood), meanings: await meanings, facets,
          stems: Array.from(worth.keys()),
        };
      },
    };
    return reader;
  }

  Object.assign(api, { open, editDistance });
})(typeof globalThis !== 'undefined' ? globalThis : this);
