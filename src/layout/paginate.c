/* Pages. Boxes go onto a page until one does not fit; then the page is ended at the
 * best break at or before that place:
 *
 *   box  box  skip  box  box | box      does not fit here
 *        ^0   ^            ^never
 *        '--- breaks, each with its penalty and the room it leaves empty
 *
 * The cost of a break is its penalty plus the square of the share of the page left
 * empty; breaks that leave more than half are not looked at unless there is no other.
 * Skips vanish at a page's top. Footnotes take their room from the page of the box
 * that refers to them; what does not fit of them goes on to the next page.
 *
 * Where only a little would stand on the last page, all skips are drawn together to
 * spare it, and the lines of what is no running text, if that is enough. */
#include "layout/maker.h"

#include <stdlib.h>

#define EMPTY_WEIGHT 4000 /* of a page left wholly empty */
/* Of a break within rows that a cell stands across: it would be drawn off the page. Any
 * other costs less. */
#define PENALTY_TORN (2 * (PENALTY_NEVER + EMPTY_WEIGHT))

/* How much of their height skips and lines take. */
struct squeeze {
    int32_t skip_percent, line_percent;
};

struct paginator {
    struct maker *maker;
    const struct boxes *boxes;
    struct page_list *pages;
    size_t document;
    sp body; /* height of the text block */
    struct squeeze squeeze;
    struct boxes carried; /* lines of footnotes that did not fit */
};

static sp note_gap(const struct paginator *paginator)
{
    return paginator->maker->run->theme->note.gap;
}

static sp height_of(const struct paginator *paginator, const struct box *box)
{
    return sp_scale(box->height,
                    box->kind == BOX_SKIP ? paginator->squeeze.skip_percent
                                          : paginator->squeeze.line_percent,
                    100);
}

static sp notes_height(const struct foot_note *note)
{
    sp height = 0;
    for (; note; note = note->next) {
        height = sp_add(height, boxes_height(&note->boxes));
    }
    return height;
}

static sp carried_height(const struct paginator *paginator)
{
    return paginator->carried.count
               ? sp_add(boxes_height(&paginator->carried), note_gap(paginator))
               : 0;
}

/* One past the last box that fits on a page that begins with `from`. What cannot be torn
 * fits by itself; beside it notes may have to wait. */
static size_t find_overflow(const struct paginator *paginator, size_t from, sp *used_by)
{
    const struct boxes *boxes = paginator->boxes;
    const struct boxes *head = boxes->items[from].head;
    sp used = head ? boxes_height(head) : 0, notes = carried_height(paginator);
    sp most_notes = paginator->body / 2;
    bool whole = true; /* nothing stands before this box that it can be parted from */
    size_t i = from;
    for (; i < boxes->count; i++) {
        const struct box *box = &boxes->items[i];
        sp more = notes_height(box->notes);
        sp new_notes = more ? sp_add(notes ? notes : note_gap(paginator), more) : notes;
        sp height = height_of(paginator, box);
        sp need = sp_add(sp_add(used, height), sp_min(new_notes, most_notes));
        if (need > paginator->body && !whole && box->kind != BOX_SKIP) {
            break;
        }
        whole = whole && box->hangs;
        used = sp_add(used, height);
        notes = new_notes;
        used_by[i - from] = sp_add(used, sp_min(notes, most_notes));
    }
    return i;
}

static int64_t break_cost(const struct paginator *paginator, const struct box *box, sp used)
{
    int64_t empty = sp_max(sp_sub(paginator->body, used), 0);
    int64_t share = empty * 1000 / paginator->body;
    int64_t penalty = box->hangs ? PENALTY_TORN : box->penalty;
    return penalty + share * share * EMPTY_WEIGHT / 1000000;
}

/* One past the last box of the page that begins with `from`. */
static size_t find_break(const struct paginator *paginator, size_t from, sp *used_by)
{
    size_t overflow = find_overflow(paginator, from, used_by);
    if (overflow >= paginator->boxes->count) {
        return paginator->boxes->count;
    }
    int64_t least = INT64_MAX;
    size_t best = overflow;
    for (size_t end = overflow; end > from; end--) {
        const struct box *last = &paginator->boxes->items[end - 1];
        if (last->kind == BOX_SKIP) {
            continue; /* the break is before it, at the box above */
        }
        sp used = used_by[end - 1 - from];
        bool half_empty = used < paginator->body / 2;
        if (half_empty && least < PENALTY_NEVER) {
            break;
        }
        int64_t cost = break_cost(paginator, last, used);
        if (cost < least) {
            least = cost;
            best = end;
        }
    }
    return best;
}

