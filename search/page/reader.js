// Answers questions in the page from the exported index: the twin of query.cpp. Same ids, same order, same scores.
//
// The scripts of this folder, in the order of scripts.txt, travel as one classic script: no module, no fetch, ES2020.
// They share one function, whose `root` is the page's window, and nothing else with the page than ReperesSearch.
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
