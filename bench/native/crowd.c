#define _GNU_SOURCE
#include "crowd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "votes.h"
#include "wire.h"

/* frontend/live/link.js: how long it waits for what, and how it spreads its attempts. */
static const nanos ENGINE_TIMEOUT = 5LL * SECOND, ATTEMPT_TIMEOUT = 9LL * SECOND;
static const double SHORTEST_DELAY = 0.5, LONGEST_DELAY = 15;
enum { FAILURES_MAX = 10 };

enum { READ_MAX = 1 << 20, ADDRESSES = 50, FIRST_ADDRESS = 2, SYNC_ACK = 999999999 };
#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

struct crowd crowd;
static char buffer[READ_MAX + 1];

static bool under_way(const struct phone *phone)
{
    return phone->stage >= CONNECTING && phone->stage <= GREETED;
}

static void become(struct phone *phone, enum stage stage)
{
    crowd.joining -= under_way(phone);
    crowd.live -= phone->stage == LIVE;
    crowd.waiting -= phone->stage == WAITING;
    phone->stage = stage;
    crowd.joining += under_way(phone);
    crowd.live += stage == LIVE;
    crowd.waiting += stage == WAITING;
}

static void let_go(struct phone *phone)
{
    if (phone->fd >= 0)
        close(phone->fd);
    free(phone->rest);
    phone->fd = -1;
    phone->rest = NULL;
    phone->rest_size = 0;
    phone->syncing = false;
}

static double delay(struct phone *phone)
{
    double longest = SHORTEST_DELAY * (double)(1 << phone->failures);
    if (phone->sent_away == SOON)
        return 2 * drand48();
    if (phone->sent_away == LATER)
        return 20 + 20 * drand48();
    return (longest < LONGEST_DELAY ? longest : LONGEST_DELAY) * (0.5 + drand48());
}

static void try_later(struct phone *phone)
{
    phone->due = now() + (nanos)(delay(phone) * SECOND);
    if (phone->failures < FAILURES_MAX)
        phone->failures++;
    phone->sent_away = NOT;
    become(phone, WAITING);
}

static void lost(struct phone *phone, const char *why)
{
    if (phone->stage == LIVE) {
        if (!crowd.closed++)
            crowd.first_closed = now();
        phone->first_try = now();
    } else {
        tally_add(&crowd.failures, why, strlen(why));
    }
    let_go(phone);
    if (crowd.rejoins && phone->wanted) {
        try_later(phone);
        return;
    }
    crowd.wanted -= phone->wanted;
    phone->wanted = false;
    vote_given_up(phone);
    become(phone, IDLE);
}

void phone_stop(struct phone *phone)
{
    let_go(phone);
    crowd.wanted -= phone->wanted;
    phone->wanted = false;
    vote_given_up(phone);
    phone->failures = 0;
    phone->epoch = phone->position = 0;
    become(phone, IDLE);
}

static void use_source_address(struct phone *phone)
{
    struct sockaddr_in from = {.sin_family = AF_INET};
    int yes = 1, host = crowd.one_address ? FIRST_ADDRESS : FIRST_ADDRESS + phone->number % ADDRESSES;
    setsockopt(phone->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    from.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + (unsigned)host);
    if (bind(phone->fd, (struct sockaddr *)&from, sizeof from))
        perror("bind");
}

void phone_start(struct phone *phone)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)crowd.port)};
    struct epoll_event wanted = {.events = EPOLLOUT, .data.ptr = phone};
    int yes = 1;
    crowd.wanted += !phone->wanted;
    phone->wanted = true;
    phone->tried = now();
    become(phone, CONNECTING);
    phone->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (phone->fd < 0) {
        lost(phone, strerror(errno));
        return;
    }
    use_source_address(phone);
    setsockopt(phone->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (crowd.receive_buffer)
        setsockopt(phone->fd, SOL_SOCKET, SO_RCVBUF, &crowd.receive_buffer, sizeof(int));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(phone->fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS) {
        lost(phone, strerror(errno));
        return;
    }
    epoll_ctl(crowd.epoll, EPOLL_CTL_ADD, phone->fd, &wanted);
}

static void send_frame(struct phone *phone, int opcode, const char *body, size_t size)
{
    char out[SENT_MAX + FRAME_HEAD_MAX];
    size = wire_frame(out, opcode, body, size);
    if (phone->fd >= 0 && send(phone->fd, out, size, MSG_NOSIGNAL) != (ssize_t)size)
        lost(phone, "could not send");
}

