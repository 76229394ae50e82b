/* Web addresses are numbered through a document and listed at its end, so that paper
 * keeps them. */
#include "layout/maker.h"

#define ONE_COLUMN_LIMIT 12 /* more addresses take two columns */

size_t url_number(struct maker *maker, struct str url)
{
    struct chapter *chapter = maker->chapter;
    struct arena *arena = maker->run->scratch;
    struct value known = value_get(chapter->url_numbers, url);
    if (known.kind == VALUE_INTEGER) {
        return (size_t)known.as.integer;
    }
    if (arena_grow(arena, &chapter->urls, chapter->url_count, &chapter->url_capacity,
                   sizeof *chapter->urls) &&
        value_map_set(arena, chapter->url_numbers, url,
                      value_integer((int64_t)chapter->url_count + 1))) {
        chapter->urls[chapter->url_count++] = url;
    }
    return chapter->url_count;
}

static bool flow_url(struct maker *maker, struct setting setting, struct element *list,
                     size_t index)
{
    const struct theme *theme = maker->run->theme;
    struct element *li = maker_element(maker, list, ROLE_LI);
    struct element *lbl = li ? maker_element(maker, li, ROLE_LBL) : NULL;
    struct element *body = lbl ? maker_element(maker, li, ROLE_LBODY) : NULL;
    struct str url = maker->chapter->urls[index];
    bool opens = address_opens(url);
    struct element *text = body && opens ? maker_element(maker, body, ROLE_LINK) : body;
    if (!text) {
        return false;
    }
    struct inline_state state =
        inline_state_head(maker, setting, lbl, setting.type.size, theme->color.outside);
    if (!flow_label(maker, setting, maker_number(maker, index + 1), &state,
                    theme->urls.indent, theme->urls.label_gap,
                    setting_align_end(setting))) {
        return false;
    }
    struct short_links *links = maker->run->packet->short_links;
    struct str shown = str_eq_ignore_case(str_sub(url, 0, 7), STR("mailto:"))
                           ? address_text(url)
                           : short_link_find(maker->run->scratch, links, url);
    state.element = text;
    state.color = theme->color.quiet;
    if (opens) {
        state.link = maker_link(maker, (struct layout_link){.element = text,
                                                            .target = url,
                                                            .outside = url.len > 0,
                                                            .contents = url});
    }
    struct paragraph_look look = look_plain(setting, state);
    look.penalty_inside = PENALTY_NEVER;
    setting = setting_inside(setting, theme->urls.indent);
    return flow_text(maker, setting_of_address(setting), shown, &look);
}

static bool flow_url_list(struct maker *maker, struct setting setting, size_t from,
                          size_t to, void *data)
{
    for (size_t i = from; i < to; i++) {
        if (!flow_url(maker, setting, data, i)) {
            return false;
        }
        if (i + 1 < to && (i == from || i + 2 == to)) {
            boxes_hold(setting, PENALTY_NEVER); /* two of them on each side of a break */
        }
    }
    return true;
}

static bool flow_head(struct maker *maker, struct setting setting, struct element *heading)
{
    const struct theme *theme = maker->run->theme;
    struct placed rule = {.kind = PLACED_RECT,
                          .x = setting.left,
                          .width = setting.measure,
                          .height = theme->line.hairline,
                          .look.color = theme->color.hairline};
    struct str text = maker_phrase(maker, PHRASE_WEB_ADDRESSES, heading);
    setting = setting_of_words(setting, text);
    struct paragraph_look look = look_plain(
        setting, inline_state_head(maker, setting, heading, maker->run->sheet->note.size,
                                   theme->color.quiet));
    look.state.style.bold = true;
    look.leading = maker->run->sheet->note.leading;
    look.penalty_inside = look.penalty_after = PENALTY_NEVER;
    boxes_add_skip(maker, setting,
                   sp_percent(setting.type.leading, theme->urls.before_percent));
    return boxes_add_one(maker, setting, theme->urls.rule_height, PENALTY_NEVER, rule) &&
           flow_text(maker, setting, text, &look);
}

bool flow_urls(struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    if (maker->chapter->url_count == 0) {
        return true;
    }
    struct element *part = maker->chapter->part;
    struct element *heading = maker_element(maker, part, ROLE_P);
    struct element *list = heading ? maker_element(maker, part, ROLE_L) : NULL;
    if (!list || !flow_head(maker, setting, heading)) {
        return false;
    }
    list->numbering = NUMBERING_DECIMAL;
    boxes_add_skip(maker, setting, theme->urls.after);
    struct type note = maker->run->sheet->note;
    setting.type = (struct type){sp_percent(note.size, theme->urls.size_percent),
                                 sp_percent(note.leading, theme->urls.leading_percent)};
    size_t count = maker->chapter->url_count;
    return count > ONE_COLUMN_LIMIT
               ? flow_halves(maker, setting, count, flow_url_list, list)
               : flow_url_list(maker, setting, 0, count, list);
}
