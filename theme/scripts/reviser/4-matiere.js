// The cards and questions of the site, read from the packs of reviser/ when they are wanted, and the sets one may
// choose.
//
// A set is { kind, value }: « ue », « genre », « domaine » with its name, « fiches » with a list of ids, « tout », and
// by the progression « du » (due today) and « rate » (missed). items(set) → the items, each with the `fiche` it is of
// and its `key` in the progression; fails when a pack can't be read. What the progression knows and the site no longer
// has is never shown, and never touched.
(function () {
  "use strict";
  const { make } = window.ReperesPage;
  const { racine } = document.documentElement.dataset;
  const { progression: ways, storage } = window.ReperesReviser;
  const packs = []; // key → item, for each pack that is there
  const loading = new Map(); // number of a pack → promise
  let index = null;
  let fiches = new Map();

  const keyOf = ({ f, i }) => (i.startsWith(f + ":") ? i : f + ":" + i);
  const ficheOf = (key) => fiches.get(key.slice(0, key.indexOf(":")));

  // Called by the scripts of reviser/.
  window.ReperesReviser.index = (given) => {
    index = given;
    const made = given.fiches.map(([id, title, href, kind, domains, units, pack, cards, questions]) => ({
      id,
      title,
      href,
      kind: given.genres[kind][0],
      domains: domains.map((domain) => given.domaines[domain][0]),
      units: units.map((unit) => given.ues[unit][0]),
      pack,
      cards,
      questions,
    }));
    fiches = new Map(made.map((fiche) => [fiche.id, fiche]));
  };
  window.ReperesReviser.paquet = (number, items) => {
    const known = items.filter((item) => fiches.has(item.f));
    for (const item of known) Object.assign(item, { fiche: fiches.get(item.f), key: keyOf(item) });
    packs[number] = new Map(known.map((item) => [item.key, item]));
  };

  function load(number) {
    if (!loading.has(number)) {
      const path = index.paquets[number];
      const ready = new Promise((done, fail) => {
        const script = make("script", { src: racine + path });
        script.onload = () => (packs[number] ? done() : fail(new Error(path)));
        script.onerror = () => fail(new Error(path));
        document.head.append(script);
      });
      loading.set(number, ready);
      ready.catch(() => loading.delete(number));
    }
    return loading.get(number);
  }

  const inSet = {
    ue: (fiche, value) => fiche.units.includes(value),
    genre: (fiche, value) => fiche.kind === value,
    domaine: (fiche, value) => fiche.domains.includes(value),
    fiches: (fiche, value) => value.includes(fiche.id),
    tout: () => true,
  };
  const byProgress = { du: (state, today) => ways.isDue(state, today), rate: (state) => state.missed };

  // Gone with its fiche, or from a fiche whose pack has been read.
  function isGone(key) {
    const fiche = ficheOf(key);
    return !fiche || Boolean(packs[fiche.pack] && !packs[fiche.pack].has(key));
  }
  // What is remembered of the items of this site: key → { memory, due, … }.
  function states() {
    const known = new Map();
    for (const [key, log] of storage.all()) if (!isGone(key)) known.set(key, ways.recall(log));
    return known;
  }

  function fichesOf({ kind, value }, today) {
    if (!byProgress[kind]) return [...fiches.values()].filter((fiche) => inSet[kind](fiche, value));
    const found = [...states()].filter(([, state]) => byProgress[kind](state, today));
    return [...new Set(found.map(([key]) => ficheOf(key)))];
  }

  function loadFor(chosen) {
    const numbers = [...new Set([...chosen].map((fiche) => fiche.pack))];
    return Promise.all(numbers.map(load)).then(() => numbers);
  }
  // Reads what is due or missed, so that what is gone is not counted.
  const check = (today) => loadFor([...fichesOf({ kind: "du" }, today), ...fichesOf({ kind: "rate" }, today)]);

  async function items(set, today) {
    const chosen = new Set(fichesOf(set, today));
    const numbers = await loadFor(chosen);
    const found = numbers.flatMap((number) => [...packs[number].values()]).filter((item) => chosen.has(item.fiche));
    if (!byProgress[set.kind]) return found;
    const known = states();
    return found.filter(({ key }) => known.has(key) && byProgress[set.kind](known.get(key), today));
  }

  const sum = (list, name) => list.reduce((total, fiche) => total + fiche[name], 0);
  const countsOf = (list) => ({ cards: sum(list, "cards"), questions: sum(list, "questions") });

  // The named sets that hold something: [{ kind, value, label, cards, questions }].
  function named(kind, labels) {
    return labels
      .map(([value, label]) => ({ kind, value, label, ...countsOf(fichesOf({ kind, value })) }))
      .filter((set) => set.cards + set.questions > 0);
  }

  // The mock exams: [{ ue, title, minutes, parts: [{ title, questions, fiches: [id…] }] }].
  function exams() {
    const ids = [...fiches.keys()];
    return (index.examens || []).map(([unit, minutes, parts]) => ({
      ue: index.ues[unit][0],
      title: index.ues[unit][1],
      minutes,
      parts: parts.map(([title, questions, numbers]) => ({
        title,
        questions,
        fiches: numbers.map((number) => ids[number]),
      })),
    }));
  }

  Object.assign(window.ReperesReviser, {
    material: {
      check,
      counts: (set) => countsOf(fichesOf(set)),
      exams,
      fiche: (id) => fiches.get(id),
      isThere: () => index !== null,
      items,
      sets: () => ({
        ue: named("ue", index.ues),
        genre: named("genre", index.genres),
        domaine: named("domaine", index.domaines),
      }),
      states,
    },
  });
})();
