// Reads the folder a person shows, compares every file with SHA256SUMS, and says what is wrong. Nothing leaves the
// page.
(function () {
  "use strict";
  const SHOWN_MAX = 200;
  const OURS = /^(reperes|aide)\//;
  const OWN_LISTS = ["sha256sums", "aide/cle-usb.txt"];
  // What systems leave on keys by themselves.
  const SYSTEM =
    /^(System Volume Information|\$RECYCLE\.BIN|lost\+found|\.Spotlight-V100|\.fseventsd|\.Trash[^/]*)\//;
  const SYSTEM_FILE = /(^|\/)(\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/;

  const one = (selector) => document.querySelector(selector);
  const choice = one("[data-choix]");
  const progress = one("#avance");

  function clear() {
    document.querySelectorAll("[data-cas], [data-liste]").forEach((part) => (part.hidden = true));
  }

  function say(which, count) {
    const part = one(`[data-cas="${which}"]`);
    const number = part.querySelector("[data-nombre]");
    if (number) number.textContent = count.toLocaleString("fr-FR");
    part.hidden = false;
  }

  function list(which, paths) {
    const part = one(`[data-liste="${which}"]`);
    part.hidden = paths.length === 0;
    part.querySelector("[data-nombre]").textContent = paths.length.toLocaleString("fr-FR");
    const lines = paths.slice(0, SHOWN_MAX);
    if (paths.length > SHOWN_MAX) lines.push("…");
    part.querySelector("ul").replaceChildren(
      ...lines.map((path) => {
        const line = document.createElement("li");
        line.textContent = path;
        return line;
      }),
    );
  }

  async function fingerprint(file) {
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Path → fingerprint, or nothing when the list is damaged.
  function parseSums(text) {
    const sums = new Map();
    for (const line of text.split("\n")) {
      if (!line) continue;
      const parts = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
      if (!parts) return null;
      sums.set(parts[2], parts[1]);
    }
    return sums;
  }

  async function check(files) {
    // The key may have been shown by its own folder, or by one above.
    const named = files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
    const root = named
      .filter(({ path }) => /(^|\/)SHA256SUMS$/.test(path))
      .sort((a, b) => a.path.length - b.path.length)[0];
    if (!root) return say("ailleurs");
    const prefix = root.path.slice(0, -"SHA256SUMS".length);
    const found = new Map();
    for (const { file, path } of named) if (path.startsWith(prefix)) found.set(path.slice(prefix.length), file);
    const sums = parseSums(await root.file.text());
    if (!sums) return say("illisible");

    // FAT tells no capitals from small letters.
    const lower = new Map([...found].map(([path, file]) => [path.toLowerCase(), file]));
    const missing = [];
    const changed = [];
    let done = 0;
    for (const [path, sum] of sums) {
      const file = found.get(path) ?? lower.get(path.toLowerCase());
      // A file that can no longer be read is a file that has changed.
      if (!file) missing.push(path);
      else if ((await fingerprint(file).catch(() => "")) !== sum) changed.push(path);
      progress.value = ++done / sums.size;
    }
    const expected = new Set([...sums.keys()].map((path) => path.toLowerCase()).concat(OWN_LISTS));
    const strangers = [...found.keys()].filter(
      (path) => !expected.has(path.toLowerCase()) && !SYSTEM.test(path) && !SYSTEM_FILE.test(path),
    );
    const extra = strangers.filter((path) => OURS.test(path) && !path.startsWith("aide/en-cours/"));
    const marker = found.get("aide/cle-usb.txt");
    const interrupted = marker && /^.*\nen cours\n/.test(await marker.text());

    if (interrupted) say("interrompue");
    else if (missing.length || changed.length || extra.length) say("abimee");
    else say("intacte", sums.size);
    list("manquent", missing.sort());
    list("changes", changed.sort());
    list("en-trop", extra.sort());
    list("autres", strangers.filter((path) => !OURS.test(path)).sort());
  }

  one("[data-sans-script]").hidden = true;
  if (!window.crypto || !crypto.subtle) {
    say("impossible");
    return;
  }
  choice.hidden = false;
  choice.addEventListener("change", async (event) => {
    const files = [...event.target.files];
    if (!files.length) return;
    clear();
    progress.value = 0;
    progress.closest("[data-avance]").hidden = false;
    await check(files);
    progress.closest("[data-avance]").hidden = true;
  });
})();
