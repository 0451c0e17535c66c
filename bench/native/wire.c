#define _GNU_SOURCE
#include "wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_IN_TWO_BYTES = 126, SIZE_IN_EIGHT_BYTES = 127, MASKED = 0x80, WHOLE = 0x80 };

size_t wire_upgrade(char *out, size_t room, int port)
{
    int size = snprintf(out, room,
                        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                        "Host: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        "Sec-WebSocket-Version: 13\r\n\r\n",
                        port);
    return (size_t)size;
}

size_t wire_frame(char *out, int opcode, const char *body, size_t size)
{
    static uint32_t seed = 2463534242u;
    size_t at = 2;
    out[0] = (char)(WHOLE | opcode);
    if (size < SIZE_IN_TWO_BYTES) {
        out[1] = (char)(MASKED | size);
    } else {
        out[1] = (char)(MASKED | SIZE_IN_TWO_BYTES);
        out[2] = (char)(size >> 8);
        out[3] = (char)size;
        at = 4;
    }
    /* A mask like any browser's: a server must not be spared the work of taking it off. */
    seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
    char mask[4];
    memcpy(mask, &seed, sizeof mask);
    memcpy(out + at, mask, sizeof mask);
    at += sizeof mask;
    for (size_t i = 0; i < size; i++)
        out[at + i] = (char)(body[i] ^ mask[i & 3]);
    return at + size;
}

size_t wire_next(const char *data, size_t size, struct frame *found)
{
    const unsigned char *head = (const unsigned char *)data;
    size_t at = 2, body;
    if (size < at)
        return 0;
    body = head[1] & ~MASKED;
    if (body == SIZE_IN_TWO_BYTES)
        at = 4;
    else if (body == SIZE_IN_EIGHT_BYTES)
        at = 10;
    if (size < at)
        return 0;
    if (at > 2) {
        body = 0;
        for (size_t i = 2; i < at; i++)
            body = body << 8 | head[i];
    }
    if (size - at < body)
        return 0;
    *found = (struct frame){head[0] & 15, data + at, body};
    return at + body;
}

static long number_at(const char *at, const char *key, const char *end)
{
    /* The text is followed by other bytes of the buffer, so a number always ends somewhere. */
    return at && at + strlen(key) < end ? strtol(at + strlen(key), NULL, 10) : -1;
}

long wire_number(const char *text, size_t size, const char *key)
{
    return number_at(memmem(text, size, key, strlen(key)), key, text + size);
}

long wire_last_number(const char *text, size_t size, const char *key)
{
    const char *last = NULL, *next = text, *end = text + size;
    while ((next = memmem(next, (size_t)(end - next), key, strlen(key))))
        last = next++;
    return number_at(last, key, end);
}

const char *wire_word(const char *text, size_t *size, const char *key)
{
    const char *word = memmem(text, *size, key, strlen(key)), *end;
    if (!word)
        return text;
    word += strlen(key);
    end = memchr(word, '"', (size_t)(text + *size - word));
    *size = (size_t)((end ? end : text + *size) - word);
    return word;
}

int wire_begins(const char *text, size_t size, const char *with)
{
    size_t length = strlen(with);
    return size >= length && !memcmp(text, with, length);
}
