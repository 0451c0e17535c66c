/* Every vote that was sent, and what became of it. */
#pragma once
#include "crowd.h"

/* Where the votes' ids begin, so that two runs against one server never share one; and who is told each
   acknowledged id and its position, one a line. */
void votes_begin(const char *run, const char *log);
/* The phone votes for the next question it has not voted for; after the last it takes them all back. */
void vote(struct phone *phone);
/* It heard nothing of its last vote, and sends it again with the same id. */
void vote_again(struct phone *phone);
/* It will never be answered: its phone is gone for good. */
void vote_given_up(struct phone *phone);
void vote_answered(struct phone *phone, long ack, const char *text, size_t size);

long votes_sent(void);
long votes_unanswered(void);
/* Whether every watched phone has seen all votes since this one. */
bool votes_all_seen(long since);
/* `,"sent":…,"acked":…` of the votes from `since` up to `until`, and writes out the log. */
void say_votes(long since, long until);
