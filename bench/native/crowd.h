/* Phones: each joins a hall, follows it, and comes back when its connection breaks, as the real page does. */
#pragma once
#include <stdbool.h>

#include "figures.h"

enum stage { IDLE, WAITING, CONNECTING, UPGRADING, OPENING, JOINING, GREETED, LIVE };
enum sent_away { NOT, SOON, LATER };
enum { NO_VOTE = -1 };

struct phone {
    int number, fd, failures;
    enum stage stage;
    enum sent_away sent_away;
    /* Wanted: joined once and not told to leave. Deaf: reads nothing any more once it has joined. */
    bool wanted, deaf, watched, syncing;
    const char *token;
    nanos first_try, tried, due;
    long epoch, position, pending_vote;
    unsigned turn;
    char *rest;
    size_t rest_size;
    /* Of a watched phone: which positions it reached, and when. */
    struct list positions, times;
};

struct crowd {
    int epoll, port, receive_buffer, asks, questions;
    const char *conference;
    struct phone *phones;
    int size;
    bool rejoins, one_address;
    int live, joining, waiting, wanted;
    long deltas, delta_bytes, bytes, snapshots, resyncs, gaps, closed;
    nanos first_closed;
    struct list join_times, return_times;
    struct tally failures, byes;
};
extern struct crowd crowd;

void phone_start(struct phone *phone);
void phone_stop(struct phone *phone);
void phone_event(struct phone *phone, unsigned events);
void phone_send(struct phone *phone, const char *text, size_t size);
/* Starts whoever is due, gives up attempts that take too long. */
void crowd_tend(void);
/* Forgets what was counted so far. */
void crowd_count_anew(void);
