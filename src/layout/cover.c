/* The cover: a band with the title, a subtitle, and what the packet is. */
#include "base/date.h"
#include "base/gate.h"
#include "base/language.h"
#include "layout/maker.h"

/* Leads what is put together of names and dates, whose letters do not tell its direction.
 */
#define RIGHT_TO_LEFT_MARK "\xe2\x80\x8f"

/* Words that run the other way than the page do so from its other side, unless they are a
 * fact's, which stand beside its name. */
enum side { SIDE_OF_WORDS, SIDE_OF_PAGE };

static bool flow_words(struct maker *maker, struct setting setting, struct str text,
                       struct element *element, struct type type, enum side side, bool bold,
                       uint32_t color)
{
    uint8_t start = setting_align_start(setting);
    setting = setting_of_words(setting, text);
    struct paragraph_look look =
        look_plain(setting, inline_state_head(maker, setting, element, type.size, color));
    look.state.style.bold = bold;
    look.leading = type.leading;
    look.align = side == SIDE_OF_PAGE ? start : look.align;
    return element && flow_text(maker, setting, text, &look);
}

struct fact_form {
    struct setting setting;
    struct type type;
    sp indent; /* of what stands beside names */
};

static struct fact_form fact_form_of(const struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    const struct sheet *sheet = maker->run->sheet;
    struct type type = {sp_percent(sheet->small.size, theme->cover.fact_percent),
                        sp_percent(sheet->text.leading, theme->cover.fact_leading_percent)};
    return (struct fact_form){
        setting_typed(setting, type), type,
        sp_min(theme->cover.fact_indent, setting.measure / theme->cover.fact_fraction)};
}

/* A fact: its name on the left, what it is beside it. */
static bool flow_fact(struct maker *maker, struct setting setting, enum phrase name,
                      struct str text)
{
    if (text.len == 0) {
        return true;
    }
    const struct theme *theme = maker->run->theme;
    struct element *element = maker_element(maker, maker->chapter->part, ROLE_P);
    struct fact_form form = fact_form_of(maker, setting);
    struct setting fact = form.setting;
    struct type type = form.type;
    sp indent = form.indent;
    struct element *words = maker_phrase_element(maker, element);
    bool told = name == PHRASE_COPY_OF || name == PHRASE_AS_OF || name == PHRASE_REVISION;
    struct element *value = told ? maker_phrase_element(maker, element) : element;
    struct inline_state state =
        inline_state_head(maker, fact, words, type.size, theme->color.quiet);
    return words && value &&
           flow_label(maker, fact, maker_phrase(maker, name, NULL), &state, indent, 0,
                      setting_align_start(fact)) &&
           flow_words(maker, setting_inside(fact, indent), text, value, type, SIDE_OF_PAGE,
                      false, theme->color.ink);
}

static struct str count_text(struct maker *maker, uint64_t count)
{
    struct buf text = {.kept_in = maker->run->scratch};
    phrase_add_number(&text, maker->run->packet->language, count);
    return arena_take(maker->run->scratch, &text);
}

static struct str word_count_text(struct maker *maker)
{
    const struct packet *packet = maker->run->packet;
    size_t words = 0;
    for (size_t i = 0; i < packet->document_count; i++) {
        words += packet->documents[i]->word_count;
    }
    return count_text(maker, words);
}

/* "Copy of": "www.example.org, 15 July 2021, revision 1a2b3c4", as far as it is known; the
 * name goes with what is said first. */
static struct str day_text(struct maker *maker)
{
    const struct packet *packet = maker->run->packet;
    struct buf text = {.kept_in = maker->run->scratch};
    if (packet->date != DATE_NONE) {
        phrase_add_date(&text, packet->language, packet->date);
    }
    return arena_take(maker->run->scratch, &text);
}

#define ADDRESS_BYTES 200 /* a cover shows two of them, and has room left on all paper */

/* What is longer ends in an ellipsis, which never stands within a letter or an escape. */
static struct str cover_address(struct maker *maker, struct str url)
{
    struct str shown = address_text(url);
    size_t end = ADDRESS_BYTES;
    if (shown.len <= end) {
        return shown;
    }
    while (((unsigned char)shown.ptr[end] & 0xC0) == 0x80) {
        end--;
    }
    end -= shown.ptr[end - 1] == '%' ? 1 : shown.ptr[end - 2] == '%' ? 2 : 0;
    return arena_format(maker->run->arena, "%.*s\xe2\x80\xa6",
                        STR_ARG(str_sub(shown, 0, end)));
}

