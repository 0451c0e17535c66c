/* A crowd of phones on one core, told what to do line by line.

   swarm PORT CONFERENCE TOKENS QUESTIONS RUN LOG

   TOKENS is a file with a phone's token a line; RUN begins the ids of its votes; LOG gets each acknowledged
   id and its position. Commands come on standard input, `name key=value …`, and each is answered with one line of JSON:

     join count=N at_once=K [over=S] [one_address=1] [deaf=1 asks=A buffer=B]
     vote rate=R seconds=S [warm=W] [churn=C]    rate 0 only listens
     storm seconds=S                             every phone votes once
     return rate=R                               comes back from a server that dies, voting meanwhile
     server pid=P                                whose CPU is meant
     leave                                       everybody

   Between commands it goes on listening and answering pings. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "votes.h"

enum { EVENTS_MAX = 512, LINE_MAX_BYTES = 512, WATCHED = 48, SETTLE_SECONDS = 10 };

static int server_pid, cursor;
static char line[LINE_MAX_BYTES];
static bool line_ready;

static void take_line(void)
{
    static size_t size;
    char c;
    while (!line_ready) {
        ssize_t got = read(STDIN_FILENO, &c, 1);
        if (got == 0)
            exit(0);
        if (got < 0)
            return;
        if (c == '\n') {
            line[size] = 0;
            size = 0;
            line_ready = true;
        } else if (size + 1 < sizeof line) {
            line[size++] = c;
        }
    }
}

/* One turn of the loop: whatever arrived, and whoever is due. */
static void turn(int milliseconds)
{
    struct epoll_event events[EVENTS_MAX];
    int count = epoll_wait(crowd.epoll, events, EVENTS_MAX, milliseconds);
    for (int i = 0; i < count; i++) {
        if (events[i].data.ptr)
            phone_event(events[i].data.ptr, events[i].events);
        else
            take_line();
    }
    crowd_tend();
}

static double given(const char *key, double otherwise)
{
    char *at = line;
    size_t size = strlen(key);
    while ((at = strchr(at, ' ')))
        if (!strncmp(++at, key, size) && at[size] == '=')
            return strtod(at + size + 1, NULL);
    return otherwise;
}

/* What was used since it began. */
struct stretch {
    nanos begun, server, own;
    long votes;
    nanos seconds;
};

static struct stretch begin(void)
{
    return (struct stretch){now(), cpu_of(server_pid), own_cpu(), votes_sent(), 0};
}

static void end(struct stretch *stretch)
{
    stretch->seconds = now() - stretch->begun;
    stretch->server = cpu_of(server_pid) - stretch->server;
    stretch->own = own_cpu() - stretch->own;
}

static void say_stretch(const char *name, const struct stretch *stretch)
{
    printf("{\"do\":\"%s\"", name);
    say_seconds("seconds", stretch->seconds);
    say_seconds("server_cpu", stretch->server);
    say_seconds("client_cpu", stretch->own);
    say_number("live", crowd.live);
    say_number("closed", crowd.closed);
}

static void say_heard(long deltas, long delta_bytes, long bytes)
{
    say_number("deltas", deltas);
    say_number("delta_bytes", delta_bytes);
    say_number("bytes", bytes);
    say_number("snapshots", crowd.snapshots);
    say_number("resyncs", crowd.resyncs);
    say_number("gaps", crowd.gaps);
    say_tally("failures", &crowd.failures);
    say_tally("byes", &crowd.byes);
}

static void said(void)
{
    printf("}\n");
    fflush(stdout);
}

static void watch_some(void)
{
    int seen = 0, every = crowd.live / WATCHED ? crowd.live / WATCHED : 1;
    for (int i = 0; i < crowd.size; i++) {
        struct phone *phone = &crowd.phones[i];
        phone->watched = phone->stage == LIVE && !phone->deaf && seen++ % every == 0;
    }
}