static struct page_draft *new_page(struct paginator *paginator)
{
    struct page_list *pages = paginator->pages;
    struct maker *maker = paginator->maker;
    if (maker->marks->page_count >= maker->run->page_limit) {
        report_error(maker->run->report, (struct place){0}, "page-limit",
                     "more than %zu pages", maker->run->page_limit);
        return NULL;
    }
    if (!arena_grow(maker->run->making, &pages->items, pages->count, &pages->capacity,
                    sizeof *pages->items)) {
        return NULL;
    }
    maker->marks->page_count++;
    pages->items[pages->count] =
        (struct page_draft){.sheaf = maker->marks->sheaf, .document = paginator->document};
    return &pages->items[pages->count++];
}

bool paginate_blank(struct maker *maker, struct page_list *pages)
{
    struct paginator paginator = {.maker = maker, .pages = pages};
    struct page_draft *page = new_page(&paginator);
    if (page) {
        page->blank = true;
    }
    return page != NULL;
}

static bool add_placed(struct page_draft *page, struct placed placed)
{
    if (!arena_grow(page->sheaf->arena, &page->items, page->count, &page->capacity,
                    sizeof *page->items)) {
        return false;
    }
    page->items[page->count++] = placed;
    return true;
}

static bool add_box(struct paginator *paginator, struct page_draft *page,
                    const struct box *box, sp y, enum artifact_kind artifact)
{
    struct maker *maker = paginator->maker;
    for (size_t i = 0; i < box->placed_count; i++) {
        struct placed placed = box->placed[i];
        placed.x = sp_add(placed.x, maker->run->sheet->left);
        placed.y = sp_add(sp_scale(placed.y, paginator->squeeze.line_percent, 100), y);
        if (placed.height == box->height) {
            placed.height = height_of(paginator, box); /* a line's, a bar's beside it */
        }
        placed.artifact = artifact ? (uint8_t)artifact : placed.artifact;
        if (!add_placed(page, placed)) {
            return false;
        }
    }
    struct page_list *pages = paginator->pages;
    for (const struct mark *mark = artifact ? NULL : box->marks; mark; mark = mark->next) {
        if (!arena_grow(maker->run->making, &pages->destinations, pages->destination_count,
                        &pages->destination_capacity, sizeof *pages->destinations)) {
            return false;
        }
        pages->destinations[pages->destination_count++] = (struct destination){
            .name = mark->name,
            .page = pages->count - 1,
            .y = sp_max(sp_sub(sp_add(y, mark->y), maker->run->theme->destination_above),
                        0)};
    }
    return true;
}

static bool gather_notes(struct paginator *paginator, size_t from, size_t to)
{
    struct maker *maker = paginator->maker;
    for (size_t i = from; i < to; i++) {
        for (const struct foot_note *note = paginator->boxes->items[i].notes; note;
             note = note->next) {
            for (size_t k = 0; k < note->boxes.count; k++) {
                struct boxes *carried = &paginator->carried;
                if (!arena_grow(maker->run->scratch, &carried->items, carried->count,
                                &carried->capacity, sizeof *carried->items)) {
                    return false;
                }
                carried->items[carried->count++] = note->boxes.items[k];
            }
        }
    }
    return true;
}

/* How many of the notes' boxes a page takes. They end where a paragraph may: not within a
 * word, nor with a line that stands alone; unless that is far above. `alone`: there is
 * nothing else on the page. */
static size_t count_notes(const struct boxes *carried, sp room, bool alone)
{
    sp height = 0;
    size_t count = 0;
    while (
        count < carried->count &&
        (sp_add(height, carried->items[count].height) <= room || (count == 0 && alone))) {
        height = sp_add(height, carried->items[count++].height);
    }
    size_t end = count < carried->count ? count : 0;
    while (end > count / 2 && (carried->items[end - 1].kind == BOX_SKIP ||
                               carried->items[end - 1].penalty >= PENALTY_SPLIT_WORD)) {
        end--;
    }
    return end > count / 2 ? end : count;
}

