/* The library's front door: what counts as wrong usage, that zero is right, that bytes in
 * memory are those of the files, and what progress tells. */
#include "offprint.h"

#include "base/file.h"
#include "site/site_offprint.h"

static char root[] = "/tmp/offprint-front-XXXXXX";

static const struct site_file files[] = {
    {"_config.yml", "title: A site\nmarkdown: kramdown\n"},
    {"offprint.yml", "entry: /a/\nlive_url: https://example.org\n"},
    {"a.md", "---\npermalink: /a/\ntitle: A\n---\n# A\n\nSee [b](/b/).\n"},
    {"b.md", "---\npermalink: /b/\ntitle: B\n---\n# B\n\nSee [c](/c/).\n"},
    {"c.md", "---\npermalink: /c/\ntitle: C\n---\n# C\n"},
    {"d.md", "---\npermalink: /d/\n---\n[empty]()\n"},
};
#define FILE_COUNT (sizeof files / sizeof files[0])

static int set_up(void **state)
{
    (void)state;
    return write_site(root, files, FILE_COUNT) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    remove_site_file(root, "out/a.pdf");
    remove_site_file(root, "out/a.zip");
    remove_site_file(root, "out");
    remove_site_file(root, "chain/a-2021-07-15.zip");
    remove_site_file(root, "chain");
    return remove_site_files(root, files, FILE_COUNT);
}

static struct offprint_options usual(void)
{
    return (struct offprint_options){.site = root, .data_folder = OFFPRINT_SHARE};
}

static void zero_is_right(void **state)
{
    (void)state;
    struct offprint_options options = usual();
    struct offprint_result result;
    assert_int_equal(offprint_check(&options, &result), OFFPRINT_MADE);
    assert_int_equal(result.documents, 2); /* a and what it links to */
    assert_int_equal(result.links_internal, 1);
    assert_int_equal(result.links_live, 1);
    assert_int_equal(result.output_count, 0);
    assert_non_null(strstr(result.report_text, "[packet-undated]"));
    offprint_result_clear(&result);
    assert_null(result.report_text);
    offprint_result_clear(&result);
    offprint_result_clear(NULL);
}

static void depth_counts_when_it_is_said(void **state)
{
    (void)state;
    static const size_t documents[] = {1, 2, 3};
    for (unsigned depth = 0; depth < 3; depth++) {
        struct offprint_options options = usual();
        options.has_depth = true;
        options.depth = depth;
        struct offprint_result result;
        assert_int_equal(offprint_check(&options, &result), OFFPRINT_MADE);
        assert_int_equal(result.documents, documents[depth]);
        offprint_result_clear(&result);
    }
}

