// Nothing leaves a kiosk: an address that is not a page of the site is shown, with a QR code to take it away.
//
// Codes come with the page, `data-qr="SIDE:DIGITS"`, four modules to a digit. What browsers do besides following a link
// (new windows, menus, dragging, saving, printing) is refused here; what a page can't refuse (closing the browser) is
// for the machine's own settings.
(function () {
  "use strict";
  const { kiosk, make, words } = window.ReperesPage;
  const root = document.documentElement;
  const canPrint = root.dataset.impression !== undefined;

  function drawCode(code, label) {
    const [side, digits] = [parseInt(code, 10), code.slice(code.indexOf(":") + 1)];
    const quiet = 4;
    const size = side + 2 * quiet;
    let black = "";
    for (let at = 0; at < side * side; ++at)
      if ((parseInt(digits[at >> 2], 16) >> (3 - (at & 3))) & 1)
        black += "M" + ((at % side) + quiet) + " " + (Math.floor(at / side) + quiet) + "h1v1h-1z";
    const draw = (name, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const svg = draw("svg", { class: "borne-qr", viewBox: "0 0 " + size + " " + size, role: "img" });
    svg.setAttribute("shape-rendering", "crispEdges");
    svg.setAttribute("aria-label", label);
    const white = "M0 0h" + size + "v" + size + "H0z";
    svg.append(draw("path", { fill: "#fff", d: white }), draw("path", { fill: "#000", d: black }));
    return svg;
  }

  // `kind` names the sentences: site, appel, courriel, document, page.
  function takeAway(kind, address, code, buttons) {
    const children = [make("p", {}, words["borne-" + kind + (code ? "" : "-sans-code")] || words["borne-a-noter"])];
    if (address) children.push(make("p", { class: "borne-adresse" }, address));
    if (code) children.push(drawCode(code, words["borne-code"]));
    kiosk.open({
      name: "borne-sortie",
      title: words["borne-" + kind + "-titre"],
      children,
      buttons: [[words["borne-fermer"]], ...(buttons || [])],
    });
  }

  const dialled = (number) => (/^0\d{9}$/.test(number) ? number.replace(/(\d\d)(?=\d)/g, "$1\u00a0") : number);
  const spelled = (address) => {
    try {
      return decodeURI(address);
    } catch (malformed) {
      return address;
    }
  };

  function showWayOut(link) {
    const code = link.dataset.qr;
    const after = link.href.slice(link.protocol.length);
    if (link.protocol === "tel:") takeAway("appel", dialled(after), code);
    else if (link.protocol === "mailto:") takeAway("courriel", spelled(after.split("?")[0]), code);
    else if (link.href.startsWith(kiosk.base)) takeAway("document", link.textContent.trim(), code);
    else if (/^https?:$/.test(link.protocol)) takeAway("site", spelled(link.href), code);
  }

  function stays(link) {
    const address = link.href.split(/[?#]/)[0];
    return address.startsWith(kiosk.base) && (address.endsWith(".html") || address === location.href.split(/[?#]/)[0]);
  }

  const isModified = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;

  function onClick(event) {
    const { target } = event;
    const link = target.closest("a[href], area[href]");
    const isPlain = event.type === "click" && !isModified(event);
    if (link && stays(link)) {
      if (isPlain && !link.target && !link.hasAttribute("download")) return;
      event.preventDefault();
      if (event.type === "click") location.href = link.href;
    } else if (link) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.type === "click") showWayOut(link);
    } else if (target.closest("input[type=file]")) {
      event.preventDefault();
    } else if (!isPlain) {
      const button = target.closest("button");
      if (!button || !button.form || button.type !== "submit") return;
      event.preventDefault();
      if (event.type === "click") button.form.requestSubmit(button);
    }
  }
  for (const name of ["click", "auxclick"]) addEventListener(name, onClick, { capture: true });

  // Keys of the browser and not of the page. AltGr, which writes characters, is let through.
  function isForBrowser(event) {
    const { key } = event;
    if (/^F\d+$|^Browser|^Launch|^ContextMenu$/.test(key)) return true;
    if (key === "Enter" && isModified(event)) return true;
    if (event.getModifierState("AltGraph")) return false;
    if (event.altKey) return key !== "ArrowLeft" && key !== "ArrowRight";
    if (!event.ctrlKey && !event.metaKey) return false;
    return !(/^[az]$/i.test(key) || (canPrint && /^p$/i.test(key)) || /^(Arrow|Home|End|Backspace|Delete)/.test(key));
  }
  addEventListener("keydown", (event) => isForBrowser(event) && event.preventDefault(), { capture: true });

  const refuse = (event) => event.preventDefault();
  for (const name of ["contextmenu", "dragstart", "dragover", "drop", "copy", "cut"])
    addEventListener(name, refuse, { capture: true });
  addEventListener("mousedown", (event) => event.button === 1 && event.preventDefault(), { capture: true });
  window.open = () => null;

  kiosk.canPrint = canPrint;
  kiosk.takeAway = takeAway;
})();
