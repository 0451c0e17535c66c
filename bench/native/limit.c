/* The least that any server must do for the same messages: accept, upgrade, read, reply, send().

   limit SNAPSHOT QUESTIONS

   Prints its port. The snapshot begins {"at":[1,1000000], so that its position always takes seven digits. Votes are counted in memory; nothing is checked, nobody is known, nothing is saved. What
   another server costs beyond this is its own. */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { SOCKETS_MAX = 200000, EVENTS_MAX = 512, READ_MAX = 65536, QUESTIONS_MAX = 4096, TICK_MILLISECONDS = 200 };
enum stage { GONE, ACCEPTED, OPENED, JOINED };

static const char UPGRADED[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
static const char OPEN[] = "0{\"sid\":\"limit\",\"upgrades\":[],\"pingTimeout\":20000,\"pingInterval\":25000}";
static const char GREETING[] = "40/hall,{\"sid\":\"limit\"}";

static enum stage stages[SOCKETS_MAX];
static int highest, questions;
static long support[QUESTIONS_MAX], position, told;
static bool changed[QUESTIONS_MAX];
static char welcome[1 << 20], delta[1 << 17], in[READ_MAX + 1];
static char *welcome_position;
static size_t welcome_size;

static size_t frame(char *out, const char *text, size_t size)
{
    size_t at = 2;
    out[0] = (char)0x81;
    if (size < 126) {
        out[1] = (char)size;
    } else if (size < 65536) {
        out[1] = 126, out[2] = (char)(size >> 8), out[3] = (char)size;
        at = 4;
    } else {
        out[1] = 127;
        for (int i = 0; i < 8; i++)
            out[2 + i] = (char)((uint64_t)size >> (56 - 8 * i));
        at = 10;
    }
    memmove(out + at, text, size);
    return at + size;
}

static void drop(int fd)
{
    stages[fd] = GONE;
    close(fd);
}

static void put(int fd, const char *bytes, size_t size)
{
    if (send(fd, bytes, size, MSG_NOSIGNAL) != (ssize_t)size)
        drop(fd);
}

static void say(int fd, const char *text, size_t size)
{
    char out[256];
    put(fd, out, frame(out, text, size));
}

static void prepare_welcome(const char *path)
{
    static char text[1 << 19];
    size_t size = frame(welcome, GREETING, sizeof GREETING - 1);
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(1);
    }
    int head = sprintf(text, "42/hall,[\"snapshot\",");
    size_t body = fread(text + head, 1, sizeof text - 64, file);
    fclose(file);
    text[(size_t)head + body] = ']';
    welcome_size = size + frame(welcome + size, text, (size_t)head + body + 1);
    welcome_position = memmem(welcome + size, welcome_size - size, "{\"at\":[1,1000000]", 17);
    if (!welcome_position) {
        fprintf(stderr, "limit: not the snapshot expected\n");
        exit(1);
    }
    welcome_position += sizeof "{\"at\":[1," - 1;
    position = told = 1000000;
}

static void voted(int fd, const char *text)
{
    char out[128];
    const char *event = strchr(text, '['), *question = strstr(text, "\"question\":");
    int number = question ? atoi(question + 11) : 0;
    if (!event || number < 1 || number > questions) {
        drop(fd);
        return;
    }
    support[number] += strstr(text, "\"cast_vote\"") ? 1 : -1;
    changed[number] = true;
    int size = sprintf(out, "43/hall,%.*s[{\"ok\":true,\"position\":%ld}]", (int)(event - text < 12 ? event - text : 12),
                       text, ++position);
    say(fd, out, (size_t)size);
}

static void hear(int fd, char *text)
{
    if (stages[fd] == OPENED && !strncmp(text, "40/hall,", 8)) {
        char digits[24];
        sprintf(digits, "%ld", told);
        memcpy(welcome_position, digits, 7);
        stages[fd] = JOINED;
        put(fd, welcome, welcome_size);
    } else if (!strncmp(text, "42/hall,", 8)) {
        voted(fd, text + 8);
    }
}

