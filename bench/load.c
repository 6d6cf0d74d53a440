/* Load for rooms: many WebSocket connections from one thread, epoll, nothing but libc. Loopback only.
 *
 *   load PORT SEATS CONNECTIONS [SERVER_PID]
 *
 * CONNECTIONS has one line for each connection, room by room, SEATS lines a room, fields parted by tabs:
 * path, request headers (parted by "|"), hello, post. In the post, {body} and {key} are filled in. A connection with a
 * hello speaks our wire: posts are kept until they are acknowledged, a connection that drops comes back
 * with its cursors and sends again what was not acknowledged, as the browser does.
 *
 * Standard input has lines "RATE WARM SECONDS DRAIN": offer RATE posts a second, evenly, whether or not
 * the server keeps up; measure SECONDS of it after WARM; wait at most DRAIN for what is under way. Each is
 * answered by one line of JSON. The text of a post carries the moment at which it was due, so latency
 * holds every delay, ours too; and its number, so what is lost or doubled is counted one by one.
 */
#define _GNU_SOURCE
#include "load.h"

static conn *conns;
static int n_conns, n_rooms, n_seats, epoll, n_open, n_opening;
static post *posts;
static long n_posts;
static phase now_measured;

static void die(const char *why) { fprintf(stderr, "load: %s\n", why); exit(2); }
static conn *author(long k) { return &conns[(k % n_rooms) * n_seats + (k / n_rooms) % n_seats]; }
static int speaks_our_wire(conn *c) { return c->n_heard > 0; }

/* --- sending ----------------------------------------------------------------------------------- */

static void watch(conn *c, int how) {
    struct epoll_event e = {.events = EPOLLIN | (c->out.len || c->state == CONNECTING ? EPOLLOUT : 0), .data.ptr = c};
    epoll_ctl(epoll, how, c->fd, &e);
}

static void write_out(conn *c, const char *bytes, int n) {
    if (!c->out.len) {
        ssize_t sent = send(c->fd, bytes, n, MSG_NOSIGNAL);
        if (sent == n) return;
        if (sent < 0 && errno != EAGAIN) return; /* the read side will see that it is gone */
        if (sent > 0) { bytes += sent; n -= sent; }
    }
    append(&c->out, bytes, n);
    watch(c, EPOLL_CTL_MOD);
}

static void send_frame(conn *c, int opcode, const char *payload, int n) { /* masked with zeros: unchanged */
    char head[14] = {(char)(0x80 | opcode)};
    int size = 2;
    if (n < 126) head[1] = (char)(0x80 | n);
    else { head[1] = (char)(0x80 | 126); head[2] = n >> 8; head[3] = n & 255; size = 4; }
    static char whole[LONGEST + 16];
    memset(head + size, 0, 4);
    memcpy(whole, head, size + 4);
    memcpy(whole + size + 4, payload, n);
    write_out(c, whole, size + 4 + n);
}

static void send_post(long k) {
    conn *c = author(k);
    char body[128], key[40], text[LONGEST];
    int n = snprintf(body, sizeof body, "@%lld@%ld@ ", (long long)posts[k].due, k);
    while (n < BODY) { body[n] = n % 6 == 5 ? ' ' : 'a' + n % 23; n++; }
    body[n] = 0;
    snprintf(key, sizeof key, "%08x-0000-4000-8000-%012lx", (unsigned)(posts[0].due / 1000000), k);
    n = fill(text, c->post, body, key);
    posts[k].is_stored = !speaks_our_wire(c);
    posts[k].is_sent = 1;
    send_frame(c, 1, text, n);
}

static void say_hello(conn *c) {
    if (!speaks_our_wire(c)) return;
    char text[LONGEST];
    int n = sprintf(text, "{\"hello\":{");
    for (int i = 0; i < c->n_heard; i++)
        n += sprintf(text + n, "%s\"%s\":\"%s\"", i ? "," : "", c->heard[i].room, c->heard[i].cursor);
    n += sprintf(text + n, "}}");
    send_frame(c, 1, text, n);
    long place = c - conns, room = place / n_seats, seat = place % n_seats;
    for (long k = seat * n_rooms + room; k < n_posts; k += (long)n_rooms * n_seats)
        if (posts[k].due <= clock_ns() && !posts[k].is_stored) send_post(k);
}

/* --- receiving --------------------------------------------------------------------------------- */

static void on_delivery(conn *c, long k, int64_t due, int64_t t) {
    long place = k / n_rooms; /* among the posts of this room */
    grow(&c->got, place / 8 + 1);
    unsigned char *byte = (unsigned char *)c->got.bytes + place / 8, bit = 1 << place % 8;
    if (*byte & bit) { now_measured.doubled++; return; }
    *byte |= bit;
    if (k >= now_measured.first_post) now_measured.delivered++;
    if (k >= now_measured.first_measured) add_latency(&now_measured, (t - due) / 1000);
    if (t >= now_measured.begins && t < now_measured.ends) now_measured.in_window++;
}

