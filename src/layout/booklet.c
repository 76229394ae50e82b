/* Booklets: where the pages stand on sheets, and what they are called there. The pages
 * themselves are set as those of any packet, and know nothing of it. */
#include "impose/impose.h"
#include "layout/maker.h"

/* The colophon's pages: those of no document behind all documents, and behind a back that
 * was left blank. */
static size_t count_closing(const struct page_list *pages)
{
    size_t count = 0;
    const struct page_draft *last = pages->items + pages->count - 1;
    while (count < pages->count && !last[-(ptrdiff_t)count].document &&
           !last[-(ptrdiff_t)count].blank) {
        count++;
    }
    return count;
}

static const struct str *make_labels(struct arena *arena, size_t count, size_t front_pages)
{
    struct str *labels = ARENA_ARRAY(arena, struct str, count);
    for (size_t i = 0; labels && i < count; i++) {
        labels[i] = i < front_pages ? roman_numeral(arena, i + 1)
                                    : arena_format(arena, "%zu", i - front_pages + 1);
    }
    return labels;
}

bool make_sheets(struct maker *maker, const struct booklet *booklet,
                 const struct page_list *pages, size_t front_pages, struct sheet_plan *out)
{
    const struct run *run = maker->run;
    struct imposition *imposition = ARENA_NEW(run->arena, struct imposition);
    struct impose_input input = {.options = booklet->options,
                                 .page_count = pages->count,
                                 .closing_count = count_closing(pages),
                                 .bound_right = run->bound_right,
                                 .page_width = run->sheet->page_width,
                                 .page_height = run->sheet->page_height,
                                 .sheet_width = booklet->paper->page_height,
                                 .sheet_height = booklet->paper->page_width};
    if (!imposition || !impose(run->arena, &input, imposition) ||
        !make_sheet_notes(maker, imposition, &out->notes)) {
        return false;
    }
    out->imposition = imposition;
    out->labels = make_labels(run->arena, pages->count, front_pages);
    return out->labels != NULL;
}

struct str plan_label(const struct sheet_plan *plan, size_t page)
{
    return plan->labels ? plan->labels[page] : (struct str){0};
}
