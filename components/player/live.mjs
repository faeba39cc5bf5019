// The live socket of a page: one request in flight, the newest waiting one wins, and a lost connection is made again.

const WAITS = [250, 500, 1000, 2000, 4000]; // ms before each further try

// `on` is {frame(buffer, request), error(text, request), status("open" | "lost")}. `open` makes a WebSocket.
export function connect(open, on, later = setTimeout) {
  let socket = null;
  let sequence = 0;
  let inFlight = null; // {sequence, request}
  let waiting = null; // the newest request not yet sent
  let tries = 0;
  let closed = false;

  function dial() {
    if (closed) return;
    socket = open();
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      tries = 0;
      on.status("open");
      send();
    };
    socket.onmessage = ({ data }) => {
      if (closed) return;
      const error = typeof data === "string" ? JSON.parse(data) : null;
      const number = error ? error.sequence ?? inFlight?.sequence : new Uint32Array(data, 0, 1)[0];
      if (number !== inFlight?.sequence) return; // not what is waited for
      const answered = inFlight;
      inFlight = null;
      send(); // before drawing: the server works on the next while this one is drawn
      if (error) on.error(error.error, answered?.request);
      else on.frame(data, answered.request);
    };
    socket.onclose = () => {
      if (closed) return;
      waiting ??= inFlight?.request ?? null; // asked and never answered: ask again
      inFlight = null;
      on.status("lost");
      later(dial, WAITS[Math.min(tries++, WAITS.length - 1)]);
    };
  }

  function send() {
    if (inFlight || waiting === null || socket.readyState !== 1) return;
    sequence = (sequence + 1) % 2 ** 32;
    inFlight = { sequence, request: waiting };
    waiting = null;
    socket.send(`${sequence} ${inFlight.request.link}`);
  }

  dial();
  return {
    // `request` is {link, …}; the rest comes back with its answer.
    ask(request) {
      waiting = request;
      send();
    },
    busy: () => inFlight !== null || waiting !== null,
    close() {
      closed = true;
      socket.close();
    },
  };
}
