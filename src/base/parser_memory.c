/* Each piece stands behind its size. The newest piece grows and shrinks where it lies, as a
 * parser's texts mostly grow one at a time; small ones that were given back are taken
 * again by the next of their size. Larger ones stay until all goes. */
#include "base/parser_memory.h"

#include "base/size.h"

#include <stdalign.h>

struct piece {
    size_t bytes;
    char data[]; /* of one that was given back: the next such */
};

/* As the arena's own are aligned: parsers keep pointers, numbers and text. */
_Static_assert(offsetof(struct piece, data) % alignof(double) == 0, "aligned data");

_Static_assert(PARSER_MEMORY_STEP >= sizeof(struct piece *), "room for a link");

/* Which of the lists of small pieces; PARSER_MEMORY_SIZES: none. */
static size_t size_class(size_t bytes)
{
    size_t steps = bytes / PARSER_MEMORY_STEP + (bytes % PARSER_MEMORY_STEP != 0);
    return steps > 0 && steps <= PARSER_MEMORY_SIZES ? steps - 1 : PARSER_MEMORY_SIZES;
}

static struct piece *piece_of(void *data)
{
    return (struct piece *)((char *)data - offsetof(struct piece, data));
}

bool parser_memory_run(struct parser_memory *memory, void (*step)(void *data), void *data)
{
    memory->running = true;
    bool done = setjmp(memory->leave) == 0;
    if (done) {
        step(data);
    }
    memory->running = false;
    return done;
}

_Noreturn static void leave(struct parser_memory *memory)
{
    memory->arena.failed = true;
    longjmp(memory->leave, 1);
}

static struct piece *take_again(struct parser_memory *memory, size_t class)
{
    struct piece *piece = class < PARSER_MEMORY_SIZES ? memory->given_back[class] : NULL;
    if (piece) {
        memcpy(&memory->given_back[class], piece->data, sizeof piece);
        memset(piece->data, 0, piece->bytes);
    }
    return piece;
}

void *parser_memory_take(struct parser_memory *memory, size_t count, size_t size)
{
    size_t bytes, whole;
    if (!size_mul(count, size, &bytes)) {
        leave(memory);
    }
    size_t class = size_class(bytes);
    struct piece *again = take_again(memory, class);
    if (again) {
        return again->data;
    }
    if (class < PARSER_MEMORY_SIZES) {
        bytes = (class + 1) * PARSER_MEMORY_STEP;
    }
    if (!size_add(bytes, sizeof(struct piece), &whole)) {
        leave(memory);
    }
    struct piece *piece = arena_alloc(&memory->arena, whole, 1);
    if (!piece) {
        leave(memory);
    }
    piece->bytes = bytes;
    return piece->data;
}

void *parser_memory_resize(struct parser_memory *memory, void *data, size_t bytes)
{
    if (!data) {
        return parser_memory_take(memory, bytes, 1);
    }
    struct piece *piece = piece_of(data);
    size_t whole;
    if (bytes <= piece->bytes) {
        return data;
    }
    if (!size_add(bytes, sizeof *piece, &whole)) {
        leave(memory);
    }
    if (arena_resize(&memory->arena, piece, sizeof *piece + piece->bytes, whole)) {
        piece->bytes = bytes;
        return data;
    }
    void *larger = parser_memory_take(memory, bytes, 1);
    memcpy(larger, data, piece->bytes);
    parser_memory_give_back(memory, data);
    return larger;
}

void parser_memory_give_back(struct parser_memory *memory, void *data)
{
    struct piece *piece = data ? piece_of(data) : NULL;
    if (!piece || arena_resize(&memory->arena, piece, sizeof *piece + piece->bytes, 0)) {
        return;
    }
    /* By what it holds in full: it may have grown where it lay. */
    size_t class = piece->bytes / PARSER_MEMORY_STEP;
    if (class > 0 && class <= PARSER_MEMORY_SIZES) {
        memcpy(piece->data, &memory->given_back[class - 1], sizeof piece);
        memory->given_back[class - 1] = piece;
    }
}