static void tells_wrong_usage(void **state)
{
    (void)state;
    static const char *const nothing[] = {NULL}, *const tar[] = {"zip", "tar"};
    static const struct offprint_handout_options unsized = {.grey = true},
                                                 unknown = {.struct_size = sizeof unknown,
                                                            .media =
                                                                (enum offprint_media)77},
                                                 wide = {.struct_size = sizeof wide,
                                                         .media = OFFPRINT_PRESS,
                                                         .has_bleed = true,
                                                         .bleed_micrometres = 20001};
    const struct {
        const char *told;
        struct offprint_options options;
    } cases[] = {
        {"no site", {.output_folder = "out"}},
        {"no output folder", {.site = root}},
        {"no name", {.site = root, .output_folder = "out", .entry_count = 1}},
        {"no name",
         {.site = root, .output_folder = "out", .entries = nothing, .entry_count = 1}},
        {"no name",
         {.site = root, .output_folder = "out", .outputs = nothing, .output_count = 1}},
        {"no output 'tar'",
         {.site = root, .output_folder = "out", .outputs = tar, .output_count = 2}},
        {"no such paper",
         {.site = root, .output_folder = "out", .paper = (enum offprint_paper)77}},
        {"source date",
         {.site = root,
          .output_folder = "out",
          .has_source_date = true,
          .source_date = -1}},
        {"another version", {.struct_size = 8, .site = root, .output_folder = "out"}},
        {"another version",
         {.struct_size = sizeof(struct offprint_options) + 1, .site = root}},
        {"another version",
         {.struct_size = sizeof(struct offprint_options),
          .site = root,
          .output_folder = "out",
          .handout = &unsized}},
        {"no such medium",
         {.struct_size = sizeof(struct offprint_options),
          .site = root,
          .output_folder = "out",
          .handout = &unknown}},
        {"wider than the limit",
         {.struct_size = sizeof(struct offprint_options),
          .site = root,
          .output_folder = "out",
          .handout = &wide}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct offprint_result result;
        enum offprint_status status = offprint_export(&cases[i].options, &result);
        if (status != OFFPRINT_WRONG_USAGE || status != result.status ||
            !strstr(result.report_text, cases[i].told) || result.output_count) {
            fail_msg("%s: %d, %s", cases[i].told, (int)status, result.report_text);
        }
        offprint_result_clear(&result);
    }
    struct offprint_result result;
    assert_int_equal(offprint_check(NULL, &result), OFFPRINT_WRONG_USAGE);
    offprint_result_clear(&result);
    assert_int_equal(offprint_check(&cases[0].options, NULL), OFFPRINT_WRONG_USAGE);
    assert_int_equal(access("out", F_OK), -1);
}

/* What a caller compiled for this version has in its structure, and no more, is read. */
static void reads_options_by_their_size(void **state)
{
    (void)state;
    struct offprint_options options = usual();
    options.struct_size = sizeof options;
    struct offprint_result result;
    assert_int_equal(offprint_check(&options, &result), OFFPRINT_MADE);
    offprint_result_clear(&result);
}

static void makes_in_memory_what_it_exports(void **state)
{
    (void)state;
    char folder[100];
    (void)snprintf(folder, sizeof folder, "%s/out", root);
    struct offprint_options options = usual();
    options.output_folder = folder;
    struct offprint_result made, exported;
    assert_int_equal(offprint_make(&options, &made), OFFPRINT_MADE);
    assert_int_equal(access(folder, F_OK), -1);
    assert_int_equal(offprint_export(&options, &exported), OFFPRINT_MADE);
    assert_int_equal(made.output_count, 2);
    assert_int_equal(exported.output_count, 2);
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < 2; i++) {
        const struct offprint_output *output = &made.outputs[i],
                                     *file = &exported.outputs[i];
        struct str bytes;
        assert_null(output->path);
        assert_null(file->bytes);
        assert_string_equal(output->file_name, i ? "a.zip" : "a.pdf");
        assert_int_equal(file_read_path(&arena, file->path, 1 << 24, &bytes), FILE_OK);
        assert_int_equal(output->byte_count, bytes.len);
        assert_int_equal(file->byte_count, bytes.len);
        assert_memory_equal(output->bytes, bytes.ptr, bytes.len);
    }
    assert_string_equal(made.outputs[0].figures[0].name, "pages");
    assert_int_equal(made.outputs[0].figures[0].count, made.pages);
    arena_clear(&arena);
    offprint_result_clear(&exported);
    offprint_result_clear(&made);
}

/* Nothing is handed over when warnings are errors, and the report still stands. */
static void hands_nothing_over_after_errors(void **state)
{
    (void)state;
    const char *entries[] = {"/d/"};
    struct offprint_options options = usual();
    options.entries = entries;
    options.entry_count = 1;
    options.strict = true;
    struct offprint_result result;
    assert_int_equal(offprint_make(&options, &result), OFFPRINT_CONTENT_ERRORS);
    assert_int_equal(result.output_count, 0);
    assert_non_null(strstr(result.report_text, "[link-empty]"));
    assert_non_null(strstr(result.report_json, "link-empty"));
    offprint_result_clear(&result);
}

struct told {
    char stage[100];
    size_t done, total;
};

struct telling {
    struct told told[8];
    size_t count;
};