/* The notes' lines from the page's foot upward; what does not fit is carried on. */
static bool place_notes(struct paginator *paginator, struct page_draft *page, sp used)
{
    struct boxes *carried = &paginator->carried;
    const struct theme *theme = paginator->maker->run->theme;
    const struct sheet *sheet = paginator->maker->run->sheet;
    if (carried->count == 0) {
        return true;
    }
    sp room = sp_sub(sp_sub(paginator->body, used), note_gap(paginator));
    size_t count = count_notes(carried, room, used == 0);
    sp height = boxes_height(&(struct boxes){.items = carried->items, .count = count});
    sp y = sp_sub(sp_add(sheet->top, paginator->body), height);
    struct setting setting = setting_of(sheet, NULL, sheet->note);
    setting.direction = paginator->maker->chapter->notes;
    struct placed rule = {
        .kind = PLACED_RECT,
        .artifact = ARTIFACT_LAYOUT,
        .x = sp_add(sheet->left, setting_x(setting, 0, theme->note.rule_width)),
        .y = sp_sub(y, theme->note.rule_gap),
        .width = theme->note.rule_width,
        .height = theme->line.hairline,
        .look.color = theme->color.hairline};
    if (count && !add_placed(page, rule)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!add_box(paginator, page, &carried->items[i], y, ARTIFACT_NONE)) {
            return false;
        }
        y = sp_add(y, carried->items[i].height);
    }
    carried->items += count;
    carried->count -= count;
    carried->capacity -= count;
    return true;
}

#define FURNITURE_MOST 3 /* lines of it on a page */

/* As much room as the boxes need, but for notes; pages are many. */
static bool reserve_items(struct paginator *paginator, struct page_draft *page,
                          const struct boxes *head, size_t from, size_t to)
{
    size_t count = FURNITURE_MOST;
    for (size_t i = 0; head && i < head->count; i++) {
        count += head->items[i].placed_count;
    }
    for (size_t i = from; i < to; i++) {
        count += paginator->boxes->items[i].placed_count;
    }
    page->items = ARENA_ARRAY(page->sheaf->arena, struct placed, count);
    page->capacity = page->items ? count : 0;
    return page->items != NULL;
}

static bool fill_page(struct paginator *paginator, size_t from, size_t to, size_t first)
{
    struct page_draft *page = new_page(paginator);
    const struct boxes *head = from > first ? paginator->boxes->items[from].head : NULL;
    if (!page || !reserve_items(paginator, page, head, from, to)) {
        return false;
    }
    page->opens_document = from == first;
    sp y = paginator->maker->run->sheet->top;
    for (size_t i = 0; head && i < head->count; i++) {
        if (!add_box(paginator, page, &head->items[i], y, ARTIFACT_LAYOUT)) {
            return false;
        }
        y = sp_add(y, head->items[i].height);
    }
    for (size_t i = from; i < to; i++) {
        const struct box *box = &paginator->boxes->items[i];
        if (!add_box(paginator, page, box, y, ARTIFACT_NONE)) {
            return false;
        }
        y = sp_add(y, height_of(paginator, box));
    }
    return gather_notes(paginator, from, to) &&
           place_notes(paginator, page, sp_sub(y, paginator->maker->run->sheet->top));
}

/* The boxes [from, to) of the next page, `from` being where the last one ended. False:
 * there is none. */
static bool next_page(const struct paginator *paginator, size_t *from, size_t *to,
                      sp *used_by)
{
    const struct boxes *boxes = paginator->boxes;
    while (*from<boxes->count && * from> 0 && boxes->items[*from].kind == BOX_SKIP) {
        ++*from;
    }
    if (*from == boxes->count) {
        return false;
    }
    *to = find_break(paginator, *from, used_by);
    return true;
}

/* Counts the pages, and tells what stands on the last one. */
static size_t count_pages(const struct paginator *paginator, sp *used_by, sp *last_used)
{
    size_t count = 0;
    for (size_t from = 0, to; next_page(paginator, &from, &to, used_by); from = to) {
        *last_used = used_by[to - 1 - from];
        count++;
    }
    return count;
}

static bool has_notes(const struct boxes *boxes)
{
    for (size_t i = 0; i < boxes->count; i++) {
        if (boxes->items[i].notes) {
            return true;
        }
    }
    return false;
}

/* From none to the most. */
static const struct squeeze squeezes[] = {{100, 100}, {88, 100}, {76, 100},
                                          {70, 95},   {64, 90},  {58, 86}};
