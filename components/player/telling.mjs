// Choices told to Streamlit, and counted: until the page has taken in the newest, its answers to older ones undo nothing.
// One that is not answered is told again: Streamlit drops what is told while its server is away.

const PATIENCE = [3000, 6000, 10_000]; // ms without an answer: the first time, the second, and from then on

// `again()` tells the newest choice once more, perhaps to a session that does not know of it: after the server was
// restarted, or at another one. `wait(f, ms)` calls f later and gives a handle that `stop` takes back.
export function createTelling(again, wait = setTimeout, stop = clearTimeout) {
  let tell = null;
  let session = null; // which of the server's answers the page
  let serial = 0; // of the newest choice
  let answered = 0; // of the newest that the page has taken in
  let tries = 0; // to tell this one
  let timer = null;

  return {
    // Take in what the page sent. Whether it answers the newest choice.
    take(component, data) {
      tell = (choice) => component.setStateValue("choice", { ...choice, session, serial });
      const other = session !== null && data.session !== session;
      session = data.session;
      if (other && serial > answered) {
        again();
        return false;
      }
      if (!other && data.serial < serial) return false;
      serial = answered = data.serial;
      stop(timer);
      return true;
    },
    // Something is being chosen.
    count() {
      serial += 1;
      tries = 0;
    },
    tell(choice) {
      tell(choice);
      stop(timer);
      if (serial > answered) timer = wait(again, PATIENCE[Math.min(tries++, PATIENCE.length - 1)]);
    },
    close: () => stop(timer),
  };
}
