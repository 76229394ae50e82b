/* What structure elements say besides their role (ISO 32000-1, 14.8.5). */
#include "pdf/parts.h"

static void add_table_attributes(const struct element *element, struct buf *out)
{
    static const char *const scopes[] = {
        [SCOPE_COLUMN] = "Column", [SCOPE_ROW] = "Row", [SCOPE_BOTH] = "Both"};
    const struct element_more *more = element_more(element);
    if (!element->scope && more->column_span <= 1 && more->row_span <= 1) {
        return;
    }
    buf_add_text(out, "/A<</O/Table");
    if (element->scope) {
        buf_add_format(out, "/Scope/%s", scopes[element->scope]);
    }
    if (more->column_span > 1) {
        buf_add_format(out, "/ColSpan %u", more->column_span);
    }
    if (more->row_span > 1) {
        buf_add_format(out, "/RowSpan %u", more->row_span);
    }
    buf_add_text(out, ">>");
}

static void add_box(const int64_t *box, bool in_line, struct buf *out)
{
    buf_add_text(out, "/A<</O/Layout/BBox[");
    for (int i = 0; i < 4; i++) {
        pdf_add_number(out, box[i]);
        buf_add_byte(out, i < 3 ? ' ' : ']');
    }
    buf_add_format(out, "/Placement/%s>>", in_line ? "Inline" : "Block");
}

void attributes_add(const struct element *element, const int64_t *box, struct buf *out)
{
    static const char *const numberings[] = {
        [NUMBERING_NONE] = "None",
        [NUMBERING_DISC] = "Disc",
        [NUMBERING_CIRCLE] = "Circle",
        [NUMBERING_SQUARE] = "Square",
        [NUMBERING_DECIMAL] = "Decimal",
        [NUMBERING_LOWER_ALPHA] = "LowerAlpha",
        [NUMBERING_UPPER_ALPHA] = "UpperAlpha",
        [NUMBERING_LOWER_ROMAN] = "LowerRoman",
        [NUMBERING_UPPER_ROMAN] = "UpperRoman",
    };
    enum element_role role = element->role;
    if (role == ROLE_TH || role == ROLE_TD) {
        add_table_attributes(element, out);
    } else if (role == ROLE_L) {
        buf_add_format(out, "/A<</O/List/ListNumbering/%s>>",
                       numberings[element->numbering]);
    } else if ((role == ROLE_FIGURE || role == ROLE_FORMULA) && box) {
        add_box(box, element->in_line, out);
    }
}
