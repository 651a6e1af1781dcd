// The ranking: the twin of `ranking` and `trace` in plan.cpp, of `ranked` in query.cpp.

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
