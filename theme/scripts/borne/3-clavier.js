// The keyboard on the screen: AZERTY with accents, for terminals that have none. It opens when a finger touches a text
// field, or by its button; a real keyboard goes on working beside it.
//
// The field keeps the focus while keys are pressed, so its suggestions stay. Keys have names but are no stops of Tab:
// whoever has a Tab key has the letters too.
(function () {
  "use strict";
  const { drawing, kiosk, make, words } = window.ReperesPage;
  const rows = ["1234567890", "éèêàâçùîïôœ", "azertyuiop", "qsdfghjklm", "wxcvbn'-.@"];
  const fields = "input[type=search], input[type=text], input:not([type]), textarea";
  const outlines = {
    maj: "M12 5 5 12h4v7h6v-7h4z",
    effacer: "M9 6h11v12H9l-5-6zM12.5 9.5l4 5m0-5-4 5",
  };

  let field = null; // the one that is written in
  let isUpper = false;
  const letters = [];

  function write(text) {
    const [start, end] = [field.selectionStart, field.selectionEnd];
    const room = field.maxLength < 0 ? text.length : field.maxLength - (field.value.length - (end - start));
    if (room < text.length) return;
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertText" }));
  }

  function erase() {
    const end = field.selectionEnd;
    const before = [...field.value.slice(0, field.selectionStart)];
    const start = field.selectionStart === end ? before.slice(0, -1).join("").length : field.selectionStart;
    if (start === end) return;
    field.setRangeText("", start, end, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "deleteContentBackward" }));
  }

  function enter() {
    if (field.localName === "textarea") return write("\n");
    const pressed = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
    if (!field.dispatchEvent(pressed)) return; // a suggestion was chosen
    const { form } = field;
    close();
    if (form) form.requestSubmit();
  }

  function setUpper(upper) {
    isUpper = upper;
    shift.setAttribute("aria-pressed", String(upper));
    for (const key of letters)
      key.textContent = upper ? key.dataset.lettre.toLocaleUpperCase("fr") : key.dataset.lettre;
  }

  function key(attributes, act, ...children) {
    const made = make("button", { type: "button", tabindex: "-1", ...attributes }, ...children);
    made.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => {
      if (document.activeElement !== field) field.focus({ preventScroll: true });
      act();
    });
    return made;
  }

  function letter(text) {
    const made = key({ class: "touche", "data-lettre": text }, () => {
      write(made.textContent);
      if (isUpper) setUpper(false);
    });
    made.textContent = text;
    letters.push(made);
    return made;
  }

  const row = (...keys) => make("div", { class: "clavier-rang" }, ...keys);
  const special = (name, act) =>
    key(
      { class: "touche touche-large", "aria-label": words["borne-" + name], title: words["borne-" + name] },
      act,
      drawing(outlines[name]),
    );
  const shift = special("maj", () => setUpper(!isUpper));
  shift.setAttribute("aria-pressed", "false");
  const rowsMade = rows.map((text) => row(...[...text].map(letter)));
  rowsMade[4].prepend(shift);
  rowsMade[4].append(special("effacer", erase));
  const worded = (name, kind, act) => key({ class: "touche " + kind }, act, words["borne-" + name]);
  const keyboard = make(
    "div",
    { class: "clavier", role: "group", "aria-label": words["borne-clavier-nom"] },
    ...rowsMade,
    row(
      worded("fermer", "touche-mot", () => close()),
      worded("espace", "touche-espace", () => write(" ")),
      worded("entree", "touche-mot", enter),
    ),
  );
  keyboard.hidden = true;

  function open(into) {
    field = into;
    field.setAttribute("inputmode", "none"); // one keyboard is enough
    keyboard.hidden = false;
    field.focus({ preventScroll: true });
    // Its height is known to the page (4-barre.js) once it has been laid out.
    requestAnimationFrame(() => field.scrollIntoView({ block: "start" })); // suggestions have room below
  }
  function close() {
    keyboard.hidden = true;
    if (isUpper) setUpper(false);
  }

  addEventListener(
    "pointerdown",
    (event) => {
      const touched = event.target.closest(fields);
      if (touched && event.pointerType === "touch") touched.setAttribute("inputmode", "none");
    },
    { capture: true, passive: true },
  );
  addEventListener("click", (event) => {
    const touched = event.target.closest(fields);
    if (touched && (event.pointerType === "touch" || !keyboard.hidden)) open(touched);
    else if (!touched && !event.target.closest(".borne-bas")) close();
  });

  // For its button: the field last written in, or the first that can be seen.
  function toggle() {
    if (!keyboard.hidden) return close();
    const seen = [...document.querySelectorAll(fields)].filter((one) => one.getClientRects().length > 0);
    if (seen.length) open(seen.includes(field) ? field : seen[0]);
  }

  kiosk.keyboard = { element: keyboard, toggle };
})();
