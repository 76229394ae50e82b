/* JPEG through libjpeg-turbo. A sound gray or YCbCr file keeps its bytes; to know that it
 * is sound its coefficients are read, and as little as can be is made of them. What PDF's
 * DCTDecode would not show the same way (CMYK, YCCK, unmarked RGB, arithmetic coding), and
 * what has more pixels than are wanted, becomes RGB pixels. */
#include "image/decode.h"
#include "image/raster.h"

#include <setjmp.h>
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>

#define DCT_SIDE 8        /* of a block of pixels, and the parts of a scale */
#define ICC_HEAD_BYTES 14 /* of a part: name, number, count */
#define DENSE_BYTES 3     /* of 16 pixels, which half as many show as well */
#define SCAN_LIMIT 100    /* each goes over the whole picture; encoders make about ten */
#define MARKER_LIMIT 5000 /* each goes over those before it; so many hold 300 MB */

struct jpeg_reader {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf stop; /* libjpeg's own way out; only its frames are skipped */
    unsigned marker_count;
    volatile enum image_result result; /* read after a jump */
};

static void stop_reading(j_common_ptr info)
{
    struct jpeg_reader *reader = (struct jpeg_reader *)(void *)info;
    reader->result =
        info->err->msg_code == JERR_OUT_OF_MEMORY ? IMAGE_NO_MEMORY : IMAGE_DAMAGED;
    longjmp(reader->stop, 1);
}

/* A warning means missing or corrupt data: the picture would be partly gray. */
static void note_message(j_common_ptr info, int level)
{
    struct jpeg_reader *reader = (struct jpeg_reader *)(void *)info;
    reader->marker_count += info->err->msg_code == JTRC_MISC_MARKER;
    if (level < 0 || reader->marker_count > MARKER_LIMIT) {
        stop_reading(info);
    }
}

static void be_quiet(j_common_ptr info)
{
    (void)info;
}

static void count_scans(j_common_ptr info)
{
    if (((j_decompress_ptr)info)->input_scan_number > SCAN_LIMIT) {
        stop_reading(info);
    }
}

static void begin(struct jpeg_reader *reader, struct str bytes)
{
    reader->info.err = jpeg_std_error(&reader->errors);
    reader->errors.error_exit = stop_reading;
    reader->errors.emit_message = note_message;
    reader->errors.output_message = be_quiet;
    jpeg_create_decompress(&reader->info);
    reader->progress.progress_monitor = count_scans;
    reader->info.progress = &reader->progress;
    jpeg_mem_src(&reader->info, (const unsigned char *)bytes.ptr, bytes.len);
    jpeg_save_markers(&reader->info, JPEG_APP0 + 1, 0xFFFF); /* Exif */
    jpeg_save_markers(&reader->info, JPEG_APP0 + 2, 0xFFFF); /* ICC */
}

static uint32_t exif_number(const unsigned char *p, size_t bytes, bool little)
{
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; i++) {
        value |= (uint32_t)p[i] << (8 * (little ? i : bytes - 1 - i));
    }
    return value;
}

