/* Sheets of a booklet: a form for each page (ISO 32000-1, 8.10), whose marked content has
 * numbers of its own and is named by its stream (14.7.4.2), so that nothing of a page's
 * content or of the structure tree depends on what it is put beside. The form's matrix says
 * where it stands: what sides draw is alike then, and written once. */
#include "base/size.h"
#include "pdf/parts.h"

enum half { HALF_LEFT, HALF_RIGHT, HALF_NOTE, HALF_COUNT };

static const char half_names[HALF_COUNT] = {'A', 'B', 'N'};

#define NOTE_EDGE SP_MM(6)  /* from the sheet's edge to the foot of a note */
#define NOTE_ROOM SP_PT(16) /* above that */

struct page_spot sheets_find(const struct sheets *sheets, size_t page)
{
    pdf_ref number = size_to_u32(page);
    if (!sheets->imposition) {
        return (struct page_spot){.page = sheets->first_page + number};
    }
    const struct imposed_place *place = &sheets->imposition->places[page];
    return (struct page_spot){.page = sheets->first_page + size_to_u32(place->side),
                              .form = sheets->first_content + number,
                              .x = place->x,
                              .y = place->y};
}

size_t sheets_count(const struct sheets *sheets)
{
    return sheets->imposition ? sheets->imposition->side_count : sheets->pages->count;
}

bool sheets_begin(struct sheets *sheets, struct pdf_writer *writer)
{
    const struct imposition *imposition = sheets->imposition;
    size_t note_count = sheets->pages->sheet_notes ? imposition->signature_count : 0;
    sheets->first_note = pdf_reserve_row(writer, note_count);
    sheets->first_link = ARENA_ARRAY(pdf_arena(writer), pdf_ref, imposition->page_count);
    return sheets->first_link != NULL;
}

static void add_numbers(struct buf *out, const sp *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_text(out, i ? " " : "");
        pdf_add_number(out, hundredths(numbers[i]));
    }
}

/* `matrix`: its first four numbers, and where the form's origin goes. */
static void add_form(const struct sheets *sheets, const char *matrix, sp x, sp y, sp width,
                     sp height, struct buf *out)
{
    const sp origin[] = {x, y}, size[] = {width, height};
    buf_add_format(out, "/Type/XObject/Subtype/Form/Matrix[%s ", matrix);
    add_numbers(out, origin, 2);
    buf_add_text(out, "]/BBox[0 0 ");
    add_numbers(out, size, 2);
    buf_add_text(out, "]/Resources ");
    pdf_add_ref(out, sheets->resources);
}

void sheets_add_form(const struct sheets *sheets, size_t page, size_t key, struct buf *out)
{
    const struct pages *pages = sheets->pages;
    struct page_spot spot = sheets_find(sheets, page);
    add_form(sheets, "1 0 0 1", spot.x, spot.y, pages->width, pages->height, out);
    buf_add_format(out, "/StructParents %zu", key);
}

/* Upwards along the edge of the half that closes the packet, which is turned there when the
 * sheet is folded. */
void sheets_write_note(struct sheets *sheets, struct pdf_writer *writer, size_t signature,
                       struct buf *take_content)
{
    const struct imposition *imposition = sheets->imposition;
    struct buf entries = {.kept_in = pdf_arena(writer)};
    sp width = imposition->sheet_width, room = imposition->sheet_height;
    bool right = imposition->bound_right;
    add_form(sheets, right ? "0 -1 1 0" : "0 1 -1 0",
             right ? sp_sub(width, NOTE_EDGE + NOTE_ROOM) : NOTE_EDGE + NOTE_ROOM,
             right ? room : 0, room, NOTE_ROOM, &entries);
    pdf_take_stream(writer, sheets->first_note + size_to_u32(signature), buf_str(&entries),
                    take_content);
    buf_clear(&entries);
}

static pdf_ref contents_of(struct sheets *sheets, struct pdf_writer *writer,
                           unsigned halves)
{
    pdf_ref *ref = &sheets->contents[halves];
    if (!*ref) {
        struct buf drawn = {.kept_in = pdf_arena(writer)};
        *ref = pdf_reserve(writer);
        for (int i = 0; i < HALF_COUNT; i++) {
            if (halves >> i & 1) {
                buf_add_format(&drawn, "/%c Do\n", half_names[i]);
            }
        }
        pdf_set_stream(writer, *ref, (struct str){0}, buf_str(&drawn), false);
        buf_clear(&drawn);
    }
    return *ref;
}

static void add_annotations(const struct sheets *sheets, size_t page, struct buf *out)
{
    size_t count = page == IMPOSE_BLANK ? 0 : sheets->pages->items[page].link_count;
    for (size_t i = 0; i < count; i++) {
        pdf_add_ref(out, sheets->first_link[page] + size_to_u32(i));
        buf_add_byte(out, ' ');
    }
}

void sheets_write_side(struct sheets *sheets, struct pdf_writer *writer, size_t side,
                       pdf_ref parent)
{
    const struct imposition *imposition = sheets->imposition;
    const struct imposed_side *shown = &imposition->sides[side];
    const sp size[] = {imposition->sheet_width, imposition->sheet_height};
    bool noted = shown->begins && sheets->pages->sheet_notes;
    const pdf_ref forms[HALF_COUNT] = {
        [HALF_LEFT] =
            shown->left == IMPOSE_BLANK ? 0 : sheets_find(sheets, shown->left).form,
        [HALF_RIGHT] =
            shown->right == IMPOSE_BLANK ? 0 : sheets_find(sheets, shown->right).form,
        [HALF_NOTE] = noted ? sheets->first_note + size_to_u32(shown->signature) : 0};
    struct buf out = {.kept_in = pdf_arena(writer)};
    unsigned halves = 0;
    buf_add_text(&out, "/Type/Page/Parent ");
    pdf_add_ref(&out, parent);
    buf_add_text(&out, "/MediaBox[0 0 ");
    add_numbers(&out, size, 2);
    buf_add_text(&out, "]/Resources<</XObject<<");
    for (int i = 0; i < HALF_COUNT; i++) {
        if (forms[i]) {
            buf_add_format(&out, "/%c ", half_names[i]);
            pdf_add_ref(&out, forms[i]);
            halves |= 1U << i;
        }
    }
    buf_add_text(&out, ">>>>/Contents ");
    pdf_add_ref(&out, contents_of(sheets, writer, halves));
    buf_add_text(&out, shown->turned ? "/Rotate 180/Tabs/S/Annots[" : "/Tabs/S/Annots[");
    add_annotations(sheets, shown->left, &out);
    add_annotations(sheets, shown->right, &out);
    buf_add_byte(&out, ']');
    pdf_set_kind(writer, PDF_PAGE, sheets->first_page + size_to_u32(side), buf_str(&out));
    buf_clear(&out);
}

static struct str label_of(const struct sheets *sheets, size_t page)
{
    return page == IMPOSE_BLANK ? (struct str){0} : sheets->pages->items[page].label;
}

void sheets_add_label(const struct sheets *sheets, size_t side, struct buf *out)
{
    const struct imposed_side *shown = &sheets->imposition->sides[side];
    struct str left = label_of(sheets, shown->left), right = label_of(sheets, shown->right);
    buf_add(out, left);
    buf_add_text(out, left.len && right.len ? " | " : left.len || right.len ? "" : "-");
    buf_add(out, right);
}