#define SQUEEZE_COUNT (sizeof squeezes / sizeof squeezes[0])
#define TEXT_SQUEEZE_COUNT 3 /* those that leave lines as they are */
#define FEW_PARTS 4          /* a page of less than body / 4 is worth sparing */

/* How much the text is drawn together. Documents with footnotes keep theirs as it is: what
 * the notes need is known only once the pages are filled. */
static struct squeeze choose_squeeze(struct paginator *paginator, bool list, sp *used_by)
{
    size_t count = list ? SQUEEZE_COUNT : TEXT_SQUEEZE_COUNT;
    sp last_used = 0, unused;
    size_t natural = count_pages(paginator, used_by, &last_used);
    if (natural < 2 || last_used >= paginator->body / FEW_PARTS ||
        has_notes(paginator->boxes)) {
        return squeezes[0];
    }
    for (size_t i = 1; i < count; i++) {
        paginator->squeeze = squeezes[i];
        if (count_pages(paginator, used_by, &unused) < natural) {
            return squeezes[i];
        }
    }
    return squeezes[0];
}

/* False: memory is gone. `used_by`: room to work in. */
static bool begin_pages(struct paginator *paginator, bool list, sp **used_by)
{
    struct maker *maker = paginator->maker;
    paginator->body = sheet_body_height(maker->run->sheet);
    paginator->squeeze = (struct squeeze){100, 100};
    *used_by = ARENA_ARRAY(maker->run->scratch, sp, paginator->boxes->count + 1);
    if (*used_by) {
        paginator->squeeze = choose_squeeze(paginator, list, *used_by);
    }
    return *used_by != NULL;
}

static bool paginate_squeezed(struct maker *maker, const struct boxes *boxes,
                              size_t document, bool list, struct page_list *pages)
{
    struct paginator paginator = {
        .maker = maker, .boxes = boxes, .pages = pages, .document = document};
    sp *used_by;
    if (!begin_pages(&paginator, list, &used_by)) {
        return false;
    }
    for (size_t from = 0, to; next_page(&paginator, &from, &to, used_by); from = to) {
        if (!fill_page(&paginator, from, to, 0)) {
            return false;
        }
    }
    while (paginator.carried.count) {
        struct page_draft *page = new_page(&paginator);
        if (!page || !place_notes(&paginator, page, 0)) {
            return false;
        }
    }
    return true;
}

bool paginate(struct maker *maker, const struct boxes *boxes, size_t document,
              struct page_list *pages)
{
    return paginate_squeezed(maker, boxes, document, false, pages);
}

bool paginate_list(struct maker *maker, const struct boxes *boxes, struct page_list *pages)
{
    return paginate_squeezed(maker, boxes, 0, true, pages);
}

sp paginate_room(struct maker *maker, const struct boxes *boxes)
{
    struct paginator paginator = {.maker = maker,
                                  .boxes = boxes,
                                  .body = sheet_body_height(maker->run->sheet),
                                  .squeeze = {100, 100}};
    sp last_used = 0;
    sp *used_by = ARENA_ARRAY(maker->run->scratch, sp, boxes->count + 1);
    if (used_by) {
        (void)count_pages(&paginator, used_by, &last_used);
    }
    return sp_max(sp_sub(paginator.body, last_used), 0);
}

size_t paginate_list_count(struct maker *maker, const struct boxes *boxes)
{
    struct paginator paginator = {.maker = maker, .boxes = boxes};
    sp *used_by, last_used;
    return begin_pages(&paginator, true, &used_by)
               ? count_pages(&paginator, used_by, &last_used)
               : 0;
}

/* Two columns: each is filled as a page would be, and both of the last page to the least
 * height that holds what is left, so that they end side by side. */

#define COLUMNS 2

/* What two columns of the paginator's height take, from `from` on. */
static size_t columns_end(const struct paginator *paginator, size_t from, sp *used_by)
{
    size_t to;
    for (int i = 0; i < COLUMNS && next_page(paginator, &from, &to, used_by); i++) {
        from = to;
    }
    return from;
}

static void balance_columns(struct paginator *paginator, size_t from, sp room, sp *used_by)
{
    size_t count = paginator->boxes->count;
    sp low = 1;
    paginator->body = room;
    if (columns_end(paginator, from, used_by) < count) {
        return;
    }
    for (sp high = room; low + SP_PER_PT < high;) {
        sp middle = low + (high - low) / 2;
        paginator->body = middle;
        *(columns_end(paginator, from, used_by) < count ? &low : &high) = middle;
        paginator->body = high;
    }
}

