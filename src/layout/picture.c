/* Pictures: which file is shown how large. Sizes are a browser's, as far as paper has room:
 * never wider than the measure, and never higher than a share of the page that depends on
 * whether the author gave a size and on where the picture stands. A file is decoded when
 * it gets its first place, with as many pixels as the print shows. */
#include "layout/maker.h"

#include "base/deflate.h"
#include "base/digest.h"
#include "drawing/drawing.h"

/* What it takes at the most: as many pixels as the print shows. */
static struct image_size pixels_within(const struct maker *maker, struct picture_size size)
{
    int64_t dpi = maker->run->image_dpi, inch = SP_PT(72);
    int64_t width = size.width * dpi / inch, height = size.height * dpi / inch;
    if (dpi == 0) {
        return (struct image_size){0};
    }
    return (struct image_size){width > 0 ? (uint32_t)width : 1,
                               height > 0 ? (uint32_t)height : 1};
}

/* In a document where it is shown; on a cover the file itself. */
static struct place place_of(const struct maker *maker, const struct node *image)
{
    const struct document *document = maker->chapter->document;
    return document ? document_place(document, image->spot)
                    : (struct place){.file = node_file(image)->source};
}

/* What a drawing is as long as none of its places says otherwise, in whole pixels. */
static bool measure(struct maker *maker, const struct node *image, struct str bytes,
                    struct picture *picture)
{
    struct place place = place_of(maker, image);
    double width, height;
    if (!drawing_is(bytes)) {
        return image_probe(bytes, place, &picture->natural, maker->run->report);
    }
    if (!drawing_measure(bytes, place, &width, &height, maker->run->report)) {
        return false;
    }
    picture->natural = (struct image_size){(uint32_t)fmax(width + 0.5, 1),
                                           (uint32_t)fmax(height + 0.5, 1)};
    return true;
}

/* The bytes of one that is apart are held in `read` alone. */
static bool read_file(struct maker *maker, const struct picture *picture,
                      struct arena *read, struct str *bytes)
{
    const struct run *run = maker->run;
    arena_init_within(read, 0, run->arena->budget);
    return packet_read_file(run->packet, picture->file, read, bytes, run->report);
}

static bool probe(struct maker *maker, const struct node *image, struct picture *picture)
{
    struct arena read;
    struct str bytes;
    bool measured =
        read_file(maker, picture, &read, &bytes) && measure(maker, image, bytes, picture);
    arena_clear(&read);
    return measured;
}

static bool read_drawing(struct maker *maker, const struct picture *picture,
                         struct str bytes, struct place place, struct image_data *out)
{
    struct drawing *drawing = ARENA_NEW(maker->run->arena, struct drawing);
    *out = (struct image_data){.kind = IMAGE_DRAWING,
                               .width = picture->natural.width,
                               .height = picture->natural.height,
                               .drawing = drawing};
    return drawing ? drawing_read(maker->run->arena, maker->run->engine, bytes, place,
                                  drawing, maker->run->report)
                   : report_out_of_memory(maker->run->report);
}

/* Of a file that is apart, what the picture borrows stays with it. */
static bool decode_file(struct maker *maker, const struct picture *picture,
                        struct place place, struct deflater *deflater,
                        struct image_data *out)
{
    struct arena *arena = maker->run->arena, read;
    struct str bytes;
    bool shown = read_file(maker, picture, &read, &bytes);
    if (shown && drawing_is(bytes)) {
        shown = read_drawing(maker, picture, bytes, place, out);
    } else if (shown) {
        shown = image_decode_packed(arena, bytes, picture->most, place, deflater, out,
                                    maker->run->report);
    }
    bool borrowed = out->kind == IMAGE_DRAWING || arena_holds(&read, out->bytes.ptr);
    if (shown && borrowed) {
        arena_adopt(arena, &read);
    } else if (shown && arena_holds(&read, out->profile.ptr)) {
        out->profile = arena_str(arena, out->profile);
    }
    arena_clear(&read);
    return shown;
}

static bool decode_image(struct maker *maker, const struct node *image,
                         struct picture *picture)
{
    struct image_data *data = ARENA_NEW(maker->run->arena, struct image_data);
    struct place place = place_of(maker, image);
    struct deflater *deflater = deflater_new(maker->run->deflate_level);
    bool shown = data && deflater ? decode_file(maker, picture, place, deflater, data)
                                  : report_out_of_memory(maker->run->report);
    if (deflater) {
        deflater_free(deflater);
    }
    picture->data = shown ? data : NULL;
    return shown;
}

/* Not where the run ends for it. */
static void tell_alternate(struct maker *maker, const struct packet_file *file)
{
    if (report_has_system_error(maker->run->report)) {
        return;
    }
    report_hint(maker->run->report,
                "the image is '%.*s'; its alternate text takes its place",
                STR_ARG(file->source));
}

