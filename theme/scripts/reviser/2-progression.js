// What a learner has answered, as values: from card or question to its log, and what the log means today.
//
// A progression is a Map of keys « fiche:item » to logs. A log is the reviews of one item: whole numbers that grow,
// minutes since 2020 × 4 + grade − 1. What is remembered of an item is computed from its log, by FSRS, review by
// review. So two devices that differ are merged by putting the reviews of both together, each once, in the order of
// time: the same whichever comes first, however often, and nobody's work is lost. Of an item the last 200 reviews are
// kept.
//
// As text: {"format":…,"version":1,"items":{"apl:sigle":"8mymq 8w1"}}, numbers in base 36, each but the first less the
// one before it. It is plain enough for its sound lines to be found again in a text that was cut or damaged.
(function () {
  "use strict";
  const { fsrs } = window.ReperesReviser;
  const format = "reperes-revision";
  const version = 1;
  const logMax = 200;
  const minute = 60000;
  const start = Date.UTC(2020, 0, 1);
  const nightEnds = 4 * 60 * minute; // who revises after midnight is still in the evening before
  const entryMax = 2 ** 40;
  const keyForm = /^[^"\\\u0000-\u001f]{3,300}$/;
  const logForm = /^[0-9a-z]{1,8}(?: [0-9a-z]{1,8})*$/;

  const minutesAt = (moment) => Math.max(0, Math.floor((moment - start) / minute));
  // The day of a moment, in milliseconds, on the learner's calendar: days since 1970.
  function dayAt(moment) {
    return Math.floor((moment - new Date(moment).getTimezoneOffset() * minute - nightEnds) / (24 * 60 * minute));
  }
  const gradeOf = (entry) => (entry % 4) + 1;
  const dayOf = (entry) => dayAt(start + Math.floor(entry / 4) * minute);

  function encode(log) {
    return log.map((entry, rank) => (rank ? entry - log[rank - 1] : entry).toString(36)).join(" ");
  }
  // The log a text says; null when it says none.
  function decode(text) {
    if (typeof text !== "string" || !logForm.test(text)) return null;
    let last = 0;
    const log = text.split(" ").map((digits) => (last += parseInt(digits, 36)));
    const grows = log.every((entry, rank) => rank === 0 || entry > log[rank - 1]);
    return grows && last < entryMax ? log.slice(-logMax) : null;
  }

  function write(progression) {
    const items = {};
    for (const key of [...progression.keys()].sort()) items[key] = encode(progression.get(key));
    return JSON.stringify({ format, version, items }) + "\n";
  }

  // A text back to { progression, state }, state « whole », « damaged » (what was sound is there), « foreign » or
  // « recent » (written by a later version: nothing is guessed).
  function read(text) {
    const progression = new Map();
    let isWhole = true;
    const take = (key, log) => {
      const decoded = keyForm.test(key) && key.includes(":") ? decode(log) : null;
      if (decoded) progression.set(key, decoded);
      else isWhole = false;
    };
    let value;
    try {
      value = JSON.parse(text);
    } catch (notJson) {
      for (const [, key, log] of text.matchAll(/"([^"\\]+)":\s*"([0-9a-z ]+)"/g))
        if (key.includes(":")) take(key, log);
      const isOurs = progression.size > 0 || text.includes(format);
      return { progression, state: isOurs ? "damaged" : "foreign" };
    }
    if (!value || value.format !== format) return { progression, state: "foreign" };
    if (value.version > version) return { progression, state: "recent" };
    const { items } = value;
    if (!items || typeof items !== "object" || Array.isArray(items)) isWhole = false;
    else for (const [key, log] of Object.entries(items)) take(key, log);
    return { progression, state: isWhole ? "whole" : "damaged" };
  }

  function merge(one, other) {
    const merged = new Map(one);
    for (const [key, log] of other) {
      const both = merged.has(key) ? [...new Set([...merged.get(key), ...log])].sort((a, b) => a - b) : log;
      merged.set(key, both.slice(-logMax));
    }
    return merged;
  }

  // The entry of an answer given now. A clock that went back does not put it before the answers given already.
  function entry(log, moment, grade) {
    const last = log && log.length ? Math.floor(log[log.length - 1] / 4) : -1;
    return Math.max(minutesAt(moment), last + 1) * 4 + grade - 1;
  }

  // What a log means: the memory, the day of the last answer, the day the item is due, whether it was missed and has
  // not been recalled on a later day.
  function recall(log) {
    let memory = null;
    let last = 0;
    let due = 0;
    let missedOn = -1;
    let recalledOn = -1;
    log.forEach((reviewed, rank) => {
      const grade = gradeOf(reviewed);
      const day = dayOf(reviewed);
      const days = memory ? Math.max(0, day - last) : 0;
      if (rank === log.length - 1) due = day + fsrs.intervals(memory, days)[grade - 1];
      memory = fsrs.next(memory, days, grade);
      last = day;
      if (grade === 1) missedOn = day;
      else recalledOn = day;
    });
    return { memory, last, due, missed: missedOn >= 0 && missedOn >= recalledOn, reviews: log.length };
  }

  // Dated after today, an answer cannot be trusted to say when: better asked once too often.
  const isDue = (state, today) => state.due <= today || state.last > today + 1;

  // Weeks in a row with an evening of revision, up to this one (or the last, as long as this one isn't over).
  function habit(progression, today) {
    const weekOf = (day) => Math.floor((day + 3) / 7); // from Monday
    const days = new Set();
    for (const log of progression.values()) for (const reviewed of log) days.add(dayOf(reviewed));
    const weeks = new Set([...days].map(weekOf));
    const now = weekOf(today);
    let inARow = 0;
    for (let week = weeks.has(now) ? now : now - 1; weeks.has(week); --week) ++inARow;
    return { weeks: inARow, thisWeek: [...days].filter((day) => weekOf(day) === now).length };
  }

  Object.assign(window.ReperesReviser, {
    progression: { dayAt, decode, encode, entry, habit, isDue, merge, read, recall, write },
  });
})();
