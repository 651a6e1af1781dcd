// The paper of an exam: which questions, in which order. Values only: no page, no clock.
//
// A code of a few letters is the seed: the same code on the same site gives the same paper, on any machine. Two
// versions ask the same questions, in another order inside each part, with their choices in another order. As far
// as there are others, no question of a paper tells the answer of another one, a part asks each fiche once, and a third
// of it at most is made in one way (sigles, former names…).
(function () {
  "use strict";
  const { session } = window.ReperesReviser;
  const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"; // none is read for another one
  const codeLength = 4;
  const codeMax = 12;
  const byHand = "main";
  const sameMost = 3; // one third
  const tellingMin = 4; // letters of an answer below which it tells nothing

  const draw = (lot) => Array.from({ length: codeLength }, () => letters[lot(letters.length)]).join("");
  const read = (text) =>
    text
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, "")
      .slice(0, codeMax);
  const lotsOf = (...words) => session.lots(words.join(" "));

  const plain = (text) =>
    text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/’/g, "'");
  // What there is to find in an item, and all it says: of a match both sides are to be found.
  function facts(item) {
    if (item.t === "appariement") return { found: item.c.flat(), said: [item.q, ...item.c.flat()] };
    if (item.t === "ordre" || item.t === "vrai-faux") return { found: [], said: [item.q] };
    return { found: item.b.map((at) => item.c[at]), said: [item.q] };
  }
  function knowing(item) {
    const { found, said } = facts(item);
    const answers = found.map(plain).filter((text) => text.length >= tellingMin);
    return { answers, said: said.map(plain).join("\n") };
  }
  const tells = (one, other) =>
    one.answers.some((text) => other.said.includes(text) || other.answers.includes(text)) ||
    other.answers.some((text) => one.said.includes(text));

  // { parts: [{ title, items }] }, in the order of version A.
  function paper(exam, items, code) {
    const taken = []; // { item, known }
    const pick = (part, rank) => {
      const wanted = items.filter((item) => item.t !== "carte" && part.fiches.includes(item.f));
      const pool = session
        .shuffled(wanted, lotsOf(exam.ue, code, rank))
        .map((item) => ({ item, known: knowing(item) }));
      const picked = [];
      const isNew = ({ item, known }) =>
        !picked.some((one) => one.item.f === item.f) && !taken.some((one) => tells(one.known, known));
      const isVaried = ({ item }) =>
        item.s === byHand || picked.filter((one) => one.item.s === item.s).length < part.questions / sameMost;
      const isQuiet = ({ known }) => !taken.some((one) => tells(one.known, known));
      for (const test of [(one) => isNew(one) && isVaried(one), isNew, isQuiet, () => true])
        for (const one of pool) {
          if (picked.length === part.questions) break;
          if (picked.includes(one) || !test(one)) continue;
          picked.push(one);
          taken.push(one);
        }
      return { title: part.title, items: picked.map(({ item }) => item) };
    };
    return { ue: exam.ue, code, parts: exam.parts.map(pick) };
  }

  // The same paper as a version gives it; `lot` orders the choices of an item.
  function version({ ue, code, parts }, name) {
    return {
      name,
      lot: (item) => lotsOf(ue, code, name, item.key),
      parts: parts.map(({ title, items }, rank) => ({
        title,
        items: session.shuffled(items, lotsOf(ue, code, name, rank)),
      })),
    };
  }

  Object.assign(window.ReperesReviser, { papers: { draw, paper, read, version } });
})();
