/* One export through the library's front door, in one thread, with the seconds of each
 * stage, of the processor and by the clock:
 *
 *   bench_stages DATA_FOLDER SITE OUTPUT_FOLDER ENTRY...
 *
 * Prints "stage CPU clock name" lines, then sizes. Takes the place of main.c, so that the
 * library itself need not read a clock. */
#include "offprint.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define STAGE_LIMIT 16

struct stopwatch {
    const char *stages[STAGE_LIMIT];
    double begun[STAGE_LIMIT + 1], clock[STAGE_LIMIT + 1];
    size_t count;
};

static double seconds_by(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void begin_stage(void *data, const char *stage, size_t done, size_t total)
{
    struct stopwatch *watch = data;
    (void)total;
    bool known =
        stage && watch->count && strcmp(stage, watch->stages[watch->count - 1]) == 0;
    if (done || known || watch->count == STAGE_LIMIT) {
        return;
    }
    watch->begun[watch->count] = seconds_by(CLOCK_PROCESS_CPUTIME_ID);
    watch->clock[watch->count] = seconds_by(CLOCK_MONOTONIC);
    if (stage) {
        watch->stages[watch->count++] = stage;
    }
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        (void)fprintf(stderr,
                      "usage: bench_stages DATA_FOLDER SITE OUTPUT_FOLDER ENTRY...\n");
        return 2;
    }
    struct stopwatch watch = {0};
    struct offprint_options options = {
        .site = argv[2],
        .entries = (const char *const *)argv + 4,
        .entry_count = (size_t)argc - 4,
        .output_folder = argv[3],
        .name = "bench",
        .live_url = "https://www.measurementlab.net",
        .data_folder = argv[1],
        .has_source_date = true,
        .source_date = 1626370366,
        .progress = begin_stage,
        .progress_data = &watch,
    };
    struct offprint_result result;
    enum offprint_status status = offprint_export(&options, &result);
    if (status != OFFPRINT_MADE) {
        (void)fprintf(stderr, "%s",
                      result.report_text ? result.report_text : "no report\n");
    }
    for (size_t i = 0; i < watch.count; i++) {
        printf("stage %.4f %.4f %s\n", watch.begun[i + 1] - watch.begun[i],
               watch.clock[i + 1] - watch.clock[i], watch.stages[i]);
    }
    printf("size %zu pages, %zu documents, %zu words", result.pages, result.documents,
           result.words);
    for (size_t i = 0; i < result.output_count; i++) {
        printf(", %s %zu bytes", result.outputs[i].name, result.outputs[i].byte_count);
    }
    printf("\n");
    offprint_result_clear(&result);
    return (int)status;
}
