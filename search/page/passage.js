// The passage that a result shows: the twin of passage.cpp.

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