static struct phone *next_voter(void)
{
    for (int tried = 0; tried < crowd.size; tried++) {
        struct phone *phone = &crowd.phones[cursor++ % crowd.size];
        if (phone->stage == LIVE && !phone->deaf && phone->pending_vote == NO_VOTE)
            return phone;
    }
    return NULL;
}

static struct phone *next_idle(int *from)
{
    for (; *from < crowd.size; ++*from)
        if (crowd.phones[*from].stage == IDLE)
            return &crowd.phones[(*from)++];
    return NULL;
}

static void settle(long since)
{
    nanos until = now() + (nanos)SETTLE_SECONDS * SECOND;
    while ((votes_unanswered() || !votes_all_seen(since)) && now() < until)
        turn(5);
}

static void join(void)
{
    long count = (long)given("count", 1), started = 0, at_once = (long)given("at_once", 64);
    double over = given("over", 0), timeout = given("timeout", 120);
    crowd_count_anew();
    crowd.rejoins = false;
    crowd.one_address = given("one_address", 0) > 0;
    crowd.receive_buffer = (int)given("buffer", 0);
    crowd.asks = (int)given("asks", 0);
    bool deaf = given("deaf", 0) > 0;
    int from = 0;
    struct stretch stretch = begin();
    nanos until = stretch.begun + (nanos)(timeout * SECOND);
    while ((started < count || crowd.joining) && now() < until) {
        while (started < count && crowd.joining < at_once &&
               (double)(now() - stretch.begun) >= over * SECOND * (double)started / (double)count) {
            struct phone *phone = next_idle(&from);
            if (!phone)
                break;
            started++;
            phone->deaf = deaf;
            phone->first_try = now();
            phone_start(phone);
        }
        turn(1);
    }
    end(&stretch);
    crowd.receive_buffer = 0;
    say_stretch("join", &stretch);
    say_number("asked", count);
    say_times("join_ms", &crowd.join_times);
    say_heard(crowd.deltas, crowd.delta_bytes, crowd.bytes);
    said();
}

static void replace_one(void)
{
    struct phone *phone = &crowd.phones[lrand48() % crowd.size];
    if (phone->stage != LIVE || phone->watched || phone->deaf)
        return;
    phone_stop(phone);
    phone->first_try = now();
    phone_start(phone);
}

/* Votes at a steady rate for so long; none are sent when nobody is free to. */
static void vote_for(double seconds, double rate, double churn)
{
    nanos begun = now();
    double elapsed, voted = 0, replaced = 0;
    while ((elapsed = (double)(now() - begun) / SECOND) < seconds) {
        for (; voted < elapsed * rate; voted++) {
            struct phone *phone = next_voter();
            if (!phone)
                break;
            vote(phone);
        }
        for (; replaced < elapsed * churn; replaced++)
            replace_one();
        turn(1);
    }
}

static void vote_steadily(void)
{
    double rate = given("rate", 0), churn = given("churn", 0), seconds = given("seconds", 1);
    watch_some();
    crowd_count_anew();
    vote_for(given("warm", 0), rate, churn);
    long deltas = crowd.deltas, delta_bytes = crowd.delta_bytes, bytes = crowd.bytes;
    struct stretch stretch = begin();
    vote_for(seconds, rate, churn);
    end(&stretch);
    deltas = crowd.deltas - deltas;
    delta_bytes = crowd.delta_bytes - delta_bytes;
    bytes = crowd.bytes - bytes;
    long until = votes_sent();
    settle(stretch.votes);
    say_stretch("vote", &stretch);
    say_votes(stretch.votes, until);
    say_heard(deltas, delta_bytes, bytes);
    said();
}

