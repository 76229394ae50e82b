/* Two pages, whatever stands in them, compared: each block of both has its row, in order,
 * what is told of words makes one text of the other, and all that is written is text. */
#include "room.h"

#include "base/value.h"
#include "diff/diff.h"

#define OPENING "<main><header><h1>T</h1></header><div class=\"text\">"
#define CLOSING "</div></main>"

static bool read_side(struct room *room, struct vocabulary *vocabulary, struct str html,
                      struct edition *out)
{
    struct edition_page page = {
        .address = STR("/t/"), .title = STR("T"), .language = STR("en")};
    page.main = arena_format(&room->arena, "%s%.*s%s", OPENING, STR_ARG(html), CLOSING);
    return edition_from_pages(&room->arena, vocabulary, &page, 1, out, room->report);
}

static void check_edition(const struct edition *edition)
{
    uint32_t text_at = 0;
    must(is_text(edition->text));
    for (size_t i = 0; i < edition->block_count; i++) {
        const struct edition_block *block = &edition->blocks[i];
        const struct edition_word *words = edition->words + block->first_word;
        must(block->from >= text_at && block->to >= block->from);
        must(block->heading == EDITION_NONE || block->heading < i);
        text_at = block->to;
        for (uint32_t k = 0; k < block->word_count; k++) {
            uint32_t before = k ? words[k - 1].to : block->from;
            must(words[k].from >= before && words[k].from - before <= 1);
            must(words[k].to > words[k].from && words[k].to <= block->to);
        }
        for (uint32_t k = 0; k < block->link_count; k++) {
            const struct edition_link *link = &edition->links[block->first_link + k];
            must(link->word <= block->word_count && link->end <= block->word_count);
        }
    }
}

/* The runs of a row, one after the other, are all words of both sides. */
static void check_runs(const struct diff *diff, const struct diff_row *row)
{
    const struct edition_block *then = &diff->old_edition->blocks[row->old_block];
    const struct edition_block *now = &diff->new_edition->blocks[row->new_block];
    uint32_t old_at = 0, new_at = 0;
    for (uint32_t i = 0; i < row->run_count; i++) {
        const struct diff_words *run = &diff->runs[row->first_run + i];
        bool in_old = run->side != WORDS_ADDED, in_new = run->side != WORDS_REMOVED;
        must(run->count > 0);
        must(run->first == (in_new ? new_at : old_at));
        for (uint32_t k = 0; in_old && in_new && k < run->count; k++) {
            must(diff->old_edition->words[then->first_word + old_at + k].id ==
                 diff->new_edition->words[now->first_word + new_at + k].id);
        }
        old_at += in_old ? run->count : 0;
        new_at += in_new ? run->count : 0;
    }
    must(old_at == then->word_count && new_at == now->word_count);
}

static void check_rows(const struct diff *diff)
{
    uint32_t old_at = 0, new_at = 0;
    for (size_t i = 0; i < diff->row_count; i++) {
        const struct diff_row *row = &diff->rows[i];
        must(row->old_block == EDITION_NONE || row->old_block == old_at++);
        must(row->new_block == EDITION_NONE || row->new_block == new_at++);
        if (row->run_count) {
            check_runs(diff, row);
        }
        must((row->change == CHANGE_MOVED) == (row->elsewhere != EDITION_NONE) ||
             row->change == CHANGE_WORDS);
    }
    must(old_at == diff->old_edition->block_count);
    must(new_at == diff->new_edition->block_count);
}

static void check_writers(struct room *room, const struct diff *diff, uint8_t choice)
{
    const struct diff_view view = {.all = choice & 1,
                                   .by_word = choice & 2,
                                   .counts = choice & 4,
                                   .colour = choice & 8,
                                   .width = choice & 16 ? choice : 0};
    struct buf out = {0};
    struct value value;
    diff_write_text(diff, &view, &out);
    must(is_text(buf_str(&out)));
    buf_reset(&out);
    diff_write_html(diff, &view, STR("offprint"), &out);
    must(is_text(buf_str(&out)));
    buf_reset(&out);
    buf_add_text(&out, "{");
    diff_write_json(diff, &out);
    buf_add_text(&out, "}");
    must(value_from_json(&room->arena, buf_str(&out), &value));
    buf_clear(&out);
}

/* The two are parted by the first byte of zero; the last byte chooses how it is shown. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    size_t middle = str_find_byte(text, '\0', 0);
    middle = middle == STR_NONE ? text.len / 2 : middle;
    room_enter(&room);
    struct vocabulary *vocabulary = vocabulary_new(&room.arena);
    struct edition olds, news;
    struct diff diff;
    must(vocabulary != NULL);
    must(read_side(&room, vocabulary, str_sub(text, 0, middle), &olds));
    must(read_side(&room, vocabulary, str_skip(text, middle), &news));
    check_edition(&olds);
    check_edition(&news);
    must(diff_editions(&room.arena, &olds, &news, &diff));
    check_rows(&diff);
    check_writers(&room, &diff, size ? data[size - 1] : 0);
    room_leave(&room);
    return 0;
}
