/* JPEG out, for photographs that are made smaller or have no filter of PDF: through
 * libjpeg-turbo, into a buffer that the run's memory is counted with. */
#include "image/decode.h"
#include "press/press.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#define LOSSLESS_QUALITY 90 /* of pixels that were kept exactly, and stay */
#define SCALED_QUALITY 75   /* of those that were, and are too small now to be seen */
#define PRINT_COLOR_QUALITY 32
#define ROOM 16384

/* Of those that never were. A WebP of quality 90 is as large as a JPEG of quality 80, one
 * of quality 75 as one of 50 to 60. What is lost then (mean SSIM to the WebP 0.97) is no
 * more than such a WebP has lost before (0.955 to 0.975 to what it was made from). */
static const int lossy_qualities[JPEG_STEPS] = {80, 70, 60, 50};

/* How coarsely a photograph is kept that prints with more dots than the eye tells apart:
 * what is smooth nearly as finely as by quality 75, so that no blocks are seen in skies and
 * faces, and details by 9 + 6 r^1.3, r being how fine they are. Photographs that fill the
 * measure at 300 dots per inch take 47 % of the bytes of quality 75, and look as well from
 * a page's distance (mean SSIM of luminance at 150 dots per inch: 0.976, against 0.991). */
static const unsigned print_table[DCTSIZE2] = {
    9,  15, 23, 34, 45, 57, 70,  84,  15, 18, 26, 35, 46, 58,  71,  85,
    23, 26, 32, 40, 51, 62, 74,  88,  34, 35, 40, 48, 57, 68,  80,  93,
    45, 46, 51, 57, 66, 76, 87,  99,  57, 58, 62, 68, 76, 85,  95,  107,
    70, 71, 74, 80, 87, 95, 105, 116, 84, 85, 88, 93, 99, 107, 116, 127,
};

struct jpeg_writer {
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    struct jpeg_destination_mgr to;
    jmp_buf stop; /* libjpeg's own way out; only its frames are skipped */
    struct buf *out;
    JOCTET room[ROOM];
};

static struct jpeg_writer *writer_of(j_common_ptr info)
{
    return info->client_data;
}

static void stop_writing(j_common_ptr info)
{
    longjmp(writer_of(info)->stop, 1);
}

static void be_quiet(j_common_ptr info)
{
    (void)info;
}

static void begin_output(j_compress_ptr info)
{
    struct jpeg_writer *writer = writer_of((j_common_ptr)info);
    writer->to.next_output_byte = writer->room;
    writer->to.free_in_buffer = ROOM;
}

static boolean empty_room(j_compress_ptr info)
{
    struct jpeg_writer *writer = writer_of((j_common_ptr)info);
    buf_add_bytes(writer->out, writer->room, ROOM);
    begin_output(info);
    return TRUE;
}

static void end_output(j_compress_ptr info)
{
    struct jpeg_writer *writer = writer_of((j_common_ptr)info);
    buf_add_bytes(writer->out, writer->room, ROOM - writer->to.free_in_buffer);
}

/* Only what never was exact, or will not be looked at so closely, has its colors halved. */
static void choose_quality(struct jpeg_compress_struct *info,
                           const struct image_data *image, unsigned step)
{
    if (image->lossy && (image->scaled || image->dense || image->fine)) {
        jpeg_set_quality(info, PRINT_COLOR_QUALITY, TRUE);
        jpeg_add_quant_table(info, 0, print_table, 100, TRUE);
    } else if (image->lossy || image->scaled) {
        jpeg_set_quality(info, image->lossy ? lossy_qualities[step] : SCALED_QUALITY, TRUE);
    } else {
        jpeg_set_quality(info, LOSSLESS_QUALITY, TRUE);
        info->comp_info[0].h_samp_factor = info->comp_info[0].v_samp_factor = 1;
    }
}

static void open_writer(struct jpeg_writer *writer)
{
    struct jpeg_compress_struct *info = &writer->info;
    writer->to.init_destination = begin_output;
    writer->to.empty_output_buffer = empty_room;
    writer->to.term_destination = end_output;
    jpeg_create_compress(info);
    info->dest = &writer->to;
    info->client_data = writer;
}

/* Failures of either end lead to where its setjmp is. */
static void take_errors(struct jpeg_writer *writer, j_common_ptr info)
{
    info->err = jpeg_std_error(&writer->errors);
    writer->errors.error_exit = stop_writing;
    writer->errors.output_message = be_quiet;
    info->client_data = writer;
}

static void begin(struct jpeg_writer *writer, const struct image_data *image, unsigned step)
{
    struct jpeg_compress_struct *info = &writer->info;
    open_writer(writer);
    info->image_width = image->width;
    info->image_height = image->height;
    info->input_components = image->components;
    info->in_color_space = image->components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(info);
    choose_quality(info, image, step);
    info->optimize_coding = TRUE;
}

/* The rows that libjpeg takes it may write to: each is copied to `row`. */
static void write_rows(struct jpeg_writer *writer, const struct image_data *image,
                       unsigned char *row)
{
    size_t width = (size_t)image->width * image->components;
    for (size_t y = 0; y < image->height; y++) {
        memcpy(row, image->bytes.ptr + y * width, width);
        JSAMPROW rows[1] = {row};
        jpeg_write_scanlines(&writer->info, rows, 1);
    }
    jpeg_finish_compress(&writer->info);
}

