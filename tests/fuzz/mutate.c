/* Runs a fuzz target over seed files and over mutations of them:
 *
 *   fuzz_TARGET ROUNDS FILE_OR_FOLDER...
 *
 * The same seeds and rounds give the same inputs on every machine, so that a crash
 * found once is found again. Before each run the input is kept in fuzz-input.bin
 * (in the working folder), which a crash leaves behind. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SEED_LIMIT 4096
#define SIZE_LIMIT ((size_t)64 << 10)

struct seed {
    uint8_t *bytes;
    size_t size;
};

static struct seed seeds[SEED_LIMIT];
static size_t seed_count;
static uint64_t state = UINT64_C(0x9E3779B97F4A7C15);

/* xorshift64*: small, and the same everywhere. */
static uint64_t next_random(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * UINT64_C(0x2545F4914F6CDD1D);
}

static size_t below(size_t limit)
{
    return limit ? (size_t)(next_random() % limit) : 0;
}

static void add_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(SIZE_LIMIT);
    if (!file || !bytes || seed_count == SEED_LIMIT) {
        (void)fprintf(stderr, "cannot take the seed '%s'\n", path);
        exit(2);
    }
    seeds[seed_count++] = (struct seed){bytes, fread(bytes, 1, SIZE_LIMIT / 2, file)};
    (void)fclose(file);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void add_path(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
        add_file(path);
        return;
    }
    struct dirent **names;
    int count = scandir(path, &names, NULL, compare_names);
    for (int i = 0; i < count; i++) {
        char child[4096];
        if (names[i]->d_name[0] != '.') {
            (void)snprintf(child, sizeof child, "%s/%s", path, names[i]->d_name);
            add_path(child);
        }
        free(names[i]);
    }
    free(names);
}

static void run_input(const uint8_t *bytes, size_t size)
{
    FILE *file = fopen("fuzz-input.bin", "wb");
    if (file) {
        (void)fwrite(bytes, 1, size, file);
        (void)fclose(file);
    }
    /* An exact copy on the heap: reading past its end is seen by AddressSanitizer. */
    uint8_t *exact = malloc(size ? size : 1);
    if (exact) {
        memcpy(exact, bytes, size);
        (void)LLVMFuzzerTestOneInput(exact, size);
        free(exact);
    }
}

/* One change: a byte, a cut, a repeat, a piece of another seed, a token that matters. */
static size_t change(uint8_t *bytes, size_t size)
{
    static const char *const tokens[] = {"{{",   "}}",   "{%",   "%}",  "{:",  "}",  "[^1]",
                                         "](",   "<div", "</p>", "```", "~~~", "|",  "\n\n",
                                         "    ", "> ",   "* ",   "1. ", "$$",  "&#", "<!--",
                                         "\t",   "\r",   "\0",   "**",  "_"};
    size_t at = below(size + 1);
    uint8_t piece[256];
    size_t len = below(sizeof piece - 1) + 1;
    switch (below(6)) {
    case 0:
        if (at < size) {
            bytes[at] = (uint8_t)next_random();
        }
        return size;
    case 1:
        len = len < size - at ? len : size - at;
        memmove(bytes + at, bytes + at + len, size - at - len);
        return size - len;
    case 2: {
        size_t from = below(size);
        len = len < size - from ? len : size - from;
        memcpy(piece, bytes + from, len);
        break;
    }
    case 3: {
        const struct seed *other = &seeds[below(seed_count)];
        size_t from = below(other->size);
        len = len < other->size - from ? len : other->size - from;
        memcpy(piece, other->bytes + from, len);
        break;
    }
    default: {
        const char *token = tokens[below(sizeof tokens / sizeof tokens[0])];
        len = token[0] ? strlen(token) : 1;
        memcpy(piece, token, len);
        break;
    }
    }
    if (size + len > SIZE_LIMIT) {
        return size;
    }
    memmove(bytes + at + len, bytes + at, size - at);
    memcpy(bytes + at, piece, len);
    return size + len;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        (void)fprintf(stderr, "usage: %s ROUNDS FILE_OR_FOLDER...\n", argv[0]);
        return 2;
    }
    unsigned long rounds = strtoul(argv[1], NULL, 10);
    for (int i = 2; i < argc; i++) {
        add_path(argv[i]);
    }
    for (size_t i = 0; i < seed_count; i++) {
        run_input(seeds[i].bytes, seeds[i].size);
    }
    static uint8_t work[SIZE_LIMIT];
    for (unsigned long round = 0; round < rounds && seed_count; round++) {
        const struct seed *seed = &seeds[below(seed_count)];
        size_t size = seed->size;
        memcpy(work, seed->bytes, size);
        for (size_t changes = below(8) + 1; changes > 0; changes--) {
            size = change(work, size);
        }
        run_input(work, size);
    }
    (void)remove("fuzz-input.bin");
    printf("%zu seeds and %lu mutations passed\n", seed_count, rounds);
    return seed_count ? 0 : 2;
}
