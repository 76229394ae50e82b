/* Running heads and folios: artifacts, made when the number of pages is known. */
#include "base/date.h"
#include "base/gate.h"
#include "impose/impose.h"
#include "layout/maker.h"

/* A line of it: what it says, how, and where. */
struct furniture {
    struct str text;
    struct setting setting;
    uint8_t align;
    enum artifact_kind kind;
    sp y;
    sp kept_free; /* at its end, for what stands there */
};

/* Where on a page its lines stand, in terms of text/. */
struct sides {
    uint8_t head, foot, folio;
};

/* Of facing pages the outer margin has what they are found by. */
static struct sides sides_of(const struct run *run, struct setting setting, size_t page)
{
    uint8_t start = setting_align_start(setting), end = setting_align_end(setting);
    uint8_t outer = run->facing ? page_outer_side(run, page) : end;
    return (struct sides){
        .head = outer, .foot = outer == end ? start : end, .folio = outer};
}

#define FOLIO_ROOM 6      /* ems */
#define SHORTEST_BYTES 12 /* a line of fewer stays as it is */

/* The text's beginning of so many bytes at the most, with an ellipsis where it is cut. */
static struct str shortened_to(struct maker *maker, struct str text, size_t bytes)
{
    struct arena *arena = maker->run->scratch;
    size_t kept = gate_cut(text, bytes);
    if (kept == text.len) {
        return text;
    }
    struct str cut = arena_format(arena, "%.*s \xe2\x80\xa6", (int)kept, text.ptr);
    return gate_line(arena, cut, NULL, (struct place){0}, NULL);
}

static bool break_line(struct maker *maker, const struct furniture *line, sp measure,
                       struct text_span *span, struct lines *out)
{
    struct paragraph_format format = {.measure = measure,
                                      .align = line->align,
                                      .direction = setting_text_direction(line->setting)};
    struct span_list spans = {.items = span, .count = 1};
    return span_list_break(maker, &spans, &format, out);
}

static struct text_span span_of(struct maker *maker, const struct furniture *line)
{
    const struct theme *theme = maker->run->theme;
    struct text_style style = {.role = theme->face.heading,
                               .size = maker->run->sheet->furniture_size,
                               .language = maker->run->packet->language};
    return (struct text_span){
        .kind = SPAN_TEXT,
        .style = maker_style(maker, style),
        .text = line->text,
        .context = maker_context(maker, (struct run_context){.color = theme->color.quiet},
                                 (struct context_note){0})};
}

static sp measure_of(const struct maker *maker, const struct furniture *line)
{
    return sp_sub(sheet_measure(maker->run->sheet), line->kept_free);
}

/* Its text becomes as much of it as one line takes, found by halving. */
static bool fit_line(struct maker *maker, struct furniture *line)
{
    struct text_span span = span_of(maker, line);
    struct str whole = line->text;
    struct lines lines;
    size_t fits = SHORTEST_BYTES, bytes = (size_t)maker->run->theme->furniture.head_bytes;
    span.text = line->text = shortened_to(maker, whole, bytes);
    if (!break_line(maker, line, measure_of(maker, line), &span, &lines)) {
        return false;
    }
    if (lines.count <= 1) {
        return true;
    }
    for (size_t over = line->text.len; over > fits + 1;) {
        size_t middle = fits + (over - fits) / 2;
        span.text = shortened_to(maker, whole, middle);
        if (!break_line(maker, line, measure_of(maker, line), &span, &lines)) {
            return false;
        }
        fits = lines.count <= 1 ? middle : fits;
        over = lines.count <= 1 ? over : middle;
    }
    line->text = shortened_to(maker, whole, fits);
    return true;
}

static bool add_line(struct maker *maker, struct page_draft *page,
                     const struct furniture *line)
{
    const struct sheet *sheet = maker->run->sheet;
    struct text_span span = span_of(maker, line);
    sp measure = measure_of(maker, line);
    struct lines lines;
    if (!break_line(maker, line, measure, &span, &lines)) {
        return false;
    }
    const struct kept_line *kept =
        lines.count ? line_keep(page->sheaf->arena, &lines.items[0]) : NULL;
    if (!kept || !arena_grow(page->sheaf->arena, &page->items, page->count, &page->capacity,
                             sizeof *page->items)) {
        return lines.count == 0;
    }
    bool from_right = line->align == TEXT_RIGHT;
    page->items[page->count++] = (struct placed){
        .kind = PLACED_LINE,
        .artifact = (uint8_t)line->kind,
        .x = sp_add(sp_add(sheet->left, page->shift), from_right ? line->kept_free : 0),
        .y = line->y,
        .width = measure,
        .height = sheet->text.leading,
        .as.line = kept};
    return true;
}

