// A page for the tests of the live socket: its sockets and its clock do nothing until they are told to.

import { connect } from "../../../components/player/live.mjs";

// A page with its sockets, what it was told, and the waits it asked for.
export function page(connected = connect) {
  const sockets = [];
  const told = { frames: [], errors: [], status: [] };
  const waits = [];
  const open = () => {
    const socket = { readyState: 0, sent: [], send: (text) => socket.sent.push(text), close: () => (socket.readyState = 2) };
    sockets.push(socket);
    return socket;
  };
  const live = connected(open, {
    frame: (buffer, request) => told.frames.push([new Uint32Array(buffer)[0], request.link]),
    error: (text, request) => told.errors.push([text, request?.link]),
    status: (now) => told.status.push(now),
  }, (again, wait) => waits.push({ again, wait }));
  const now = () => sockets.at(-1);
  return {
    live, sockets, told, waits,
    ask: (...links) => links.forEach((link) => live.ask({ link })),
    opens: () => { now().readyState = 1; now().onopen(); },
    drops: () => { now().readyState = 3; now().onclose(); },
    waited: () => waits.shift().again(),
    answers: (sequence) => now().onmessage({ data: new Uint32Array([sequence, 0, 0]).buffer }),
    refuses: (sequence, error) => now().onmessage({ data: JSON.stringify({ sequence, error }) }),
    sent: () => now().sent,
  };
}

// The same, with its socket open.
export function opened(connected) {
  const made = page(connected);
  made.opens();
  return made;
}
