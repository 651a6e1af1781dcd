// A session: which items, in which order, for how long. Values only: no clock, no page.
//
// First what is due, the most forgotten first; then what was never seen; then the rest, to keep at hand. Two items of
// one fiche never follow one another where there is another choice: the one would answer the other. What is missed
// comes back a little later in the session. Lots are drawn from a seed, so that a session can be played again.
(function () {
  "use strict";
  const { fsrs, progression: ways } = window.ReperesReviser;
  const apart = 3; // items between two of the same fiche
  const laterBy = 4; // items before what was missed comes back
  const comebacksMax = 2;
  const absence = 120; // seconds: beyond, nobody was there

  // Numbers that look drawn by lot, from any text (FNV-1a, then mulberry32).
  function lots(text) {
    let seed = 0x811c9dc5;
    for (let at = 0; at < text.length; ++at) seed = Math.imul(seed ^ text.charCodeAt(at), 0x01000193);
    return (most) => {
      seed = (seed + 0x6d2b79f5) | 0;
      let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * most);
    };
  }
  function shuffled(values, lot) {
    const mixed = [...values];
    for (let last = mixed.length - 1; last > 0; --last) {
      const other = lot(last + 1);
      [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
    }
    return mixed;
  }

  function spaced(items) {
    const left = [...items];
    const out = [];
    while (left.length) {
      const recent = out.slice(-apart).map((item) => item.f);
      const at = left.findIndex((item) => !recent.includes(item.f));
      out.push(...left.splice(Math.max(at, 0), 1));
    }
    return out;
  }

  function order(items, states, today, seed) {
    const chance = ({ key }) => {
      const { memory, last } = states.get(key);
      return fsrs.retrievability(memory.stability, today - last);
    };
    const mixed = shuffled(items, lots(seed));
    const seen = mixed.filter(({ key }) => states.has(key)).sort((a, b) => chance(a) - chance(b));
    const isDue = ({ key }) => ways.isDue(states.get(key), today);
    return [
      ...spaced(seen.filter(isDue)),
      ...spaced(mixed.filter(({ key }) => !states.has(key))),
      ...spaced(seen.filter((item) => !isDue(item))),
    ];
  }

  function begin(ordered, minutes) {
    const queue = [...ordered];
    const comebacks = new Map();
    const answers = []; // { item, grade }, in order
    let spent = 0; // seconds
    return {
      answers,
      part: () => Math.min(1, spent / (minutes * 60)),
      minutesLeft: () => Math.max(0, Math.ceil(minutes - spent / 60)),
      next: () => (spent < minutes * 60 ? queue[0] : undefined),
      answer(grade, seconds) {
        const item = queue.shift();
        spent += Math.min(Math.max(0, seconds), absence);
        answers.push({ item, grade });
        const times = comebacks.get(item.key) || 0;
        if (grade !== 1 || times === comebacksMax) return;
        comebacks.set(item.key, times + 1);
        queue.splice(Math.min(laterBy, queue.length), 0, item);
      },
    };
  }

  Object.assign(window.ReperesReviser, { session: { begin, lots, order, shuffled } });
})();