static void storm(void)
{
    double seconds = given("seconds", 5);
    int *order = malloc((size_t)crowd.size * sizeof *order), count = 0;
    for (int i = 0; i < crowd.size; i++) {
        if (crowd.phones[i].stage != LIVE || crowd.phones[i].deaf)
            continue;
        int other = (int)(lrand48() % (count + 1));
        order[count] = order[other];
        order[other] = i;
        count++;
    }
    watch_some();
    crowd_count_anew();
    struct stretch stretch = begin();
    for (int sent = 0; sent < count; turn(1))
        while (sent < count && (double)(now() - stretch.begun) >= seconds * SECOND * sent / count)
            vote(&crowd.phones[order[sent++]]);
    settle(stretch.votes);
    end(&stretch);
    free(order);
    say_stretch("storm", &stretch);
    say_votes(stretch.votes, votes_sent());
    say_heard(crowd.deltas, crowd.delta_bytes, crowd.bytes);
    said();
}

static void come_back(void)
{
    double rate = given("rate", 0);
    watch_some();
    crowd_count_anew();
    crowd.rejoins = true;
    struct stretch stretch = begin();
    nanos until = stretch.begun + (nanos)(given("timeout", 90) * SECOND);
    while (now() < until && !(crowd.closed && crowd.live == crowd.wanted && !votes_unanswered()))
        vote_for(0.02, crowd.closed ? 0 : rate, 0);
    end(&stretch);
    nanos back = now() - crowd.first_closed;
    say_stretch("return", &stretch);
    say_seconds("back", crowd.closed ? back : 0);
    say_number("wanted", crowd.wanted);
    say_times("return_ms", &crowd.return_times);
    say_votes(stretch.votes, votes_sent());
    say_heard(crowd.deltas, crowd.delta_bytes, crowd.bytes);
    said();
    crowd.rejoins = false;
}

static void leave(void)
{
    crowd.rejoins = false;
    for (int i = 0; i < crowd.size; i++)
        phone_stop(&crowd.phones[i]);
    printf("{\"do\":\"leave\"");
    said();
}

static void name_server(void)
{
    server_pid = (int)given("pid", 0);
    printf("{\"do\":\"server\"");
    said();
}

static void obey(void)
{
    static const struct {
        const char *name;
        void (*act)(void);
    } commands[] = {{"join", join},     {"vote", vote_steadily}, {"storm", storm},
                    {"return", come_back}, {"server", name_server}, {"leave", leave}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        size_t size = strlen(commands[i].name);
        if (!strncmp(line, commands[i].name, size) && (!line[size] || line[size] == ' ')) {
            commands[i].act();
            return;
        }
    }
    fprintf(stderr, "swarm: no such command: %s\n", line);
    exit(1);
}

static void read_tokens(const char *path)
{
    char *token = NULL;
    size_t room = 0;
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(1);
    }
    for (ssize_t size; (size = getline(&token, &room, file)) > 0;) {
        token[strcspn(token, "\n")] = 0;
        crowd.phones = realloc(crowd.phones, (size_t)(crowd.size + 1) * sizeof *crowd.phones);
        if (!crowd.phones)
            abort();
        crowd.phones[crowd.size] = (struct phone){.number = crowd.size, .fd = -1, .token = strdup(token)};
        crowd.phones[crowd.size++].pending_vote = NO_VOTE;
    }
    free(token);
    fclose(file);
}

int main(int argc, char **argv)
{
    struct epoll_event input = {.events = EPOLLIN};
    struct rlimit files;
    if (argc != 7) {
        fprintf(stderr, "swarm PORT CONFERENCE TOKENS QUESTIONS RUN LOG\n");
        return 1;
    }
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    crowd.port = atoi(argv[1]);
    crowd.conference = argv[2];
    read_tokens(argv[3]);
    crowd.questions = atoi(argv[4]);
    votes_begin(argv[5], argv[6]);
    crowd.epoll = epoll_create1(EPOLL_CLOEXEC);
    fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
    epoll_ctl(crowd.epoll, EPOLL_CTL_ADD, STDIN_FILENO, &input);
    for (;;) {
        turn(100);
        if (line_ready) {
            obey();
            line_ready = false;
        }
    }
}
