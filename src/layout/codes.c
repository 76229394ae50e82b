/* QR codes: of an address that paper cannot be clicked at. A code stands at the end of a
 * column, whose words keep beside it:
 *
 *     words of the column      |  gap  | code |
 *
 * Its quiet zone is white paper: the gap and the margin around, never drawn. Where an
 * address is too long for modules that can be read, it is printed. */
#include "layout/maker.h"

#include "base/path.h"
#include "base/size.h"

static sp module_of(const struct address_code *code)
{
    return code->qr.side ? code->side / (sp)code->qr.side : 0;
}

sp code_quiet(const struct address_code *code)
{
    return sp_scale(module_of(code), QR_QUIET_MODULES, 1);
}

static void tell_long(struct maker *maker, struct str address, uint32_t most)
{
    const struct document *document = maker->chapter->document;
    struct place place = {.file = document ? document->source : (struct str){0}};
    report_note(maker->run->report, place, "qr-long",
                "the address '%.*s' is printed: a code of it would have more than the %u "
                "modules that its place has room for",
                STR_ARG(address), most);
    report_hint(maker->run->report, "--short-links gives it a short one");
}

bool code_make(struct maker *maker, struct str url, sp side, struct address_code *out)
{
    const struct run *run = maker->run;
    uint32_t most = (uint32_t)(side / run->theme->qr.module);
    struct str shown = short_link_find(run->scratch, run->packet->short_links, url);
    *out = (struct address_code){.url = url, .side = side};
    out->shown = path_percent_encode(run->arena, shown);
    if (out->shown.len == 0) {
        return report_out_of_memory(run->report);
    }
    if (!qr_encode(maker->marks->sheaf->arena, out->shown, most, &out->qr, run->report)) {
        return false;
    }
    if (out->qr.side == 0) {
        tell_long(maker, out->shown, most);
    }
    return true;
}

struct setting code_beside(const struct maker *maker, struct setting setting,
                           const struct address_code *code)
{
    sp gap = sp_max(maker->run->theme->qr.gap, code_quiet(code));
    return code->qr.side ? setting_column(setting, 0,
                                          sp_sub(setting.measure, sp_add(code->side, gap)))
                         : setting;
}

/* The link around the figure, and the figure, which tells what the code says. */
static struct element *make_figure(struct maker *maker, const struct address_code *code,
                                   uint32_t *link)
{
    struct element *paragraph = maker_element(maker, maker->chapter->part, ROLE_P);
    struct element *around = paragraph ? maker_element(maker, paragraph, ROLE_LINK) : NULL;
    struct element *figure = around ? maker_element(maker, around, ROLE_FIGURE) : NULL;
    struct element_more *more = figure ? element_add_more(maker->run->arena, figure) : NULL;
    if (!more) {
        return NULL;
    }
    (void)maker_phrase(maker, PHRASE_QR_CODE, figure);
    more->alternate = maker_labelled(maker, PHRASE_QR_CODE, code->shown);
    *link = maker_link(maker, (struct layout_link){.element = around,
                                                   .target = code->url,
                                                   .outside = true,
                                                   .contents = code->url});
    return *link ? figure : NULL;
}

bool code_place(struct maker *maker, struct setting setting,
                const struct address_code *code, sp y, sp height)
{
    struct marks *marks = maker->marks;
    uint32_t link = 0;
    if (code->qr.side == 0) {
        return true;
    }
    struct element *figure = make_figure(maker, code, &link);
    if (!figure || !arena_grow(maker->run->arena, &marks->codes, marks->code_count,
                               &marks->code_capacity, sizeof *marks->codes)) {
        return false;
    }
    marks->codes[marks->code_count] = (struct placed_code){code->qr, link};
    struct placed placed = {
        .kind = PLACED_CODE,
        .linked = true,
        .x = setting_x(setting, sp_sub(setting.measure, code->side), code->side),
        .y = y,
        .width = code->side,
        .height = code->side,
        .look.code = size_to_u32(marks->code_count++),
        .as.element = figure};
    return boxes_add_one(maker, setting, height, PENALTY_NEVER, placed);
}
