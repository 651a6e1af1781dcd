// Numbers, texts and shards as the exported index holds them: the twin of record.cpp and shards.cpp.

const utf8 = new TextDecoder();

function bytesOf(text) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  return bytes;
}

// The text whose UTF-8 these are: most often, themselves.
const textOf = bytes => /^[\0-\x7F]*$/.test(bytes) ? bytes : utf8.decode(bytesOf(bytes));

// Numbers and texts one after the other, the twin of record.h, in a string of which each character is a byte.
class Record {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  number() {
    let value = 0, unit = 1;
    for (;;) {
      const byte = this.bytes.charCodeAt(this.at++) & 255;
      value += (byte % 128) * unit;
      if (byte < 128) return value;
      unit *= 128;
    }
  }
  slice() {
    const size = this.number();
    this.at += size;
    return this.bytes.slice(this.at - size, this.at);
  }
  text() { return textOf(this.slice()); }
  each(get) { return Array.from({ length: this.number() }, () => get(this)); }
  texts() { return this.each(record => record.text()); }
}

// key → content, from a front-coded shard.
function readShard(bytes) {
  const record = new Record(bytes), entries = new Map();
  let key = '';
  while (record.at < bytes.length) {
    key = key.slice(0, record.number()) + record.slice();
    entries.set(textOf(key), record.slice());
  }
  return entries;
}

// Where the shards start: how much of the one before each keeps, as a capital (A: nothing), and what follows.
function readStarts(told) {
  let start = '';
  return Array.from(told.matchAll(/([A-Z])([^A-Z]*)/g), ([, same, rest]) =>
    start = start.slice(0, same.charCodeAt(0) - 65) + rest);
}