static void tell(void *data, const char *stage, size_t done, size_t total)
{
    struct telling *telling = data;
    struct told *last = telling->count ? &telling->told[telling->count - 1] : NULL;
    if (!last || strcmp(last->stage, stage ? stage : "end") != 0) {
        assert_in_range(telling->count, 0, 7);
        assert_int_equal(done, 0);
        last = &telling->told[telling->count++];
        *last = (struct told){0};
        (void)snprintf(last->stage, sizeof last->stage, "%s", stage ? stage : "end");
    }
    assert_true(done >= last->done);
    last->done = done;
    last->total = total;
}

static void tells_how_far_it_is(void **state)
{
    (void)state;
    struct telling telling = {0};
    struct offprint_options options = usual();
    options.progress = tell;
    options.progress_data = &telling;
    struct offprint_result result;
    assert_int_equal(offprint_make(&options, &result), OFFPRINT_MADE);
    size_t entries = result.outputs[1].figures[0].count;
    const struct told want[] = {
        {"reading", 2, 0},
        {"setting", 2, 2},
        {"writing the PDF", result.pages, result.pages},
        {"packing", entries, 0},
        {"end", 0, 0},
    };
    assert_int_equal(telling.count, sizeof want / sizeof want[0]);
    for (size_t i = 0; i < telling.count; i++) {
        assert_string_equal(telling.told[i].stage, want[i].stage);
        assert_int_equal(telling.told[i].done, want[i].done);
        assert_int_equal(telling.told[i].total, want[i].total);
    }
    offprint_result_clear(&result);
}

static bool stops(void *data)
{
    size_t *asked = data;
    ++*asked;
    return true;
}

/* Only what writes is asked, and not before it would; then nothing is written. */
static void stops_when_it_is_asked_to(void **state)
{
    (void)state;
    char folder[100];
    size_t asked = 0;
    (void)snprintf(folder, sizeof folder, "%s/stopped", root);
    struct offprint_options options = usual();
    options.struct_size = sizeof options;
    options.output_folder = folder;
    options.stop = stops;
    options.stop_data = &asked;
    struct offprint_result result;
    assert_int_equal(offprint_make(&options, &result), OFFPRINT_MADE);
    offprint_result_clear(&result);
    assert_int_equal(asked, 0);
    assert_int_equal(offprint_export(&options, &result), OFFPRINT_SYSTEM_FAILED);
    assert_int_equal(asked, 1);
    assert_int_equal(result.output_count, 0);
    assert_non_null(strstr(result.report_text, "[output-stopped]"));
    assert_int_equal(access(folder, F_OK), -1);
    offprint_result_clear(&result);
}

/* Whether or not it is installed: what is looked for without a data folder is there. */
static void knows_where_its_data_is_installed(void **state)
{
    (void)state;
    struct offprint_options options = usual();
    options.data_folder = NULL;
    struct offprint_result result;
    enum offprint_status status = offprint_make(&options, &result);
    if (access(OFFPRINT_DATA_FOLDER, F_OK) == 0) {
        assert_int_equal(status, OFFPRINT_MADE);
    } else {
        assert_int_equal(status, OFFPRINT_SYSTEM_FAILED);
        assert_non_null(strstr(result.report_text, OFFPRINT_DATA_FOLDER));
    }
    offprint_result_clear(&result);
}

