// Scripts of the index: how one is loaded, and what it gave, kept until it is used.

const api = root.ReperesSearch = root.ReperesSearch || {};
const arrived = new Map();  // name of a part → its content, between the run of its script and its use
api.part = (name, content) => { arrived.set(name, content); };

function injectScript(url, timeout) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const fail = why => { script.remove(); reject(Object.assign(new Error(why + ' : ' + url), { url })); };
    const timer = setTimeout(() => fail('délai dépassé'), timeout);
    script.onload = () => { clearTimeout(timer); script.remove(); resolve(); };
    script.onerror = () => { clearTimeout(timer); fail('chargement impossible'); };
    script.src = url;
    document.head.appendChild(script);
  });
}