static bool flow_state(struct maker *maker, struct setting setting)
{
    struct arena *arena = maker->run->scratch;
    const struct packet *packet = maker->run->packet;
    struct str hash = str_sub(packet->revision, 0, 7),
               mark = revision_mark(packet->revision);
    struct str revision = arena_format(arena, "%.*s%.*s", STR_ARG(hash), STR_ARG(mark));
    const struct {
        enum phrase name;
        struct str text;
    } parts[] = {
        {PHRASE_COPY_OF, packet->live_url.len ? cover_address(maker, packet->live_url)
                                              : packet->site_title},
        {PHRASE_AS_OF, day_text(maker)},
        {PHRASE_REVISION, revision},
    };
    struct buf text = {.kept_in = arena};
    enum phrase name = PHRASE_COUNT;
    bool from_right =
        phrases_have(packet->language) && language_is_right_to_left(packet->language);
    buf_add_text(&text, from_right ? RIGHT_TO_LEFT_MARK : "");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].text.len == 0) {
            continue;
        }
        if (name != PHRASE_COUNT) {
            buf_add(&text, maker_phrase(maker, PHRASE_COMMA, NULL));
        }
        if (name != PHRASE_COUNT && parts[i].name == PHRASE_REVISION) {
            buf_add(&text, maker_phrase(maker, PHRASE_REVISION_IN_LINE, NULL));
            buf_add_byte(&text, ' ');
        }
        gate_add_isolated(&text, parts[i].text);
        name = name == PHRASE_COUNT ? parts[i].name : name;
    }
    struct str kept = arena_take(arena, &text);
    return name == PHRASE_COUNT || flow_fact(maker, setting, name, kept);
}

/* A band, as tall as it needs, whose foot the title stands at; or else a rule below it. */
static bool add_ground(struct maker *maker, struct setting setting, sp above, sp height)
{
    const struct theme *theme = maker->run->theme;
    const struct sheet *sheet = maker->run->sheet;
    if (!theme->medium.band) {
        return boxes_add_gap(maker, setting, above, 0);
    }
    sp band = sp_percent(sheet->page_height, theme->cover.band_percent);
    struct placed rect = {
        .kind = PLACED_RECT,
        .x = sp_sub(-sheet->left, page_shift(maker->run, 0)),
        .y = -sheet->top,
        .width = sheet->page_width,
        .height = sp_max(band, sp_add(sp_add(sheet->top, above),
                                      sp_add(height, theme->cover.band_margin))),
        .look.color = theme->color.ink};
    return boxes_add_one(maker, setting, above, 0, rect);
}

static bool end_ground(struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    if (theme->medium.band) {
        return boxes_add_gap(maker, setting, theme->cover.after_band, 0);
    }
    struct placed rule = {.kind = PLACED_RECT,
                          .x = setting.left,
                          .y = theme->cover.rule_drop,
                          .width = setting.measure,
                          .height = theme->cover.rule,
                          .look.color = theme->color.ink};
    if (theme->medium.bleeds) {
        const struct sheet *sheet = maker->run->sheet;
        bool left = page_outer_side(maker->run, 0) == TEXT_LEFT;
        sp margin = sp_sub(left ? sheet->left : sheet->right, sheet->binding);
        rule.x = left ? -margin : rule.x;
        rule.width = sp_add(rule.width, margin);
    }
    sp height = sp_add(theme->cover.rule_drop, theme->cover.rule);
    return boxes_add_one(maker, setting, height, 0, rule) &&
           boxes_add_gap(maker, setting, theme->cover.after_rule, 0);
}

static bool flow_band(struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    const struct sheet *sheet = maker->run->sheet;
    struct element *title = maker_element(maker, maker->chapter->part, ROLE_H1);
    struct type type = {.size = sp_percent(sheet->title.size, theme->cover.title_percent)};
    type.leading = sp_percent(type.size, theme->cover.title_leading_percent);
    struct flow flow = {0};
    struct setting apart = setting;
    apart.flow = &flow;
    if (!flow_words(maker, apart, maker->run->packet->title, title, type, SIDE_OF_WORDS,
                    true, theme->medium.band ? theme->color.paper : theme->color.ink)) {
        return false;
    }
    sp margin = theme->cover.band_margin, height = boxes_height(&flow.boxes);
    sp band = sp_percent(sheet->page_height, theme->cover.band_percent);
    sp above = sp_max(sp_sub(sp_sub(sp_sub(band, sheet->top), margin), height),
                      theme->cover.least_above);
    bool ok = add_ground(maker, setting, above, height);
    for (size_t i = 0; i < flow.boxes.count && ok; i++) {
        ok = boxes_add(maker, setting, flow.boxes.items[i]) != NULL;
    }
    return ok && end_ground(maker, setting);
}

