/* Files in pieces: what is sent is what was added, wherever it lies; what is put aside past
 * the limit lies in a file that nobody sees, and every failure of it is told. */
#include "base/arena.h"
#include "base/pieces.h"

#include "cmocka_offprint.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static char folder[] = "/tmp/offprint-pieces-XXXXXX";
static struct report *report;

static int open_all(void **state)
{
    (void)state;
    report = report_new();
    return report && mkdtemp(folder) ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    report_free(report);
    return rmdir(folder);
}

static size_t files_in(const char *path)
{
    DIR *listing = opendir(path);
    size_t count = 0;
    assert_non_null(listing);
    while (readdir(listing)) {
        count++;
    }
    closedir(listing);
    return count - 2;
}

/* Each number once, so that every place has bytes of its own. */
static void add_numbers(struct buf *out, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        buf_add_format(out, "%zu,", i);
    }
}

/* A byte at a time. */
static enum pieces_end send_far(const void *data, const void *far, pieces_sink *sink,
                                void *sink_data, struct report *told)
{
    (void)told;
    assert_string_equal(data, "sender");
    for (const char *byte = far; *byte; byte++) {
        if (!sink(sink_data, str_make(byte, 1))) {
            return PIECES_STOPPED;
        }
    }
    return PIECES_SENT;
}

static struct aside_range put_aside(struct pieces *pieces, size_t from, size_t to)
{
    struct aside_range range;
    size_t start = pieces->held.len;
    add_numbers(&pieces->held, from, to);
    assert_true(pieces_put_aside(pieces, start, &range, report));
    return range;
}

static void sends_what_was_added(void **state)
{
    (void)state;
    static const size_t limits[] = {0, 1, 1000, 5000, 100000, 10000000};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        struct aside_range ranges[20];
        struct pieces pieces;
        struct buf want = {0}, got = {0};
        pieces_init(&pieces, (struct aside){.folder = folder});
        pieces.held_limit_bytes = limits[i];
        pieces.send = send_far;
        pieces.send_data = "sender";
        for (size_t k = 0; k < 20; k++) {
            ranges[k] = put_aside(&pieces, k * k * 100, (k + 1) * (k + 1) * 100);
        }
        for (size_t k = 20; k > 0; k--) { /* in another order than they were put aside */
            pieces_add_aside(&pieces, ranges[k - 1]);
            add_numbers(&want, (k - 1) * (k - 1) * 100, k * k * 100);
            pieces_add(&pieces, STR("in memory"));
            pieces_add_far(&pieces, "far away", 8);
            buf_add_text(&want, "in memoryfar away");
        }
        assert_int_equal(pieces.byte_count, want.len);
        assert_true(pieces_join(&pieces, &got, report));
        assert_true(str_eq(buf_str(&got), buf_str(&want)));
        assert_int_equal(pieces.fd >= 0, limits[i] && limits[i] <= 100000);
        assert_int_equal(files_in(folder), 0);
        pieces_clear(&pieces);
        buf_clear(&got);
        buf_clear(&want);
    }
    assert_int_equal(report_count(report, SEVERITY_NOTE), 0);
}

/* A file that another one holds is sent wherever its parts lie. */
static void sends_a_file_within(void **state)
{
    (void)state;
    for (size_t limit = 10; limit <= 1000000; limit *= 100) {
        struct pieces inner, outer;
        struct buf want = {0}, got = {0};
        pieces_init(&inner, (struct aside){.folder = folder});
        pieces_init(&outer, (struct aside){0});
        inner.held_limit_bytes = limit;
        pieces_add_aside(&inner, put_aside(&inner, 0, 70000));
        pieces_add_aside(&inner, put_aside(&inner, 5, 10));
        pieces_add(&outer, STR("<"));
        pieces_add_pieces(&outer, &inner);
        pieces_add(&outer, STR(">"));
        buf_add_byte(&want, '<');
        add_numbers(&want, 0, 70000);
        add_numbers(&want, 5, 10);
        buf_add_byte(&want, '>');
        assert_int_equal(outer.byte_count, want.len);
        assert_true(pieces_become(&outer, &got, report));
        assert_true(str_eq(buf_str(&got), buf_str(&want)));
        pieces_clear(&inner);
        buf_clear(&got);
        buf_clear(&want);
    }
}

/* What is held whole is not copied. */
static void becomes_what_is_held(void **state)
{
    (void)state;
    struct pieces pieces;
    struct buf want = {0}, got = {0};
    pieces_init(&pieces, (struct aside){0});
    pieces_add_aside(&pieces, put_aside(&pieces, 0, 1000));
    const char *held = pieces.held.ptr;
    assert_true(pieces_become(&pieces, &got, report));
    assert_ptr_equal(got.ptr, held);
    add_numbers(&want, 0, 1000);
    assert_true(str_eq(buf_str(&got), buf_str(&want)));
    assert_int_equal(pieces.held.len, 0);
    pieces_clear(&pieces);
    buf_clear(&got);
    buf_clear(&want);
}

