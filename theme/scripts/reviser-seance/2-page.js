// The page « Réviser »: the choice, then the session, item by item, then what to read again.
//
// Keys, inside the session only: space shows the answer, 1 to 4 grade a card or choose an answer, Enter goes on. The
// focus goes to the question, then to the answer of a card or to « Continuer »; what was right is said in a live
// region.
(function () {
  "use strict";
  const { make, say } = window.ReperesPage;
  const { answers, choice, fsrs, material, progression: ways, questions, session, storage } = window.ReperesReviser;
  const { page, part, today } = choice;
  const { phrase, phrases, plural } = questions;
  const grades = ["a-revoir-note", "difficile", "bien", "facile"];
  const right = 3;
  const wrong = 1;

  let current = null; // the session
  let shown = null; // { item, drawn, since, step: « question », « answer », « done » }
  let states = new Map();

  function show(name) {
    for (const view of ["choix", "seance", "bilan"]) part(view).hidden = view !== name;
    document.documentElement.classList.toggle("en-seance", name === "seance");
    scrollTo(0, 0);
  }

  function waiting(days) {
    if (days === 1) return phrases.demain;
    if (days < 31) return phrase("jours", { n: days });
    if (days < 365) return phrase("mois", { n: Math.round(days / 30.4) });
    return plural("ans", Math.round(days / 365));
  }

  const linkTo = (item) => item.fiche.href + (item.a || "");
  function readAgain(item) {
    const title = make("span", {}, item.fiche.title);
    const away = make("span", { class: "invisible" }, phrases["nouvel-onglet"]);
    const link = make("a", { href: linkTo(item), target: "_blank" }, title, away);
    return make("p", { class: "relire" }, phrases["dans-la-fiche"] + " ", link);
  }

  function gestures(...buttons) {
    part("gestes").replaceChildren(...buttons);
  }
  function gesture(name, words, action) {
    const made = make("button", { type: "button", class: "bouton geste geste-" + name }, ...words);
    made.addEventListener("click", action);
    return made;
  }

  // --- One item. ---

  function ask() {
    const item = current.next();
    if (!item) return finish();
    const log = storage.all().get(item.key);
    shown = { item, since: performance.now(), step: "question" };
    part("jauge").value = current.part();
    part("avance").textContent = phrase("avance", { n: current.answers.length + 1, minutes: current.minutesLeft() });
    part("origine").textContent = phrases["type-" + item.t];
    part("question").textContent = item.q;
    part("retour").replaceChildren();
    part("retour").className = "retour";
    part("reponse").replaceChildren();
    if (item.t === "carte") {
      part("corps-question").replaceChildren();
      gestures(gesture("montrer", [phrases.montrer], reveal));
    } else {
      const lot = session.lots(item.key + " " + (log ? log.length : 0));
      shown.drawn = questions.isOneTouch(item) ? questions.drawTouch(item, lot, answered) : questions.draw(item, lot);
      part("corps-question").replaceChildren(shown.drawn.body);
      if (shown.drawn.given) gestures(gesture("valider", [phrases.valider], check));
      else gestures();
    }
    scrollTo(0, 0);
    part("question").focus({ preventScroll: true });
  }

  function reveal() {
    if (shown.step !== "question") return;
    const { item } = shown;
    shown.step = "answer";
    const state = states.get(item.key) || null;
    const days = state ? Math.max(0, today() - state.last) : 0;
    const waits = fsrs.intervals(state && state.memory, days);
    part("reponse").replaceChildren(make("p", { class: "reponse-texte" }, item.r));
    if (item.e && item.e !== item.r) part("reponse").append(make("p", { class: "phrase" }, item.e));
    part("reponse").append(readAgain(item));
    gestures(
      ...grades.map((name, rank) => {
        const wait = make("span", { class: "attente" }, waiting(waits[rank]));
        return gesture(name, [make("span", {}, phrases[name]), wait], () => graded(rank + 1));
      }),
    );
    part("reponse").scrollIntoView({ block: "nearest" });
    part("reponse").focus({ preventScroll: true });
  }

  function record(grade) {
    const { item, since } = shown;
    current.answer(grade, (performance.now() - since) / 1000);
    storage.answer(item.key, Date.now(), grade);
    states.set(item.key, ways.recall(storage.all().get(item.key)));
    shown.step = "done";
    const trouble = storage.trouble();
    part("ennui-seance").textContent = trouble && phrases[trouble];
    part("ennui-seance").hidden = !trouble;
  }

  function graded(grade) {
    if (shown.step !== "answer") return;
    record(grade);
    ask();
  }

  function check() {
    const lacking = shown.drawn.lacking();
    if (!lacking) return answered(shown.drawn.given());
    say(lacking.text);
    lacking.field.focus();
  }

  function answered(given) {
    if (shown.step !== "question") return;
    const { item, drawn } = shown;
    const isRight = answers.isRight(item, given);
    record(isRight ? right : wrong);
    drawn.show();
    part("retour").classList.add(isRight ? "juste" : "faux");
    const said = [make("p", { class: "verdict" }, phrases[isRight ? "juste" : "pas-juste"])];
    // Seen on the choices; heard here.
    if (!isRight && item.b) {
      const reponse = item.b.map((at) => item.c[at]).join(" ; ");
      said.push(make("p", { class: "invisible" }, phrase("c-etait", { reponse })));
    }
    if (item.e) said.push(make("p", { class: "phrase" }, item.e));
    part("retour").append(...said, readAgain(item));
    const onward = gesture("continuer", [phrases.continuer], ask);
    gestures(onward);
    part("retour").scrollIntoView({ block: "nearest" });
    onward.focus({ preventScroll: true });
  }

  // --- The session. ---

  async function start() {
    const { set, kind, minutes } = choice.chosen();
    const button = part("commencer");
    button.setAttribute("aria-busy", "true");
    let items;
    try {
      items = await material.items(set, today());
    } catch (unread) {
      part("message").replaceChildren(make("p", {}, phrases.manque));
      return part("message").focus();
    } finally {
      button.removeAttribute("aria-busy");
    }
    items = items.filter((item) => item.t === "carte" || questions.isKnown(item));
    if (kind === "cartes") items = items.filter(({ t }) => t === "carte");
    if (kind === "questions") items = items.filter(({ t }) => t !== "carte");
    if (!items.length) {
      part("message").replaceChildren(make("p", {}, phrases["rien-ici"]));
      return part("message").focus();
    }
    part("message").replaceChildren();
    states = material.states();
    current = session.begin(session.order(items, states, today(), set.kind + today()), minutes);
    show("seance");
    ask();
  }

  function finish() {
    const { answers } = current;
    shown = null;
    const good = answers.filter(({ grade }) => grade !== wrong).length;
    const missed = new Map();
    for (const { item, grade } of answers) if (grade === wrong) missed.set(linkTo(item), item);
    part("resultat").textContent = answers.length
      ? phrase("resultat", { reponses: plural("reponses", answers.length), bonnes: plural("bonnes", good) })
      : phrases["rien-fait"];
    const again = [...missed.values()];
    part("a-relire").hidden = !again.length;
    part("relire").replaceChildren(
      ...again.map((item) => {
        const link = make("a", { href: linkTo(item) }, item.fiche.title);
        return make("li", {}, link, make("span", { class: "note" }, item.q));
      }),
    );
    const tomorrow = today() + 1;
    const dues = new Set(answers.map(({ item }) => item.key));
    const soon = [...dues].filter((key) => states.get(key).due <= tomorrow).length;
    part("suite").textContent = soon ? plural("demain-revient", soon) : "";
    choice.draw();
    show("bilan");
    part("bilan").querySelector("h2").focus({ preventScroll: true });
  }

  function press(event) {
    if (!shown || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const onControl = event.target.closest("button, a, input, select, label");
    const rank = "123456789".indexOf(event.key);
    const isCard = shown.item.t === "carte";
    if (rank >= 0 && event.target.tagName !== "SELECT") {
      if (isCard && rank < grades.length) graded(rank + 1);
      else if (!isCard && shown.step === "question" && shown.drawn.press) shown.drawn.press(rank);
    } else if (event.key === "Enter" && shown.step === "question" && event.target.type === "checkbox") {
      check();
    } else if ((event.key === " " || event.key === "Enter") && !onControl) {
      if (isCard && shown.step === "question") reveal();
      else if (isCard) graded(right);
      else if (shown.step === "done") ask();
      else if (shown.drawn.given && event.key === "Enter") check();
    } else return;
    event.preventDefault();
  }

  // The index of the cards is a script below this one: both have run when the document is ready.
  addEventListener("DOMContentLoaded", () => {
    if (!material.isThere()) {
      part("absente").hidden = false;
      return;
    }
    choice.setUp();
    choice.draw();
    const redraw = () => current === null && choice.draw();
    material.check(today()).then(redraw, () => {}); // a pack that can't be read is told when it is wanted
    storage.follow(redraw);
    addEventListener("hashchange", redraw);
    part("formulaire").addEventListener("submit", (event) => {
      event.preventDefault();
      start();
    });
    part("seance").addEventListener("keydown", press);
    part("arreter").addEventListener("click", finish);
    part("encore").addEventListener("click", start);
    part("revenir").addEventListener("click", () => {
      current = null;
      choice.draw();
      show("choix");
      part("commencer").focus({ preventScroll: true });
    });
    show("choix");
  });
})();
