// The anatomy of the run that is looked into, fetched when the page is at rest and somebody looks.

import { readAnatomy } from "./anatomy_frame.mjs";

// `changed()` is called when there is another anatomy, or none, or word of why.
export function createDissection(changed, ask = askServer) {
  let wanted = null; // the address whose answer counts
  let found = null; // {address, inside} or {address, problem}

  // Have the anatomy of run `i` of the experiment `link`. Asked for once.
  async function want(link, i) {
    const address = `./api/anatomy?${link}&of=${i}`;
    if (address === wanted) return;
    wanted = address;
    const answer = await ask(address).then((buffer) => ({ inside: readAnatomy(buffer) }), (error) => ({ problem: error.message }));
    if (address !== wanted) return; // another one by now
    if (answer.problem) wanted = null; // it may be asked again
    found = { address, ...answer };
    changed();
  }

  // What is known of run `i` of `link`: {inside}, {problem}, or {} while it is not there.
  const of = (link, i) => (found?.address === `./api/anatomy?${link}&of=${i}` ? found : {});

  return { want, of };
}

async function askServer(address) {
  const answer = await fetch(address);
  if (answer.ok) return answer.arrayBuffer();
  const { error } = await answer.json().catch(() => ({}));
  throw new Error(error ?? `the server answered ${answer.status}`);
}