static void take_frames(int fd, char *at, const char *end)
{
    while (stages[fd] != GONE && end - at >= 6) {
        size_t size = at[1] & 127, head = size == 126 ? 8 : 6;
        if (size == 126)
            size = (size_t)(uint8_t)at[2] << 8 | (uint8_t)at[3];
        if ((size_t)(end - at) < head + size)
            return;
        char *mask = at + head - 4, *text = at + head, after = text[size];
        for (size_t i = 0; i < size; i++)
            text[i] ^= mask[i & 3];
        text[size] = 0;
        if ((at[0] & 15) == 1)
            hear(fd, text);
        text[size] = after;
        at = text + size;
    }
}

static void take_in(int fd)
{
    ssize_t got = read(fd, in, READ_MAX);
    if (got <= 0) {
        drop(fd);
        return;
    }
    in[got] = 0;
    if (stages[fd] == ACCEPTED) {
        char out[512];
        memcpy(out, UPGRADED, sizeof UPGRADED - 1);
        put(fd, out, sizeof UPGRADED - 1 + frame(out + sizeof UPGRADED - 1, OPEN, sizeof OPEN - 1));
        stages[fd] = stages[fd] == GONE ? GONE : OPENED;
    } else {
        take_frames(fd, in, in + got);
    }
}

static void tick(void)
{
    if (told == position)
        return;
    char *text = delta + 16, *at = text;
    at += sprintf(at, "42/hall,[\"delta\",{\"from\":%ld,\"to\":%ld,\"votes\":[", told, position);
    for (int n = 1; n <= questions; n++) {
        if (changed[n])
            at += sprintf(at, "[%d,%ld],", n, support[n]);
        changed[n] = false;
    }
    at += sprintf(at - 1, "]}]") - 1;
    told = position;
    size_t size = frame(delta, text, (size_t)(at - text));
    for (int fd = 0; fd <= highest; fd++)
        if (stages[fd] == JOINED)
            put(fd, delta, size);
}

static int listener(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(fd, (struct sockaddr *)&address, size) || listen(fd, 4096)) {
        perror("limit");
        exit(1);
    }
    getsockname(fd, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

static void accept_one(int epoll, int listening)
{
    int fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK), yes = 1;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (fd < 0)
        return;
    if (fd >= SOCKETS_MAX) {
        close(fd);
        return;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    stages[fd] = ACCEPTED;
    highest = fd > highest ? fd : highest;
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

int main(int argc, char **argv)
{
    struct itimerspec every = {{0, TICK_MILLISECONDS * 1000000}, {0, TICK_MILLISECONDS * 1000000}};
    struct epoll_event events[EVENTS_MAX];
    struct rlimit files;
    if (argc != 3 || (questions = atoi(argv[2])) >= QUESTIONS_MAX) {
        fprintf(stderr, "limit SNAPSHOT QUESTIONS\n");
        return 1;
    }
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    prepare_welcome(argv[1]);
    int epoll = epoll_create1(0), listening = listener(), timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    timerfd_settime(timer, 0, &every, NULL);
    epoll_ctl(epoll, EPOLL_CTL_ADD, listening, &(struct epoll_event){.events = EPOLLIN, .data.fd = listening});
    epoll_ctl(epoll, EPOLL_CTL_ADD, timer, &(struct epoll_event){.events = EPOLLIN, .data.fd = timer});
    for (;;) {
        int count = epoll_wait(epoll, events, EVENTS_MAX, -1);
        for (int i = 0; i < count; i++) {
            uint64_t ticks;
            if (events[i].data.fd == listening)
                accept_one(epoll, listening);
            else if (events[i].data.fd == timer)
                count = read(timer, &ticks, sizeof ticks) > 0 ? (tick(), count) : count;
            else if (stages[events[i].data.fd] != GONE)
                take_in(events[i].data.fd);
        }
    }
}
