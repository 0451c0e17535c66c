/* The bytes between a phone and its server: the upgrade, WebSocket frames, and where numbers stand in a text. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };
enum { FRAME_HEAD_MAX = 14, SENT_MAX = 1024 };

struct frame {
    int opcode;
    const char *body;
    size_t size;
};

/* The request that asks for a WebSocket; gives its size. */
size_t wire_upgrade(char *out, size_t room, int port);
/* A masked frame, as a client must send it; gives its size. `room` is size + FRAME_HEAD_MAX. */
size_t wire_frame(char *out, int opcode, const char *body, size_t size);
/* The first frame of `data`; gives how many bytes it takes, 0 while it is not all there. */
size_t wire_next(const char *data, size_t size, struct frame *found);
/* The whole number after the first (or last) `key` in a text; -1 when there is none. */
long wire_number(const char *text, size_t size, const char *key);
long wire_last_number(const char *text, size_t size, const char *key);
/* The word in quotation marks after `key`, and its size; the whole text when there is none. */
const char *wire_word(const char *text, size_t *size, const char *key);
int wire_begins(const char *text, size_t size, const char *with);
