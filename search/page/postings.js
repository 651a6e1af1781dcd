// Which fiches hold a term, and how much each, from few bits: the twin of postings.cpp.

// Bits, seven a byte: the codes of postings.cpp. What a question reads most, and before it is warm: plain loops.
class Bits {
  constructor(bytes) { this.bytes = bytesOf(bytes); this.at = 0; this.kept = 0; this.held = 0; }
  take(count) {
    while (this.held < count) {
      this.kept = this.kept << 7 | this.bytes[this.at++];
      this.held += 7;
    }
    this.held -= count;
    const value = this.kept >> this.held;
    this.kept ^= value << this.held;
    return value;
  }
  gamma() {
    let zeros = 0;
    while (this.take(1) === 0) ++zeros;
    return 1 << zeros | this.take(zeros);
  }
  rice(size, parameter) {
    const bytes = this.bytes, values = new Int32Array(size);
    let { at, kept, held } = this;
    for (let i = 0; i < size; ++i) {
      let whole = 0;
      while (kept === 0) {
        whole += held;
        kept = bytes[at++];
        held = 7;
      }
      whole += Math.clz32(kept) - 32 + held;
      held = 31 - Math.clz32(kept);  // what is left after the first one
      kept ^= 1 << held;
      while (held < parameter) {
        kept = kept << 7 | bytes[at++];
        held += 7;
      }
      held -= parameter;
      values[i] = whole << parameter | kept >> held;
      kept &= (1 << held) - 1;
    }
    Object.assign(this, { at, kept, held });
    return values;
  }
}

// The twin of pack_postings, one list.
function readPostings(bits, fiches) {
  const size = bits.gamma() - 1;
  if (size === 0) return nowhere;
  let parameter = 0;
  while (2 ** (parameter + 1) * size * 100 <= 69 * fiches) ++parameter;
  const documents = bits.rice(size, parameter), numbers = bits.rice(size, bits.take(3));
  for (let i = 1; i < size; ++i) documents[i] += documents[i - 1] + 1;
  for (let i = 0; i < size; ++i) numbers[i] += 1;
  return { documents, numbers };
}

const none = [], nowhere = { documents: none, numbers: none };