/* Exif's orientation, 1 to 8; 1 when it is not said. */
static unsigned orientation_of(const struct jpeg_decompress_struct *info)
{
    for (jpeg_saved_marker_ptr m = info->marker_list; m; m = m->next) {
        if (m->data_length < 14 || memcmp(m->data, "Exif\0\0", 6) != 0) {
            continue;
        }
        const unsigned char *tiff = m->data + 6;
        size_t size = m->data_length - 6;
        bool little = tiff[0] == 'I';
        size_t at = exif_number(tiff + 4, 4, little);
        if (at > size - 2 || size < 10) {
            continue;
        }
        uint32_t count = exif_number(tiff + at, 2, little);
        for (size_t i = 0; i < count && at + 2 + 12 * (i + 1) <= size; i++) {
            const unsigned char *entry = tiff + at + 2 + 12 * i;
            if (exif_number(entry, 2, little) == 0x0112) {
                uint32_t value = exif_number(entry + 8, 2, little);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
    }
    return 1;
}

/* The part of that number of the file's profile, from 1; NULL: it is not there. */
static jpeg_saved_marker_ptr find_part(const struct jpeg_decompress_struct *info,
                                       unsigned number)
{
    for (jpeg_saved_marker_ptr m = info->marker_list; m; m = m->next) {
        if (m->marker == JPEG_APP0 + 2 && m->data_length > ICC_HEAD_BYTES &&
            memcmp(m->data, "ICC_PROFILE", 12) == 0 && m->data[12] == number) {
            return m;
        }
    }
    return NULL;
}

static struct str read_profile(struct arena *arena,
                               const struct jpeg_decompress_struct *info,
                               uint8_t components)
{
    struct buf icc = {.kept_in = arena};
    jpeg_saved_marker_ptr part = find_part(info, 1);
    unsigned count = part ? part->data[13] : 0;
    for (unsigned i = 1; i <= count && (part = find_part(info, i)); i++) {
        buf_add_bytes(&icc, part->data + ICC_HEAD_BYTES,
                      part->data_length - ICC_HEAD_BYTES);
    }
    return profile_check(arena_take(arena, &icc), components);
}

enum image_result jpeg_read_size(struct str bytes, struct image_size *out)
{
    struct jpeg_reader reader = {0};
    if (setjmp(reader.stop)) {
        jpeg_destroy_decompress(&reader.info);
        return reader.result;
    }
    begin(&reader, bytes);
    jpeg_read_header(&reader.info, TRUE);
    bool turned = orientation_of(&reader.info) >= 5;
    out->width = turned ? reader.info.image_height : reader.info.image_width;
    out->height = turned ? reader.info.image_width : reader.info.image_height;
    jpeg_destroy_decompress(&reader.info);
    return out->width > 0 && out->height > 0 ? IMAGE_READ : IMAGE_DAMAGED;
}

/* Whether a PDF reader sees the same in the file's own bytes (ISO 32000-1, 7.4.8): it
 * takes three components for YCbCr unless Adobe's marker says otherwise. */
static bool suits_pdf(const struct jpeg_decompress_struct *info)
{
    bool color = info->jpeg_color_space == JCS_YCbCr ||
                 (info->jpeg_color_space == JCS_RGB && info->saw_Adobe_marker);
    return !info->arith_code && (color || info->jpeg_color_space == JCS_GRAYSCALE);
}

/* Adobe's CMYK is stored inverted. */
static void cmyk_to_rgb(const unsigned char *from, unsigned char *to, size_t pixels,
                        bool inverted)
{
    for (size_t i = 0; i < pixels; i++) {
        unsigned k = inverted ? from[4 * i + 3] : 255U - from[4 * i + 3];
        for (size_t c = 0; c < 3; c++) {
            unsigned ink = inverted ? from[4 * i + c] : 255U - from[4 * i + c];
            to[3 * i + c] = (unsigned char)(ink * k / 255);
        }
    }
}

/* Where pixel (x, y) of the stored picture stands when it is upright. */
static size_t upright_index(unsigned orientation, size_t x, size_t y, size_t width,
                            size_t height)
{
    size_t rx = width - 1 - x, ry = height - 1 - y;
    switch (orientation) {
    case 2: return y * width + rx;
    case 3: return ry * width + rx;
    case 4: return ry * width + x;
    case 5: return x * height + y;
    case 6: return x * height + ry;
    case 7: return rx * height + ry;
    case 8: return rx * height + y;
    default: return y * width + x;
    }
}

static enum image_result turn_upright(struct arena *arena, unsigned orientation,
                                      struct image_data *out)
{
    size_t n = out->components;
    char *turned = arena_alloc(arena, out->bytes.len, 1);
    if (!turned) {
        return IMAGE_NO_MEMORY;
    }
    for (size_t y = 0; y < out->height; y++) {
        for (size_t x = 0; x < out->width; x++) {
            size_t to = upright_index(orientation, x, y, out->width, out->height);
            memcpy(turned + to * n, out->bytes.ptr + (y * out->width + x) * n, n);
        }
    }
    if (orientation >= 5) {
        uint32_t width = out->width;
        out->width = out->height;
        out->height = width;
    }
    out->bytes.ptr = turned;
    return IMAGE_READ;
}

/* The smallest of the scales that cost less than the whole, and give `to` or more. */
static void choose_scale(struct jpeg_decompress_struct *info, struct image_size to)
{
    info->scale_denom = DCT_SIDE;
    for (unsigned scale = 1; scale <= DCT_SIDE; scale++) {
        info->scale_num = scale;
        jpeg_calc_output_dimensions(info);
        if (info->output_width >= to.width && info->output_height >= to.height) {
            return;
        }
    }
}

/* Row by row, each at `row`, which has room for four bytes a pixel; without a raster only
 * to see that the file is whole. */
static void read_rows(struct jpeg_decompress_struct *info, unsigned char *row,
                      struct raster *raster)
{
    bool cmyk = info->out_color_space == JCS_CMYK;
    while (info->output_scanline < info->output_height) {
        JSAMPROW rows[1] = {row};
        jpeg_read_scanlines(info, rows, 1);
        if (cmyk) {
            cmyk_to_rgb(row, row, info->output_width, info->saw_Adobe_marker);
        }
        if (raster) {
            raster_add(raster, row);
        }
    }
    jpeg_finish_decompress(info);
}

/* The file is whole; what of it is shown goes to `raster`. */
static enum image_result read_picture(struct arena *arena,
                                      struct jpeg_decompress_struct *info,
                                      struct image_size to, struct raster *raster)
{
    bool cmyk = info->jpeg_color_space == JCS_CMYK || info->jpeg_color_space == JCS_YCCK;
    info->out_color_space = cmyk                        ? JCS_CMYK
                            : info->num_components == 1 ? JCS_GRAYSCALE
                                                        : JCS_RGB;
    choose_scale(info, raster ? to : (struct image_size){1, 1});
    jpeg_start_decompress(info);
    struct image_size from = {info->output_width, info->output_height};
    size_t channels = info->out_color_space == JCS_GRAYSCALE ? 1 : 3;
    unsigned char *row = arena_alloc(arena, from.width, 4);
    if (!row || (raster && !raster_begin(raster, arena, from, to, channels))) {
        return IMAGE_NO_MEMORY;
    }
    read_rows(info, row, raster);
    return IMAGE_READ;
}

static struct image_size turn_size(struct image_size size, unsigned orientation)
{
    return orientation >= 5 ? (struct image_size){size.height, size.width} : size;
}

/* Few print pixels are left to save, but many bytes. */
static bool is_dense(struct image_size stored, struct image_size most, size_t len)
{
    uint64_t pixels = (uint64_t)stored.width * stored.height;
    return image_is_fine(stored, most) && (uint64_t)len * 16 > pixels * DENSE_BYTES;
}

/* As it is, when PDF shows that and no side has more pixels than `most`; but for what
 * cameras write behind the picture, films and other pictures. */
static enum image_result read_all(struct arena *arena, struct jpeg_decompress_struct *info,
                                  struct str bytes, struct image_size most,
                                  struct image_data *out)
{
    unsigned orientation = orientation_of(info);
    struct image_size stored = {info->image_width, info->image_height};
    struct image_size to = image_size_within(stored, turn_size(most, orientation));
    struct image_size upright = turn_size(stored, orientation);
    uint8_t components = info->num_components == 1 ? 1 : 3;
    struct str profile = read_profile(arena, info, components); /* gone at the end */
    bool same = to.width == stored.width && to.height == stored.height;
    bool dense = same && is_dense(stored, turn_size(most, orientation), bytes.len);
    if (suits_pdf(info) && same && !dense) {
        *out = (struct image_data){.kind = IMAGE_DCT,
                                   .width = upright.width,
                                   .height = upright.height,
                                   .components = components,
                                   .profile = profile,
                                   .orientation = (uint8_t)orientation};
        enum image_result result = read_picture(arena, info, to, NULL);
        out->bytes = str_sub(bytes, 0, bytes.len - info->src->bytes_in_buffer);
        return result;
    }
    struct raster raster;
    enum image_result result = read_picture(arena, info, to, &raster);
    result = result == IMAGE_READ ? raster_finish(&raster, out) : result;
    out->profile = info->num_components == 4 ? (struct str){0} : profile;
    out->lossy = true;
    out->scaled = !same;
    out->dense = dense && suits_pdf(info);
    return result == IMAGE_READ && orientation > 1 ? turn_upright(arena, orientation, out)
                                                   : result;
}

enum image_result jpeg_decode(struct arena *arena, struct str bytes, struct image_size most,
                              struct image_data *out)
{
    struct jpeg_reader reader = {0};
    if (setjmp(reader.stop)) {
        jpeg_destroy_decompress(&reader.info);
        return reader.result;
    }
    begin(&reader, bytes);
    jpeg_read_header(&reader.info, TRUE);
    enum image_result result = read_all(arena, &reader.info, bytes, most, out);
    jpeg_destroy_decompress(&reader.info);
    return result;
}