static void on_text(conn *c, char *text, int n, int64_t t) {
    now_measured.frames++;
    now_measured.bytes += n;
    char *end = text + n, *at = text, room[40], cursor[LONGEST_CURSOR];
    long stored = stored_post(text, n);
    if (stored >= 0 && stored < n_posts) { posts[stored].is_stored = 1; return; }
    if (starts(text, n, "{\"refused\"") && !now_measured.refused++) fprintf(stderr, "load: %.*s\n", n, text);
    if ((starts(text, n, "{\"bye\"") || starts(text, n, "{\"reset\"")) && !now_measured.sent_away++)
        fprintf(stderr, "load: %.*s\n", n, text);
    if (field(text, n, "room", room, sizeof room) && field(text, n, "c", cursor, sizeof cursor))
        for (int i = 0; i < c->n_heard; i++)
            if (!strcmp(c->heard[i].room, room)) strcpy(c->heard[i].cursor, cursor);
    while ((at = memchr(at, '@', end - at))) { /* a frame may carry several posts */
        char *then, *last;
        int64_t due = strtoll(++at, &then, 10);
        if (then == at || *then != '@') continue;
        long k = strtol(then + 1, &last, 10);
        if (last == then + 1 || *last != '@' || k >= n_posts) continue;
        on_delivery(c, k, due, t);
        at = last + 1;
    }
}

static void drop(conn *c) {
    int64_t t = clock_ns();
    if (c->state == OPEN) {
        n_open--;
        now_measured.dropped++;
        if (!now_measured.first_drop) now_measured.first_drop = t;
        c->pause = 200000000;
    } else n_opening--;
    close(c->fd);
    c->state = CLOSED;
    c->in.len = c->out.len = 0;
    c->retry = t + c->pause / 2 + rand() % (c->pause / 2 + 1); /* back-off with jitter, at most 4 s */
    c->pause = c->pause * 2 > 4000000000LL ? 4000000000LL : c->pause * 2;
}

static int on_frames(conn *c, char *bytes, int n, int64_t t) { /* returns how many bytes were used */
    int at = 0;
    while (n - at >= 2) {
        unsigned char *u = (unsigned char *)bytes + at;
        int head = 2;
        long size = u[1] & 127;
        if (size == 126) { if (n - at < 4) break; size = u[2] << 8 | u[3]; head = 4; }
        else if (size == 127) { if (n - at < 10) break; size = 0; for (int i = 2; i < 10; i++) size = size << 8 | u[i]; head = 10; }
        if (n - at - head < size) break;
        char *payload = bytes + at + head, after = payload[size];
        payload[size] = 0; /* numbers end here; the next frame's first byte comes back below */
        if ((u[0] & 15) == 1) on_text(c, payload, size, t);
        else if ((u[0] & 15) == 9) send_frame(c, 10, payload, size);
        else if ((u[0] & 15) == 8) { drop(c); return n; }
        payload[size] = after;
        at += head + size;
    }
    return at;
}

static void on_bytes(conn *c, char *bytes, int n) {
    int64_t t = clock_ns();
    append(&c->in, bytes, n);
    grow(&c->in, c->in.len + 1);
    int used = 0;
    if (c->state == SHAKING) {
        char *end = memmem(c->in.bytes, c->in.len, "\r\n\r\n", 4);
        if (!end) return;
        if (strncmp(c->in.bytes, "HTTP/1.1 101", 12)) { fprintf(stderr, "load: %.40s\n", c->in.bytes); drop(c); return; }
        used = end + 4 - c->in.bytes;
        c->state = OPEN;
        n_open++; n_opening--;
        now_measured.last_back = t;
        say_hello(c);
    }
    used += on_frames(c, c->in.bytes + used, c->in.len - used, t);
    if (c->state != OPEN) return;
    memmove(c->in.bytes, c->in.bytes + used, c->in.len - used);
    c->in.len -= used;
}

/* --- connections ------------------------------------------------------------------------------- */

static void dial(conn *c, int port) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1;
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (c->fd < 0) die("no more sockets");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    c->state = CONNECTING;
    n_opening++;
    if (connect(c->fd, (void *)&to, sizeof to) < 0 && errno != EINPROGRESS) drop(c);
    else watch(c, EPOLL_CTL_ADD);
}

static void dial_all(int port) {
    int64_t t = clock_ns();
    for (int i = 0; i < n_conns && n_opening < AT_ONCE; i++)
        if (conns[i].state == CLOSED && conns[i].retry <= t) dial(&conns[i], port);
}

