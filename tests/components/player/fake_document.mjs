// As much of a browser's document as the parts of the player ask for, each element 300 pixels wide and high; its sockets
// and its server do nothing until they are told to.

class FakeElement {
  constructor(name) {
    Object.assign(this, { name, children: [], attributes: {}, dataset: {}, clientWidth: 300, clientHeight: 300, paintings: 0 });
    this.style = { setProperty: (key, value) => { this.style[key] = value; } };
    const classes = () => (this.attributes.class ?? "").split(" ").filter(Boolean);
    const put = (names) => { this.attributes.class = names.join(" "); };
    this.classList = {
      contains: (one) => classes().includes(one),
      add: (one) => put([...new Set([...classes(), one])]),
      remove: (one) => put(classes().filter((other) => other !== one)),
      toggle(one, yes = !this.contains(one)) { this[yes ? "add" : "remove"](one); },
    };
  }

  setAttribute(key, value) { this.attributes[key] = String(value); if (key.startsWith("data-")) this.dataset[key.slice(5)] = String(value); }
  getAttribute(key) { return this.attributes[key] ?? null; }
  removeAttribute(key) { delete this.attributes[key]; }
  toggleAttribute(key, yes) { if (yes) this.attributes[key] = ""; else delete this.attributes[key]; }
  hasAttribute(key) { return key in this.attributes; }
  get hidden() { return this.hasAttribute("hidden"); }
  set hidden(yes) { this.toggleAttribute("hidden", yes); }

  append(...parts) { this.children.push(...parts.map(node)); }
  prepend(...parts) { this.children.unshift(...parts.map(node)); }
  appendChild(part) { this.append(part); return part; }
  replaceChildren(...parts) { this.children = parts.map(node); }
  get firstChild() { return this.children[0] ?? null; }
  get lastChild() { return this.children.at(-1) ?? null; }
  get textContent() { return this.children.map((part) => part.textContent).join(""); }
  set textContent(text) { this.children = [node(text)]; }

  contains(other) { return this === other || this.children.some((part) => part.contains?.(other)); }
  querySelectorAll(selector) {
    const [, name, kind] = selector.match(/^([a-z]*)(?:\.([\w-]+))?$/i);
    const fits = (one) => (!name || one.name === name) && (!kind || one.classList.contains(kind));
    const within = (one) => one.children.filter((part) => part instanceof FakeElement).flatMap((part) => [...(fits(part) ? [part] : []), ...within(part)]);
    return within(this);
  }
  querySelector(selector) { return this.querySelectorAll(selector)[0] ?? null; }
  addEventListener() {}
  getContext() { return { putImageData: (image) => { [this.painted, this.paintings] = [image, this.paintings + 1]; } }; }
}

const node = (part) => (part instanceof FakeElement ? part : { textContent: String(part) });

// Makes such a document the page's. Gives {sockets, fetched}: the sockets, {sent, answers(answer)}, and what was fetched,
// {address, answers(buffer)}. With `atOnce`, a function of a question that gives its answer, a socket answers before it has sent.
export function fakeDocument(atOnce = null) {
  const [sockets, fetched] = [[], []];
  class FakeSocket {
    constructor() {
      Object.assign(this, { readyState: 1, sent: [] });
      sockets.push(this);
    }
    send(text) {
      this.sent.push(text);
      if (atOnce) this.answers(atOnce(text));
    }
    answers({ head, arrays }) { this.onmessage({ data: bytes(Number(this.sent.at(-1).split(" ")[0]), head, arrays) }); }
    addEventListener() {}
    close() { this.readyState = 3; }
  }
  const create = (name) => new FakeElement(name);
  Object.assign(globalThis, {
    document: { createElement: create, createElementNS: (_, name) => create(name), activeElement: null, baseURI: "http://here/" },
    ResizeObserver: class { observe() {} disconnect() {} },
    ImageData: class { constructor(data, width, height) { Object.assign(this, { data, width, height }); } },
    WebSocket: FakeSocket,
    fetch: (address) => new Promise((resolve) => fetched.push({ address, answers: (buffer) => resolve({ ok: true, arrayBuffer: async () => buffer }) })),
  });
  return { sockets, fetched };
}

const TYPES = new Map([[Float32Array, "f4"], [Float64Array, "f8"], [Int32Array, "i4"]]);
const even = (n) => Math.ceil(n / 8) * 8;

// The bytes of an answer as components/backend/maps lays it out. `arrays` are typed arrays by their names.
export function bytes(sequence, head, arrays = {}) {
  const told = Object.entries(arrays).map(([name, array]) => ({ name, shape: [array.length], type: TYPES.get(array.constructor) }));
  const text = new TextEncoder().encode(JSON.stringify({ arrays: told, ...head }));
  const parts = Object.values(arrays);
  const buffer = new ArrayBuffer(parts.reduce((at, array) => even(at + array.byteLength), even(8 + text.length)));
  new Uint32Array(buffer, 0, 2).set([sequence, text.length]);
  new Uint8Array(buffer, 8).set(text);
  let at = even(8 + text.length);
  for (const array of parts) {
    new Uint8Array(buffer, at).set(new Uint8Array(array.buffer));
    at = even(at + array.byteLength);
  }
  return buffer;
}

export const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
