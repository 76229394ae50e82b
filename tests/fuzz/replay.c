/* Passes inputs to a fuzz target, one after the other:
 *
 *   replay_TARGET FILE_OR_FOLDER...
 *
 * A file that ends in ".gz" is a packed corpus (corpus.py); one that does not exist holds
 * nothing. The input at work lies in fuzz-input.bin of the working folder, which a crash
 * leaves behind. Time counts as the processor's, so that a busy machine is none. */
#include "fuzz.h"

#include "base/deflate.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define INPUT_SECONDS_LIMIT 10
#define CORPUS_LIMIT_BYTES ((size_t)256 << 20)

static size_t input_count;

/* Mutators call it; nothing is mutated here. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
{
    (void)data;
    return size < max_size ? size : max_size;
}

static void fail(const char *path, const char *why)
{
    (void)fprintf(stderr, "'%s': %s\n", path, why);
    exit(2);
}

static void run_input(const char *path, const uint8_t *bytes, size_t size)
{
    FILE *file = fopen("fuzz-input.bin", "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        fail("fuzz-input.bin", "cannot be written");
    }
    /* An exact copy on the heap: reading past its end is seen by AddressSanitizer. */
    uint8_t *exact = malloc(size ? size : 1);
    if (!exact) {
        fail(path, "out of memory");
    }
    memcpy(exact, bytes, size);
    clock_t begun = clock();
    (void)LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    input_count++;
    if ((clock() - begun) / CLOCKS_PER_SEC >= INPUT_SECONDS_LIMIT) {
        fail(path, "an input takes too long: it lies in fuzz-input.bin");
    }
}

/* Each input is its length in digits, a line end, and its bytes. */
static void run_packed(const char *path, const char *bytes, size_t size)
{
    size_t at = 0;
    while (at < size) {
        char *end;
        unsigned long length = strtoul(bytes + at, &end, 10);
        size_t begin = (size_t)(end - bytes) + 1;
        if (*end != '\n' || length > size - begin) {
            fail(path, "is no packed corpus");
        }
        run_input(path, (const uint8_t *)bytes + begin, length);
        at = begin + length;
    }
}

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    struct stat info;
    if (!file || fstat(fileno(file), &info) != 0) {
        fail(path, "cannot be read");
    }
    *size = (size_t)info.st_size;
    char *bytes = malloc(*size + 1);
    if (!bytes || fread(bytes, 1, *size, file) != *size) {
        fail(path, "cannot be read");
    }
    (void)fclose(file);
    return bytes;
}

static void run_file(const char *path)
{
    size_t size;
    char *bytes = read_file(path, &size);
    size_t length = strlen(path);
    if (length < 3 || strcmp(path + length - 3, ".gz") != 0) {
        run_input(path, (const uint8_t *)bytes, size);
    } else {
        struct buf corpus = {0};
        if (!inflate_gzip((struct str){bytes, size}, CORPUS_LIMIT_BYTES, &corpus)) {
            fail(path, "is no packed corpus");
        }
        buf_add_byte(&corpus, '\0'); /* for strtoul */
        run_packed(path, buf_str(&corpus).ptr, buf_str(&corpus).len - 1);
        buf_clear(&corpus);
    }
    free(bytes);
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void run_folder(const char *path)
{
    struct dirent **names;
    int count = scandir(path, &names, NULL, compare_names);
    for (int i = 0; i < count; i++) {
        char child[4096];
        if (names[i]->d_name[0] != '.') {
            (void)snprintf(child, sizeof child, "%s/%s", path, names[i]->d_name);
            run_file(child);
        }
        free(names[i]);
    }
    free(names);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct stat info;
        if (stat(argv[i], &info) == 0) {
            S_ISDIR(info.st_mode) ? run_folder(argv[i]) : run_file(argv[i]);
        }
    }
    (void)remove("fuzz-input.bin");
    printf("%zu inputs passed\n", input_count);
    return input_count ? 0 : 2;
}
