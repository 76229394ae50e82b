/* Page boxes and crop marks. The cut's lower left corner is the origin, so that all on a
 * page stands where it stands without them:
 *
 *        |                 |
 *    --  +-----------------+  --     marks
 *        |  trim           |
 *    --  +-----------------+  --
 *        |                 |
 *
 * Marks begin outside the bleed: no cut leaves a part of one. */
#include "pdf/parts.h"

#define MARK_GAP SP_MM(2) /* from the bleed to a mark */
#define MARK_LENGTH SP_MM(5)
#define MARK_EDGE SP_MM(1) /* from a mark to the edge of what is printed on */
#define MARK_WIDTH 25      /* hundredths of a point */
#define TOUCH (SP_PER_PT / 16)

/* From the cut to that edge. */
static sp room_of(const struct pdf_boxes *boxes)
{
    sp marks = MARK_GAP + MARK_LENGTH + MARK_EDGE;
    return boxes->trimmed ? sp_add(boxes->bleed, boxes->crop_marks ? marks : 0) : 0;
}

/* Larger than the page by so much on each side. */
static void add_box(struct buf *out, const char *name, const struct pages *pages, sp by)
{
    int64_t more = hundredths(by);
    const int64_t sides[] = {-more, -more, hundredths(pages->width) + more,
                             hundredths(pages->height) + more};
    buf_add_text(out, name);
    for (size_t i = 0; i < 4; i++) {
        buf_add_byte(out, i ? ' ' : '[');
        pdf_add_number(out, sides[i]);
    }
    buf_add_byte(out, ']');
}

void trim_add_boxes(struct buf *out, const struct pdf_boxes *boxes,
                    const struct pages *pages)
{
    add_box(out, "/MediaBox", pages, room_of(boxes));
    if (boxes->trimmed) {
        add_box(out, "/BleedBox", pages, boxes->bleed);
        add_box(out, "/TrimBox", pages, 0);
    }
}

struct placed trim_draw_out(const struct pdf_boxes *boxes, const struct pages *pages,
                            struct placed rect)
{
    sp right = sp_add(rect.x, rect.width), bottom = sp_add(rect.y, rect.height);
    if (!boxes->trimmed) {
        return rect;
    }
    sp left = rect.x <= TOUCH ? -boxes->bleed : rect.x;
    sp top = rect.y <= TOUCH ? -boxes->bleed : rect.y;
    right = right >= pages->width - TOUCH ? sp_add(pages->width, boxes->bleed) : right;
    bottom = bottom >= pages->height - TOUCH ? sp_add(pages->height, boxes->bleed) : bottom;
    rect.x = left;
    rect.y = top;
    rect.width = sp_sub(right, left);
    rect.height = sp_sub(bottom, top);
    return rect;
}

static void add_line(struct buf *out, int64_t x, int64_t y, int64_t to_x, int64_t to_y)
{
    const int64_t numbers[] = {x, y, to_x, to_y};
    for (size_t i = 0; i < 4; i++) {
        pdf_add_number(out, numbers[i]);
        buf_add_text(out, i % 2 == 0 ? " " : i == 1 ? " m " : " l\n");
    }
}

void trim_add_marks(struct buf *out, const struct pdf_boxes *boxes,
                    const struct pages *pages)
{
    if (!boxes->trimmed || !boxes->crop_marks) {
        return;
    }
    int64_t near = hundredths(sp_add(boxes->bleed, MARK_GAP));
    int64_t far = near + hundredths(MARK_LENGTH);
    const int64_t widths[] = {0, hundredths(pages->width)};
    const int64_t heights[] = {0, hundredths(pages->height)};
    buf_add_text(out, "/Artifact<</Type/Page>>BDC q 0 G ");
    pdf_add_number(out, MARK_WIDTH);
    buf_add_text(out, " w\n");
    for (size_t i = 0; i < 4; i++) {
        int64_t x = widths[i % 2], y = heights[i / 2];
        int64_t across = i % 2 ? 1 : -1, up = i / 2 ? 1 : -1;
        add_line(out, x + across * near, y, x + across * far, y);
        add_line(out, x, y + up * near, x, y + up * far);
    }
    buf_add_text(out, "S Q EMC\n");
}