static struct str foot_text(struct maker *maker)
{
    const struct packet *packet = maker->run->packet;
    struct str where =
        packet->live_url.len ? address_text(packet->live_url) : packet->title;
    if (packet->date == DATE_NONE) {
        return where;
    }
    struct buf text = {.kept_in = maker->run->scratch};
    struct buf date = {.part_of = &text};
    phrase_add_date(&date, packet->language, packet->date);
    gate_add_isolated(&text, where);
    buf_add_text(&text, " \xc2\xb7 ");
    phrase_add(&text, packet->language, PHRASE_COPY_DATED, buf_str(&date));
    buf_clear(&date);
    return arena_take(maker->run->scratch, &text);
}

struct str change_text(struct maker *maker, const struct document *document)
{
    struct arena *arena = maker->run->scratch;
    struct buf text = {.kept_in = arena};
    phrase_add_date(&text, maker->run->packet->language, document->changed_day);
    buf_add_text(&text, " (");
    gate_add_isolated(&text, revision_short(document->changed_in));
    buf_add_byte(&text, ')');
    return arena_take(arena, &text);
}

struct str roman_numeral(struct arena *arena, size_t number)
{
    static const struct {
        size_t value;
        const char *text;
    } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    struct buf text = {.kept_in = arena};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        for (; number >= parts[i].value; number -= parts[i].value) {
            buf_add_text(&text, parts[i].text);
        }
    }
    return arena_take(arena, &text);
}

/* "Last changed: 3 May 2021 (1a2b3c4)", above the foot, which stays where it is. */
static bool add_change(struct maker *maker, struct page_draft *page, struct setting setting,
                       struct sides sides, sp foot_y)
{
    const struct document *document = maker->run->packet->documents[page->document - 1];
    struct buf text = {.kept_in = maker->run->scratch};
    if (document->changed_in.len == 0) {
        return true;
    }
    buf_add(&text, maker_phrase(maker, PHRASE_LAST_CHANGED, NULL));
    buf_add(&text, maker_phrase(maker, PHRASE_COLON, NULL));
    gate_add_isolated(&text, change_text(maker, document));
    struct str words = arena_take(maker->run->scratch, &text);
    struct furniture line = {.text = words,
                             .setting = setting_of_words(setting, words),
                             .align = sides.foot,
                             .kind = ARTIFACT_FOOTER,
                             .y = sp_sub(foot_y, maker->run->theme->furniture.foot_line)};
    return fit_line(maker, &line) && add_line(maker, page, &line);
}

/* What stands at the start of every foot. */
static struct furniture foot_of(struct maker *maker, struct setting setting)
{
    const struct sheet *sheet = maker->run->sheet;
    struct str what = foot_text(maker);
    return (struct furniture){.text = what,
                              .setting = setting_of_words(setting, what),
                              .align = setting_align_start(setting),
                              .kind = ARTIFACT_FOOTER,
                              .y = sp_add(sp_sub(sheet->page_height, sheet->bottom),
                                          maker->run->theme->furniture.foot_gap),
                              .kept_free = FOLIO_ROOM * sheet->furniture_size};
}

/* The page stands across from it; numbers run from left to right. */
static bool add_foot(struct maker *maker, struct page_draft *page,
                     const struct furniture *foot, struct sides sides, struct str folio)
{
    struct furniture own = *foot, number = {.text = folio,
                                            .setting = setting_of_address(foot->setting),
                                            .align = sides.folio,
                                            .kind = ARTIFACT_FOOTER,
                                            .y = foot->y};
    own.align = sides.foot;
    return add_line(maker, page, &own) && add_line(maker, page, &number);
}

/* "3 / 12" */
static struct str folio_text(struct maker *maker, size_t number, size_t total)
{
    struct buf text = {.kept_in = maker->run->scratch};
    phrase_add_plain(&text, maker->run->packet->language, number);
    buf_add_text(&text, " / ");
    phrase_add_plain(&text, maker->run->packet->language, total);
    return arena_take(maker->run->scratch, &text);
}

/* The title at the head of a document's pages. */
static struct furniture head_of(const struct maker *maker, size_t document,
                                struct setting setting)
{
    const struct document *shown = maker->run->packet->documents[document - 1];
    setting.direction = document_title_direction(shown);
    return (struct furniture){
        .text = shown->title,
        .setting = setting_of_words(setting, shown->title),
        .align = setting_align_start(setting),
        .kind = ARTIFACT_HEADER,
        .y = sp_sub(maker->run->sheet->top, maker->run->theme->furniture.head_gap)};
}

