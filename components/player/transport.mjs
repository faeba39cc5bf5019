// A socket of ours, or where sockets are refused the same questions by plain HTTP: a proxy may upgrade Streamlit's alone.

const REFUSALS = 2; // before plain HTTP is tried
const MESSAGES = "application/vnd.optiscape.messages"; // an answer in many, told while it goes on

// The full address of one below the app, wherever that is mounted: pages stand side by side, one level deep.
export const address = (path) => new URL(path, document.baseURI).href;

export const lostWords = (drawn) => (drawn ? "Connection lost, trying again… The picture is the last good one."
  : "The server does not answer: no runs can be drawn yet. Trying again…");

// What `connect` dials at `path`: each call opens a WebSocket, or what answers like one from the address `plain`.
export function socketTo(path, plain = null, make = (at) => new WebSocket(at), ask = (at) => fetch(at)) {
  let refusals = 0;
  let opened = false;
  return () => {
    if (plain && refusals >= REFUSALS) return byHttp(plain, ask, () => { refusals = 0; });
    const socket = make(address(path).replace(/^http/, "ws"));
    socket.addEventListener("open", () => { opened = true; refusals = 0; });
    socket.addEventListener("close", () => { refusals += opened ? 0 : 1; opened = false; });
    return socket;
  };
}

// As much of a WebSocket as is used of it: a message `<sequence> <request>` is asked as `?<request>`, and the frames that
// come back get its sequence number. What tells them while it goes on, as a training, is left by a further message, and by
// `<sequence> cancel`. `failed` is called where the server cannot be reached at all.
function byHttp(path, ask, failed) {
  let newest = 0;
  let reading = null;
  const socket = {
    readyState: 0,
    send(message) {
      const [sequence, request] = [message.slice(0, message.indexOf(" ")), message.slice(message.indexOf(" ") + 1)];
      newest = Number(sequence);
      reading?.cancel().catch(() => {});
      reading = null;
      if (request === "cancel") tell(JSON.stringify({ sequence: newest, cancelled: null }));
      else answer(newest, request).catch(lose);
    },
    close() {
      socket.readyState = 3;
      reading?.cancel().catch(() => {});
    },
  };

  function tell(data) {
    queueMicrotask(() => { if (socket.readyState === 1) socket.onmessage?.({ data }); }); // what fails there is no lost connection
  }

  function frame(data, sequence) {
    new DataView(data).setUint32(0, sequence, true);
    tell(data);
  }

  async function answer(sequence, request) {
    const reply = await ask(`${address(path)}?${request}`);
    if (!reply.ok) tell(JSON.stringify({ ...await reply.json().catch(() => ({ error: `the server answered ${reply.status}` })), sequence }));
    else if (reply.headers?.get("content-type") === MESSAGES) await follow(reply.body.getReader(), sequence);
    else frame(await reply.arrayBuffer(), sequence);
  }

  // Messages as they come, each behind its length (components/backend/training/course.py).
  async function follow(reader, sequence) {
    const goes = () => sequence === newest && socket.readyState === 1;
    reading = goes() ? reader : null;
    if (!reading) return void reader.cancel().catch(() => {});
    let known = new Uint8Array(0);
    for (;;) {
      const { done, value } = await reader.read().catch((error) => { if (goes()) throw error; return { done: true }; });
      if (done || !goes()) return;
      known = joined(known, value);
      for (let size; known.length >= 4 && known.length >= 4 + (size = lengthOf(known)); known = known.slice(4 + size)) {
        const body = known.slice(4, 4 + size);
        if (known[0] & 1) tell(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(body)), sequence }));
        else frame(body.buffer, sequence);
      }
    }
  }

  function lose() {
    if (socket.readyState !== 1) return;
    socket.readyState = 3;
    failed();
    socket.onclose?.();
  }

  queueMicrotask(() => {
    if (socket.readyState !== 0) return;
    socket.readyState = 1;
    socket.onopen?.();
  });
  return socket;
}

function joined(one, other) {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

const lengthOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) >>> 1;
