// A paper being sat, as values, and where it waits when the page is left: localStorage, beside the progression, which
// is forgotten with it. One at a time; nothing is sent anywhere.
//
// A sitting: { ue, code, minutes (0: no limit), begun (milliseconds), answers: { key: answer }, marked: [key…],
// late: [key…] (answered once the time was over) }.
(function () {
  "use strict";
  const { answers } = window.ReperesReviser;
  const { racine, site } = document.documentElement.dataset;
  const key = "reperes.revision." + site + new URL(racine || "./", location.href).pathname + ".examen";

  const begin = (ue, code, minutes, now) => ({ ue, code, minutes, begun: now, answers: {}, marked: [], late: [] });
  // A clock that went back takes no time away.
  const secondsSpent = (sitting, now) => Math.max(0, (now - sitting.begun) / 1000);
  const secondsLeft = (sitting, now) =>
    sitting.minutes ? sitting.minutes * 60 - secondsSpent(sitting, now) : Infinity;
  const isOver = (sitting, now) => secondsLeft(sitting, now) <= 0;

  function answer(sitting, item, given, now) {
    if (answers.isBlank(given)) delete sitting.answers[item.key];
    else sitting.answers[item.key] = given;
    const late = sitting.late.filter((one) => one !== item.key);
    sitting.late = isOver(sitting, now) && sitting.answers[item.key] ? [...late, item.key] : late;
  }
  function mark(sitting, item) {
    const others = sitting.marked.filter((one) => one !== item.key);
    sitting.marked = others.length < sitting.marked.length ? others : [...others, item.key];
  }

  const sum = (values) => values.reduce((total, value) => total + value, 0);
  // What it is worth: { points, most, late (points won after the time), parts: [{ title, points, most, items: [{ item,
  // given, points }] }] }.
  function marks(sitting, parts) {
    const marked = parts.map(({ title, items }) => {
      const lines = items.map((item) => {
        const given = sitting.answers[item.key] || null;
        return { item, given, points: answers.worth(item, given) };
      });
      return { title, items: lines, points: sum(lines.map(({ points }) => points)), most: items.length };
    });
    const all = marked.flatMap(({ items }) => items);
    const late = all.filter(({ item }) => sitting.late.includes(item.key));
    return {
      parts: marked,
      points: sum(marked.map(({ points }) => points)),
      most: all.length,
      late: sum(late.map(({ points }) => points)),
    };
  }

  const isText = (value) => typeof value === "string";
  const isAnswer = (value) => Array.isArray(value) && value.every(Number.isInteger);
  function isSitting(value) {
    return (
      value &&
      isText(value.ue) &&
      isText(value.code) &&
      Number.isFinite(value.minutes) &&
      Number.isFinite(value.begun) &&
      value.answers &&
      typeof value.answers === "object" &&
      Object.values(value.answers).every(isAnswer) &&
      [value.marked, value.late].every((list) => Array.isArray(list) && list.every(isText))
    );
  }
  // The one that waits, or null. What is damaged serves no one: it is an evening's, and goes.
  function kept() {
    try {
      const value = JSON.parse(localStorage.getItem(key));
      return isSitting(value) ? value : null;
    } catch (unreadable) {
      return null;
    }
  }
  // Whether it would be found again.
  function keep(sitting) {
    try {
      localStorage.setItem(key, JSON.stringify(sitting));
      return true;
    } catch (refused) {
      return false;
    }
  }
  function drop() {
    try {
      localStorage.removeItem(key);
    } catch (refused) {
      // There was nothing.
    }
  }

  Object.assign(window.ReperesReviser, {
    sittings: { answer, begin, drop, isOver, keep, kept, mark, marks, secondsLeft, secondsSpent },
  });
})();
