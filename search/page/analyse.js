// Cuts French text into words as search sees them: the twin of analyse.cpp and stem.cpp, same rules, same results.
// A classic script without modules or network; ES2020. Gives ReperesSearch.analyser(tables).
//
// In: the texts of stemming.txt and phonetics.txt. Out: { analyse(text), worthAtMost(worth), fold(text),
// stem(folded), sound(folded) }; analyse gives [{ folded, stem, begin, end, capitals }], places counted in UTF-16 units
// of the NFC text.
(function (root) {
  'use strict';

  const elided = new Set(['l', 'd', 'j', 'm', 't', 's', 'n', 'c', 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu', 'presqu',
    'quelqu']);
  const special = { 'œ': 'oe', 'æ': 'ae', 'ß': 'ss', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ı': 'i', 'ς': 'σ' };
  const charactersMax = 40;

  function foldPiece(text) {
    if (/^[a-z0-9]*$/.test(text)) return text;
    const lower = text.toLowerCase();
    if (/^[a-z0-9]*$/.test(lower)) return lower;
    return lower.normalize('NFD').replace(/\p{Mn}/gu, '').replace(/[œæßøłđıς]/g, c => special[c]);
  }

  function count(text, pattern) {
    const found = text.match(pattern);
    return found ? found.length : 0;
  }

  // A run of word characters that is too long counts for its beginning.
  function shortened(run) {
    if (run.length <= charactersMax) return run;
    const characters = Array.from(run);
    return characters.length > charactersMax ? characters.slice(0, charactersMax).join('') : run;
  }

  // What a run is, wherever it stands.
  function describe(run, folded) {
    const typed = shortened(run), length = /[^\u0000-\uD7FF]/.test(run) ? Array.from(run).length : run.length;
    if (/^[a-z]+$/.test(typed)) return { folded, typed, length, letters: typed.length, digits: 0, capitals: 0 };
    return {
      folded, typed, length,
      letters: count(typed, /\p{L}/gu), digits: count(typed, /\p{Nd}/gu), capitals: count(typed, /\p{Lu}/gu),
    };
  }

  // Runs of word characters, before elisions and codes are dealt with.
  function pieces(text, described) {
    const found = [], runs = /[\p{L}\p{Nd}\p{Mn}]+/gu;
    for (let match = runs.exec(text); match; match = runs.exec(text)) {
      const { folded, typed, length, letters, digits, capitals } = described(match[0]);
      const begin = match.index, end = runs.lastIndex;
      found.push({ folded, typed, begin, end, length, letters, digits, capitals, dropped: false });
    }
    return found;
  }

  // A plain letter, alone: "à" is a word, "a" may be the start of "a p l".
  const isSingleLetter = piece => piece.length === 1 && /^[A-Za-z]$/.test(piece.typed);

  // "K 1801" is one code, and so is "AST 004"; "à 2000 euros" and "les 18 mois" are not.
  function isCode(left, between, right) {
    if (left.letters !== left.length || right.digits !== right.length) return false;
    if (between !== ' ' && between !== '-' && between !== '.' && between !== '\u00A0') return false;
    if (!/^[\x00-\x7F]*$/.test(left.typed) || !/^[\x00-\x7F]*$/.test(left.folded)) return false;
    if (left.length === 1 && right.length === 4) return between === '-' || left.typed !== 'a';
    return left.length === 3 && right.length === 3 && right.folded[0] === '0';
  }

  function join(left, right) {
    left.folded += right.folded;
    left.end = right.end;
    left.letters += right.letters;
    left.digits += right.digits;
    left.capitals += right.capitals;
    left.length += right.length;
    right.dropped = true;
  }

  // c.a.f., C A F → caf. Two letters are enough with dots, three are needed with spaces ("il y a" is not a sigle).
  function joinLetters(all, text) {
    for (let first = 0; first + 1 < all.length; ++first) {
      if (!isSingleLetter(all[first])) continue;
      const separator = text.slice(all[first].end, all[first + 1].begin);
      if (separator !== '.' && separator !== ' ') continue;
      let last = first;
      while (last + 1 < all.length && isSingleLetter(all[last + 1]) &&
             text.slice(all[last].end, all[last + 1].begin) === separator) ++last;
      const size = last - first + 1;
      if (size >= (separator === '.' ? 2 : 3) && size <= 8)
        for (let i = first + 1; i <= last; ++i) join(all[first], all[i]);
      first = last;
    }
  }

  // --- the stemmer: the reader of stemming.txt ---------------------------------------------------------------------
  function readStemming(table) {
    const words = new Map(), steps = [];
    for (const line of table.split('\n')) {
      if (line === '' || line[0] === '#') continue;
      if (line === '[step]') steps.push([]);
      if (line[0] === '[') continue;
      const [suffix, text, rest] = line.split(' ');
      const replacement = text === '-' ? '' : text;
      if (steps.length === 0) words.set(suffix, replacement);
      else steps[steps.length - 1].push({ suffix, replacement, rest: Number(rest) });
    }
    for (const step of steps) step.sort((a, b) => b.suffix.length - a.suffix.length);
    return { words, steps: steps.map(byLastLetter) };
  }

  function byLastLetter(step) {
    const rules = new Map();
    for (const rule of step) {
      const last = rule.suffix[rule.suffix.length - 1];
      rules.set(last, (rules.get(last) || []).concat(rule));
    }
    return rules;
  }

  function stem(stemming, folded) {
    if (folded.length < 3 || !/^[a-z]+$/.test(folded)) return folded;
    const known = stemming.words.get(folded);
    if (known !== undefined) return known;
    let word = folded;
    for (const step of stemming.steps) {
      const rules = step.get(word[word.length - 1]), rule = rules && rules.find(r => word.endsWith(r.suffix));
      if (!rule || word.length - rule.suffix.length < rule.rest) continue;
      word = word.slice(0, word.length - rule.suffix.length) + rule.replacement;
    }
    return word;
  }

  // --- how a word sounds: the reader of phonetics.txt --------------------------------------------------------------
  function readPhonetics(table) {
    const rules = [];
    for (const line of table.split('\n')) {
      if (line === '' || line[0] === '#') continue;
      const [letters, sound, condition = '', set = ''] = line.split(' ');
      rules.push({ letters, sound: sound === '-' ? '' : sound, condition, set });
    }
    return rules;
  }

  function sound(rules, folded) {
    if (!/^[a-z]+$/.test(folded)) return '';
    let result = '';
    for (let at = 0; at < folded.length;) {
      const rule = rules.find(r => {
        if (!folded.startsWith(r.letters, at)) return false;
        const next = folded.charAt(at + r.letters.length);
        if (r.condition === 'before') return next !== '' && r.set.includes(next);
        if (r.condition === 'notbefore') return next === '' || !r.set.includes(next);
        if (r.condition === 'end') return next === '';
        return true;
      });
      const heard = rule ? rule.sound : folded[at];
      for (const c of heard) if (!result.endsWith(c)) result += c;
      at += rule ? rule.letters.length : 1;
    }
    return result;
  }

  function analyser(tables) {
    const stemming = readStemming(tables.stemming), phonetics = readPhonetics(tables.phonetics);
    // A page shows the same words over and over: each is looked at once.
    const remember = look => {
      const known = new Map();
      return text => {
        let found = known.get(text);
        if (found === undefined) known.set(text, found = look(text));
        return found;
      };
    };
    const foldedRun = remember(run => foldPiece(shortened(run)));
    const described = remember(run => describe(run, foldedRun(run)));
    const stemOf = remember(folded => stem(stemming, folded));
    const soundOf = remember(folded => sound(phonetics, folded));
    function analyse(text) {
      const all = pieces(text, described);
      for (let i = 0; i + 1 < all.length; ++i) {
        const left = all[i], right = all[i + 1];
        if (right.begin !== left.end + 1) continue;
        const between = text[left.end];
        if ((between === "'" || between === '\u2019') && elided.has(left.folded)) left.dropped = true;
        else if (isCode(left, between, right)) join(left, right);
      }
      const kept = all.filter(piece => !piece.dropped);
      joinLetters(kept, text);
      return kept.filter(piece => !piece.dropped && piece.folded !== '').map(piece => ({
        folded: piece.folded, stem: stemOf(piece.folded), begin: piece.begin, end: piece.end,
        capitals: piece.length >= 2 && piece.length <= 6 && piece.capitals >= 2 &&
          piece.capitals === piece.letters && piece.letters + piece.digits === piece.length,
      }));
    }
    // (text) → at most what its different stems are worth together, without cutting it into words. Letters and
    // figures apart may make one word of them: then anything.
    function worthAtMost(worth) {
      const worthOf = remember(run => {
        const stem = stemOf(foldedRun(run));
        return { stem, own: worth.get(stem) || 0 };
      });
      return text => {
        const runs = text.match(/[\p{L}\p{Nd}\p{Mn}]+/gu) || [], seen = [];
        let sum = 0, before = 0;  // the length of the run before
        for (let i = 0; i < runs.length; ++i) {
          const { stem, own } = worthOf(runs[i]), length = runs[i].length;
          if (before === 1 && length === 1) return Infinity;
          if ((before === 1 || before === 3) && /^\p{Nd}/u.test(runs[i])) return Infinity;
          before = length;
          if (own === 0 || seen.includes(stem)) continue;
          seen.push(stem);
          sum += own;
        }
        return sum;
      };
    }
    const fold = text => analyse(text.normalize('NFC')).map(word => word.folded).join(' ');
    return { analyse, worthAtMost, fold, stem: stemOf, sound: soundOf };
  }

  root.ReperesSearch = Object.assign(root.ReperesSearch || {}, { analyser });
})(typeof globalThis !== 'undefined' ? globalThis : this);