bool add_furniture(struct maker *maker, struct page_list *pages, size_t front_pages)
{
    const struct sheet *sheet = maker->run->sheet;
    struct setting setting = part_setting(maker, NULL, sheet->text);
    struct furniture foot = foot_of(maker, setting), head = {0};
    size_t total = pages->count - front_pages, document = 0; /* whose head it is */
    bool ok = fit_line(maker, &foot);
    for (size_t i = 1; ok && i < pages->count; i++) { /* the cover has none */
        struct page_draft *page = &pages->items[i];
        struct sides sides = sides_of(maker->run, setting, i);
        if (page->blank) {
            continue;
        }
        bool front = i < front_pages;
        struct str folio = front ? roman_numeral(maker->run->scratch, i + 1)
                                 : folio_text(maker, i - front_pages + 1, total);
        bool headed = page->document && !page->opens_document;
        if (headed && document != page->document) {
            document = page->document;
            head = head_of(maker, document, setting);
            ok = fit_line(maker, &head);
        }
        head.align = maker->run->facing ? sides.head : head.align;
        ok = ok && add_foot(maker, page, &foot, sides, folio) &&
             (!headed || add_line(maker, page, &head)) &&
             (!page->document || headed || add_change(maker, page, setting, sides, foot.y));
    }
    return ok;
}

/* The line, and nothing else; its text becomes what it takes. */
static bool make_alone(struct maker *maker, struct furniture *line,
                       struct page_content *out)
{
    struct sheaf *sheaf = ARENA_NEW(maker->run->arena, struct sheaf);
    struct page_draft page = {.sheaf = sheaf};
    if (!sheaf) {
        return false;
    }
    sheaf->arena = maker->run->arena;
    bool ok = fit_line(maker, line) && add_line(maker, &page, line);
    *out = (struct page_content){.items = page.items, .count = page.count};
    return ok;
}

/* Below the foot, in a line, or none: who reads that a packet is theirs wants the whole. */
bool make_stamp(struct maker *maker, const struct page_content **out)
{
    const struct run *run = maker->run;
    struct setting setting = part_setting(maker, NULL, run->sheet->text);
    struct furniture line = foot_of(maker, setting);
    struct page_content *stamp = ARENA_NEW(run->arena, struct page_content);
    *out = NULL;
    line.text = run->packet->cover.stamp;
    if (line.text.len == 0) {
        return true;
    }
    line.setting = setting_of_words(setting, line.text);
    line.y = sp_add(line.y, run->theme->furniture.foot_line);
    line.kept_free = 0;
    if (!stamp || !make_alone(maker, &line, stamp)) {
        return false;
    }
    if (!str_eq(line.text, run->packet->cover.stamp)) {
        report_warning(run->report, (struct place){0}, "stamp-long",
                       "the stamp is longer than a line of the foot: '%.*s'",
                       STR_ARG(run->packet->cover.stamp));
    }
    *out = stamp;
    return true;
}

/* "Sheets: 1–16 of 40 · print at 100 % · flip on the short edge" */
static struct str note_text(struct maker *maker, const struct imposition *imposition,
                            const struct signature *signature)
{
    struct arena *arena = maker->run->scratch;
    struct str language = maker->run->packet->language;
    struct buf text = {.kept_in = arena}, scale = {.kept_in = arena};
    buf_add(&text, maker_phrase(maker, PHRASE_SHEETS, NULL));
    buf_add(&text, maker_phrase(maker, PHRASE_COLON, NULL));
    phrase_add_plain(&text, language, signature->first_sheet + 1);
    if (signature->sheet_count > 1) {
        buf_add_text(&text, "\xe2\x80\x93");
        phrase_add_plain(&text, language, signature->first_sheet + signature->sheet_count);
    }
    buf_add(&text, maker_phrase(maker, PHRASE_NUMBER_OF, NULL));
    phrase_add_plain(&text, language, imposition->side_count / 2);
    buf_add_text(&text, " \xc2\xb7 ");
    phrase_add_plain(&scale, language, 100);
    buf_add_text(&scale, "\xc2\xa0%");
    phrase_add(&text, language, PHRASE_PRINT_AT, buf_str(&scale));
    buf_add_text(&text, " \xc2\xb7 ");
    buf_add(&text,
            maker_phrase(
                maker, imposition->flip_long ? PHRASE_FLIP_LONG : PHRASE_FLIP_SHORT, NULL));
    buf_clear(&scale);
    return arena_take(arena, &text);
}

#define NOTE_DEPTH SP_PT(4) /* from its baseline to the page's foot */

bool make_sheet_notes(struct maker *maker, const struct imposition *imposition,
                      const struct page_content **out)
{
    const struct run *run = maker->run;
    struct setting setting = part_setting(maker, NULL, run->sheet->text);
    struct page_content *notes =
        ARENA_ARRAY(run->arena, struct page_content, imposition->signature_count);
    bool ok = notes != NULL;
    for (size_t i = 0; ok && i < imposition->signature_count; i++) {
        struct str text = note_text(maker, imposition, &imposition->signatures[i]);
        struct furniture line = {.text = text,
                                 .setting = setting_of_words(setting, text),
                                 .align = setting_align_start(setting),
                                 .kind = ARTIFACT_LAYOUT,
                                 .y = sp_sub(run->sheet->page_height, NOTE_DEPTH)};
        ok = make_alone(maker, &line, &notes[i]);
    }
    *out = notes;
    return ok;
}