/* The digest of what it shows, as a key. */
static struct str key_of(struct arena *arena, const struct packet_file *file)
{
    uint8_t digest[SHA256_BYTES];
    if (file->apart) {
        memcpy(digest, file->sha256, sizeof digest);
    } else {
        digest_sha256(file->bytes, digest);
    }
    return arena_str(arena, str_make((const char *)digest, sizeof digest));
}

static struct picture *add_picture(struct maker *maker, const struct packet_file *file)
{
    struct marks *marks = maker->marks;
    struct picture *picture = ARENA_NEW(maker->run->arena, struct picture);
    if (!picture || !arena_grow(maker->run->arena, &marks->pictures, marks->picture_count,
                                &marks->picture_capacity, sizeof *marks->pictures)) {
        return NULL;
    }
    marks->pictures[marks->picture_count++] = picture;
    picture->file = file;
    return picture;
}

/* That of a file with the same bytes, or a new one, which `*is_new` says. NULL: no memory.
 */
static struct picture *picture_of(struct maker *maker, const struct packet_file *file,
                                  bool *is_new)
{
    struct marks *marks = maker->marks;
    struct arena *arena = maker->run->arena;
    if (marks->pictures_by_digest.kind != VALUE_MAP) {
        marks->pictures_by_digest = value_map_new(arena);
        marks->pictures_by_file = value_map_new(arena);
    }
    struct str name = str_make((const char *)&file, sizeof file);
    struct value known = value_get(marks->pictures_by_file, name);
    *is_new = false;
    if (known.kind == VALUE_INTEGER) {
        return marks->pictures[known.as.integer];
    }
    struct str key = key_of(arena, file);
    known = value_get(marks->pictures_by_digest, key);
    *is_new = known.kind != VALUE_INTEGER;
    struct picture *picture =
        *is_new ? add_picture(maker, file) : marks->pictures[known.as.integer];
    struct value index = *is_new ? value_integer((int64_t)marks->picture_count - 1) : known;
    bool kept =
        picture && value_map_set(arena, marks->pictures_by_digest, key, index) &&
        value_map_set(arena, marks->pictures_by_file, arena_str(arena, name), index);
    return kept ? picture : NULL;
}

/* Its header is read once, however often it or a copy of it is shown. NULL: it cannot be.
 */
struct picture *picture_find(struct maker *maker, const struct node *image)
{
    const struct packet_file *file = node_file(image);
    bool is_new = false;
    struct picture *picture = file ? picture_of(maker, file, &is_new) : NULL;
    if (picture && is_new) {
        picture->lost = !probe(maker, image, picture);
        if (picture->lost) {
            tell_alternate(maker, file);
        }
    }
    return picture && !picture->lost ? picture : NULL;
}

static uint32_t side_grown(uint32_t most, uint32_t wanted, bool ahead)
{
    uint32_t grown = ahead ? most + most / 2 : most;
    return wanted <= most ? most : wanted < grown ? grown : wanted;
}

/* With each place larger than the one before, it would be decoded for each: from the third
 * time on it gets more than is wanted. */
static struct image_size pixels_grown(const struct picture *picture,
                                      struct image_size wanted)
{
    bool ahead = picture->decoded_count > 1;
    return (struct image_size){side_grown(picture->most.width, wanted.width, ahead),
                               side_grown(picture->most.height, wanted.height, ahead)};
}

/* Decoded for the largest of its places so far. False: it cannot be. */
bool picture_show(struct maker *maker, const struct node *image, struct picture *picture,
                  struct picture_size size)
{
    struct marks *marks = maker->marks;
    struct image_size wanted = pixels_within(maker, size);
    bool fits =
        picture->data &&
        ((!picture->data->scaled && !picture->data->dense) ||
         (wanted.width <= picture->most.width && wanted.height <= picture->most.height));
    if (picture->lost || fits) {
        return fits;
    }
    bool first = !picture->data;
    picture->most = first ? wanted : pixels_grown(picture, wanted);
    picture->decoded_count++;
    if (!decode_image(maker, image, picture)) {
        picture->lost = true;
        tell_alternate(maker, picture->file);
        return false;
    }
    if (first && !arena_grow(maker->run->arena, &marks->images, marks->image_count,
                             &marks->image_capacity, sizeof *marks->images)) {
        return false;
    }
    picture->index = first ? marks->image_count++ : picture->index;
    marks->images[picture->index].data = picture->data;
    return true;
}

/* Sizes */

static sp pixels_long(int64_t thousandths)
{
    return sp_clamp(thousandths * SP_PT(0.75) / 1000); /* CSS: 96 an inch */
}

static sp share_of(sp length, int64_t thousandths)
{
    return sp_clamp((int64_t)length * thousandths / 100000);
}

