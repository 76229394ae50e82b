/* Places are what a reader turns to, one after the other; pages stand in them but for the
 * blanks. The sheets of a signature lie in each other like this, bound at the left:
 *
 *     places 0 … 7:   outer side   inner side
 *     first sheet       7 | 0        1 | 6
 *     second sheet      5 | 2        3 | 4
 *
 * Paper is thick: a sheet inside another one reaches further out, by the creep, and what is
 * trimmed is the inner sheets' outer margin. So their pages stand nearer to the fold. */
#include "impose/impose.h"

#define PLACES_PER_SHEET 4

static size_t count_parts(size_t count, size_t most)
{
    return count / most + (count % most != 0);
}

/* As even as can be: thicker ones first. */
static bool divide(struct arena *arena, size_t sheet_count, size_t most,
                   struct imposition *out)
{
    size_t count = count_parts(sheet_count, most), first = 0;
    struct signature *signatures = ARENA_ARRAY(arena, struct signature, count);
    for (size_t i = 0; signatures && i < count; i++) {
        size_t sheets = sheet_count / count + (i < sheet_count % count);
        signatures[i] = (struct signature){first, sheets};
        first += sheets;
    }
    out->signatures = signatures;
    out->signature_count = count;
    return signatures || count == 0;
}

/* Which page stands in a place. */
struct order {
    size_t page_count, closing, blank_count;
};

static size_t page_at(const struct order *order, size_t place)
{
    size_t before = order->page_count - order->closing;
    return place < before                        ? place
           : place < before + order->blank_count ? IMPOSE_BLANK
                                                 : place - order->blank_count;
}

/* The halves of a side, as the places have them when it is bound at the left. */
static struct imposed_side side_of(const struct imposition *imposition,
                                   const struct order *order, size_t first, size_t second)
{
    size_t one = page_at(order, first), two = page_at(order, second);
    return imposition->bound_right ? (struct imposed_side){.left = two, .right = one}
                                   : (struct imposed_side){.left = one, .right = two};
}

struct placing {
    const struct impose_input *input;
    struct imposed_side *sides;
    struct imposed_place *places;
};

/* `shift`: towards the fold. */
static void place_pages(const struct placing *placing, size_t side, sp shift)
{
    const struct impose_input *input = placing->input;
    sp fold = input->sheet_width / 2;
    sp y = sp_sub(input->sheet_height, input->page_height) / 2;
    size_t left = placing->sides[side].left, right = placing->sides[side].right;
    if (left != IMPOSE_BLANK) {
        sp x = sp_add(sp_sub(fold, input->page_width), shift);
        placing->places[left] = (struct imposed_place){side, x, y};
    }
    if (right != IMPOSE_BLANK) {
        placing->places[right] = (struct imposed_place){side, sp_sub(fold, shift), y};
    }
}

static void place_signature(const struct placing *placing, const struct order *order,
                            const struct imposition *imposition, size_t index)
{
    const struct booklet_options *options = placing->input->options;
    const struct signature *signature = &imposition->signatures[index];
    size_t low = signature->first_sheet * PLACES_PER_SHEET;
    size_t high = low + signature->sheet_count * PLACES_PER_SHEET - 1;
    sp creep = options->has_creep ? options->creep : CREEP_USUAL, shift = 0;
    for (size_t i = 0; i < signature->sheet_count; i++, low += 2, high -= 2) {
        size_t outer = (signature->first_sheet + i) * 2, inner = outer + 1;
        placing->sides[outer] = side_of(imposition, order, high, low);
        placing->sides[inner] = side_of(imposition, order, low + 1, high - 1);
        placing->sides[outer].begins = i == 0;
        placing->sides[inner].turned = imposition->flip_long;
        placing->sides[outer].signature = placing->sides[inner].signature = index;
        place_pages(placing, outer, shift);
        place_pages(placing, inner, shift);
        shift = sp_add(shift, creep);
    }
}

bool booklet_is_bound_right(const struct booklet_options *options, bool from_right)
{
    return options->binding == BINDING_RIGHT ||
           (options->binding == BINDING_AS_READ && from_right);
}

bool imposition_is_front(const struct imposition *imposition, size_t page)
{
    const struct imposed_side *side = &imposition->sides[imposition->places[page].side];
    return (imposition->bound_right ? side->left : side->right) == page;
}

bool impose(struct arena *arena, const struct impose_input *input, struct imposition *out)
{
    const struct booklet_options *options = input->options;
    size_t most = options->signature_sheets ? options->signature_sheets : SIGNATURE_SHEETS;
    size_t sheet_count = count_parts(input->page_count, PLACES_PER_SHEET);
    struct order order = {input->page_count, input->closing_count,
                          sheet_count * PLACES_PER_SHEET - input->page_count};
    if (order.closing >= order.page_count) {
        order.closing = 0; /* the cover is in front, whatever else there is */
    }
    struct placing placing = {input,
                              ARENA_ARRAY(arena, struct imposed_side, sheet_count * 2),
                              ARENA_ARRAY(arena, struct imposed_place, input->page_count)};
    *out = (struct imposition){.sheet_width = input->sheet_width,
                               .sheet_height = input->sheet_height,
                               .sides = placing.sides,
                               .side_count = sheet_count * 2,
                               .places = placing.places,
                               .page_count = input->page_count,
                               .bound_right = input->bound_right,
                               .flip_long = options->flip_long};
    if (!divide(arena, sheet_count, most, out) || !placing.sides || !placing.places) {
        return input->page_count == 0 && !arena_failed(arena);
    }
    for (size_t i = 0; i < out->signature_count; i++) {
        place_signature(&placing, &order, out, i);
    }
    return true;
}
