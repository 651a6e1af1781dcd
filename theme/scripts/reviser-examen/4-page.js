// The page « Examen blanc »: the choice of a paper, the paper being sat, what it is worth and what to read again; or
// the same paper for a printer.
//
// Keys, inside the paper only: 1 to 9 choose, Enter goes on. The focus goes to the question. The clock is never read
// out by itself: what is left is said ten, five and one minute before the end.
(function () {
  "use strict";
  const { copy, make, say } = window.ReperesPage;
  const {
    answers,
    material,
    papers,
    printed,
    progression: ways,
    questions,
    session,
    sittings,
    storage,
  } = window.ReperesReviser;
  const { phrase, phrases, plural } = questions;
  const page = document.querySelector("[data-page-examen]");
  const part = (name) => page.querySelector("[data-" + name + "]");
  const views = ["choix", "epreuve", "bilan", "sujet"];
  const warnings = [10, 5, 1]; // minutes before the end
  const longer = 4 / 3; // « tiers temps »: a third more
  const versions = ["A", "B"];
  const grades = { right: 3, wrong: 1 };

  let exams = [];
  let chosenExam = null;
  let sitting = null;
  let paper = null; // version A of what is sat: { lot, parts }
  let items = []; // its questions, in order
  let shown = { rank: 0, drawn: null };
  let told = Infinity; // minutes of the last warning
  let isTimeTold = false;

  const oneDecimal = (value) => (Math.round(value * 10) / 10).toLocaleString("fr-FR", { maximumFractionDigits: 1 });
  const outOfTwenty = ({ points, most }) => oneDecimal((20 * points) / most);
  const countOf = ({ parts }) => parts.reduce((total, { questions: n }) => total + n, 0);
  const durationOf = (minutes) => (minutes ? phrase("minutes", { n: minutes }) : phrases["sans-limite"]);

  function show(name) {
    for (const view of views) part(view).hidden = view !== name;
    part("intro").hidden = name !== "choix";
    document.documentElement.classList.toggle("en-seance", name === "epreuve");
    scrollTo(0, 0);
  }
  const tell = (text) => part("message").replaceChildren(make("p", {}, text));

  // --- The choice. ---

  // A code drawn by lot, without a seed.
  function anyCode() {
    const drawn = crypto.getRandomValues(new Uint32Array(4));
    return papers.draw(session.lots(drawn.join(" ")));
  }
  const code = () => papers.read(part("code").value) || anyCode();

  function drawPlan() {
    const lines = chosenExam.parts.map(({ title, questions: n }) =>
      make("tr", {}, make("th", { scope: "row" }, title), make("td", {}, String(n))),
    );
    part("plan").replaceChildren(...lines);
    part("plan-titre").textContent = phrase("sujet", { n: countOf(chosenExam), parties: lines.length });
    const more = Math.round(chosenExam.minutes * longer);
    part("temps-prevu").textContent = phrase("min", { n: chosenExam.minutes });
    part("temps-tiers").textContent = phrase("min", { n: more });
    page.querySelector("#temps-prevu").value = chosenExam.minutes;
    page.querySelector("#temps-tiers").value = more;
  }
  function choose(ue) {
    chosenExam = exams.find((exam) => exam.ue === ue) || chosenExam || exams[0];
    const field = [...page.querySelectorAll("[name=ue]")].find(({ value }) => value === chosenExam.ue);
    field.checked = true;
    drawPlan();
  }
  function drawUnits() {
    const lines = exams.map(({ ue, title }) => {
      const field = make("input", { type: "radio", name: "ue", value: ue, id: "ue-" + ue });
      const words = make("span", {}, make("strong", {}, ue), make("span", {}, title));
      return make("label", { for: field.id, class: "ensemble" }, field, words);
    });
    part("ues").replaceChildren(...lines);
  }
  // « #ue=AST004&sujet=K7PM »: a unit, a paper.
  function readAddress() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    choose(wanted.get("ue"));
    const given = papers.read(wanted.get("sujet") || "");
    if (given || !part("code").value) part("code").value = given || anyCode();
    if (given) part("code-details").open = true;
  }
  const address = () => location.href.replace(/#.*$/, "") + "#ue=" + chosenExam.ue + "&sujet=" + code();

  function drawKept() {
    const kept = sittings.kept();
    const exam = kept && exams.find(({ ue }) => ue === kept.ue);
    part("reprise").hidden = !exam;
    if (!exam) return;
    const done = plural("reponses", Object.keys(kept.answers).length);
    const left = Math.floor(sittings.secondsLeft(kept, Date.now()) / 60);
    const time = !kept.minutes ? phrases["sans-limite"] : left < 0 ? phrases.ecoule : phrase("reste", { n: left });
    part("reprise-texte").textContent = phrase("commence", {
      ue: kept.ue,
      code: kept.code,
      reponses: done,
      temps: time,
    });
  }

  function comeBack() {
    sitting = null;
    drawKept();
    show("choix");
    page.querySelector("h1").focus({ preventScroll: true });
  }

  async function paperOf(exam, seed) {
    const fiches = [...new Set(exam.parts.flatMap((one) => one.fiches))];
    const all = await material.items({ kind: "fiches", value: fiches }, 0);
    return papers.paper(exam, all.filter(questions.isKnown), seed);
  }
  // Runs once the questions are there; says so when they can't be.
  async function withPaper(button, exam, seed, then) {
    button.setAttribute("aria-busy", "true");
    try {
      const made = await paperOf(exam, seed);
      part("message").replaceChildren();
      then(made);
    } catch (unread) {
      tell(phrases.manque);
      part("message").focus();
    }
    button.removeAttribute("aria-busy");
  }

  // --- The paper being sat. ---

  function sit(made, taken) {
    sitting = taken;
    paper = papers.version(made, versions[0]);
    items = paper.parts.flatMap((one) => one.items);
    told = Infinity;
    isTimeTold = false;
    part("oubli").hidden = sittings.keep(sitting);
    drawMap();
    show("epreuve");
    const first = items.findIndex(({ key }) => !sitting.answers[key]);
    ask(Math.max(first, 0));
    tick();
  }
  function begin() {
    const minutes = Number(page.querySelector("[name=minutes]:checked").value);
    const seed = code();
    part("code").value = seed;
    const exam = chosenExam;
    withPaper(part("commencer"), exam, seed, (made) => sit(made, sittings.begin(exam.ue, seed, minutes, Date.now())));
  }
  function resume() {
    const kept = sittings.kept();
    const exam = kept && exams.find(({ ue }) => ue === kept.ue);
    if (!exam) return comeBack();
    choose(kept.ue);
    part("code").value = kept.code;
    withPaper(part("reprendre"), exam, kept.code, (made) => sit(made, kept));
  }

  const partOf = (item) => paper.parts.find((one) => one.items.includes(item));

  function ask(rank) {
    const item = items[rank];
    const drawn = questions.draw(item, paper.lot(item));
    const given = sitting.answers[item.key];
    if (given) drawn.give(given);
    shown = { rank, drawn };
    part("avance").textContent = phrase("numero", { n: rank + 1, total: items.length });
    part("jauge").value = (rank + 1) / items.length;
    part("origine").textContent = partOf(item).title + " · " + phrases["type-" + item.t];
    part("question").textContent = item.q;
    part("corps-question").replaceChildren(drawn.body);
    part("precedente").setAttribute("aria-disabled", String(rank === 0));
    part("suivante").textContent = rank + 1 < items.length ? phrases.suivante : phrases.finir;
    drawMark();
    drawMap();
    scrollTo(0, 0);
    part("question").focus({ preventScroll: true });
  }
  function drawMark() {
    const isMarked = sitting.marked.includes(items[shown.rank].key);
    part("marquer").setAttribute("aria-pressed", String(isMarked));
  }
  function changed() {
    sittings.answer(sitting, items[shown.rank], shown.drawn.given(), Date.now());
    part("oubli").hidden = sittings.keep(sitting);
    drawMap();
  }
  function mark() {
    sittings.mark(sitting, items[shown.rank]);
    sittings.keep(sitting);
    drawMark();
    drawMap();
  }
  const go = (by) => {
    const rank = shown.rank + by;
    if (rank === items.length) askToHandIn();
    else if (items[rank]) ask(rank);
  };

  // All questions at a glance.
  function drawMap() {
    const done = items.filter(({ key }) => sitting.answers[key]).length;
    part("repondues").textContent = phrase("repondues", { n: done, total: items.length });
    if (part("carte").children.length !== items.length) {
      const buttons = items.map((item, rank) => {
        const made = make("button", { type: "button", class: "case-question" }, String(rank + 1));
        made.addEventListener("click", () => ask(rank));
        return make("li", {}, made);
      });
      part("carte").replaceChildren(...buttons);
    }
    items.forEach(({ key }, rank) => {
      const button = part("carte").children[rank].firstChild;
      const isDone = Boolean(sitting.answers[key]);
      const isMarked = sitting.marked.includes(key);
      const words = [phrases[isDone ? "avec-reponse" : "sans-reponse"], isMarked && phrases["a-reprendre"]];
      button.setAttribute("aria-label", phrase("question-n", { n: rank + 1 }) + words.filter(Boolean).join(""));
      button.classList.toggle("faite", isDone);
      button.classList.toggle("marquee", isMarked);
      if (rank === shown.rank) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }

  function tick() {
    if (!sitting) return;
    const left = sittings.secondsLeft(sitting, Date.now());
    part("temps").hidden = left === Infinity;
    if (left === Infinity) return;
    const minutes = Math.ceil(left / 60);
    part("temps").classList.toggle("presse", left <= warnings[1] * 60);
    part("temps").textContent =
      left <= 0
        ? phrases.ecoule
        : left < 60
          ? phrase("secondes", { n: Math.ceil(left) })
          : phrase("reste", { n: minutes });
    const warned = warnings.find((at) => minutes === at);
    if (warned && warned < told && left > 0) {
      told = warned;
      say(plural("reste-dit", warned));
    }
    if (left > 0 || isTimeTold) return;
    isTimeTold = true;
    if (part("rendre-question").open) part("rendre-question").close();
    part("fin-question").showModal();
  }

  function askToHandIn() {
    const blank = items.filter(({ key }) => !sitting.answers[key]).length;
    const marked = items.filter(({ key }) => sitting.marked.includes(key)).length;
    const words = [blank ? plural("blanches", blank) : phrases.complete, marked && plural("marquees", marked)];
    part("rendre-texte").textContent = words.filter(Boolean).join(" ");
    part("rendre-question").showModal();
  }

  // --- What it is worth. ---

  // The answers count for « Réviser » as well, a point lost being one to see again.
  function remember(marked) {
    const known = storage.all();
    const given = marked.parts.flatMap((one) => one.items).filter((line) => line.given);
    storage.add(
      new Map(
        given.map(({ item, points }) => {
          const grade = points === 1 ? grades.right : grades.wrong;
          return [item.key, [ways.entry(known.get(item.key), Date.now(), grade)]];
        }),
      ),
    );
  }

  const linkTo = (item) => {
    const away = make("span", { class: "invisible" }, phrases["nouvel-onglet"]);
    return make("a", { href: item.fiche.href + (item.a || ""), target: "_blank" }, item.fiche.title, away);
  };

  function drawParts(marked) {
    const lines = marked.parts.map(({ title, points, most }) => {
      const gauge = make("meter", { min: 0, max: most, value: points, "aria-hidden": "true" });
      const words = phrase("points-sur", { n: oneDecimal(points), total: most });
      return make("tr", {}, make("th", { scope: "row" }, title), make("td", {}, gauge), make("td", {}, words));
    });
    part("notes").replaceChildren(...lines);
  }

  function drawReadAgain(marked) {
    const lost = new Map(); // fiche → { item, lost }
    for (const { item, points } of marked.parts.flatMap((one) => one.items)) {
      if (points === 1) continue;
      const one = lost.get(item.f) || { item, lost: 0 };
      lost.set(item.f, { item: one.item, lost: one.lost + 1 - points });
    }
    const lines = [...lost.values()]
      .sort((a, b) => b.lost - a.lost)
      .map(({ item }) => make("li", {}, linkTo(item), make("span", { class: "note" }, item.q)));
    part("a-relire").hidden = lines.length === 0;
    part("relire").replaceChildren(...lines);
  }

  function corrected({ item, given, points }, rank) {
    const drawn = questions.draw(item, paper.lot(item));
    if (given) drawn.give(given);
    if (given || item.t !== "ordre") drawn.show();
    const verdict = points === 1 ? "juste" : given ? (points ? "en-partie" : "pas-juste") : "sans-reponse-ici";
    const name = make("span", {}, rank + 1 + ". " + item.q);
    const note = make("span", { class: points === 1 ? "verdict-bon" : "verdict-a-revoir" }, phrases[verdict]);
    const said = [];
    if (!given && item.t === "ordre") said.push(make("p", {}, phrase("c-etait", { reponse: printed.said(item) })));
    else said.push(drawn.body);
    if (item.e) said.push(make("p", { class: "phrase" }, item.e));
    const read = make("p", { class: "relire" }, phrases["dans-la-fiche"] + " ", linkTo(item));
    return make("details", { class: "corrige-question" }, make("summary", {}, name, " ", note), ...said, read);
  }

  function handIn() {
    const now = Date.now();
    const marked = sittings.marks(sitting, paper.parts);
    remember(marked);
    sittings.drop();
    const spent = Math.max(1, Math.round(sittings.secondsSpent(sitting, now) / 60));
    part("note").textContent = phrase("note", { note: outOfTwenty(marked) });
    const points = phrase("points-sur", { n: oneDecimal(marked.points), total: marked.most });
    part("resultat").textContent = phrase("en-tout", { points, temps: plural("duree", spent) });
    part("retard").hidden = marked.late === 0;
    part("retard").textContent = phrase("en-retard", { n: oneDecimal(marked.late) });
    part("copie-nom").textContent = phrase("copie-de", { ue: sitting.ue, code: sitting.code });
    const trouble = storage.trouble();
    part("ennui").textContent = trouble && phrases[trouble];
    part("ennui").hidden = !trouble;
    drawParts(marked);
    drawReadAgain(marked);
    part("corrige").replaceChildren(...marked.parts.flatMap((one) => one.items).map(corrected));
    sitting = null;
    show("bilan");
    part("bilan").querySelector("h2").focus({ preventScroll: true });
  }

  // --- The same paper for a printer. ---

  function drawPrinted() {
    const seed = code();
    part("code").value = seed;
    const exam = chosenExam;
    withPaper(part("papier"), exam, seed, (made) => {
      const both = versions.map((name) => papers.version(made, name));
      const facts = { code: seed, n: countOf(exam), temps: durationOf(exam.minutes), jour: page.dataset.jour };
      part("copies").replaceChildren(
        ...both.map((version) => printed.sheet(exam, version, phrase("entete", facts))),
        printed.key(exam, both, phrase("entete", facts)),
      );
      choosePrinted();
      show("sujet");
      part("sujet").querySelector("h2").focus({ preventScroll: true });
    });
  }
  function choosePrinted() {
    for (const field of page.querySelectorAll("[name=imprimer]"))
      page.querySelector("[data-copie=" + field.value + "]").hidden = !field.checked;
    part("lancer-impression").disabled = !page.querySelector("[name=imprimer]:checked");
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const rank = "123456789".indexOf(event.key);
    if (rank >= 0 && event.target.tagName !== "SELECT") {
      if (shown.drawn.press) shown.drawn.press(rank);
    } else if (event.key === "Enter" && !event.target.closest("button, a, select, summary")) go(1);
    else return;
    event.preventDefault();
  }

  function on(name, action) {
    part(name).addEventListener("click", action);
  }
  addEventListener("DOMContentLoaded", () => {
    exams = material.isThere() ? material.exams() : [];
    if (!exams.length) {
      part("absente").hidden = false;
      return;
    }
    drawUnits();
    readAddress();
    drawKept();
    show("choix");
    addEventListener("hashchange", () => !sitting && readAddress());
    setInterval(tick, 1000);

    part("ues").addEventListener("change", ({ target }) => choose(target.value));
    part("formulaire").addEventListener("submit", (event) => {
      event.preventDefault();
      begin();
    });
    on("tirer", () => {
      part("code").value = anyCode();
      say(phrase("code-dit", { code: [...part("code").value].join(" ") }));
    });
    on("copier", () => copy(address(), phrases["lien-copie"]));
    on("papier", drawPrinted);
    on("reprendre", resume);
    on("abandonner", () => {
      sittings.drop();
      drawKept();
      tell(phrases.abandonne);
      part("message").focus();
    });

    part("corps-question").addEventListener("change", changed);
    part("epreuve").addEventListener("keydown", press);
    on("precedente", () => go(-1));
    on("suivante", () => go(1));
    on("marquer", mark);
    on("rendre", askToHandIn);
    for (const name of ["rendre-question", "fin-question"]) {
      const dialog = part(name);
      dialog.querySelector("[data-oui]").addEventListener("click", () => {
        dialog.close();
        handIn();
      });
      dialog.querySelector("[data-non]").addEventListener("click", () => dialog.close());
    }

    on("refaire", () => {
      comeBack();
      part("commencer").focus({ preventScroll: true });
    });
    on("autre-sujet", () => {
      part("code").value = anyCode();
      comeBack();
    });
    on("deplier", () => {
      for (const one of part("corrige").children) one.open = true;
    });
    on("lancer-impression", () => window.print());
    on("revenir", comeBack);
    for (const field of page.querySelectorAll("[name=imprimer]")) field.addEventListener("change", choosePrinted);
  });
})();
