/* One document: its number, title, address and rule, then its blocks, then its web
 * addresses. */
#include "layout/maker.h"

static bool flow_number(struct maker *maker, struct setting setting)
{
    struct element *element = maker_element(maker, maker->chapter->part, ROLE_P);
    struct paragraph_look look = look_plain(
        setting, inline_state_head(maker, setting, element, maker->run->sheet->text.size,
                                   maker->run->theme->color.inside));
    look.state.style.bold = true;
    look.penalty_after = PENALTY_NEVER;
    struct str number = maker_number(maker, maker->chapter->document->number);
    return element && flow_text(maker, setting, number, &look);
}

static bool flow_title(struct maker *maker, struct setting setting)
{
    const struct document *document = maker->chapter->document;
    const struct node *title = document->title_heading;
    if (document->title_in_place) {
        return true;
    }
    struct element *element = maker_element(maker, maker->chapter->part, ROLE_H1);
    if (!element) {
        return false;
    }
    bool given = document->root->direction_given;
    setting = given ? setting : setting_of_words(setting, document->title);
    struct paragraph_look look = title_look(maker, setting, element);
    if (title) {
        flow_place(maker, setting, title);
    }
    return document->title_in_heading ? flow_looks(maker, setting, title, &look)
                                      : flow_text(maker, setting, document->title, &look);
}

/* `code`: what stands beside it; where there is none for want of room, what it would say.
 */
static bool flow_source(struct maker *maker, struct setting setting,
                        const struct address_code *code)
{
    const struct run *run = maker->run;
    const struct document *document = maker->chapter->document;
    bool live = document->live_url.len > 0;
    struct str url = live ? document->live_url : document->url;
    struct element *paragraph = maker_element(maker, maker->chapter->part, ROLE_P);
    struct element *element =
        live && paragraph ? maker_element(maker, paragraph, ROLE_LINK) : paragraph;
    if (!element) {
        return false;
    }
    struct paragraph_look look =
        look_plain(setting, inline_state_head(maker, setting, element,
                                              sp_percent(run->sheet->note.size,
                                                         run->theme->title.source_percent),
                                              run->theme->color.quiet));
    if (live) {
        look.state.link = maker_link(
            maker,
            (struct layout_link){.element = element,
                                 .target = url,
                                 .outside = url.len > 0,
                                 .contents = maker_labelled(maker, PHRASE_SOURCE, url)});
    }
    look.penalty_inside = look.penalty_after = PENALTY_NEVER;
    struct str shown = code->shown.len && code->qr.side == 0 ? code->shown : url;
    return flow_text(maker, setting_of_address(setting), address_text(shown), &look);
}

static bool begin_document(struct maker *maker, const struct document *document)
{
    struct element *part = maker_element(maker, maker->run->root, ROLE_PART);
    *maker->chapter =
        (struct chapter){.document = document,
                         .part = part,
                         .direction = (enum direction)document->root->direction,
                         .url_numbers = value_map_new(maker->run->scratch)};
    for (const struct node *node = document->root->first; node; node = node->next) {
        size_t number = node->kind == NODE_FOOTNOTE ? node_number(node) : 0;
        size_t *most = &maker->chapter->note_count;
        if (number && *most == 0) {
            maker->chapter->notes = (enum direction)node->direction;
        }
        *most = number > *most ? number : *most;
    }
    maker->chapter->notes_made =
        ARENA_ARRAY(maker->run->scratch, bool, maker->chapter->note_count + 1);
    struct element_more *more = part ? element_add_more(maker->run->arena, part) : NULL;
    if (!more || !maker->chapter->notes_made) {
        return false;
    }
    more->title = document->title;
    if (!str_eq(document->language, maker->run->packet->language)) {
        more->language = document->language;
    }
    return true;
}

/* The code stands on the rule; a low head begins further down for it. */
static bool place_code(struct maker *maker, struct setting setting, struct boxes head,
                       const struct address_code *code)
{
    sp drop = maker->run->theme->title.rule_drop;
    sp need = sp_add(code->side, code_quiet(code));
    sp have = sp_add(boxes_height(&head), drop);
    if (code->qr.side) {
        head.items[0].height = sp_add(head.items[0].height, sp_max(sp_sub(need, have), 0));
    }
    return code_place(maker, setting, code, sp_sub(drop, need), 0);
}

static bool flow_head(struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    struct placed rule = {.kind = PLACED_RECT,
                          .x = setting.left,
                          .y = theme->title.rule_drop,
                          .width = setting.measure,
                          .height = theme->title.rule,
                          .look.color = theme->color.ink};
    const struct sheet *sheet = maker->run->sheet;
    struct str url = maker->chapter->document->live_url;
    struct address_code code = {0};
    if (maker->run->codes == CODES_DOCUMENTS && url.len &&
        !code_make(maker, url, sheet->document_code, &code)) {
        return false;
    }
    struct setting beside = code_beside(maker, setting, &code);
    return boxes_add_gap(maker, setting, sheet->title_drop, PENALTY_NEVER) &&
           flow_number(maker, beside) && flow_title(maker, beside) &&
           flow_source(maker, beside, &code) &&
           place_code(maker, setting, setting.flow->boxes, &code) &&
           boxes_add_one(maker, setting, theme->title.rule_height, PENALTY_NEVER, rule);
}

/* Notes that nothing in the text refers to, such as those that only notes do: at the foot
 * of the page where it ends. */
static bool flow_notes_left(struct maker *maker, struct setting setting,
                            const struct node *root)
{
    struct chapter *chapter = maker->chapter;
    struct foot_note *first = NULL, **end = &first;
    struct element *around = NULL;
    for (const struct node *node = root->first; node; node = node->next) {
        if (node->kind != NODE_FOOTNOTE || chapter->notes_made[node_number(node)]) {
            continue;
        }
        chapter->notes_made[node_number(node)] = true;
        around = around ? around : maker_element(maker, chapter->part, ROLE_P);
        struct element *note = around ? maker_element(maker, around, ROLE_NOTE) : NULL;
        *end = note ? note_make(maker, node, note) : NULL;
        if (!*end) {
            return false;
        }
        end = &(*end)->next;
    }
    struct box box = {.penalty = PENALTY_NEVER, .notes = first};
    return !first || boxes_add(maker, setting, box);
}

bool flow_document(struct maker *maker, const struct document *document, struct flow *flow)
{
    const struct sheet *sheet = maker->run->sheet;
    struct setting setting = setting_of(sheet, flow, sheet->text);
    if (!begin_document(maker, document)) {
        return false;
    }
    setting.direction = maker->chapter->direction;
    struct setting head = setting;
    head.direction = document_title_direction(document);
    flow_mark(maker, setting, destination_name(maker->run->arena, document, NULL));
    return flow_head(maker, head) &&
           flow_children(maker, setting, document->root, maker->chapter->part) &&
           flow_notes_left(maker, setting, document->root) && flow_urls(maker, setting);
}
