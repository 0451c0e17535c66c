#define _GNU_SOURCE
#include "figures.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

nanos now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (nanos)t.tv_sec * SECOND + t.tv_nsec;
}

nanos cpu_of(int pid)
{
    char path[64];
    nanos sum = 0;
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (!tasks)
        return 0;
    for (struct dirent *task; (task = readdir(tasks));) {
        unsigned long long spent = 0;
        if (task->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "/proc/%d/task/%.10s/schedstat", pid, task->d_name);
        FILE *file = fopen(path, "r");
        if (!file)
            continue;
        if (fscanf(file, "%llu", &spent) == 1)
            sum += (nanos)spent;
        fclose(file);
    }
    closedir(tasks);
    return sum;
}

nanos own_cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (nanos)t.tv_sec * SECOND + t.tv_nsec;
}

void list_add(struct list *list, nanos item)
{
    if (list->count == list->room) {
        list->room = list->room ? list->room * 2 : 1024;
        list->items = realloc(list->items, list->room * sizeof *list->items);
        if (!list->items)
            abort();
    }
    list->items[list->count++] = item;
}

void list_clear(struct list *list)
{
    free(list->items);
    *list = (struct list){0};
}

void tally_add(struct tally *tally, const char *name, size_t size)
{
    int row = 0;
    if (size >= NAME_MAX_BYTES)
        size = NAME_MAX_BYTES - 1;
    while (row < tally->used && (strncmp(tally->rows[row].name, name, size) || tally->rows[row].name[size]))
        row++;
    if (row == NAMES_MAX)
        return;
    if (row == tally->used) {
        tally->used++;
        for (size_t i = 0; i < size; i++)
            tally->rows[row].name[i] = name[i] < ' ' || name[i] == '"' || name[i] == '\\' ? '?' : name[i];
    }
    tally->rows[row].count++;
}

static int ascending(const void *a, const void *b)
{
    nanos x = *(const nanos *)a, y = *(const nanos *)b;
    return (x > y) - (x < y);
}

void say_number(const char *key, long value)
{
    printf(",\"%s\":%ld", key, value);
}

void say_seconds(const char *key, nanos value)
{
    printf(",\"%s\":%.6f", key, (double)value / SECOND);
}

void say_times(const char *key, struct list *times)
{
    static const struct {
        const char *name;
        double share;
    } shown[] = {{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}, {"max", 1}};
    printf(",\"%s\":{\"count\":%zu", key, times->count);
    if (times->count) {
        qsort(times->items, times->count, sizeof *times->items, ascending);
        printf(",\"min\":%.3f", (double)times->items[0] / MILLISECOND);
        for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
            size_t rank = (size_t)(shown[i].share * (double)(times->count - 1) + 0.5);
            printf(",\"%s\":%.3f", shown[i].name, (double)times->items[rank] / MILLISECOND);
        }
    }
    printf("}");
}

void say_tally(const char *key, const struct tally *tally)
{
    printf(",\"%s\":{", key);
    for (int i = 0; i < tally->used; i++)
        printf("%s\"%s\":%ld", i ? "," : "", tally->rows[i].name, tally->rows[i].count);
    printf("}");
}
