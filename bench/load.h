/* The small parts of load.c: buffers, reading lines and frames, latencies, processor time, the answer. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST = 4096, LONGEST_CURSOR = 160, BODY = 100, AT_ONCE = 64, CONNECT_SECONDS = 120, MOST_HEARD = 4 };
enum state { CLOSED, CONNECTING, SHAKING, OPEN };

typedef struct { char *bytes; long len, room; } buffer;
typedef struct { char room[40], cursor[LONGEST_CURSOR]; } heard;
typedef struct { int64_t due; char is_sent, is_stored; } post;
typedef struct {
    int fd, n_heard;
    enum state state;
    char *request, *post;
    heard heard[MOST_HEARD];
    buffer in, out, got; /* got: one bit for each post of the room */
    int64_t retry, pause;
} conn;

/* latencies in microseconds, 64 steps for each power of two: less than 2 % off */
enum { STEPS = 64 };
typedef struct {
    int64_t begins, ends, first_drop, last_back;
    long first_post, first_measured, delivered, doubled, in_window, unstored, refused, sent_away, dropped, frames, bytes;
    long counted, counts[58 * STEPS];
    double worst, server[2], own[2];
    int is_begun, is_over;
} phase;

static int64_t clock_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* --- buffers ----------------------------------------------------------------------------------- */

static void grow(buffer *b, long size) { /* new room is zero */
    if (size <= b->room) return;
    long room = size * 2 + 64;
    b->bytes = realloc(b->bytes, room);
    memset(b->bytes + b->room, 0, room - b->room);
    b->room = room;
}

static void append(buffer *b, const char *bytes, long n) {
    grow(b, b->len + n);
    memcpy(b->bytes + b->len, bytes, n);
    b->len += n;
}

/* --- lines and frames -------------------------------------------------------------------------- */

static int starts(const char *text, int n, const char *with) {
    int size = strlen(with);
    return n >= size && !memcmp(text, with, size);
}

static int field(char *text, int n, const char *name, char *value, int room) { /* "name": "value", near the start */
    char quoted[32];
    int size = sprintf(quoted, "\"%s\":", name);
    char *at = memmem(text, n < 400 ? n : 400, quoted, size), *end;
    if (!at) return 0;
    at += size + (at[size] == ' ');
    if (*at++ != '"' || !(end = memchr(at, '"', text + n - at)) || end - at >= room) return 0;
    memcpy(value, at, end - at);
    value[end - at] = 0;
    return 1;
}

static long stored_post(char *text, int n) { /* the number in {"posted": key}, or -1 */
    char key[64];
    if (!starts(text, n, "{\"posted\"") || !field(text, n, "posted", key, sizeof key) || strlen(key) != 36) return -1;
    return strtol(key + 24, NULL, 16);
}

static int fill(char *text, const char *form, const char *body, const char *key) {
    int n = 0;
    for (const char *at = form; *at && n < LONGEST - 200;) {
        if (!strncmp(at, "{body}", 6)) { n += sprintf(text + n, "%s", body); at += 6; }
        else if (!strncmp(at, "{key}", 5)) { n += sprintf(text + n, "%s", key); at += 5; }
        else text[n++] = *at++;
    }
    text[n] = 0;
    return n;
}

static void read_connection(conn *c, char *line, int port) {
    *c = (conn){.fd = -1, .pause = 50000000};
    line[strcspn(line, "\r\n")] = 0;
    char *path = strsep(&line, "\t"), *headers = strsep(&line, "\t"), *hello = strsep(&line, "\t");
    buffer request = {0};
    char text[1024], *header;
    append(&request, text, snprintf(text, sizeof text,
        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nOrigin: http://localhost:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n", path, port, port));
    while ((header = strsep(&headers, "|")))
        if (*header) append(&request, text, snprintf(text, sizeof text, "%s\r\n", header));
    append(&request, "\r\n", 3);
    c->request = request.bytes;
    c->post = strdup(line ? line : "");
    for (char *pair; (pair = strsep(&hello, " ")) && c->n_heard < MOST_HEARD;)
        if (sscanf(pair, "%39[^=]=%159s", c->heard[c->n_heard].room, c->heard[c->n_heard].cursor) == 2) c->n_heard++;
}

static int wait_for_line(void (*turn)(int, int64_t), int port) { /* the connections are served meanwhile */
    for (struct pollfd line = {.fd = 0, .events = POLLIN};; turn(port, 5000000)) {
        int n = poll(&line, 1, 0);
        if (n > 0) return 1;
    }
}

/* --- latencies --------------------------------------------------------------------------------- */

static void add_latency(phase *p, int64_t us) {
    int power = us < STEPS ? 0 : 63 - __builtin_clzll(us) - 6;
    int step = us < STEPS ? (us < 0 ? 0 : us) : (power + 1) * STEPS + ((us >> power) - STEPS);
    p->counts[step]++;
    p->counted++;
    if (us / 1000.0 > p->worst) p->worst = us / 1000.0;
}

static double quantile_ms(phase *p, double part) {
    long need = part * p->counted + 0.5, seen = 0;
    for (int i = 0; i < 58 * STEPS && p->counted; i++)
        if ((seen += p->counts[i]) >= need && p->counts[i])
            return (i < STEPS ? i : (double)((int64_t)(i % STEPS + STEPS) << (i / STEPS - 1))) / 1000;
    return p->worst;
}

/* --- processor time ---------------------------------------------------------------------------- */

static double processor_seconds(int pid) {
    char name[64], text[1024];
    unsigned long user, system;
    snprintf(name, sizeof name, "/proc/%d/stat", pid);
    FILE *file = pid ? fopen(name, "r") : NULL;
    if (!file) return 0;
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    char *after = strrchr(text, ')');
    if (!after || sscanf(after + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2) return 0;
    return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

static void sample_processors(phase *p, int pid) {
    int64_t t = clock_ns();
    int end = p->is_begun;
    if (p->is_over || t < (end ? p->ends : p->begins)) return;
    p->server[end] = processor_seconds(pid);
    p->own[end] = processor_seconds(getpid());
    *(end ? &p->is_over : &p->is_begun) = 1;
}

/* --- the answer -------------------------------------------------------------------------------- */

static void print_phase(phase *p, double rate, double seconds, long expected) {
    double server = p->server[1] - p->server[0];
    printf("{\"rate\": %.1f, \"expected\": %ld, \"delivered\": %ld, \"lost\": %ld, \"doubled\": %ld, \"unstored\": %ld, "
           "\"refused\": %ld, \"sent_away\": %ld, \"dropped\": %ld, \"p50_ms\": %.2f, \"p95_ms\": %.2f, \"p99_ms\": %.2f, "
           "\"worst_ms\": %.1f, \"deliveries_s\": %.0f, \"server_us\": %.2f, \"server_part\": %.3f, \"own_part\": %.3f, "
           "\"frame_bytes\": %.0f, \"first_drop_ns\": %lld, \"last_back_ns\": %lld}\n",
           rate, expected, p->delivered, expected - p->delivered, p->doubled, p->unstored, p->refused, p->sent_away,
           p->dropped, quantile_ms(p, 0.5), quantile_ms(p, 0.95), quantile_ms(p, 0.99), p->worst, p->in_window / seconds,
           p->in_window ? server * 1e6 / p->in_window : 0, server / seconds, (p->own[1] - p->own[0]) / seconds,
           p->frames ? (double)p->bytes / p->frames : 0, (long long)p->first_drop, (long long)p->last_back);
    fflush(stdout);
}

static void allow_many_files(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}