static bool flow_subtitle(struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    struct type text = maker->run->sheet->text;
    struct type type = {sp_percent(text.size, theme->cover.subtitle_percent),
                        sp_percent(text.leading, theme->cover.subtitle_leading_percent)};
    struct str subtitle = maker->run->packet->subtitle;
    return subtitle.len == 0 ||
           flow_words(maker, setting, subtitle,
                      maker_element(maker, maker->chapter->part, ROLE_P), type,
                      SIDE_OF_WORDS, false, theme->color.ink);
}

/* Below whom it is prepared for, or by themselves. */
static bool flow_lines(struct maker *maker, struct setting setting)
{
    const struct cover *cover = &maker->run->packet->cover;
    struct fact_form form = fact_form_of(maker, setting);
    bool ok = true;
    for (size_t i = 0; i < cover->line_count && ok; i++) {
        struct element *element = maker_element(maker, maker->chapter->part, ROLE_P);
        ok = flow_words(maker, setting_inside(form.setting, form.indent), cover->lines[i],
                        element, form.type, SIDE_OF_PAGE, false,
                        maker->run->theme->color.ink);
    }
    return ok;
}

static bool flow_facts(struct maker *maker, struct setting setting)
{
    const struct packet *packet = maker->run->packet;
    return flow_fact(maker, setting, PHRASE_PREPARED_FOR, packet->prepared_for) &&
           flow_lines(maker, setting) && flow_state(maker, setting) &&
           flow_fact(maker, setting, PHRASE_DOCUMENTS,
                     count_text(maker, packet->document_count)) &&
           flow_fact(maker, setting, PHRASE_WORDS, word_count_text(maker)) &&
           flow_fact(maker, setting, PHRASE_CONTACT, address_text(packet->contact));
}

/* The live page that the packet begins with, on the web. */
static bool make_code(struct maker *maker, struct address_code *out)
{
    const struct packet *packet = maker->run->packet;
    struct str url =
        packet->document_count ? packet->documents[0]->live_url : (struct str){0};
    *out = (struct address_code){0};
    return maker->run->codes == CODES_NONE || url.len == 0 ||
           code_make(maker, url, maker->run->sheet->cover_code, out);
}

/* Where the address is too long for a code. */
static bool flow_address(struct maker *maker, struct setting setting,
                         const struct address_code *code)
{
    struct element *paragraph = maker_element(maker, maker->chapter->part, ROLE_P);
    struct element *link = paragraph ? maker_element(maker, paragraph, ROLE_LINK) : NULL;
    struct fact_form form = fact_form_of(maker, setting);
    struct setting inside = setting_inside(form.setting, form.indent);
    struct paragraph_look look =
        look_plain(inside, inline_state_head(maker, inside, link, form.type.size,
                                             maker->run->theme->color.ink));
    look.leading = form.type.leading;
    look.state.link = maker_link(maker, (struct layout_link){.element = link,
                                                             .target = code->url,
                                                             .outside = true,
                                                             .contents = code->url});
    return link && flow_text(maker, setting_of_address(inside),
                             cover_address(maker, code->shown), &look);
}

/* The code stands beside what is said of the packet, on one page with it. */
static bool flow_facts_and_code(struct maker *maker, struct setting setting)
{
    struct boxes *boxes = &setting.flow->boxes;
    size_t first = boxes->count;
    struct address_code code;
    if (!make_code(maker, &code) ||
        !flow_facts(maker, code_beside(maker, setting, &code))) {
        return false;
    }
    if (code.qr.side == 0) {
        return code.shown.len == 0 || flow_address(maker, setting, &code);
    }
    struct boxes facts = {.items = boxes->items + first, .count = boxes->count - first};
    sp height = boxes_height(&facts);
    for (size_t i = 0; i < facts.count; i++) {
        facts.items[i].penalty = PENALTY_NEVER;
    }
    sp need = sp_add(code.side, code_quiet(&code));
    return code_place(maker, setting, &code, -height, sp_max(sp_sub(need, height), 0));
}

static bool flow_remark(struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    const struct sheet *sheet = maker->run->sheet;
    struct type type = {sp_percent(sheet->note.size, theme->cover.remark_percent),
                        sheet->note.leading};
    struct element *element = maker_element(maker, maker->chapter->part, ROLE_P);
    struct str text = maker_phrase(maker, PHRASE_LINKS_WORK, element);
    return flow_words(maker, setting, text, element, type, SIDE_OF_WORDS, false,
                      theme->color.quiet);
}