static bool fill_column(struct paginator *paginator, size_t from, size_t to, sp x, sp y)
{
    struct page_draft *page = &paginator->pages->items[paginator->pages->count - 1];
    for (size_t i = from; i < to; i++) {
        size_t first = page->count;
        const struct box *box = &paginator->boxes->items[i];
        if (!add_box(paginator, page, box, y, ARTIFACT_NONE)) {
            return false;
        }
        for (size_t k = first; k < page->count; k++) {
            page->items[k].x = sp_add(page->items[k].x, x);
        }
        y = sp_add(y, height_of(paginator, box));
    }
    return true;
}

/* What columns on the first page or a later one have for them: boxes before `first` stand
 * above those of the first. */
static sp columns_room(const struct paginator *paginator, size_t first, size_t at)
{
    sp room = sheet_body_height(paginator->maker->run->sheet);
    for (size_t i = 0; at == first && i < first; i++) {
        room = sp_sub(room, height_of(paginator, &paginator->boxes->items[i]));
    }
    return room;
}

/* Counts the pages, and tells what each column of the last one holds. */
static size_t count_columns(struct paginator *paginator, size_t first, sp *used_by,
                            sp *last_used)
{
    size_t count = 0, last = first;
    for (size_t at = first; at < paginator->boxes->count; count++) {
        last = at;
        paginator->body = columns_room(paginator, first, at);
        at = columns_end(paginator, at, used_by);
    }
    sp height = 0;
    for (size_t i = last; i < paginator->boxes->count; i++) {
        height = sp_add(height, height_of(paginator, &paginator->boxes->items[i]));
    }
    *last_used = height / COLUMNS;
    return count;
}

/* As that of one column. */
static struct squeeze squeeze_of_columns(struct paginator *paginator, size_t first,
                                         sp *used_by)
{
    sp last_used = 0, unused;
    size_t natural = count_columns(paginator, first, used_by, &last_used);
    bool few = last_used < sheet_body_height(paginator->maker->run->sheet) / FEW_PARTS;
    for (size_t i = 1; natural > 1 && few && i < SQUEEZE_COUNT; i++) {
        paginator->squeeze = squeezes[i];
        if (count_columns(paginator, first, used_by, &unused) < natural) {
            return squeezes[i];
        }
    }
    return squeezes[0];
}

static bool fill_columns(struct paginator *paginator, size_t first, size_t *at, sp step,
                         sp *used_by)
{
    const struct sheet *sheet = paginator->maker->run->sheet;
    sp room = columns_room(paginator, first, *at);
    sp y = sp_add(sheet->top, sp_sub(sheet_body_height(sheet), room));
    bool ok = new_page(paginator) != NULL;
    if (ok && *at == first) {
        ok = fill_column(paginator, 0, first, 0, sheet->top);
    }
    balance_columns(paginator, *at, room, used_by);
    size_t to;
    for (sp i = 0; ok && i < COLUMNS && next_page(paginator, at, &to, used_by); i++) {
        ok = fill_column(paginator, *at, to, i * step, y);
        *at = to;
    }
    return ok;
}

/* False: memory is gone. */
static bool begin_columns(struct paginator *paginator, size_t first, sp **used_by)
{
    *used_by = ARENA_ARRAY(paginator->maker->run->scratch, sp, paginator->boxes->count + 1);
    paginator->squeeze = squeezes[0];
    if (*used_by) {
        paginator->squeeze = squeeze_of_columns(paginator, first, *used_by);
    }
    return *used_by != NULL;
}

size_t paginate_columns_count(struct maker *maker, const struct boxes *boxes, size_t first)
{
    sp *used_by, unused;
    struct paginator paginator = {.maker = maker, .boxes = boxes};
    return begin_columns(&paginator, first, &used_by)
               ? count_columns(&paginator, first, used_by, &unused)
               : 0;
}

bool paginate_columns(struct maker *maker, const struct boxes *boxes, size_t first, sp step,
                      struct page_list *pages)
{
    sp *used_by;
    struct paginator paginator = {.maker = maker, .boxes = boxes, .pages = pages};
    bool ok = begin_columns(&paginator, first, &used_by);
    for (size_t at = first; ok && at < boxes->count;) {
        ok = fill_columns(&paginator, first, &at, step, used_by);
    }
    return ok;
}