sp asked_length(const struct maker *maker, struct setting setting,
                struct asked_length length, sp whole)
{
    const struct sheet *sheet = maker->run->sheet;
    int64_t thousandths = length.thousandths;
    switch (length.unit) {
    case LENGTH_AUTO: return 0;
    case LENGTH_PIXELS: return pixels_long(thousandths);
    case LENGTH_PERCENT: return share_of(whole, thousandths);
    case LENGTH_EM: return share_of(setting.type.size, thousandths * 100);
    case LENGTH_REM: return share_of(sheet->text.size, thousandths * 100);
    case LENGTH_WINDOW_WIDTH: return share_of(sheet_measure(sheet), thousandths);
    case LENGTH_WINDOW_HEIGHT: return share_of(sheet_body_height(sheet), thousandths);
    }
    return 0;
}

static sp within(sp length, sp most)
{
    return most ? sp_min(length, most) : length;
}

/* What is not asked for follows from the picture's shape. */
static struct picture_size browser_size(const struct maker *maker, struct setting setting,
                                        const struct asked_size *asked,
                                        struct image_size pixels)
{
    sp measure = setting.measure;
    sp width = asked_length(maker, setting, asked->width, measure);
    sp height = asked_length(maker, setting, asked->height, 0);
    sp most_width = asked_length(maker, setting, asked->most_width, measure);
    sp most_height = asked_length(maker, setting, asked->most_height, 0);
    bool wide = width > 0, high = height > 0;
    width = within(width, most_width);
    height = within(height, most_height);
    if (!wide) {
        width = high ? sp_scale(height, pixels.width, pixels.height)
                     : pixels_long(asked_size_zoom(asked, (int64_t)pixels.width * 1000));
        width = within(width, most_width);
    }
    if (!high) {
        height = sp_scale(width, pixels.height, pixels.width);
    }
    if (!wide && !high && height > within(height, most_height)) {
        width = sp_scale(width, most_height, height);
    }
    height = within(height, most_height);
    return (struct picture_size){sp_max(width, 1), sp_max(height, 1)};
}

/* About as wide as high, as marks of makers and pictures of people are. */
static bool is_square(struct image_size pixels)
{
    uint64_t width = pixels.width, height = pixels.height;
    return width * 4 <= height * 5 && height * 4 <= width * 5;
}

/* One in an item of a list is one of many: what is square says who or what that is, where
 * other shapes show it. */
static int16_t height_share(const struct maker *maker, struct setting setting, bool sized,
                            struct image_size pixels, bool in_line)
{
    const struct theme *theme = maker->run->theme;
    if (!sized && setting.list_depth > 0 && is_square(pixels)) {
        return theme->figure.small_percent / 2;
    }
    bool small = setting.small_pictures || setting.ragged || setting.list_depth > 0;
    return sized     ? theme->figure.height_percent
           : small   ? theme->figure.small_percent
           : in_line ? theme->figure.line_percent
                     : theme->figure.height_percent;
}

struct picture_size picture_size(const struct maker *maker, struct setting setting,
                                 const struct node *image, const struct picture *picture,
                                 bool in_line)
{
    struct asked_size asked = node_asked_size(image);
    bool sized =
        asked.width.unit != LENGTH_AUTO || asked.height.unit != LENGTH_AUTO || asked.zoom;
    struct picture_size size = browser_size(maker, setting, &asked, picture->natural);
    sp tallest = sp_percent(sheet_body_height(maker->run->sheet),
                            height_share(maker, setting, sized, picture->natural, in_line));
    if (setting.tallest_picture) {
        tallest = sp_max(sp_min(tallest, setting.tallest_picture), 1);
    }
    if (size.width > setting.measure) {
        size.height = sp_max(sp_scale(size.height, setting.measure, size.width), 1);
        size.width = setting.measure;
    }
    if (size.height > tallest) {
        size.width = sp_max(sp_scale(size.width, tallest, size.height), 1);
        size.height = tallest;
    }
    return size;
}

sp pictures_natural_width(struct maker *maker, struct setting setting,
                          const struct node *node)
{
    sp widest = 0, width = 0;
    struct walk walk;
    walk_init(&walk, node);
    setting.small_pictures = true;
    while (walk_next(&walk)) {
        bool inside = node_is_inline(walk.node) && walk.node->kind != NODE_LINE_BREAK;
        bool image = walk.entering && walk.node->kind == NODE_IMAGE;
        const struct picture *picture = image ? picture_find(maker, walk.node) : NULL;
        if (picture) {
            sp one = picture_size(maker, setting, walk.node, picture, true).width;
            widest = sp_max(widest, sp_add(width, one));
            width = sp_add(width, sp_add(one, setting.type.size / 2)); /* a space */
        }
        width = inside ? width : 0;
    }
    return widest;
}