/* What the recipe puts below all that: a letter, a table. */
static bool flow_own_text(struct maker *maker, struct setting setting)
{
    struct chapter *chapter = maker->chapter;
    const struct document *text = maker->run->packet->cover.text;
    if (!text) {
        return true;
    }
    chapter->document = text;
    chapter->url_numbers = value_map_new(maker->run->scratch);
    chapter->notes_made = ARENA_ARRAY(maker->run->scratch, bool, 1);
    setting.direction = (enum direction)text->root->direction;
    bool ok = chapter->notes_made &&
              boxes_add_gap(maker, setting, maker->run->theme->cover.after_facts, 0) &&
              flow_children(maker, setting, text->root, chapter->part) &&
              flow_urls(maker, setting);
    chapter->document = NULL;
    return ok;
}

/* Ours, and theirs to whom the packet goes. */
static bool flow_cover_logos(struct maker *maker, struct setting setting)
{
    const struct packet *packet = maker->run->packet;
    const struct theme *theme = maker->run->theme;
    const struct node *const images[] = {packet->cover.logo, packet->cover.partner_logo};
    const struct str alternates[] = {packet->organization.len ? packet->organization
                                                              : packet->site_title,
                                     packet->prepared_for};
    struct picture_size most = {
        sp_percent(setting.measure, theme->cover.logo_width_percent),
        sp_percent(maker->run->sheet->page_height, theme->cover.logo_height_percent)};
    return (!images[0] && !images[1]) ||
           (flow_logos(maker, setting, images, alternates, 2, most,
                       theme->cover.logo_gap) &&
            boxes_add_gap(maker, setting, theme->cover.after_logos, 0));
}

/* As much as a box can give, of what is too much. */
static void shrink(sp *height, sp least, sp *excess)
{
    sp given = sp_min(*excess, sp_max(sp_sub(*height, least), 0));
    *height = sp_sub(*height, given);
    *excess = sp_sub(*excess, given);
}

static bool is_gap(const struct box *box)
{
    return box->kind == BOX_BOX && box->placed_count == 0 && box->height > 0;
}

/* A cover that holds much has a lower band, then less room between its parts. */
static void fit_cover(const struct maker *maker, const struct boxes *boxes)
{
    const struct theme *theme = maker->run->theme;
    sp excess = sp_sub(boxes_height(boxes), sheet_body_height(maker->run->sheet));
    sp band = excess, gaps = 0;
    if (boxes->count == 0 || excess <= 0) {
        return;
    }
    struct box *first = &boxes->items[0];
    shrink(&first->height, theme->cover.least_above, &excess);
    if (first->placed_count) {
        first->placed->height = sp_sub(first->placed->height, sp_sub(band, excess));
    }
    for (size_t i = 1; i < boxes->count; i++) {
        gaps = sp_add(gaps, is_gap(&boxes->items[i]) ? boxes->items[i].height : 0);
    }
    sp over = sp_min(excess, sp_sub(gaps, sp_percent(gaps, theme->cover.gap_percent)));
    struct placed *ground = first->placed_count ? first->placed : NULL;
    for (size_t i = 1; i < boxes->count && over > 0; i++) {
        struct box *box = &boxes->items[i];
        sp given = is_gap(box) ? sp_scale(box->height, over, gaps) + 1 : 0;
        box->height = sp_sub(box->height, given);
        if (ground && given) { /* the first gap begins within the band */
            sp margin = sp_scale(given, theme->cover.band_margin, theme->cover.after_band);
            ground->height = sp_sub(ground->height, margin);
            ground = NULL;
        }
    }
}

bool flow_cover(struct maker *maker, struct flow *flow)
{
    const struct theme *theme = maker->run->theme;
    const struct sheet *sheet = maker->run->sheet;
    if (!begin_part(maker)) {
        return false;
    }
    struct setting setting = part_setting(maker, flow, sheet->text);
    bool ok = flow_band(maker, setting) && flow_subtitle(maker, setting) &&
              boxes_add_gap(maker, setting, theme->cover.after_subtitle, 0) &&
              flow_cover_logos(maker, setting) && flow_facts_and_code(maker, setting) &&
              flow_own_text(maker, setting) &&
              boxes_add_gap(maker, setting, theme->cover.after_facts, 0) &&
              flow_remark(maker, setting);
    if (ok) {
        fit_cover(maker, &flow->boxes);
    }
    return ok;
}
