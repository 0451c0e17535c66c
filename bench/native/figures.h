/* What is counted and timed, and how it is said: one JSON object a line. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef int64_t nanos;
enum { SECOND = 1000000000, MILLISECOND = 1000000, NAMES_MAX = 32, NAME_MAX_BYTES = 40 };

nanos now(void);
/* CPU of a process, all its threads, in the program and in the kernel on its behalf. */
nanos cpu_of(int pid);
nanos own_cpu(void);

struct list {
    nanos *items;
    size_t count, room;
};
void list_add(struct list *list, nanos item);
void list_clear(struct list *list);

/* How often each of a few names came up. */
struct tally {
    struct {
        char name[NAME_MAX_BYTES];
        long count;
    } rows[NAMES_MAX];
    int used;
};
void tally_add(struct tally *tally, const char *name, size_t size);

/* Each writes `,"key":value`. */
void say_number(const char *key, long value);
void say_seconds(const char *key, nanos value);
void say_times(const char *key, struct list *times);
void say_tally(const char *key, const struct tally *tally);