bool jpeg_write(struct arena *arena, const struct image_data *image, unsigned step,
                struct buf *out)
{
    struct jpeg_writer writer = {.out = out};
    unsigned char *row = arena_alloc(arena, image->width, image->components);
    if (!row) {
        return false;
    }
    take_errors(&writer, (j_common_ptr)&writer.info);
    if (setjmp(writer.stop)) {
        jpeg_destroy_compress(&writer.info);
        return false;
    }
    begin(&writer, image, step);
    jpeg_start_compress(&writer.info, TRUE);
    write_rows(&writer, image, row);
    jpeg_destroy_compress(&writer.info);
    return buf_ok(out);
}

/* The coefficients of the first component as they are. */
static void copy_first(struct jpeg_decompress_struct *from, struct jpeg_compress_struct *to)
{
    jvirt_barray_ptr *coefficients = jpeg_read_coefficients(from);
    jpeg_copy_critical_parameters(from, to);
    int table = to->comp_info[0].quant_tbl_no;
    jpeg_set_colorspace(to, JCS_GRAYSCALE);
    to->comp_info[0].quant_tbl_no = table;
    to->optimize_coding = TRUE;
    jpeg_write_coefficients(to, coefficients);
    jpeg_finish_compress(to);
}

/* It tells the brightness of each pixel. */
static bool first_is_whole(const struct jpeg_decompress_struct *from)
{
    const jpeg_component_info *first = from->comp_info;
    return from->jpeg_color_space == JCS_YCbCr &&
           first->h_samp_factor == from->max_h_samp_factor &&
           first->v_samp_factor == from->max_v_samp_factor;
}

/* What has no such component. */
static void write_again(struct jpeg_decompress_struct *from,
                        struct jpeg_compress_struct *to, unsigned char *row)
{
    from->out_color_space = JCS_GRAYSCALE;
    jpeg_start_decompress(from);
    to->image_width = from->output_width;
    to->image_height = from->output_height;
    to->input_components = 1;
    to->in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(to);
    jpeg_set_quality(to, LOSSLESS_QUALITY, TRUE);
    to->optimize_coding = TRUE;
    jpeg_start_compress(to, TRUE);
    while (from->output_scanline < from->output_height) {
        JSAMPROW rows[1] = {row};
        jpeg_read_scanlines(from, rows, 1);
        jpeg_write_scanlines(to, rows, 1);
    }
    jpeg_finish_compress(to);
}

/* Both ends of a JPEG that is written again. */
struct rewriting {
    const struct press *press; /* NULL: in greys */
    unsigned char *row;        /* as it is read */
    unsigned char *inks;       /* and written; of greys there is none */
};

/* Inks beside each other, as a JPEG has brightness and two hues, and black as it is. */
static void write_inks(struct jpeg_decompress_struct *from, struct jpeg_compress_struct *to,
                       const struct rewriting *with)
{
    from->out_color_space = JCS_RGB;
    jpeg_start_decompress(from);
    to->image_width = from->output_width;
    to->image_height = from->output_height;
    to->input_components = PRESS_INKS;
    to->in_color_space = JCS_CMYK;
    jpeg_set_defaults(to);
    jpeg_set_colorspace(to, JCS_YCCK);
    jpeg_set_quality(to, LOSSLESS_QUALITY, TRUE);
    to->optimize_coding = TRUE;
    jpeg_start_compress(to, TRUE);
    while (from->output_scanline < from->output_height) {
        JSAMPROW read[1] = {with->row}, written[1] = {with->inks};
        jpeg_read_scanlines(from, read, 1);
        press_inks(with->press, with->row, from->output_width, with->inks);
        jpeg_write_scanlines(to, written, 1);
    }
    jpeg_finish_compress(to);
}

static bool rewrite(const struct image_data *image, const struct rewriting *with,
                    struct buf *out)
{
    struct jpeg_writer writer = {.out = out};
    struct jpeg_decompress_struct from = {0};
    take_errors(&writer, (j_common_ptr)&writer.info);
    take_errors(&writer, (j_common_ptr)&from);
    if (setjmp(writer.stop)) {
        jpeg_destroy_compress(&writer.info);
        jpeg_destroy_decompress(&from);
        return false;
    }
    open_writer(&writer);
    jpeg_create_decompress(&from);
    jpeg_mem_src(&from, (const unsigned char *)image->bytes.ptr, image->bytes.len);
    jpeg_read_header(&from, TRUE);
    if (with->press) {
        write_inks(&from, &writer.info, with);
    } else if (first_is_whole(&from)) {
        copy_first(&from, &writer.info);
    } else {
        write_again(&from, &writer.info, with->row);
    }
    jpeg_destroy_compress(&writer.info);
    jpeg_destroy_decompress(&from);
    return buf_ok(out);
}

static uint32_t longer_side(const struct image_data *image)
{
    return image->width > image->height ? image->width : image->height;
}

bool jpeg_write_grey(struct arena *arena, const struct image_data *image, struct buf *out)
{
    struct rewriting with = {.row = arena_alloc(arena, longer_side(image), 1)};
    return with.row && rewrite(image, &with, out);
}

bool jpeg_write_inks(struct arena *arena, const struct image_data *image,
                     const struct press *press, struct buf *out)
{
    struct rewriting with = {.press = press,
                             .row = arena_alloc(arena, longer_side(image), 3),
                             .inks = arena_alloc(arena, longer_side(image), PRESS_INKS)};
    return with.row && with.inks && rewrite(image, &with, out);
}
