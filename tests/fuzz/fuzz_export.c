/* A whole site through the library's front door. What comes out is read back by oracles,
 * status and diagnostics agree, and a second run gives the same. */
#include "files.h"
#include "room.h"

#include "offprint.h"
#include "oracle_html.h"
#include "oracle_pdf.h"
#include "oracle_zip.h"
#include "site_folder.h"

#include <stdio.h>
#include <string.h>

#define MEMORY_LIMIT_BYTES ((size_t)256 << 20)
#define TWICE_EACH 64 /* inputs of which one is run twice */

/* The file of this path is no file of the site; its bytes choose options. */
#define CHOICES "@"

struct choices {
    const char *output; /* NULL: all */
    struct offprint_options options;
};

static unsigned byte_at(struct str bytes, size_t index)
{
    return index < bytes.len ? (unsigned char)bytes.ptr[index] : 0;
}

static struct choices read_choices(struct str bytes, const char *site)
{
    static const char *const outputs[] = {NULL, NULL, "pdf", "zip"};
    static const char *const urls[] = {NULL, NULL, "https://example.org",
                                       "https://a.example/b/"};
    unsigned first = byte_at(bytes, 0), second = byte_at(bytes, 1);
    return (struct choices){
        .output = outputs[first & 3],
        .options = {.struct_size = sizeof(struct offprint_options),
                    .site = site,
                    .data_folder = OFFPRINT_SHARE,
                    .output_folder = "",
                    .has_depth = first >> 2 & 1,
                    .depth = first >> 3 & 3,
                    .strict = first >> 5 & 1,
                    .quiet = first >> 6 & 1,
                    .allow_active = first >> 7 & 1,
                    .live_url = urls[second & 3],
                    .prepared_for = second >> 2 & 1 ? "A & <b>" : NULL,
                    .paper = (enum offprint_paper)(second >> 3 & 3),
                    .has_source_date = second >> 5 & 1,
                    .memory_bytes = MEMORY_LIMIT_BYTES},
    };
}

/* The status says what the counts say, and nothing is made but with status 0. */
static void check_status(const struct offprint_options *options,
                         const struct offprint_result *result, enum offprint_status status)
{
    if (status > OFFPRINT_CONTENT_ERRORS) {
        (void)fprintf(stderr, "status %d:\n%s\n", (int)status,
                      result->report_text ? result->report_text : "no report");
    }
    bool errors = result->errors > 0 || (options->strict && result->warnings > 0);
    must(status == result->status);
    /* No entry is named: a site without a front page is asked for what it has not. */
    bool no_entry =
        status == OFFPRINT_WRONG_USAGE && strstr(result->report_text, "[no-entry]") != NULL;
    must(status == OFFPRINT_MADE || status == OFFPRINT_CONTENT_ERRORS || no_entry);
    must((status == OFFPRINT_MADE) == !errors);
    must((status == OFFPRINT_MADE) == (result->output_count > 0));
    must(result->report_text && result->report_json);
    must(!errors || result->report_text[0]);
    must(is_text(str_from(result->report_text)));
    must(result->report_json[0] == '[');
}

struct zip_check {
    const char *site;
    bool tells_site;
    size_t pages;
};

/* Nothing tells of the machine, unless the site itself does: libFuzzer's mutator learns
 * what is compared, and writes it into inputs. */
static void see_entry(void *data, struct str name, struct str bytes)
{
    struct zip_check *check = data;
    must(check->tells_site || str_find(bytes, str_from(check->site), 0) == STR_NONE);
    if (str_ends(name, ".html") && str_find(name, STR("/data/files/"), 0) == STR_NONE &&
        str_find(name, STR("/sources/"), 0) == STR_NONE) {
        oracle_html_check(bytes);
        check->pages++;
    }
}

static void check_outputs(const struct offprint_options *options,
                          const struct offprint_result *result, struct str given)
{
    for (size_t i = 0; i < result->output_count; i++) {
        const struct offprint_output *output = &result->outputs[i];
        struct str bytes = {(const char *)output->bytes, output->byte_count};
        if (strcmp(output->name, "pdf") == 0) {
            must(oracle_pdf_check(bytes) > result->pages);
        } else {
            struct zip_check check = {
                .site = options->site,
                .tells_site = str_find(given, str_from(options->site), 0) != STR_NONE};
            oracle_zip_check(bytes, see_entry, &check);
            must(check.pages > result->documents);
        }
    }
}

/* Nothing but the input decides what is made. */
static void check_again(const struct offprint_options *options,
                        const struct offprint_result *first)
{
    struct offprint_result second, checked;
    must(offprint_make(options, &second) == first->status);
    must(strcmp(first->report_json, second.report_json) == 0);
    must(first->output_count == second.output_count);
    for (size_t i = 0; i < first->output_count; i++) {
        const struct offprint_output *a = &first->outputs[i], *b = &second.outputs[i];
        must(a->byte_count == b->byte_count &&
             memcmp(a->bytes, b->bytes, a->byte_count) == 0);
    }
    must(offprint_check(options, &checked) == first->status);
    must(strcmp(first->report_json, checked.report_json) == 0);
    offprint_result_clear(&second);
    offprint_result_clear(&checked);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *site;
    static size_t runs;
    struct files files = files_read(input(data, size));
    struct str chosen = {0};
    if (files.count == 0) {
        return -1;
    }
    site = site ? site : site_folder_new();
    for (size_t i = 0; i < files.count; i++) {
        if (str_is(files.items[i].path, CHOICES)) {
            chosen = files.items[i].bytes;
        } else {
            site_folder_put(site, files.items[i].path, files.items[i].bytes);
        }
    }
    struct choices choices = read_choices(chosen, site);
    choices.options.outputs = choices.output ? &choices.output : NULL;
    choices.options.output_count = choices.output ? 1 : 0;
    struct offprint_result result;
    check_status(&choices.options, &result, offprint_make(&choices.options, &result));
    check_outputs(&choices.options, &result, input(data, size));
    if (runs++ % TWICE_EACH == 0) {
        check_again(&choices.options, &result);
    }
    offprint_result_clear(&result);
    site_folder_empty(site);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    return files_mutate(data, size, max_size, seed);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2,
                                 size_t size2, uint8_t *out, size_t max_size, unsigned seed)
{
    return files_cross(input(data1, size1), input(data2, size2), out, max_size, seed);
}
