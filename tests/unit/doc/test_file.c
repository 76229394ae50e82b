/* Files that are apart: read again, and only as they were. */
#include "doc_offprint.h"

struct shelf {
    const char *bytes; /* NULL: gone */
    size_t reads;
};

static enum file_status read_shelf(void *data, struct arena *into,
                                   const struct packet_file *file, struct str *out)
{
    struct shelf *shelf = data;
    (void)file;
    shelf->reads++;
    *out = shelf->bytes ? arena_str(into, str_from(shelf->bytes)) : (struct str){0};
    return shelf->bytes ? FILE_OK : FILE_ABSENT;
}

static struct packet_file make(const char *bytes, bool apart)
{
    struct packet_file file = {.source = STR("a.pdf"),
                               .bytes = str_from(bytes),
                               .original = str_from(bytes),
                               .byte_count = strlen(bytes)};
    if (apart) {
        struct window window = window_of(file.bytes);
        assert_true(packet_file_set_apart(&file, &window, &arena));
    }
    return file;
}

static void reads_a_file_again(void **state)
{
    (void)state;
    static const struct {
        const char *now;
        bool apart, want;
    } rows[] = {
        {"as it was", true, true},   {"otherwise", true, false}, {"as it wbs", true, false},
        {"as it was!", true, false}, {"", true, false},          {NULL, true, false},
        {"otherwise", false, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct shelf shelf = {.bytes = rows[i].now};
        struct packet packet = {.arena = &arena,
                                .store = {.read = read_shelf, .data = &shelf}};
        struct packet_file file = make("as it was", rows[i].apart);
        struct report *report = report_new();
        struct str got;
        assert_int_equal(packet_read_file(&packet, &file, &arena, &got, report),
                         rows[i].want);
        assert_int_equal(report_has_system_error(report), !rows[i].want);
        assert_int_equal(shelf.reads, rows[i].apart);
        assert_true(!rows[i].want || str_is(got, "as it was"));
        report_free(report);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_file_again),
    };
    return cmocka_run_group_tests(tests, open_arena, clear_arena);
}
