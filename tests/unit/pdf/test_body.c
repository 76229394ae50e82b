/* Files that share a body: foreign readers take each, and none hangs on those before it.
 * tests/program/test_packets.py holds them against whole files. */
#include "layout/layout_offprint.h"

#include "pdf/pdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const texts[] = {
    "# First\n\nSee [second](2#two) and [out](https://a.example/).\n\n"
    "| a | b |\n|---|---|\n| 1 | `2` |\n\n* one\n\nA note.[^1]\n\n[^1]: Here.\n",
    "# Second\n\n## Two\n\n```\ncode\n```\n\n> **quoted** *text*\n",
};

/* The second needs glyphs that no body has, the third another face. */
static const char *const names[] = {"First", "Zz\xC5\xBD\xC7\xA3 & Q\xE1\xBA\x8D",
                                    "\xD8\xB4\xD8\xB1\xD9\x83\xD8\xA9"};

#define NAME_COUNT (sizeof names / sizeof names[0])

static struct pdf_options options_of(const struct packet *packet)
{
    return (struct pdf_options){.title = packet->title,
                                .language = STR("en"),
                                .producer = STR("test"),
                                .date = 1000000000};
}

static struct buf join(struct pieces *pieces, struct report *report)
{
    struct buf out = {0};
    assert_true(pieces_become(pieces, &out, report));
    return out;
}

/* What stands behind the body in the file for a name. */
static struct buf own_part(struct layout_fixture *fixture, const struct pdf_body *body,
                           const char *name)
{
    struct arena arena;
    struct pages cover;
    struct pieces own;
    struct packet packet = fixture->packet;
    struct layout_options layout = {.paper = PAPER_A4};
    struct pdf_options options = options_of(&packet);
    arena_init(&arena, 0);
    pieces_init(&own, (struct aside){0});
    packet.prepared_for = str_from(name);
    assert_true(layout_cover(&arena, &packet, fixture->engine, &layout, NULL, &cover,
                             fixture->report));
    assert_int_equal(cover.count, 1);
    assert_true(pdf_write_behind(&arena, body, &cover, fixture->engine, &options, &own,
                                 fixture->report));
    struct buf out = join(&own, fixture->report);
    arena_clear(&arena);
    return out;
}

static bool pleases_qpdf(struct str start, struct str rest)
{
    char path[] = "test_bodyXXXXXX", line[100];
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, start.ptr, start.len), start.len);
    assert_int_equal(write(fd, rest.ptr, rest.len), rest.len);
    close(fd);
    (void)snprintf(line, sizeof line, "qpdf --check %s >/dev/null 2>&1", path);
    int status = system(line);
    unlink(path);
    return status == 0;
}

static void shares_a_body(void **state)
{
    struct layout_fixture *fixture = *state;
    bool has_qpdf = system("qpdf --version >/dev/null 2>&1") == 0;
    struct pages pages = lay_out(fixture, texts, 2, PAPER_A4);
    struct pdf_options options = options_of(&fixture->packet);
    struct pieces pieces;
    pieces_init(&pieces, (struct aside){0});
    const struct pdf_body *body = pdf_write_body(&fixture->arena, &pages, fixture->engine,
                                                 &options, &pieces, fixture->report);
    assert_non_null(body);
    struct buf start = join(&pieces, fixture->report), first = {0};
    assert_true(str_find(buf_str(&start), STR("/Root"), 0) == STR_NONE);
    assert_false(has_qpdf && pleases_qpdf(buf_str(&start), STR("")));
    for (size_t i = 0; i < NAME_COUNT; i++) {
        struct buf own = own_part(fixture, body, names[i]);
        assert_true(!has_qpdf || pleases_qpdf(buf_str(&start), buf_str(&own)));
        if (i == 0) {
            first = own;
            assert_true(own.len < 5000);
        } else {
            buf_clear(&own);
        }
    }
    struct buf again = own_part(fixture, body, names[0]);
    assert_true(str_eq(buf_str(&again), buf_str(&first))); /* the others left nothing */
    buf_clear(&again);
    buf_clear(&first);
    buf_clear(&start);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares_a_body)};
    return cmocka_run_group_tests(tests, layout_fixture_open, layout_fixture_close);
}
