// The line to the house: one socket with the wire's few frames, its HTTP twin when sockets are blocked,
// back-off with jitter. It knows cursors and frames, and nothing of what is in them.

const LONGEST_WAIT = 4000;
const SILENCE = 25000;
const POLL = 3000;
const TRIES_BEFORE_POLLING = 3;

export class Line {
  constructor({ url, cursors, twin, onFrame, onState }) {
    Object.assign(this, { url, cursors, twin, onFrame, onState, failures: 0, opened: 0, isOver: false });
    this.connect();
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
    addEventListener("online", () => this.wake());
    setInterval(() => this.check(), 5000);
  }

  connect() {
    clearTimeout(this.timer);
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => {
      this.failures = 0;
      this.opened += 1;
      this.heardAt = Date.now();
      this.send({ hello: this.cursors });
      this.state("live");
    };
    socket.onmessage = (message) => {
      this.heardAt = Date.now();
      this.take(JSON.parse(message.data));
    };
    socket.onclose = (event) => socket === this.socket && this.lost(event.code);
  }

  lost(code) {
    if (this.isOver) return;
    if (code === 4404) return this.end();
    this.failures += 1;
    const isBlocked = !this.opened && this.failures >= TRIES_BEFORE_POLLING;
    this.state(isBlocked ? "polling" : "lost");
    if (isBlocked) this.poll();
    const wait = Math.min(LONGEST_WAIT, 250 * 2 ** this.failures) * (0.5 + Math.random() / 2);
    this.timer = setTimeout(() => this.connect(), isBlocked ? 30000 : wait);
  }

  // A phone that wakes up, or a line that has gone quiet, does not wait for its turn.
  wake() {
    if (!this.isOver && this.socket.readyState > 1) this.connect();
  }

  check() {
    if (this.socket.readyState !== 1) return;
    if (Date.now() - this.heardAt > SILENCE) this.socket.close();
    else this.send({ ping: 1 });
  }

  async poll() {
    if (this.socket.readyState === 1 || this.isOver) return;
    for (const room of Object.keys(this.cursors)) {
      try {
        const answer = await fetch(`${this.twin(room)}?c=${encodeURIComponent(this.cursors[room])}`);
        if (answer.ok) this.take(await answer.json());
      } catch { /* the line is down; the next round tries again */ }
    }
    setTimeout(() => this.poll(), POLL);
  }

  take(frame) {
    if (frame.c) this.cursors[frame.room] = frame.c;
    if (frame.bye) return this.end();
    if (frame.reset) return location.reload();
    this.onFrame(frame);
  }

  end() {
    this.isOver = true;
    this.state("gone");
  }

  send(content) {
    if (this.socket.readyState !== 1) return false;
    this.socket.send(JSON.stringify(content));
    return true;
  }

  state(name) {
    this.onState(name);
  }
}