void phone_send(struct phone *phone, const char *text, size_t size)
{
    send_frame(phone, TEXT, text, size);
}

/* Texts */

static void join_hall(struct phone *phone)
{
    char text[SENT_MAX], since[64] = "";
    if (phone->epoch)
        snprintf(since, sizeof since, ",\"since\":[%ld,%ld]", phone->epoch, phone->position);
    int size = snprintf(text, sizeof text,
                        "40/hall,{\"conference\":\"%s\",\"as\":\"attendee\",\"token\":\"%s\"%s}",
                        crowd.conference, phone->token, since);
    become(phone, JOINING);
    phone_send(phone, text, (size_t)size);
}

static void ask_for_sync(struct phone *phone)
{
    char text[128];
    int size = snprintf(text, sizeof text, "42/hall,%d[\"sync\",{\"since\":[%ld,%ld]}]", SYNC_ACK,
                        phone->epoch, phone->deaf ? 0 : phone->position);
    phone->syncing = true;
    phone_send(phone, text, (size_t)size);
}

static void live(struct phone *phone)
{
    if (phone->stage != GREETED)
        return;
    become(phone, LIVE);
    phone->failures = 0;
    list_add(crowd.rejoins ? &crowd.return_times : &crowd.join_times, now() - phone->first_try);
    vote_again(phone);
}

static void greeted(struct phone *phone)
{
    struct epoll_event nothing = {.events = 0, .data.ptr = phone};
    become(phone, GREETED);
    if (!phone->deaf)
        return;
    epoll_ctl(crowd.epoll, EPOLL_CTL_MOD, phone->fd, &nothing);
    for (int i = 0; i < crowd.asks; i++)
        ask_for_sync(phone);
    live(phone);
}

static void reached(struct phone *phone, long position)
{
    phone->position = position;
    if (!phone->watched)
        return;
    list_add(&phone->positions, position);
    list_add(&phone->times, now());
}

static void whole_view(struct phone *phone, const char *text, size_t size)
{
    size_t head = size < 128 ? size : 128;
    const char *at = memmem(text, head, "\"at\":[", 6), *comma = at ? strchr(at, ',') : NULL;
    if (!comma)
        return;
    crowd.snapshots++;
    phone->epoch = strtol(at + 6, NULL, 10);
    reached(phone, strtol(comma + 1, NULL, 10));
}

static void change(struct phone *phone, const char *text, size_t size)
{
    size_t head = size < 96 ? size : 96;
    long from = wire_number(text, head, "\"from\":"), to = wire_number(text, head, "\"to\":");
    crowd.deltas++;
    crowd.delta_bytes += (long)size;
    if (from == phone->position) {
        reached(phone, to);
    } else if (to > phone->position && !phone->syncing) {
        crowd.gaps++;
        ask_for_sync(phone);
    }
}

static void answered(struct phone *phone, const char *text, size_t size)
{
    long ack = strtol(text, NULL, 10);
    if (ack != SYNC_ACK) {
        vote_answered(phone, ack, text, size);
        return;
    }
    phone->syncing = false;
    long to = wire_last_number(text, size, "\"to\":");
    if (memmem(text, size < 64 ? size : 64, "\"snapshot\"", 10))
        whole_view(phone, text, size);
    else if (to >= 0)
        reached(phone, to);
}

static void told(struct phone *phone, const char *text, size_t size)
{
    if (wire_begins(text, size, "[\"delta\"")) {
        change(phone, text, size);
        live(phone);
    } else if (wire_begins(text, size, "[\"snapshot\"")) {
        whole_view(phone, text, size);
        live(phone);
    } else if (wire_begins(text, size, "[\"mine\"")) {
        live(phone);
    } else if (wire_begins(text, size, "[\"resync\"")) {
        crowd.resyncs++;
        ask_for_sync(phone);
    } else if (wire_begins(text, size, "[\"bye\"")) {
        phone->sent_away = memmem(text, size, "\"later\"", 7) ? LATER : SOON;
        const char *code = wire_word(text, &size, "\"code\":\"");
        tally_add(&crowd.byes, code, size);
    }
}

static void packet(struct phone *phone, const char *text, size_t size)
{
    static const size_t hall = sizeof "4x/hall," - 1;
    if (wire_begins(text, size, "2")) {
        phone_send(phone, "3", 1);
    } else if (wire_begins(text, size, "42/hall,")) {
        told(phone, text + hall, size - hall);
    } else if (wire_begins(text, size, "43/hall,")) {
        answered(phone, text + hall, size - hall);
    } else if (wire_begins(text, size, "0")) {
        join_hall(phone);
    } else if (wire_begins(text, size, "40/hall")) {
        greeted(phone);
    } else if (wire_begins(text, size, "44/hall")) {
        char why[NAME_MAX_BYTES];
        text = wire_word(text, &size, "\"message\":\"");
        snprintf(why, sizeof why, "%.*s", (int)size, text);
        lost(phone, why);
    } else if (wire_begins(text, size, "1")) {
        lost(phone, "closed");
    }
}

