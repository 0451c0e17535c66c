#define _GNU_SOURCE
#include "votes.h"

#include <stdlib.h>
#include <string.h>

#include "wire.h"

struct vote {
    int phone, question;
    bool cast;
    nanos sent, answered;
    long position;
    char refusal[20];
};

static struct vote *votes;
static long sent, room, unanswered;
static const char *run_name;
static FILE *log_file;

void votes_begin(const char *run, const char *log)
{
    run_name = run;
    log_file = fopen(log, "a");
    if (!log_file) {
        perror(log);
        exit(1);
    }
}

static void send_vote(struct phone *phone, long number)
{
    const struct vote *vote = &votes[number];
    char text[SENT_MAX];
    int size = snprintf(text, sizeof text,
                        "42/hall,%ld[\"command\",{\"do\":\"%s\",\"id\":\"%s-%ld\",\"question\":%d}]", number,
                        vote->cast ? "cast_vote" : "retract_vote", run_name, number, vote->question);
    phone_send(phone, text, (size_t)size);
}

void vote(struct phone *phone)
{
    unsigned questions = (unsigned)crowd.questions, turn = phone->turn++;
    if (sent == room) {
        room = room ? room * 2 : 65536;
        votes = realloc(votes, (size_t)room * sizeof *votes);
        if (!votes)
            abort();
    }
    votes[sent] = (struct vote){
        .phone = phone->number,
        /* Neighbours vote for different questions, as a hall does. */
        .question = (int)(1 + (turn + (unsigned)phone->number) % questions),
        .cast = turn / questions % 2 == 0,
        .sent = now(),
    };
    phone->pending_vote = sent;
    unanswered++;
    send_vote(phone, sent++);
}

void vote_again(struct phone *phone)
{
    if (phone->pending_vote != NO_VOTE)
        send_vote(phone, phone->pending_vote);
}

void vote_given_up(struct phone *phone)
{
    unanswered -= phone->pending_vote != NO_VOTE;
    phone->pending_vote = NO_VOTE;
}

void vote_answered(struct phone *phone, long ack, const char *text, size_t size)
{
    if (ack < 0 || ack >= sent || votes[ack].answered)
        return;
    struct vote *vote = &votes[ack];
    vote->answered = now();
    vote->position = wire_number(text, size, "\"position\":");
    unanswered--;
    if (phone->pending_vote == ack)
        phone->pending_vote = NO_VOTE;
    if (vote->position >= 0) {
        fprintf(log_file, "%s-%ld %ld\n", run_name, ack, vote->position);
        return;
    }
    const char *code = wire_word(text, &size, "\"refusal\":\"");
    snprintf(vote->refusal, sizeof vote->refusal, "%.*s", (int)size, code);
}

long votes_sent(void)
{
    return sent;
}

long votes_unanswered(void)
{
    return unanswered;
}

bool votes_all_seen(long since)
{
    long last = -1;
    for (long i = since; i < sent; i++)
        last = votes[i].position > last ? votes[i].position : last;
    for (int i = 0; i < crowd.size; i++)
        if (crowd.phones[i].watched && crowd.phones[i].stage == LIVE && crowd.phones[i].position < last)
            return false;
    return true;
}

/* When a watched phone reached a position; 0 when it did not. */
static nanos seen_at(const struct phone *phone, long position)
{
    size_t low = 0, high = phone->positions.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (phone->positions.items[middle] < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low < phone->times.count ? phone->times.items[low] : 0;
}

static void say_seen(long since, long until)
{
    struct list times = {0};
    long unseen = 0;
    for (int i = 0; i < crowd.size; i++) {
        const struct phone *phone = &crowd.phones[i];
        if (!phone->watched || phone->stage != LIVE)
            continue;
        for (long v = since; v < until; v++) {
            if (votes[v].position < 0 || !votes[v].answered || votes[v].phone == i)
                continue;
            nanos seen = seen_at(phone, votes[v].position);
            if (seen)
                list_add(&times, seen - votes[v].sent);
            else
                unseen++;
        }
    }
    say_times("seen_ms", &times);
    say_number("unseen", unseen);
    list_clear(&times);
}

void say_votes(long since, long until)
{
    struct tally refusals = {0};
    struct list times = {0};
    for (long i = since; i < until; i++) {
        if (!votes[i].answered)
            continue;
        if (votes[i].position >= 0)
            list_add(&times, votes[i].answered - votes[i].sent);
        else
            tally_add(&refusals, votes[i].refusal, strlen(votes[i].refusal));
    }
    long refused = 0;
    for (int i = 0; i < refusals.used; i++)
        refused += refusals.rows[i].count;
    say_number("sent", until - since);
    say_number("acked", (long)times.count);
    say_tally("refused", &refusals);
    say_number("unanswered", until - since - refused - (long)times.count);
    say_times("ack_ms", &times);
    say_seen(since, until);
    list_clear(&times);
    fflush(log_file);
}
