/* Leaves that are bound: fronts and backs mirror each other. The text block keeps its
 * measure and moves away from where the leaves hang together:
 *
 *      back            front                 bound at the left
 *   +-----------+ +-----------+
 *   | head      | |      head |
 *   |  text     | |     text  |
 *   | 12        | |        13 |
 *   +-----------+ +-----------+
 */
#include "impose/impose.h"
#include "layout/maker.h"

bool packet_is_bound_right(const struct packet *packet)
{
    return packet_direction(packet) == RIGHT_TO_LEFT;
}

bool page_is_front(const struct run *run, size_t index)
{
    return run->imposition ? imposition_is_front(run->imposition, index) : index % 2 == 0;
}

sp page_shift(const struct run *run, size_t index)
{
    bool to_right = page_is_front(run, index) != run->bound_right;
    sp shift = run->facing ? run->sheet->binding : 0;
    return to_right ? shift : -shift;
}

uint8_t page_outer_side(const struct run *run, size_t index)
{
    return page_is_front(run, index) != run->bound_right ? TEXT_RIGHT : TEXT_LEFT;
}

bool pages_end_leaf(struct maker *maker, struct page_list *pages)
{
    return page_is_front(maker->run, pages->count) || paginate_blank(maker, pages);
}

void pages_shift(const struct run *run, struct page_list *pages)
{
    for (size_t i = 0; run->facing && i < pages->count; i++) {
        struct page_draft *page = &pages->items[i];
        page->shift = page_shift(run, i);
        for (size_t k = 0; k < page->count; k++) {
            page->items[k].x = sp_add(page->items[k].x, page->shift);
        }
    }
}