/* Bytes */

static size_t upgraded(struct phone *phone, size_t size)
{
    static const size_t status_at = sizeof "HTTP/1.1 " - 1, status_size = 3;
    const char *end = memmem(buffer, size, "\r\n\r\n", 4);
    if (!end)
        return 0;
    if (memcmp(buffer + status_at, "101", status_size)) {
        char why[] = "HTTP xxx";
        memcpy(why + 5, buffer + status_at, status_size);
        lost(phone, why);
        return 0;
    }
    become(phone, OPENING);
    return (size_t)(end - buffer) + 4;
}

static void keep_rest(struct phone *phone, size_t from, size_t size)
{
    free(phone->rest);
    phone->rest = NULL;
    phone->rest_size = phone->fd >= 0 ? size - from : 0;
    if (phone->rest_size && !(phone->rest = memcpy(malloc(phone->rest_size), buffer + from, phone->rest_size)))
        abort();
}

static void take_in(struct phone *phone)
{
    struct frame frame;
    size_t at = 0, used, size = phone->rest_size;
    if (size)
        memcpy(buffer, phone->rest, size);
    ssize_t got = recv(phone->fd, buffer + size, READ_MAX - size, 0);
    if (got <= 0) {
        if (got == 0 || (errno != EAGAIN && errno != EINTR))
            lost(phone, got ? strerror(errno) : "closed");
        return;
    }
    crowd.bytes += got;
    size += (size_t)got;
    buffer[size] = 0;
    if (phone->stage == UPGRADING)
        at = upgraded(phone, size);
    while (phone->stage > UPGRADING && (used = wire_next(buffer + at, size - at, &frame))) {
        if (frame.opcode == TEXT)
            packet(phone, frame.body, frame.size);
        else if (frame.opcode == PING)
            send_frame(phone, PONG, frame.body, frame.size);
        else if (frame.opcode == CLOSE)
            lost(phone, "closed");
        at += used;
    }
    keep_rest(phone, at, size);
}

void phone_event(struct phone *phone, unsigned events)
{
    if (phone->fd < 0)
        return;
    if (phone->stage == CONNECTING) {
        struct epoll_event reading = {.events = EPOLLIN, .data.ptr = phone};
        char request[SENT_MAX];
        ssize_t size = (ssize_t)wire_upgrade(request, sizeof request, crowd.port);
        if (send(phone->fd, request, (size_t)size, MSG_NOSIGNAL) != size) {
            lost(phone, strerror(errno));
            return;
        }
        become(phone, UPGRADING);
        epoll_ctl(crowd.epoll, EPOLL_CTL_MOD, phone->fd, &reading);
    } else if (phone->deaf && phone->stage == LIVE) {
        lost(phone, "closed");
    } else if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
        take_in(phone);
    }
}

static void tend(struct phone *phone, nanos time)
{
    if (phone->stage == WAITING && phone->due <= time) {
        phone_start(phone);
    } else if (phone->stage >= CONNECTING && phone->stage <= OPENING && time - phone->tried > ENGINE_TIMEOUT) {
        lost(phone, "no answer in 5 s");
    } else if (phone->stage == JOINING && time - phone->tried > ATTEMPT_TIMEOUT) {
        lost(phone, "not joined in 9 s");
        phone->due = time;
    }
}

void crowd_tend(void)
{
    static nanos last;
    nanos time = now();
    if (!crowd.joining && !crowd.waiting)
        return;
    if (time - last < 5 * MILLISECOND)
        return;
    last = time;
    for (int i = 0; i < crowd.size; i++)
        tend(&crowd.phones[i], time);
}

void crowd_count_anew(void)
{
    crowd.deltas = crowd.delta_bytes = crowd.bytes = crowd.snapshots = 0;
    crowd.resyncs = crowd.gaps = crowd.closed = 0;
    crowd.failures = crowd.byes = (struct tally){0};
    list_clear(&crowd.join_times);
    list_clear(&crowd.return_times);
    for (int i = 0; i < crowd.size; i++) {
        list_clear(&crowd.phones[i].positions);
        list_clear(&crowd.phones[i].times);
    }
}
