// What the planner may ask of the index: the twin of lexicon.cpp.

const waiting = {};  // thrown while shards are missing; the driver loads them and starts again

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
