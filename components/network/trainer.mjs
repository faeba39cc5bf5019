// The socket on which a network is trained: one training at a time, told while it runs, and given up when asked to.

import { readMap } from "../player/maps/answer.mjs";

const WAITS = [250, 500, 1000, 2000, 4000]; // ms before each further try to reach the server

// `on` is {waiting(), preparing(), frame({head, arrays}), cancelled(epoch), error(text), status("open" | "lost")}. `open` makes a
// WebSocket. It is dialled with the first training, and again where it is lost while one runs.
export function createTrainer(on, open, later = setTimeout) {
  let socket = null;
  let sequence = 0;
  let running = null; // {link, sequence}: asked for and neither done, refused nor given up
  let cancelling = null; // the number of the message that gave it up
  let tries = 0;
  let closed = false;

  function dial() {
    if (closed) return;
    const mine = open();
    socket = mine;
    mine.binaryType = "arraybuffer";
    mine.onopen = () => {
      tries = 0;
      on.status("open");
      if (running) begin();
    };
    mine.onmessage = ({ data }) => { if (!closed) heard(data); };
    mine.onclose = () => {
      if (closed || socket !== mine) return;
      socket = null;
      if (cancelling !== null) return stopped(null); // whose peer is gone runs no more
      if (!running) return; // dialled again when it is needed
      on.status("lost");
      later(dial, WAITS[Math.min(tries++, WAITS.length - 1)]);
    };
  }

  function send(text) {
    socket.send(`${sequence} ${text}`);
  }

  const number = () => (sequence = (sequence + 1) % 2 ** 32);

  function begin() {
    running.sequence = number(); // before it is sent: an answer is known by it
    send(running.link);
  }

  function heard(data) {
    const answer = typeof data === "string" ? JSON.parse(data) : readMap(data);
    if (answer.cancelled !== undefined && cancelling !== null) return stopped(answer.cancelled);
    if (!running || cancelling !== null || (answer.sequence ?? running.sequence) !== running.sequence) return; // not what is waited for
    if (answer.error !== undefined) {
      running = null;
      on.error(answer.error);
    } else if (answer.waiting) on.waiting(); // while others train
    else if (answer.preparing) on.preparing();
    else if (answer.head) {
      if (answer.head.training === "done") running = null;
      on.frame(answer);
    }
  }

  function stopped(epoch) {
    running = cancelling = null;
    on.cancelled(epoch);
  }

  return {
    train(link) {
      running = { link };
      cancelling = null;
      if (socket?.readyState === 1) begin();
      else if (!socket) dial();
    },
    cancel() {
      if (!running || cancelling !== null) return;
      if (socket?.readyState !== 1) return stopped(null); // it never began
      cancelling = number();
      send("cancel");
    },
    running: () => running !== null,
    close() {
      closed = true;
      socket?.close();
    },
  };
}
