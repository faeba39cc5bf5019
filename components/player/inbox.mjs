// What a part is told may come before the part has what it is about: the newest of it is kept until then.

// `receive(answer)` keeps the answer until the part is ready, which it says with `open()`, and hands it to `deliver` from
// then on.
export function createInbox(deliver) {
  let kept = []; // the newest answer that came too early; null once there is no too early any more

  function receive(answer) {
    if (kept) kept = [answer];
    else deliver(answer);
  }

  function open() {
    const early = kept ?? [];
    kept = null;
    early.forEach(deliver);
  }

  return { receive, open };
}
