/* Eight bytes at a step: most texts have one or two. */
#include "base/hash.h"

const char hash_place = 0;

static uint64_t word_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* Of up to 8 bytes, each in it once or more; with the count, no two texts give the same. */
static uint64_t short_word(struct str text)
{
    uint32_t head, tail;
    if (text.len >= sizeof head) {
        memcpy(&head, text.ptr, sizeof head);
        memcpy(&tail, text.ptr + text.len - sizeof tail, sizeof tail);
        return (uint64_t)head << 32 | tail;
    }
    if (text.len == 0) {
        return 0;
    }
    const unsigned char *bytes = (const unsigned char *)text.ptr;
    return (uint64_t)bytes[0] << 16 | (uint64_t)bytes[text.len / 2] << 8 |
           bytes[text.len - 1];
}

uint64_t hash_text(struct str text)
{
    uint64_t hash = hash_key() ^ text.len;
    if (text.len <= sizeof hash) {
        return hash_mix(hash, short_word(text));
    }
    for (size_t at = 0; at + sizeof hash < text.len; at += sizeof hash) {
        hash = hash_mix(hash, word_at(text.ptr + at));
    }
    return hash_mix(hash, word_at(text.ptr + text.len - sizeof hash));
}

uint64_t hash_fixed(struct str text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < text.len; i++) {
        hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001b3);
    }
    return hash ^ (hash >> 32);
}