static void on_event(conn *c, unsigned events) {
    static char bytes[1 << 18];
    if (c->state == CLOSED) return;
    if (events & (EPOLLERR | EPOLLHUP) && !(events & EPOLLIN)) { drop(c); return; }
    if (events & EPOLLOUT && c->state == CONNECTING) {
        c->state = SHAKING;
        watch(c, EPOLL_CTL_MOD);
        write_out(c, c->request, strlen(c->request));
    } else if (events & EPOLLOUT && c->out.len) {
        ssize_t sent = send(c->fd, c->out.bytes, c->out.len, MSG_NOSIGNAL);
        if (sent > 0) { memmove(c->out.bytes, c->out.bytes + sent, c->out.len - sent); c->out.len -= sent; }
        watch(c, EPOLL_CTL_MOD);
    }
    if (events & EPOLLIN) {
        ssize_t n = recv(c->fd, bytes, sizeof bytes, 0);
        if (n > 0) on_bytes(c, bytes, n);
        else if (n == 0 || (errno != EAGAIN && errno != EINTR)) drop(c);
    }
}

static void turn(int port, int64_t longest) { /* one turn of the loop */
    static struct epoll_event events[512];
    struct timespec wait = {0, longest < 0 ? 0 : longest > 5000000 ? 5000000 : longest};
    if (n_open < n_conns) dial_all(port);
    int n = epoll_pwait2(epoll, events, 512, &wait, NULL);
    for (int i = 0; i < n; i++) on_event(events[i].data.ptr, events[i].events);
}

static void read_connections(const char *name, int port) {
    FILE *file = fopen(name, "r");
    char *line = NULL;
    size_t room = 0;
    if (!file) die("no file of connections");
    while (getline(&line, &room, file) > 0) {
        conns = realloc(conns, (n_conns + 1) * sizeof *conns);
        read_connection(&conns[n_conns++], line, port);
    }
    fclose(file);
    if (!n_conns || n_conns % n_seats) die("not the same number of connections in each room");
    n_rooms = n_conns / n_seats;
}

/* --- phases ------------------------------------------------------------------------------------ */

static void offer(double rate, double warm, double seconds, double drain, int port, int pid) {
    int64_t start = clock_ns() + 20000000, gap = 1e9 / rate;
    long first = n_posts, next = n_posts;
    long planned = (warm + seconds) * rate;
    now_measured = (phase){.begins = start + warm * 1e9, .ends = start + (warm + seconds) * 1e9};
    now_measured.first_post = first;
    now_measured.first_measured = first + (long)(warm * rate);
    posts = realloc(posts, (n_posts + planned) * sizeof *posts);
    for (long i = 0; i < planned; i++) posts[n_posts++] = (post){.due = start + i * gap};
    while (clock_ns() < now_measured.ends + (int64_t)(drain * 1e9)) {
        sample_processors(&now_measured, pid);
        if (next == n_posts && now_measured.is_over && now_measured.delivered >= planned * n_seats) break;
        for (int burst = 0; next < n_posts && posts[next].due <= clock_ns() && burst < 256; burst++, next++)
            if (author(next)->state == OPEN) send_post(next); /* else it goes out when its author is back */
        turn(port, next < n_posts ? posts[next].due - clock_ns() : 5000000);
    }
    for (long k = first; k < n_posts; k++) now_measured.unstored += !posts[k].is_stored;
    print_phase(&now_measured, rate, seconds, planned * n_seats);
}

int main(int argc, char **argv) {
    if (argc < 4) die("PORT SEATS CONNECTIONS [SERVER_PID]");
    int port = atoi(argv[1]), pid = argc > 4 ? atoi(argv[4]) : 0;
    double rate, warm, seconds, drain;
    n_seats = atoi(argv[2]);
    allow_many_files();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    read_connections(argv[3], port);
    int64_t start = clock_ns();
    while (n_open < n_conns) {
        if (clock_ns() - start > CONNECT_SECONDS * 1000000000LL) die("not all connections came up");
        turn(port, 5000000);
    }
    for (int64_t end = clock_ns() + 2000000000LL; clock_ns() < end;) turn(port, 5000000); /* people sit down */
    printf("{\"connections\": %d, \"seconds\": %.2f, \"bytes\": %ld}\n", n_conns, (clock_ns() - start) / 1e9 - 2, now_measured.bytes);
    fflush(stdout);
    while (wait_for_line(turn, port) && scanf("%lf %lf %lf %lf", &rate, &warm, &seconds, &drain) == 4)
        offer(rate, warm, seconds, drain, port, pid);
    return 0;
}