static void lets_go_what_nobody_asks_for(void **state)
{
    (void)state;
    struct pieces pieces;
    pieces_init(&pieces, (struct aside){.unread = true});
    pieces.held_limit_bytes = 1000;
    for (size_t k = 0; k < 50; k++) {
        put_aside(&pieces, 0, 1000);
        assert_true(pieces.held.len <= 1000);
    }
    assert_int_equal(pieces.fd, -1);
    pieces_clear(&pieces);
}

static bool stop_at_once(void *data, struct str bytes)
{
    ++*(size_t *)data;
    assert_true(bytes.len > 0);
    return false;
}

static void stops_with_its_sink(void **state)
{
    (void)state;
    struct pieces pieces;
    size_t calls = 0;
    pieces_init(&pieces, (struct aside){0});
    pieces_add_aside(&pieces, put_aside(&pieces, 0, 100000));
    assert_int_equal(pieces_send(&pieces, stop_at_once, &calls, report), PIECES_STOPPED);
    assert_int_equal(calls, 1);
    assert_int_equal(pieces.fd, -1);
    pieces_clear(&pieces);
}

/* The folder appears with the file, and is gone with it unless something lies there. */
static void makes_its_folder(void **state)
{
    (void)state;
    char path[64];
    struct pieces pieces;
    (void)snprintf(path, sizeof path, "%s/new", folder);
    pieces_init(&pieces, (struct aside){.folder = path});
    pieces.held_limit_bytes = 10;
    put_aside(&pieces, 0, 1000);
    assert_int_equal(access(path, F_OK), 0);
    pieces_clear(&pieces);
    assert_int_equal(access(path, F_OK), -1);
}

static void tells_each_failure(void **state)
{
    (void)state;
    struct pieces pieces;
    struct aside_range range;
    struct rlimit old, none = {0, 0};
    pieces_init(&pieces, (struct aside){.folder = "/proc"});
    pieces.held_limit_bytes = 10;
    add_numbers(&pieces.held, 0, 1000);
    assert_false(pieces_put_aside(&pieces, 0, &range, report));
    assert_true(report_has_system_error(report));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 1);
    pieces_clear(&pieces);

    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    none.rlim_max = old.rlim_max;
    pieces_init(&pieces, (struct aside){.folder = folder});
    pieces.held_limit_bytes = 10;
    add_numbers(&pieces.held, 0, 1000);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    bool kept = pieces_put_aside(&pieces, 0, &range, report);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_false(kept);
    assert_int_equal(report_count(report, SEVERITY_ERROR), 2);
    pieces_clear(&pieces);

    struct buf out = {0};
    pieces_init(&pieces, (struct aside){.folder = folder});
    pieces.held_limit_bytes = 10;
    pieces_add_aside(&pieces, put_aside(&pieces, 0, 1000));
    assert_int_equal(ftruncate(pieces.fd, 100), 0); /* the disk lost it */
    assert_false(pieces_join(&pieces, &out, report));
    assert_int_equal(report_count(report, SEVERITY_ERROR), 3);
    pieces_clear(&pieces);
    buf_clear(&out);
}

/* What is not needed gives its room to the next, and what is held its memory. */
static void takes_back_and_lets_go(void **state)
{
    (void)state;
    struct pieces pieces;
    struct buf first = {0}, got = {0};
    for (size_t limit = 1; limit < 2000; limit += 1000) {
        pieces_init(&pieces, (struct aside){.folder = folder});
        pieces.held_limit_bytes = limit;
        buf_reset(&first);
        add_numbers(&first, 0, 300);
        struct aside_range kept = put_aside(&pieces, 0, 300), gone = {0};
        for (size_t i = 0; i < 5; i++) {
            struct aside_range more = put_aside(&pieces, 300 * i, 300 * i + 300);
            gone = (struct aside_range){i ? gone.at : more.at, gone.len + more.len};
        }
        pieces_take_back(&pieces, gone);
        struct aside_range again = put_aside(&pieces, 0, 300);
        assert_int_equal(again.at, gone.at);
        assert_true(pieces_let_go(&pieces, report));
        assert_int_equal(pieces.held.capacity, 0);
        for (size_t i = 0; i < 2; i++) {
            buf_reset(&got);
            assert_true(pieces_read_aside(&pieces, i ? again : kept, &got, report));
            assert_true(str_eq(buf_str(&got), buf_str(&first)));
        }
        pieces_clear(&pieces);
    }
    buf_clear(&first);
    buf_clear(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sends_what_was_added),
        cmocka_unit_test(sends_a_file_within),
        cmocka_unit_test(becomes_what_is_held),
        cmocka_unit_test(lets_go_what_nobody_asks_for),
        cmocka_unit_test(stops_with_its_sink),
        cmocka_unit_test(makes_its_folder),
        cmocka_unit_test(takes_back_and_lets_go),
        cmocka_unit_test(tells_each_failure),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
