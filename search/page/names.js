// Words that say nothing, and the forms in which a name is spoken: the twin of names.cpp.

// Any number is the same in a phrase: "0 ans" stands for "17 ans".
const sample = folded => /^[0-9]+$/.test(folded) ? '0' : folded;

class StopWords {
  constructor(phrases, analyser) {
    this.byFirst = new Map();
    for (const phrase of phrases) {
      const words = analyser.analyse(phrase.normalize('NFC')).map(word => sample(word.folded));
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
      for (const phrase of this.byFirst.get(sample(words[i].folded)) || none) {
        const fits = i + phrase.length <= words.length &&
          phrase.every((part, k) => part === sample(words[i + k].folded));
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
