// Questions and answers as values: in which order choices are shown, what an answer is, how much it is worth.
//
// An answer is a list of numbers of the item's `c`: the choices ticked; of a match, for each pair the number of the
// pair whose right side was chosen, −1 where none was; of an order, the steps as they were put. No page, no clock.
(function () {
  "use strict";
  const { session } = window.ReperesReviser;
  const numbers = (list) => list.map((value, at) => at);

  // The order on the page: { rows, rights }, numbers of `c`; `rights`, of a match, one for each text.
  // « Vrai » always stands first, an order never starts right; elsewhere the place gives nothing away.
  function laid(item, lot) {
    const all = numbers(item.c);
    if (item.t === "vrai-faux") return { rows: all.sort((a, b) => (item.c[a] < item.c[b] ? 1 : -1)) };
    if (item.t === "appariement") {
      const texts = item.c.map(([, right]) => right);
      const rights = session.shuffled(
        all.filter((at) => texts.indexOf(texts[at]) === at),
        lot,
      );
      return { rights, rows: session.shuffled(all, lot) };
    }
    const rows = session.shuffled(all, lot);
    const startsRight = item.t === "ordre" && rows.every((at, rank) => at === rank);
    return { rows: startsRight ? [...rows.slice(1), rows[0]] : rows };
  }

  const isBlank = (given) => !given || given.every((at) => at < 0);

  // From 0 to 1: of a match, the part of the pairs that are right; of several choices, the part of the right ones that
  // were ticked, less as much for each wrong one; of the others all or nothing.
  function worth(item, given) {
    if (isBlank(given)) return 0;
    if (item.t === "ordre") return given.every((at, rank) => at === rank) ? 1 : 0;
    if (item.t === "appariement") {
      const good = given.filter((at, rank) => at >= 0 && item.c[at][1] === item.c[rank][1]);
      return good.length / item.c.length;
    }
    const good = given.filter((at) => item.b.includes(at)).length;
    return Math.max(0, 2 * good - given.length) / item.b.length;
  }

  Object.assign(window.ReperesReviser, {
    answers: { isBlank, isRight: (item, given) => worth(item, given) === 1, laid, worth },
  });
})();