/* Texts and lists of what is looked at, and how wrong usage is told. */
static void verifies_what_it_exports(void **state)
{
    (void)state;
    char folder[256];
    (void)snprintf(folder, sizeof folder, "%s/out", root);
    struct offprint_options options = usual();
    options.output_folder = folder;
    struct offprint_result made;
    struct offprint_verify_result result;
    assert_int_equal(offprint_export(&options, &made), OFFPRINT_MADE);
    for (size_t i = 0; i < made.output_count; i++) {
        struct offprint_verify_options how = {.path = made.outputs[i].path};
        bool zip = strcmp(made.outputs[i].name, "zip") == 0;
        assert_int_equal(offprint_verify(&how, &result),
                         zip ? OFFPRINT_MADE : OFFPRINT_CONTENT_ERRORS);
        assert_int_equal(result.item_count, 1);
        assert_string_equal(result.items[0].kind, zip ? "bag" : "file");
        assert_string_equal(result.items[0].path, made.outputs[i].path);
        assert_int_equal(result.items[0].good, zip);
        assert_int_equal(result.items[0].proof_count, zip ? 2 : 0);
        assert_int_equal(result.items[0].finding_count, zip ? 0 : 1);
        offprint_verify_result_clear(&result);
        how.struct_size = 1;
        assert_int_equal(offprint_verify(&how, &result), OFFPRINT_WRONG_USAGE);
        offprint_verify_result_clear(&result);
    }
    offprint_result_clear(&made);
    assert_int_equal(offprint_verify(NULL, &result), OFFPRINT_WRONG_USAGE);
    struct offprint_verify_options absent = {.path = "/no/such/file"};
    assert_int_equal(offprint_verify(&absent, &result), OFFPRINT_WRONG_USAGE);
    assert_non_null(strstr(result.report_text, "[verify-path]"));
    offprint_verify_result_clear(&result);
    absent.memory_bytes = 1000;
    absent.path = "/";
    assert_int_equal(offprint_verify(&absent, &result), OFFPRINT_CONTENT_ERRORS);
    assert_non_null(strstr(result.report_text, "[memory-limit]"));
    offprint_verify_result_clear(&result);
    offprint_verify_result_clear(&result);
}

static void keeps_a_chain(void **state)
{
    (void)state;
    char folder[sizeof root + 8];
    struct offprint_options options = usual();
    struct offprint_snapshot_result result;
    (void)snprintf(folder, sizeof folder, "%s/chain", root);
    assert_int_equal(offprint_snapshot(NULL, NULL), OFFPRINT_WRONG_USAGE);
    assert_int_equal(offprint_snapshot(NULL, &result), OFFPRINT_WRONG_USAGE);
    offprint_snapshot_result_clear(&result);
    options.date = "2021-07-15";
    assert_int_equal(offprint_snapshot(&options, &result), OFFPRINT_WRONG_USAGE);
    assert_null(result.summary); /* no folder is named */
    offprint_snapshot_result_clear(&result);
    options.output_folder = folder;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(offprint_snapshot(&options, &result), OFFPRINT_MADE);
        assert_int_equal(result.written, i == 0);
        assert_int_equal(result.path != NULL, i == 0);
        assert_int_equal(result.previous_path != NULL, i == 1);
        assert_int_equal(result.run.output_count, i == 0);
        assert_int_equal(result.run.documents, 2);
        assert_non_null(result.summary);
        assert_false(result.changes.differs);
        offprint_snapshot_result_clear(&result);
        assert_null(result.summary);
    }
    struct offprint_log_options which = {
        .struct_size = sizeof which, .folder = folder, .counts = true};
    struct offprint_log_result list;
    assert_int_equal(offprint_log(NULL, &list), OFFPRINT_WRONG_USAGE);
    assert_int_equal(offprint_log(&which, &list), OFFPRINT_MADE);
    assert_int_equal(list.item_count, 1);
    assert_true(list.whole && list.items[0].first && list.items[0].follows);
    assert_string_equal(list.items[0].chain, "a");
    assert_int_equal(list.items[0].number, 1);
    offprint_log_result_clear(&list);
    offprint_log_result_clear(NULL);
    offprint_snapshot_result_clear(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_a_chain),
        cmocka_unit_test(zero_is_right),
        cmocka_unit_test(depth_counts_when_it_is_said),
        cmocka_unit_test(tells_wrong_usage),
        cmocka_unit_test(reads_options_by_their_size),
        cmocka_unit_test(makes_in_memory_what_it_exports),
        cmocka_unit_test(hands_nothing_over_after_errors),
        cmocka_unit_test(tells_how_far_it_is),
        cmocka_unit_test(stops_when_it_is_asked_to),
        cmocka_unit_test(knows_where_its_data_is_installed),
        cmocka_unit_test(verifies_what_it_exports),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
